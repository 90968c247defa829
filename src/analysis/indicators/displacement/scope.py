"""Which lettings count for displacement, and how long regular seekers were registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import years_between
from ..definitions import dwelling_of, is_in, is_urgent

if TYPE_CHECKING:
    from collections.abc import Collection

    from ...periods import Period


def lettings(
    allocations: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    urgent_grounds: Collection[str],
    first_housing_grounds: Collection[str],
    self_contained_only: bool = True,
    daeb_only: bool = True,
) -> pd.DataFrame:
    """
    Lettings that count for displacement: allocations of self-contained DAEB dwellings, urgent or regular.

    Of a dwelling with several spells the one in service that day decides, else the next, else the last. Where
    it is unknown whether the dwelling is self-contained or DAEB the letting stays, with its urgency unknown:
    it may or may not count.

    Parameters
    ----------
    allocations
        Core table `allocations` of the municipality, key `allocation_id`. Not modified.
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    urgent_grounds, first_housing_grounds
        Norms: grounds that count, and those that count at the first housing only.
    self_contained_only, daeb_only
        Assumptions: whether other dwellings are left out.

    Returns
    -------
    lettings
        One row per allocation in scope, in the order given, index reset: the columns of `allocations`,
        `is_urgent` and `is_vacated` (`boolean`).

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4 and agreement 31; choices in docs/method/displacement.md.

    Examples
    --------
    >>> allocations = pd.DataFrame({"allocation_id": ["1", "2"], "dwelling_id": ["a", "b"],
    ...     "allocated_on": pd.to_datetime(["2023-05-01"] * 2), "priority_ground": ["MED", None],
    ...     "is_first_housing": pd.Series([None, None], dtype="boolean"),
    ...     "is_vacated_dwelling": pd.Series([True, True], dtype="boolean")})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2),
    ...     "out_of_service_from": pd.to_datetime([None] * 2),
    ...     "is_self_contained": pd.Series([True, True], dtype="boolean"),
    ...     "is_daeb": pd.Series([True, False], dtype="boolean")})
    >>> lettings(allocations, dwellings, urgent_grounds=["MED"], first_housing_grounds=["STA"])[
    ...     ["allocation_id", "is_urgent"]].values.tolist()
    [['1', True]]
    """
    rows = dwelling_of(allocations, dwellings, columns=["is_self_contained", "is_daeb"])
    is_in_scope = pd.Series(data=True, index=rows.index, dtype="boolean")
    if self_contained_only:
        is_in_scope &= rows["is_self_contained"].astype("boolean")
    if daeb_only:
        is_in_scope &= rows["is_daeb"].astype("boolean")
    urgent = is_urgent(
        rows["priority_ground"],
        rows["is_first_housing"],
        urgent_grounds=urgent_grounds,
        first_housing_grounds=first_housing_grounds,
    )
    rows = rows.drop(columns=["is_self_contained", "is_daeb"]).assign(
        is_urgent=urgent.mask(is_in_scope.isna()),
        is_vacated=rows["is_vacated_dwelling"].astype("boolean"),
    )
    return rows.loc[is_in_scope.fillna(value=True)].reset_index(drop=True)


def waiting(lettings: pd.DataFrame, dwellings: pd.DataFrame, *, period: Period, by: str) -> pd.DataFrame:
    """
    Registration time of regular seekers who were housed: median years from registration to allocation.

    Only the housed are in it: it says how long they were registered, not how long one must wait.

    Parameters
    ----------
    lettings
        Frame as `lettings` gives it; needs `registered_on`. Not modified.
    dwellings
        Core table `dwellings` of the municipality, one row per spell; needs the column `by`. Not modified.
    period
        The half-year.
    by
        Column of `dwellings` to split by, `village` or `dwelling_type`; or `corporation`, of the letting itself.

    Returns
    -------
    waiting
        One row per value of `by` with regular lettings, sorted, and by `corporation` the whole (missing) before
        them: `by`, `regular_lettings` (with a known registration date), `median_registration_years` (missing
        without any), `missing` (regular lettings without that date); the same two as `denominator` and `value` with
        `unit`, by which the disclosure gate decides.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4 and agreement 24 (zoekduur).

    Examples
    --------
    >>> from analysis.periods import Period
    >>> lettings = pd.DataFrame({"allocation_id": ["1"], "dwelling_id": ["a"],
    ...     "allocated_on": pd.to_datetime(["2023-07-03"]), "registered_on": pd.to_datetime(["2019-07-03"]),
    ...     "is_urgent": pd.Series([False], dtype="boolean")})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "in_service_from": pd.to_datetime(["1990-01-01"]),
    ...     "out_of_service_from": pd.to_datetime([None]), "village": ["Eelde"]})
    >>> waiting(lettings, dwellings, period=Period(2023, 2), by="village")["median_registration_years"].item()
    4.0
    """
    is_regular = ~lettings["is_urgent"].fillna(value=True).astype("bool")
    regular = lettings.loc[is_in(lettings["allocated_on"], period) & is_regular]
    if by == "corporation":
        whole = regular.assign(corporation=pd.Series(None, index=regular.index, dtype="str"))
        rows = pd.concat([whole, regular.dropna(subset="corporation")], ignore_index=True)
    else:
        rows = dwelling_of(regular, dwellings, columns=[by]).dropna(subset=by)
    rows = rows.assign(years=years_between(rows["registered_on"], rows["allocated_on"]))
    rows = rows.assign(unknown=rows["years"].isna())
    waited = (
        rows.groupby(by, as_index=False, dropna=False)
        .agg(
            regular_lettings=("years", "count"),
            median_registration_years=("years", "median"),
            missing=("unknown", "sum"),
        )
        .sort_values(by, kind="stable", na_position="first", ignore_index=True)
        .astype({"regular_lettings": "Int64", "missing": "Int64"})
    )
    years = waited["median_registration_years"]
    return waited.assign(value=years, unit="years", denominator=waited["regular_lettings"])
