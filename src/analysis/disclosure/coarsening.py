"""What becomes of the measures of a row: coarser where it may be shown, missing where it may not."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandas.api import types

from .placing import Record, is_missing, is_share, whole
from .rounding import AT_LEAST, AT_MOST, bound_of, share_of, shown_share, to_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .policy import ClassRule, Policy

COUNTS = ("numerator", "denominator", "missing")
INTERVAL = ("interval_low", "interval_high")
_WORDS = ("verdict", "reason", "flips")
_MEASURES = ("value", *COUNTS, *INTERVAL, "band", *_WORDS)
_REST_SHARE = "rest_share"  # of all members elsewhere: no figure of the row itself
_PLACES = ("corporation", "village", "complex_id", "period", "year")


def measures_of(frame: pd.DataFrame) -> list[str]:
    """
    Columns that say something about the members of a row: the known ones, and every other number or truth value.

    Examples
    --------
    >>> measures_of(pd.DataFrame({"village": ["Vries"], "year": [2023], "value": [0.2], "homes": [12]}))
    ['value', 'homes']
    """
    others = [name for name in frame if types.is_numeric_dtype(frame[name]) or types.is_bool_dtype(frame[name])]
    return [str(name) for name in frame if name in _MEASURES or (name in others and name not in _PLACES)]


def coarsened(frame: pd.DataFrame, rules: Sequence[ClassRule], hidden: Sequence[bool], policy: Policy) -> pd.DataFrame:
    """
    Bound, round and leave out what the rule of each row that is shown asks for; adds `bound`.

    Parameters
    ----------
    frame
        Exact rows. Not modified.
    rules, hidden
        Per row: its rule, and whether it is suppressed.
    policy
        For the steps of bounds and intervals.

    Returns
    -------
    frame
        Same rows and columns, counts as `Int64`, and `bound` (`at_most`, `at_least` or missing). Where the
        numerator is hidden, `band` follows from what is published and a further share of the row is missing.
    """
    records = frame.to_dict(orient="records")
    further = [name for name in measures_of(frame) if name not in _MEASURES]
    for record, rule, is_hidden in zip(records, rules, hidden, strict=True):
        record["bound"] = None
        if not rule.is_exact and not is_hidden:
            record.update(_shown(record, rule, policy, further))
    result = frame.copy()
    for name in [*(name for name in measures_of(frame) if name not in _WORDS), "bound"]:
        values = [record[name] for record in records]
        dtype = "str" if name in ("band", "bound") else _room(frame[name])
        result[name] = pd.Series(values, index=frame.index, dtype=dtype)
    return result


def blanked(frame: pd.DataFrame, hidden: Sequence[bool]) -> pd.DataFrame:
    """Leave the place of a suppressed row and nothing else; adds `suppressed`."""
    suppressed = pd.Series(list(hidden), index=frame.index, dtype=bool)
    result = frame.copy()
    for name in measures_of(frame):
        result[name] = result[name].mask(suppressed)
    return result.assign(suppressed=suppressed)


def _room(column: pd.Series) -> str:
    """Give a dtype that can hold the column's values and a missing one."""
    if types.is_bool_dtype(column):
        return "boolean"
    return "Int64" if types.is_integer_dtype(column) else "float64"


def _shown(record: Record, rule: ClassRule, policy: Policy, further: Sequence[str]) -> dict[str, Any]:
    """Give the measures of one row as this profile may see them."""
    changed: dict[str, Any] = {}
    bound = None
    if is_share(record) and not is_missing(record["value"]):
        changed, bound = _share(record, rule, policy)
    elif rule.count_step > 1 and record.get("value") == record.get("numerator"):
        changed["value"] = _counted(record["value"], rule)
    for name in (name for name in COUNTS if name in record):
        is_hidden = rule.hides_counts or (bound is not None and name == "numerator")
        changed[name] = None if is_hidden else _counted(record[name], rule)
    step = policy.bound_step if bound or not rule.shows_exact_counts else rule.share_step
    changed |= {name: _further(name, record[name], step, rule) for name in further}
    if not (rule.hides_counts or bound):
        return changed
    # a second share of the row itself, or the band of its exact figures, would narrow its numerator down
    changed |= {name: None for name in further if name.endswith("_share") and name != _REST_SHARE}
    if not is_missing(record.get("band")):
        changed["band"] = band_of({**record, **changed})
    return changed


def band_of(shown: Record) -> str:
    """
    Compare a published row with the published rest: the band of exact figures would narrow down its counts.

    Examples
    --------
    >>> band_of({"value": 0.4, "interval_low": 0.3, "interval_high": 0.6, "rest_share": 0.25})
    'above'
    >>> band_of({"value": 0.1, "bound": "at_most", "rest_share": 0.15})
    'below'
    >>> band_of({"value": 0.1, "bound": "at_most", "rest_share": 0.1})
    'not_distinguishable'
    """
    value, bound = shown["value"], shown.get("bound")
    low = _number(value if bound == AT_LEAST else shown.get(INTERVAL[0]))
    high = _number(value if bound == AT_MOST else shown.get(INTERVAL[1]))
    rest = _number(shown.get(_REST_SHARE))
    # nothing is larger or smaller than what is missing
    return "above" if low > rest else "below" if high < rest else "not_distinguishable"


def _number(value: Any) -> float:  # noqa: ANN401 - a cell of a frame
    return math.nan if is_missing(value) else float(value)


def _share(record: Record, rule: ClassRule, policy: Policy) -> tuple[dict[str, Any], str | None]:
    step = rule.share_step if rule.shows_exact_counts else policy.bound_step
    denominator = whole(record["denominator"]) or 1
    share = share_of(float(record["value"]), whole(record.get("numerator")), denominator)
    has_interval = all(name in record for name in INTERVAL)
    if step:
        value, bound, ends = shown_share(share, denominator, step=step, minimum=rule.minimum_denominator)
    else:
        value, bound = bound_of(share, denominator, policy.bound_step, is_rounded=False) or (record["value"], None)
        ends = None
    changed: dict[str, Any] = {"value": value, "bound": bound}
    if has_interval and bound:
        # an interval beside a bound would tell none from one member
        changed |= dict.fromkeys(INTERVAL)
    elif has_interval and ends and not is_missing(record[INTERVAL[0]]):
        changed |= dict(zip(INTERVAL, ends, strict=True))
    return changed, bound


def _counted(value: Any, rule: ClassRule) -> int | None:  # noqa: ANN401 - a cell of a frame
    count = whole(value)
    if count is None or rule.count_step == 1:
        return count
    return int(to_step(Fraction(count), Decimal(rule.count_step)))


def _further(name: str, value: Any, step: Decimal, rule: ClassRule) -> Any:  # noqa: ANN401 - a cell of a frame
    """Coarsen a further measure: shares to whole steps inside the bounds, whole numbers as counts."""
    if is_missing(value) or isinstance(value, bool):
        return value
    if name.endswith("_share"):
        return _inside(Fraction(repr(float(value))), step) if step else value
    if isinstance(value, int):
        return None if rule.hides_counts else _counted(value, rule)
    return value


def _inside(share: Fraction, step: Decimal) -> float:
    size = Fraction(step)
    return float(min(max(to_step(share, step), size), 1 - size))
