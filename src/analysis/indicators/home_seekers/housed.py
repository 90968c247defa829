"""Those who found a home: how long they were registered, where they came from, how large the chance was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import years_between
from ..definitions import answers, dwelling_of, is_in, is_urgent, result_rows, share_rows
from .market import added
from .quarters import quarter_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["corporation"], ["village"], [])
SEARCH_TIME = "seekers.search_time_years"
FAST = "seekers.fast_share"
FROM_OUTSIDE = "seekers.outside_allocations_share"
SUCCESS = "seekers.success_share"


def housed(
    allocations: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    municipality: str,
    urgent_grounds: Collection[str],
    first_housing_grounds: Collection[str],
    fast_below_months: int,
) -> pd.DataFrame:
    """
    Allocations with what is asked of each: urgent or regular, years of registration, from outside or not.

    Parameters
    ----------
    allocations
        Core table `allocations` of the municipality, key `allocation_id`. Not modified.
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    municipality
        CBS code; a seeker of another one comes from outside.
    urgent_grounds, first_housing_grounds
        Norms: grounds that count as urgent, and those that count at the first housing only.
    fast_below_months
        Assumption: a regular seeker registered for less than so many calendar months was housed fast.

    Returns
    -------
    housed
        One row per allocation: `corporation`, `village`, `allocated_on`, `quarter`, `is_urgent`, `is_outside`,
        `is_fast` (`boolean`; `is_fast` is about regular seekers and missing for others), `years` (float64).

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 24 and 25, 4.4 for who is urgent.

    Examples
    --------
    >>> allocations = pd.DataFrame({"allocation_id": ["1"], "dwelling_id": ["a"], "corporation": "SEW",
    ...     "allocated_on": pd.to_datetime(["2023-07-03"]), "registered_on": pd.to_datetime(["2022-10-03"]),
    ...     "priority_ground": pd.Series([None], dtype="str"), "origin_municipality_code": ["GM0014"],
    ...     "is_first_housing": pd.Series([None], dtype="boolean")})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "in_service_from": pd.to_datetime(["1990-01-01"]),
    ...     "out_of_service_from": pd.to_datetime([None]), "village": ["Eelde"]})
    >>> housed(allocations, dwellings, municipality="GM1730", urgent_grounds=["MED"], first_housing_grounds=["STA"],
    ...        fast_below_months=12)[["is_urgent", "is_outside", "is_fast"]].values.tolist()
    [[False, True, True]]
    """
    rows = dwelling_of(allocations, dwellings, columns=["village"])
    years = years_between(rows["registered_on"], rows["allocated_on"])
    urgent = is_urgent(
        rows["priority_ground"],
        rows["is_first_housing"],
        urgent_grounds=urgent_grounds,
        first_housing_grounds=first_housing_grounds,
    )
    origin = rows["origin_municipality_code"]
    is_fast = rows["registered_on"] + pd.DateOffset(months=fast_below_months) > rows["allocated_on"]
    is_regular = ~urgent.fillna(value=True).astype(bool)
    return rows[["corporation", "village", "allocated_on"]].assign(
        quarter=quarter_of(rows["allocated_on"]),
        is_urgent=urgent,
        is_outside=origin.ne(municipality).astype("boolean").mask(origin.isna()),
        is_fast=is_fast.astype("boolean").mask(years.isna() | ~is_regular),
        is_regular=is_regular,
        years=years,
    )


def shares(rows: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Share of the allocations that went to seekers from outside, and of regular ones that were housed fast.

    Parameters
    ----------
    rows
        Frame as `housed` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `share` (0-1) with the Wilson 95 % interval; each association, each village and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 24 and 25.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> rows = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "is_regular": True,
    ...     "allocated_on": pd.to_datetime(["2023-07-03"] * 2), "is_fast": pd.Series([True, False], dtype="boolean"),
    ...     "is_outside": pd.Series([True, None], dtype="boolean")})
    >>> shares(rows, period=Period(2023, 2)).query("corporation == 'SEW'")[["id", "value"]].values.tolist()
    [['seekers.fast_share', 0.5], ['seekers.outside_allocations_share', 1.0]]
    """
    own = rows.loc[is_in(rows["allocated_on"], period)]
    counted = [answers(own, {FROM_OUTSIDE: "is_outside"}), answers(own.loc[own["is_regular"]], {FAST: "is_fast"})]
    return share_rows(pd.concat(counted, ignore_index=True), grains=_GRAINS, period=period)


def search_time(rows: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Median years that regular seekers were registered when they were housed.

    Only the housed are in it: it is no forecast of how long somebody who registers now will wait.

    Parameters
    ----------
    rows
        Frame as `housed` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `years`; `denominator` = regular allocations with a known day of registration, `missing` =
        those without; no numerator and no interval; each association, each village and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 24: "zoekduur"; docs/method/home_seekers.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> rows = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "is_regular": True, "years": [4.0, 7.0, None],
    ...                      "allocated_on": pd.to_datetime(["2023-07-03"] * 3)})
    >>> search_time(rows, period=Period(2023, 2))[["value", "denominator", "missing"]].drop_duplicates().values.tolist()
    [[5.5, 2, 1]]
    """
    own = rows.loc[is_in(rows["allocated_on"], period) & rows["is_regular"]]
    own = own.assign(id=SEARCH_TIME, unknown=own["years"].isna())
    parts = [
        own.groupby(["id", *grain], as_index=False).agg(
            value=("years", "median"), denominator=("years", "count"), missing=("unknown", "sum")
        )
        for grain in _GRAINS
    ]
    found = pd.concat(parts, ignore_index=True)
    return result_rows(found.loc[found["denominator"] > 0].assign(unit="years"), period=period)


def success(rows: pd.DataFrame, seekers: pd.DataFrame, *, regular_only: bool, period: Period) -> pd.DataFrame:
    """
    Success rate per quarter: allocations / active seekers, both added up over the quarters of the half-year.

    Parameters
    ----------
    rows
        Frame as `housed` gives it. Not modified.
    seekers
        Frame as `complete` gives it, the quarters of the half-year that are over. Not modified.
    regular_only
        Assumption: whether allocations to urgent seekers are left out.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `share` (0-1) without interval; `numerator` = allocations in the village-quarters of which
        the active seekers are known, `denominator` = those seekers, `missing` = allocations in the other ones; each
        village and the whole. A seeker active in both quarters stands in the denominator twice: it is the chance in
        one quarter.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 24: "slaagkansen"; definition in docs/method/home_seekers.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> rows = pd.DataFrame({"village": ["Eelde", "Vries"], "quarter": "2023-Q3",
    ...                      "is_urgent": pd.Series([False, True], dtype="boolean")})
    >>> seekers = pd.DataFrame({"period": "2023-Q3", "village": ["Eelde", "Vries"],
    ...                         "active_seekers": pd.array([50, None], dtype="Int64")})
    >>> found = success(rows, seekers, regular_only=False, period=Period(2023, 2))
    >>> found.loc[found["village"].isna(), ["value", "missing"]].values.tolist()
    [[0.02, 1]]
    """
    own = rows.loc[~rows["is_urgent"].fillna(value=False).astype(bool)] if regular_only else rows
    counted = own.groupby(["quarter", "village"]).size().rename("allocations").reset_index()
    both = seekers[["period", "village", "active_seekers"]].merge(
        counted, left_on=["period", "village"], right_on=["quarter", "village"], how="left", validate="one_to_one"
    )
    let, is_known = both["allocations"].fillna(0), both["active_seekers"].notna()
    parts = both[["village"]].assign(
        id=SUCCESS,
        numerator=let.where(is_known, 0),
        denominator=both["active_seekers"].fillna(0),
        missing=let.where(~is_known, 0),
    )
    found = added(parts)
    return result_rows(found.assign(value=found["numerator"] / found["denominator"], unit="share"), period=period)
