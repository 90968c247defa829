"""Rises that depend on income: how many, how much, and none at all where an association does not apply them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import answers, result_rows, share_rows

if TYPE_CHECKING:
    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["corporation"], [])
_CENT = 2


def dependent_rows(homes: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Share of the compared homes with an income-dependent rise, and the mean and largest amount of it.

    Parameters
    ----------
    homes
        Frame as `compared` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, per association and over the whole: `rent.income_dependent_share` (`denominator` = homes compared,
        `missing` = homes that are not known), and where there are any, `rent.income_dependent_mean_eur_per_month` and
        `rent.income_dependent_largest_eur_per_month` (`denominator` = homes with such a rise).

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 11: "kiest SEW er niet voor om de IAH toe te passen"; VERA, code INK.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"corporation": ["SEW", "Woonborg"], "is_known": True,
    ...                       "income_dependent_eur_per_month": [0.0, 50.0]})
    >>> rows = dependent_rows(homes, period=Period(2023, 2))
    >>> rows.loc[rows["id"] == "rent.income_dependent_share", "value"].tolist()
    [0.5, 0.0, 1.0]
    """
    amount = homes["income_dependent_eur_per_month"]
    flagged = homes[["corporation"]].assign(is_it=(amount > 0).astype("boolean").mask(~homes["is_known"]))
    counted = answers(flagged, {"rent.income_dependent_share": "is_it"})
    with_rise = homes.loc[homes["is_known"] & (amount > 0)]
    amounts = [_amounts(with_rise, grain) for grain in _GRAINS] if len(with_rise) else []
    rows = [share_rows(counted, grains=_GRAINS, period=period, has_interval=False)]
    rows += [result_rows(pd.concat(amounts, ignore_index=True), period=period)] if amounts else []
    return pd.concat(rows, ignore_index=True)


def _amounts(homes: pd.DataFrame, grain: list[str]) -> pd.DataFrame:
    """Mean and largest rise in euros per group; without dimensions one group, the whole."""
    told = homes[["corporation"]].assign(rise=homes["income_dependent_eur_per_month"])
    grouped = told.groupby(grain, as_index=False) if grain else told.groupby(lambda _: 0)
    summed = grouped.agg(mean=("rise", "mean"), largest=("rise", "max"), denominator=("rise", "count"))
    parts = [
        summed.assign(
            id=f"rent.income_dependent_{name}_eur_per_month", value=summed[name].round(_CENT), unit="eur_per_month"
        )
        for name in ("mean", "largest")
    ]
    return pd.concat(parts, ignore_index=True)
