"""How many households cannot pay for their home, what they pay, and which complexes stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..definitions import JUDGED_GRAINS, complex_bands, result_rows, share_rows, tallies
from .households import FLAGS, costs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...periods import Period

HEADLINE = "housing_costs.payment_risk_share"
"""Households whose income, after housing costs, is below the budget for living."""
QUOTE = "housing_costs.cost_quote_above_line_share"
"""Households whose housing costs take more than the line of their income."""
MEDIANS = {
    "housing_costs.median_costs_eur_per_month": "costs_eur_per_month",
    "housing_costs.median_huurtoeslag_eur_per_month": "huurtoeslag_eur_per_month",
    "housing_costs.median_left_eur_per_month": "left_eur_per_month",
}
SHORTAGE = "housing_costs.median_shortage_eur_per_month"
"""What a household at payment risk is short of, in the middle of them."""
_SHARES: Sequence[list[str]] = (["complex_id"], ["village"], ["corporation"], [])
_AMOUNTS: Sequence[list[str]] = (["corporation"], [])


def rows(costs: pd.DataFrame, *, period: Period, definition_version: str) -> pd.DataFrame:
    """
    Share of households at payment risk, above the line of costs and with huurtoeslag, and medians of the amounts.

    Shares stand for complexes, villages, associations and the whole; medians for associations and the whole. A median
    is rounded to whole tens of euros: with an odd number of households it is the amount of one of them.

    Parameters
    ----------
    costs
        Frame as `costs` gives it. Not modified.
    period
        The half-year reported on.
    definition_version
        Version of the definitions, in every row.

    Returns
    -------
    rows
        Common shape; ids `housing_costs.<flag>_share` (unit share, 0-1, Wilson 95 % interval; `missing` households
        whose answer is not known) and `housing_costs.median_…_eur_per_month` (euro per month; `denominator`
        households whose amount is known); only rows with a denominator above 0.

    Notes
    -----
    Source: prestatieafspraken 2023, goal of chapter 4.1; the text sets no threshold.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"complex_id": ["S-1"], "corporation": ["SEW"], "village": ["Eelde"],
    ...     **{flag: pd.Series([True], dtype="boolean") for flag in FLAGS},
    ...     **{amount: [436.0] for amount in [*MEDIANS.values(), "shortage_eur_per_month"]}})
    >>> found = rows(homes, period=Period(2023, 2), definition_version="nvmt-estimate")
    >>> len(found), found.loc[found["id"] == "housing_costs.median_costs_eur_per_month", "value"].tolist()
    (28, [440.0, 440.0])
    """
    shares = _shares(costs, FLAGS, _SHARES, period, definition_version)
    medians = [_medians(costs, result, column, grain) for result, column in MEDIANS.items() for grain in _AMOUNTS]
    may_be_short = costs.loc[costs["payment_risk"].astype("boolean").fillna(value=True).astype(bool)]
    medians += [_medians(may_be_short, SHORTAGE, "shortage_eur_per_month", grain) for grain in _AMOUNTS]
    parts = [part for part in (shares, *medians) if len(part)]
    together = pd.concat(parts, ignore_index=True) if parts else shares
    return result_rows(together, period=period, definition_version=definition_version)


def _shares(
    costs: pd.DataFrame, flags: Sequence[str], grains: Sequence[list[str]], period: Period, definition_version: str
) -> pd.DataFrame:
    counted = tallies(costs, {f"housing_costs.{flag}_share": flag for flag in flags})
    return share_rows(counted, grains=grains, period=period, definition_version=definition_version)


def _medians(costs: pd.DataFrame, result: str, column: str, grain: list[str]) -> pd.DataFrame:
    """Median of a column per place, over the households whose amount is known."""
    amounts = costs[column].astype("float64")
    places = [costs[name] for name in grain] or [pd.Series("", index=costs.index, name="whole")]
    groups = amounts.groupby(places)
    found = groups.agg(value="median", denominator="count").reset_index()
    missing = (groups.size().to_numpy() - found["denominator"]).astype("int64")
    found = found.assign(id=result, unit="eur_per_month", missing=missing, value=found["value"].round(-1))
    return found.loc[found["denominator"] > 0]


def bands(
    rows: pd.DataFrame,
    costs: pd.DataFrame,
    *,
    confidence: float,
    result: str = HEADLINE,
    complexes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Place each complex against all other delivered homes: above, below, or not distinguishable.

    Parameters
    ----------
    rows
        Rows as `rows` gives them. Not modified.
    costs
        Frame as `costs` gives it. Not modified.
    confidence
        Of the interval, two-sided.
    result
        Id of the share that is compared.
    complexes
        Core table `complexes`, for the names; without it names are missing.

    Returns
    -------
    bands
        As `definitions.complex_bands`.

    Notes
    -----
    Source: an interval beside each share, never a bare ranking.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"complex_id": ["A"] * 20 + ["B"] * 20, "corporation": "SEW", "village": "Eelde",
    ...     **{flag: pd.Series([True] * 15 + [False] * 25, dtype="boolean") for flag in FLAGS},
    ...     **{amount: 436.0 for amount in [*MEDIANS.values(), "shortage_eur_per_month"]}})
    >>> shares = rows(homes, period=Period(2023, 2), definition_version="nvmt-estimate")
    >>> bands(shares, homes, confidence=0.95)[["complex_id", "band"]].values.tolist()
    [['A', 'above'], ['B', 'below']]
    """
    return complex_bands(rows, costs, result=result, answer=_flag(result), confidence=confidence, complexes=complexes)


def headline(homes: pd.DataFrame, period: Period, definition_version: str, **norms: Any) -> pd.DataFrame:
    """
    Payment risk and the share above the line of costs, at every grain but complexes: what a sensitivity table varies.

    Parameters
    ----------
    homes
        Frame as `homes_with_rent` gives it. Not modified.
    period
        The half-year reported on.
    definition_version
        Version of the definitions, in every row.
    **norms
        As for `costs`.

    Returns
    -------
    rows
        Common shape, rows of `HEADLINE` and `QUOTE`.

    Notes
    -----
    Source: as `costs`.

    Examples
    --------
    >>> HEADLINE, QUOTE
    ('housing_costs.payment_risk_share', 'housing_costs.cost_quote_above_line_share')
    """
    found = costs(homes, **norms).drop(columns="complex_id")
    return _shares(found, [_flag(HEADLINE), _flag(QUOTE)], JUDGED_GRAINS, period, definition_version)


def _flag(result: str) -> str:
    """Name of the answer that a share counts."""
    return result.removeprefix("housing_costs.").removesuffix("_share")
