"""The trade-off: homes improved against energy-poor households left, for several orders, with the uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .resampling import gained, orders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .resampling import Floats, Scope

ORDERS = ("need", "label", "pro_rata")
_COLUMNS: Mapping[str, str] = {
    "corporation": "str",
    "order": "str",
    "homes_improved": "str",
    "value": "float64",
    "unit": "str",
    "numerator": "Int64",
    "denominator": "Int64",
    "interval_low": "float64",
    "interval_high": "float64",
}


def curve(scopes: Sequence[Scope], *, points: int, confidence: float, step_households: int) -> pd.DataFrame:
    """
    Energy-poor households left after so many homes improved, complex by complex.

    For each association and for all together, in three orders: by need (most households lifted per home first), by
    label (worst first), and pro rata (a straight line: every complex at once). The points lie evenly between no home
    and all homes to be improved, never at the edge of a complex. The interval is that of the order by need when the
    households of every complex are drawn anew: percentiles, widened to whole steps.

    Parameters
    ----------
    scopes
        As `scopes` gives them. Not modified.
    points
        Number of equal parts of the homes.
    confidence
        Of the interval, two-sided.
    step_households
        Whole steps the ends of the interval are widened to.

    Returns
    -------
    curve
        Sorted by association (missing first: all together), order and homes: `corporation`, `order` (of `ORDERS`),
        `homes_improved` (whole number as text: it places the row), `value` = `numerator` = households left, whole,
        `denominator` (households with a known answer), `unit`, `interval_low`, `interval_high` (by need only).

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 9 and 27; docs/method/energy_labels.md.

    Examples
    --------
    >>> from analysis.indicators.priorities import scopes
    >>> yes = pd.Series([True] * 4, dtype="boolean")
    >>> people = pd.DataFrame({"complex_id": "a", "corporation": "SEW", "is_in_improved_home": True,
    ...                        "is_poor": yes, "lifted_out": yes})
    >>> homes = pd.DataFrame({"complex_id": ["a"], "corporation": "SEW", "homes": [4], "steps": [8]})
    >>> drawn = scopes(people, homes, resamples=3, resampling_seed=1)
    >>> found = curve(drawn, points=2, confidence=0.95, step_households=5)
    >>> found.loc[found["corporation"].isna() & (found["order"] == "need"), "value"].tolist()
    [4.0, 2.0, 0.0]
    """
    parts = []
    for scope in scopes:
        plan = scope.plan
        at = np.asarray(np.round(np.linspace(0, plan.homes.sum(), points + 1)), dtype="float64")
        band = _band(scope, at, confidence=confidence, step=step_households)
        parts += [_order(scope, order, at, band) for order in ORDERS]
    if not parts:
        return pd.DataFrame(columns=list(_COLUMNS)).astype(dict(_COLUMNS))
    return pd.concat(parts, ignore_index=True).astype(dict(_COLUMNS))


def _order(scope: Scope, order: str, at: Floats, band: tuple[Floats, Floats]) -> pd.DataFrame:
    """Rows of one scope and order."""
    plan = scope.plan
    place = orders(plan).get(order)  # none: every complex at once
    gain = plan.lifted.sum() * at / plan.homes.sum() if place is None else gained(plan, place, at)
    left = np.floor(plan.poor - gain + 0.5)
    low, high = band if order == "need" else (np.full(len(at), np.nan),) * 2
    return pd.DataFrame(
        {
            "corporation": pd.Series([scope.corporation] * len(at), dtype="str"),
            "order": order,
            "homes_improved": [str(int(homes)) for homes in at],
            "value": left,
            "unit": "households",
            "numerator": left,
            "denominator": scope.known,
            "interval_low": low,
            "interval_high": high,
        }
    )


def _band(scope: Scope, at: Floats, *, confidence: float, step: int) -> tuple[Floats, Floats]:
    """Percentiles of the households left in the same order, when households are drawn anew; whole steps outwards."""
    plan, order = scope.plan, orders(scope.plan)["need"]
    drawn = zip(scope.lifted, scope.poor, strict=True)
    left = np.array([total - gained(plan, order, at, gains) for gains, total in drawn])
    tail = (1 - confidence) / 2
    low, high = np.quantile(left, [tail, 1 - tail], axis=0)
    return np.floor(low / step) * step, np.ceil(high / step) * step
