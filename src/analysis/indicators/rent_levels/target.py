"""How far the rents are from the rent at which the homes would be let again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import is_above
from ..definitions import answers, result_rows, share_rows

if TYPE_CHECKING:
    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["corporation"], [])


def target_rows(homes: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Distance of the net rent to the target rent (*streefhuur*): its median, and the share that has reached it.

    Parameters
    ----------
    homes
        Frame as `rent_levels.homes_with_rent` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, per association and over the whole: `rent.target_distance_median_eur_per_month` (target minus
        net rent, negative above the target; `denominator` = homes of which both are known, `missing` = the others)
        and `rent.at_target_share` (net rent at or above the target).

    Notes
    -----
    Source: agreement 10 lets rents grow towards the *streefhuur*; target as delivered on the card's date.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"corporation": "SEW", "net_rent_eur_per_month": [500.0, 600.0, 610.0],
    ...                       "target_rent_eur_per_month": [520.0, 600.0, None]})
    >>> rows = target_rows(homes, period=Period(2023, 2))
    >>> rows.loc[rows["corporation"] == "SEW", "value"].tolist()
    [0.5, 10.0]
    """
    distance = homes["target_rent_eur_per_month"] - homes["net_rent_eur_per_month"]
    measured = homes[["corporation"]].assign(distance=distance, is_at=~is_above(distance, 0.0))
    shares = answers(measured, {"rent.at_target_share": "is_at"})
    medians = pd.concat([_medians(measured, grain) for grain in _GRAINS], ignore_index=True)
    return pd.concat(
        [
            share_rows(shares, grains=_GRAINS, period=period, has_interval=False),
            result_rows(medians[medians["denominator"] > 0], period=period),
        ],
        ignore_index=True,
    )


def _medians(measured: pd.DataFrame, grain: list[str]) -> pd.DataFrame:
    """Median distance per group; without dimensions one group, the whole."""
    grouped = measured.groupby(grain)["distance"] if grain else measured.groupby(lambda _: 0)["distance"]
    summed = grouped.agg(value="median", denominator="count", size="size").reset_index()
    summed["missing"] = summed["size"] - summed["denominator"]
    return summed.assign(id="rent.target_distance_median_eur_per_month", unit="eur_per_month")
