"""Whether improvement raised what a tenant pays: rent and energy together, home by home (goal 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...statistics import is_above
from ..definitions import answers, result_rows, share_rows

if TYPE_CHECKING:
    from ...periods import Period

_CHANGE = "cost_change_eur_per_month"
_LARGEST = "improvements.housing_costs_change_eur_per_month"
_MEDIAN = "improvements.housing_costs_change_median_eur_per_month"
_RAISED = "improvements.housing_costs_raised_share"
_GRAINS: tuple[list[str], ...] = (["corporation"], [])
_CENTS = 100  # in a euro; less than a cent is binary noise


def cost_rows(homes: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Change of the housing costs of improved homes: the largest, the median, and the share that pays more.

    Change = rent change because of the improvement minus the estimated saving on energy, euro a month, to the cent.
    The text speaks of *individual* costs: the largest change of any home decides.

    Parameters
    ----------
    homes
        Frame as `improved_homes` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, per association and over all; `denominator` = homes of which both are known, `missing` = the
        others. `improvements.housing_costs_change_eur_per_month` (largest) and
        `improvements.housing_costs_change_median_eur_per_month`, unit `eur_per_month`;
        `improvements.housing_costs_raised_share`, `numerator` = homes with a change above 0. Homes elsewhere count:
        the text does not limit them. No interval: every improved home is there.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.1: "Energetische woningverbetering mag niet leiden tot stijging van de
    individuele woonlasten."

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"corporation": "SEW", "cost_change_eur_per_month": [-20.0, 6.4, None]})
    >>> rows = cost_rows(homes, period=Period(2023, 2))
    >>> rows.loc[rows["corporation"] == "SEW", ["value", "denominator", "missing"]].values.tolist()
    [[6.4, 2, 1], [-6.8, 2, 1], [0.5, 2, 1]]
    """
    change = _to_cents(homes[_CHANGE])
    frame = homes[["corporation"]].assign(change=change, is_raised=is_above(change, 0.0))
    counted = answers(frame, {_RAISED: "is_raised"})
    raised = share_rows(counted, grains=_GRAINS, period=period, has_interval=False)
    measures = pd.concat([_amounts(frame, grain) for grain in _GRAINS], ignore_index=True)
    return result_rows(pd.concat([raised, result_rows(measures, period=period)], ignore_index=True), period=period)


def _to_cents(euros: pd.Series[float]) -> pd.Series[float]:
    return (euros * _CENTS).round() / _CENTS


def _amounts(frame: pd.DataFrame, grain: list[str]) -> pd.DataFrame:
    """Largest and median change per grain, with the homes they rest on."""
    keys = grain or pd.Series(0, index=frame.index)
    grouped = frame.groupby(keys)["change"]
    known = grouped.count()
    counts = pd.DataFrame({"denominator": known, "missing": grouped.size() - known})
    parts = [
        counts.assign(id=result, value=grouped.agg(name), unit="eur_per_month").reset_index()
        for result, name in ((_LARGEST, "max"), (_MEDIAN, "median"))
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows[rows["denominator"] > 0]


def cost_changes(homes: pd.DataFrame) -> pd.DataFrame:
    """
    Number of improved homes by change of their housing costs, in whole euros a month, rounded up.

    Parameters
    ----------
    homes
        Frame as `improved_homes` gives it. Not modified.

    Returns
    -------
    changes
        One row per association and step with homes, sorted: `corporation`, `step` (whole euros: step 0 ends at no
        change, step 1 begins above it; missing: the change is unknown), `homes` (Int64).

    Notes
    -----
    Source: as `cost_rows`.

    Examples
    --------
    >>> homes = pd.DataFrame({"corporation": "SEW", "cost_change_eur_per_month": [-20.0, 0.0, 0.01, None]})
    >>> cost_changes(homes).values.tolist()
    [['SEW', -20, 1], ['SEW', 0, 1], ['SEW', 1, 1], ['SEW', <NA>, 1]]
    """
    step = pd.Series(np.ceil(_to_cents(homes[_CHANGE])), index=homes.index).astype("Int64")
    grouped = homes[["corporation"]].assign(step=step).groupby(["corporation", "step"], dropna=False)
    return grouped.size().astype("Int64").rename("homes").reset_index()
