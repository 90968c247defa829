"""Where special groups are housed, against what each village holds (agreement 32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import wilson_interval
from ..definitions import answers, dwelling_of, in_service, is_urgent, share_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ...periods import Period

_RESULT = "permit_holders.by_village_share"
_COUNTS = ["numerator", "denominator", "missing"]


def special_lettings(
    allocations: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    on: date,
    window_months: int,
    special_grounds: Collection[str],
    first_housing_grounds: Collection[str],
) -> pd.DataFrame:
    """
    Allocations of the window before the reference date, with the village and whether a special group was housed.

    Parameters
    ----------
    allocations
        Core table `allocations` of the municipality. Not modified.
    dwellings
        Core table `dwellings`. Not modified.
    on
        Reference date, last day of the window.
    window_months
        Length of the window; it begins the day after the reference date so many months earlier.
    special_grounds
        Grounds of priority of the special groups: permit holders and outflow from sheltered living.
    first_housing_grounds
        Grounds that count at the first housing only.

    Returns
    -------
    lettings
        One row per allocation whose village is known: `village`, `is_special` (`boolean`, missing where it is unknown
        whether it is the first housing).

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 32: "bij de huisvesting van bijzondere doelgroepen aandacht voor
    draagkracht in wijken en buurten"; which grounds these are is an assumption.

    Examples
    --------
    >>> from datetime import date
    >>> allocations = pd.DataFrame({"allocation_id": ["a", "b"], "dwelling_id": "d", "priority_ground": ["UIT", None],
    ...     "allocated_on": pd.to_datetime(["2023-03-01", "2020-03-01"]),
    ...     "is_first_housing": pd.Series([None, None], dtype="boolean")})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["d"], "village": ["Vries"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"]), "out_of_service_from": pd.to_datetime([None])})
    >>> special_lettings(allocations, dwellings, on=date(2023, 12, 31), window_months=24, special_grounds=["UIT"],
    ...                  first_housing_grounds=["STA"])["is_special"].tolist()
    [True]
    """
    last = pd.Timestamp(on)
    begin = last - pd.DateOffset(months=window_months)
    recent = allocations[(allocations["allocated_on"] > begin) & (allocations["allocated_on"] <= last)]
    lettings = dwelling_of(recent.reset_index(drop=True), dwellings, columns=["village"])
    first = set(first_housing_grounds) & set(special_grounds)
    is_special = is_urgent(
        lettings["priority_ground"],
        lettings["is_first_housing"],
        urgent_grounds=special_grounds,
        first_housing_grounds=first,
    )
    found: pd.DataFrame = lettings.assign(is_special=is_special)[["village", "is_special"]]
    return found[found["village"].notna()].reset_index(drop=True)


def by_village(lettings: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Share of the lettings that went to special groups, per village and over the municipality.

    Parameters
    ----------
    lettings
        Frame as `special_lettings` gives it. Not modified.
    period
        The half-year reported on; the window reaches further back.

    Returns
    -------
    rows
        Common shape; id `permit_holders.by_village_share`, grains *village* and *all*; numerator = lettings to special
        groups, denominator = lettings of which it is known; Wilson 95 % interval.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 32. "Draagkracht" is not defined, so there is no line.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> lettings = pd.DataFrame({"village": ["Vries", "Yde"], "is_special": pd.Series([True, False], dtype="boolean")})
    >>> by_village(lettings, period=Period(2023, 2))["value"].tolist()
    [0.5, 1.0, 0.0]
    """
    counted = answers(lettings, {_RESULT: "is_special"})
    return share_rows(counted, grains=[["village"], []], period=period)


def places(lettings: pd.DataFrame) -> pd.DataFrame:
    """
    Lettings to special groups per village, beside the municipality's.

    Parameters
    ----------
    lettings
        Frame as `special_lettings` gives it. Not modified.

    Returns
    -------
    places
        One row per village with lettings, sorted: `id` (that of `by_village`), `village`, `value`, `unit`, `numerator`,
        `denominator`, `missing`, `interval_low`, `interval_high` as in `by_village`, `rest_share` (the share
        over the whole municipality) and
        `special_share` (the village's part of all lettings to special groups; missing when there are none).

    Notes
    -----
    Source: docs/method/permit_holders.md.

    Examples
    --------
    >>> lettings = pd.DataFrame({"village": ["Vries", "Yde"], "is_special": pd.Series([True, False], dtype="boolean")})
    >>> places(lettings)[["village", "rest_share", "special_share"]].values.tolist()
    [['Vries', 0.5, 1.0], ['Yde', 0.5, 0.0]]
    """
    counted = answers(lettings, {_RESULT: "is_special"})
    rows = counted.groupby("village", as_index=False)[_COUNTS].sum()
    rows = rows[rows["denominator"] > 0].reset_index(drop=True)
    special = rows["numerator"].sum()
    low, high = wilson_interval(rows["numerator"], rows["denominator"])
    return rows.assign(
        id=_RESULT,
        unit="share",
        value=rows["numerator"] / rows["denominator"],
        interval_low=low,
        interval_high=high,
        rest_share=special / max(rows["denominator"].sum(), 1),
        special_share=rows["numerator"] / special if special else float("nan"),
    ).astype({"id": "str", **dict.fromkeys(_COUNTS, "Int64")})


def stock_shares(dwellings: pd.DataFrame, *, on: date, temporary_reasons: Collection[str]) -> pd.DataFrame:
    """
    Share of the municipality's association homes that stands in each village.

    `special_share` of `places` divided by it is the index of concentration: 1 is in proportion to the homes.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality. Not modified.
    on
        Reference date.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    shares
        One row per village with homes in service, sorted: `village`, `village_homes`, `stock_share` (0-1).

    Notes
    -----
    Source: docs/method/permit_holders.md.

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b", "c", "d"], "village": ["Vries", "Vries", "Vries", "Yde"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 4), "out_of_service_from": pd.to_datetime([None] * 4),
    ...     "out_of_service_reason": None})
    >>> stock_shares(dwellings, on=date(2023, 12, 31), temporary_reasons=[]).values.tolist()
    [['Vries', 3, 0.75], ['Yde', 1, 0.25]]
    """
    there = dwellings[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    homes = there.groupby("village")["dwelling_id"].nunique().rename("village_homes").reset_index()
    return homes.assign(stock_share=homes["village_homes"] / max(int(homes["village_homes"].sum()), 1))
