"""Whether the floor is insulated when a tenant leaves, in one estate (agreement 26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import answers, share_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...periods import Period

_RESULT = "improvements.floor_at_turnover_share"


def floors(
    allocations: pd.DataFrame,
    improvements: pd.DataFrame,
    dwellings: pd.DataFrame,
    complexes: pd.DataFrame,
    *,
    estate: str,
    since: date,
    on: date,
    window_days: int,
    measure_kinds: Mapping[str, str],
    period: Period,
) -> pd.DataFrame:
    """
    Share of the changes of tenant in an estate at which the floor was insulated.

    A change of tenant is an allocation of a vacated home from a first day up to the reference date. Insulated: an
    improvement with a floor among its measures was completed at most so many days before or after the allocation. A
    floor insulated earlier than that leaves nothing to insulate: the change is left out. As long as the days after an
    allocation have not passed, a floor that is not there yet is unknown, and so is one of an improvement without a
    list of measures.

    Parameters
    ----------
    allocations, improvements, dwellings, complexes
        Core tables of the municipality. Not modified.
    estate
        Name of the estate, as `complexes` has it.
    since, on
        First day and reference date, both included.
    window_days
        Days before and after the allocation.
    measure_kinds
        Kind of each code of measures; `floor` counts.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, id `improvements.floor_at_turnover_share` per association; no interval: all changes are there.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 26: "Bij mutatie worden de vloeren in de wijk Nieuwe Akkers geïsoleerd."

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> allocations = pd.DataFrame({"corporation": "SEW", "dwelling_id": ["a", "b"], "is_vacated_dwelling": True,
    ...                             "allocated_on": pd.to_datetime(["2023-03-01", "2023-04-01"])})
    >>> improvements = pd.DataFrame({"dwelling_id": ["a"], "completed_on": pd.to_datetime(["2023-03-20"]),
    ...                              "measures": ["VLO"]})
    >>> rows = floors(allocations, improvements, pd.DataFrame({"dwelling_id": ["a", "b"], "complex_id": "c"}),
    ...     pd.DataFrame({"complex_id": ["c"], "estate": ["Akkers"]}), estate="Akkers", since=date(2023, 1, 1),
    ...     on=date(2023, 12, 31), window_days=90, measure_kinds={"VLO": "floor"}, period=Period(2023, 2))
    >>> rows[["numerator", "denominator"]].values.tolist()
    [[1, 2]]
    """
    inside = complexes.loc[complexes["estate"] == estate, "complex_id"]
    homes = dwellings.loc[dwellings["complex_id"].isin(inside), "dwelling_id"]
    changes = allocations[
        allocations["dwelling_id"].isin(homes)
        & allocations["allocated_on"].between(pd.Timestamp(since), pd.Timestamp(on))
        & allocations["is_vacated_dwelling"].fillna(value=False).astype(bool)
    ].reset_index(drop=True)
    days = _floor_days(changes, improvements, measure_kinds)
    window = pd.Timedelta(days=window_days)
    away = days["completed_on"] - days["allocated_on"]
    is_near = (days["is_floor"] & (away.abs() <= window)).groupby(days["change"]).any()
    is_earlier = (days["is_floor"] & (away < -window)).groupby(days["change"]).any()
    may_be = (days["is_unknown"] & (away <= window)).groupby(days["change"]).any()
    found = changes.assign(
        **{
            name: flag.reindex(changes.index, fill_value=False)
            for name, flag in {"near": is_near, "earlier": is_earlier, "may_be": may_be}.items()
        }
    )
    is_open = found["allocated_on"] + window > pd.Timestamp(on)
    found["has_floor"] = found["near"].astype("boolean").mask(~found["near"] & (is_open | found["may_be"]))
    asked = found[found["near"] | ~found["earlier"]]
    counted = answers(asked[["corporation", "has_floor"]], {_RESULT: "has_floor"})
    return share_rows(counted, grains=[["corporation"]], period=period, has_interval=False)


def _floor_days(changes: pd.DataFrame, improvements: pd.DataFrame, measure_kinds: Mapping[str, str]) -> pd.DataFrame:
    """Pair every change of tenant with the completed improvements of its home."""
    done = improvements.loc[improvements["completed_on"].notna(), ["dwelling_id", "completed_on", "measures"]]
    floors_of = {code for code, kind in measure_kinds.items() if kind == "floor"}
    codes = done["measures"].fillna("").str.split("|")
    is_floor = pd.Series([not floors_of.isdisjoint(taken) for taken in codes], index=done.index, dtype=bool)
    done = done.assign(is_floor=is_floor, is_unknown=done["measures"].isna())
    pairs = changes[["dwelling_id", "allocated_on"]].rename_axis("change").reset_index()
    return pairs.merge(done, on="dwelling_id", how="inner")
