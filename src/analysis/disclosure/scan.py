"""A second look at what was published, by other means than the gate, for rows that break the policy."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from .coarsening import COUNTS, INTERVAL
from .differencing import KEY
from .gate import classes
from .placing import is_missing, is_share, whole
from .rounding import AT_LEAST, AT_MOST, Shown, shown_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .placing import Record
    from .policy import ClassRule, Policy

FEWEST_NUMERATORS = 3
FEWEST_DENOMINATORS = 2
_FINE = 1e-9  # a share is on a step if it is this near to it


def small_cells(exact: pd.DataFrame, published: str | pd.DataFrame, *, policy: Policy, profile: str) -> pd.DataFrame:
    """
    Rows of a published ledger that break the policy.

    Parameters
    ----------
    exact
        Exact rows of the same run.
    published
        The published rows, or the text of `results.json`.
    policy
        The disclosure table of the assumptions.
    profile
        Profile they were published in.

    Returns
    -------
    broken
        `id, corporation, village, complex_id, period, broken_rule`, one row per breach; empty when all is well. The
        rules: `row_left_out`, `below_minimum`, `not_blank`, `count_shown`, `certain`, `numerator_beside_bound`,
        `interval_beside_bound`, `not_on_step`, `few_counts` (fewer than three numerators, or than two denominators,
        could have given the row).

    Examples
    --------
    >>> from decimal import Decimal
    >>> from .policy import ClassRule, Policy
    >>> policy = Policy({("public", "household"): ClassRule(20, Decimal("0.05"), 5, hides_counts=True)})
    >>> rows = pd.DataFrame({"id": ["energy_poverty.lihe_share"], "value": [0.5], "numerator": [3],
    ...                      "denominator": [6]})
    >>> small_cells(rows, rows, policy=policy, profile="public")["broken_rule"].tolist()
    ['below_minimum', 'count_shown', 'few_counts']
    """
    shown = _rows(published) if isinstance(published, str) else published
    by_key = {_key(record): record for record in shown.to_dict(orient="records")}
    found = []
    for record, name in zip(exact.to_dict(orient="records"), classes(exact), strict=True):
        key = _key(record)
        breaches = _breaches(record, by_key.get(key), policy.rule(profile, name))
        found += [(*(part or None for part in key), breach) for breach in breaches]
    return pd.DataFrame(found, columns=[*KEY, "broken_rule"])


def _breaches(exact: Record, shown: Record | None, rule: ClassRule) -> Iterator[str]:
    if shown is None:
        yield "row_left_out"
        return
    if rule.is_exact:
        return
    if shown.get("suppressed"):
        if any(_has(shown, name) for name in ("value", *COUNTS, *INTERVAL, "verdict", "band")):
            yield "not_blank"
        return
    if (whole(exact["denominator"]) or 0) < rule.minimum_denominator:
        yield "below_minimum"
    if rule.hides_counts and any(_has(shown, name) for name in COUNTS):
        yield "count_shown"
    if is_share(shown) and _has(shown, "value"):
        yield from _share_breaches(shown, rule)
        size = whole(exact["denominator"]) or 0
        has_interval = any(_has(exact, name) for name in INTERVAL)
        if rule.hides_counts and rule.share_step and _are_few(_shown(shown), rule, size, has_interval=has_interval):
            yield "few_counts"


def _share_breaches(shown: Record, rule: ClassRule) -> Iterator[str]:
    value = float(shown["value"])
    if value in (0.0, 1.0):
        yield "certain"
    if _has(shown, "bound") and _has(shown, "numerator"):
        yield "numerator_beside_bound"
    if _has(shown, "bound") and any(_has(shown, name) for name in INTERVAL):
        yield "interval_beside_bound"
    step = float(rule.share_step)
    ends = [float(shown[name]) for name in INTERVAL if _has(shown, name)]
    if step and any(abs(number / step - round(number / step)) > _FINE for number in (value, *ends)):
        yield "not_on_step"


def _shown(row: Record) -> Shown:
    ends = tuple(float(row[name]) for name in INTERVAL if _has(row, name))
    bound = str(row["bound"]) if _has(row, "bound") else None
    return Shown(float(row["value"]), bound, (ends[0], ends[1]) if len(ends) == len(INTERVAL) else None)


def _are_few(shown: Shown, rule: ClassRule, denominator: int, *, has_interval: bool) -> bool:
    """
    Whether a reader who goes through all counts finds too few that could have given a published share.

    The search begins at the exact denominator and goes on until enough counts are found, at most to twice as many.
    """
    numerators: set[int] = set()
    denominators: set[int] = set()
    for members in sorted(range(rule.minimum_denominator, 2 * denominator), key=lambda one: abs(one - denominator)):
        fitting = _fitting(shown, rule, members, has_interval=has_interval)
        numerators |= fitting
        denominators |= {members} if fitting else set()
        if len(numerators) >= FEWEST_NUMERATORS and len(denominators) >= FEWEST_DENOMINATORS:
            return False
    return True


def _fitting(shown: Shown, rule: ClassRule, members: int, *, has_interval: bool) -> set[int]:
    """Numerators of so many members that are published as this share; a complete count has no interval to tell."""
    reach = float(rule.share_step)
    first = 0 if shown.bound == AT_MOST else math.floor((shown.value - reach) * members)
    last = members if shown.bound == AT_LEAST else math.ceil((shown.value + reach) * members)
    step, minimum = rule.share_step, rule.minimum_denominator
    shares = {
        count: shown_share(Fraction(count, members), members, step=step, minimum=minimum)
        for count in range(max(first, 0), min(last, members) + 1)
    }
    if not has_interval:
        shares = {count: share._replace(interval=None) for count, share in shares.items()}
    return {count for count, share in shares.items() if share == shown}


def _rows(text: str) -> pd.DataFrame:
    records = json.loads(text)["results"]
    for record in records:
        record["interval_low"], record["interval_high"] = record.pop("interval") or (None, None)
    return pd.DataFrame(records)


def _key(record: Record) -> tuple[str, ...]:
    return tuple(str(record[name]) if _has(record, name) else "" for name in KEY)


def _has(record: Record, name: str) -> bool:
    return not is_missing(record.get(name))
