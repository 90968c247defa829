"""Who is an urgent seeker, and which dwelling an allocation was about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ...periods import Period


def is_urgent(
    ground: pd.Series[str],
    is_first_housing: pd.Series[bool],
    *,
    urgent_grounds: Collection[str],
    first_housing_grounds: Collection[str],
) -> pd.Series[bool]:
    """
    Urgent: the ground of priority is one of the agreement's, and for some grounds only at the first housing.

    Parameters
    ----------
    ground
        Code of the ground of priority; missing = a regular seeker.
    is_first_housing
        `boolean`, same index: the household is housed in the Netherlands for the first time.
    urgent_grounds
        Grounds that always count.
    first_housing_grounds
        Grounds that count at the first housing only (permit holders); they may stand in `urgent_grounds` too.

    Returns
    -------
    is_urgent
        `boolean`; missing for a first-housing ground where it is unknown whether it is the first housing.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4: "urgenten volgens de urgentieregeling van Thuiskompas (…),
    vergunninghouders die voor de eerste keer een woning zoeken en de cliënten die uitstromen uit vormen van
    Beschermd Wonen en Maatschappelijke Opvang".

    Examples
    --------
    >>> is_urgent(pd.Series(["MED", "STA", "STA", "HUI", None]),
    ...           pd.Series([None, False, None, None, None], dtype="boolean"),
    ...           urgent_grounds=["MED"], first_housing_grounds=["STA"]).tolist()
    [True, False, <NA>, False, False]
    """
    always = ground.isin(list(urgent_grounds)).astype("boolean")
    return always.mask(ground.isin(list(first_housing_grounds)), is_first_housing.astype("boolean"))


def dwelling_of(allocations: pd.DataFrame, dwellings: pd.DataFrame, *, columns: Sequence[str]) -> pd.DataFrame:
    """
    Give each allocation the columns of its dwelling: of the spell that day, else the next, else the last.

    Parameters
    ----------
    allocations
        Key `allocation_id`; needs `dwelling_id`, `allocated_on`. Not modified.
    dwellings
        One row per spell, key (`dwelling_id`, `in_service_from`); needs `out_of_service_from` and `columns`.
        Not modified.
    columns
        Columns of `dwellings` to give; none of them a column of `allocations`.

    Returns
    -------
    allocations
        The same rows in the same order with `columns` added; missing where the dwelling is not in
        `dwellings`.

    Notes
    -----
    Source: definition of the monitor, docs/method/displacement.md.

    Examples
    --------
    >>> allocations = pd.DataFrame({"allocation_id": ["1"], "dwelling_id": ["a"],
    ...                             "allocated_on": pd.to_datetime(["2023-05-01"])})
    >>> spells = pd.DataFrame({"dwelling_id": ["a", "a"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01", "2023-06-01"]),
    ...     "out_of_service_from": pd.to_datetime(["2023-02-01", None]), "village": ["Vries", "Yde"]})
    >>> dwelling_of(allocations, spells, columns=["village"])["village"].item()
    'Yde'
    """
    spells = dwellings[["dwelling_id", "in_service_from", "out_of_service_from", *columns]]
    pairs = allocations[["allocation_id", "dwelling_id", "allocated_on"]].merge(
        spells, on="dwelling_id", how="inner", validate="many_to_many"
    )
    pairs["is_over"] = pairs["out_of_service_from"] <= pairs["allocated_on"]
    # of the spells not over the first (running or next); of those over the last
    running = pairs.loc[~pairs["is_over"]].sort_values("in_service_from", kind="stable")
    over = pairs.loc[pairs["is_over"]].sort_values("in_service_from", ascending=False, kind="stable")
    chosen = pd.concat([running, over]).drop_duplicates("allocation_id")
    return allocations.merge(
        chosen[["allocation_id", *columns]], on="allocation_id", how="left", validate="one_to_one"
    ).set_axis(allocations.index)


def is_in(days: pd.Series[pd.Timestamp], period: Period) -> pd.Series[bool]:
    """
    Whether each day falls in a half-year, first and last day included; false for a missing day.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> is_in(pd.to_datetime(pd.Series(["2023-06-30", "2023-07-01"])), Period(2023, 2)).tolist()
    [False, True]
    """
    return days.between(pd.Timestamp(period.first_day), pd.Timestamp(period.last_day))
