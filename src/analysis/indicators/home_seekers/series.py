"""The same figures over time: quarter by quarter, half-year by half-year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import QUARTILES
from ..definitions import is_in
from .quarters import complete, quarters_over

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ...periods import Period

_QUARTILES = dict(zip(("lower_years", "value", "upper_years"), QUARTILES, strict=True))
_MISSING = {
    "missing_active": "active_seekers",
    "missing_registered": "registered_seekers",
    "missing_responses": "responses",
    "missing_outside": "responses_from_outside",
}
_SUMS = ["active_seekers", "registered_seekers", "advertised_dwellings", "responses", "responses_from_outside"]


def by_quarter(
    seekers: pd.DataFrame, rows: pd.DataFrame, *, first: Period, last: Period, on: date, regular_only: bool
) -> pd.DataFrame:
    """
    Quarter by quarter over the municipality: seekers, responses per advert, outside responses, success rate.

    Parameters
    ----------
    seekers
        Core table `seekers`. Not modified.
    rows
        Frame as `housed` gives it. Not modified.
    first, last
        Half-years from and to.
    on
        Reference date; quarters that are not over are left out.
    regular_only
        Assumption: whether allocations to urgent seekers are left out of the success rate.

    Returns
    -------
    quarters
        One row per quarter: `quarter`, the counts of the table (Int64, sums over the villages that give them),
        `allocations` (Int64), `responses_per_advert` (float64), `outside_responses_share`, `success_share` (0-1), each
        over the villages of which both parts are known; `missing_active`, `missing_registered`, `missing_responses`,
        `missing_outside` (Int64: villages without that figure), and `not_delivered` (villages without any figure, comma
        between them; missing where there are none).

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 24.

    Examples
    --------
    >>> from analysis.contracts import empty
    >>> from analysis.periods import Period
    >>> from datetime import date
    >>> seekers = pd.concat([empty("seekers"), pd.DataFrame({"period": ["2023-Q3"], "village": ["Vries"],
    ...     "active_seekers": [50], "advertised_dwellings": [2], "responses": [500], "responses_from_outside": [250]})])
    >>> rows = pd.DataFrame({"quarter": ["2023-Q3"], "village": ["Vries"],
    ...                      "is_urgent": pd.Series([False], dtype="boolean")})
    >>> found = by_quarter(seekers, rows, first=Period(2023, 2), last=Period(2023, 2), on=date(2023, 9, 30),
    ...                    regular_only=False)
    >>> found[["quarter", "responses_per_advert", "success_share"]].values.tolist()
    [['2023-Q3', 250.0, 0.02]]
    """
    quarters = complete(seekers, quarters_over(first, last, on=on))
    own = rows.loc[~rows["is_urgent"].fillna(value=False).astype(bool)] if regular_only else rows
    let = own.groupby(["quarter", "village"]).size()
    index = pd.MultiIndex.from_frame(quarters[["period", "village"]])
    allocations = pd.Series(let.reindex(index, fill_value=0).to_numpy(), index=quarters.index, dtype="Int64")
    frame = quarters.astype(dict.fromkeys(_SUMS, "Int64")).assign(allocations=allocations)
    sums = frame.groupby("period")[[*_SUMS, "allocations"]].sum(min_count=1)
    sums = sums.assign(
        responses_per_advert=_ratio(frame, "responses", "advertised_dwellings"),
        outside_responses_share=_ratio(frame, "responses_from_outside", "responses"),
        success_share=_ratio(frame, "allocations", "active_seekers"),
        not_delivered=_not_delivered(frame),
        **_missing(frame),
    )
    return sums.reset_index().rename(columns={"period": "quarter"})


def by_village(seekers: pd.DataFrame, *, first: Period, last: Period, on: date) -> pd.DataFrame:
    """
    Active seekers per quarter and village, in a form the disclosure gate can protect.

    Parameters
    ----------
    seekers
        Core table `seekers`. Not modified.
    first, last, on
        As for `by_quarter`.

    Returns
    -------
    seekers
        One row per quarter and village that was delivered, and one for the villages together (`village` missing):
        `quarter`, `village`, `value` = `numerator` = `denominator` (seekers), `unit`. The gate needs the sum beside its
        parts: it is published elsewhere, and a single part withheld would follow from it.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 24.

    Examples
    --------
    >>> from analysis.contracts import empty
    >>> from analysis.periods import Period
    >>> from datetime import date
    >>> seekers = pd.concat([empty("seekers"), pd.DataFrame({"period": ["2023-Q3"], "village": ["Vries"],
    ...                                                      "active_seekers": [50]})])
    >>> by_village(seekers, first=Period(2023, 2), last=Period(2023, 2), on=date(2023, 12, 31))["value"].tolist()
    [50.0, 50.0]
    """
    known = seekers.loc[seekers["period"].isin(quarters_over(first, last, on=on)) & seekers["active_seekers"].notna()]
    own = known[["period", "village", "active_seekers"]]
    whole: pd.DataFrame = own.groupby("period", as_index=False)[["active_seekers"]].sum()
    told = pd.concat([own, whole], ignore_index=True).rename(columns={"period": "quarter"})
    active = told["active_seekers"].astype("Int64")
    placed = told[["quarter", "village"]].astype("str").assign(unit="persons", value=active.astype("float64"))
    placed = placed.assign(numerator=active, denominator=active)
    return placed.sort_values(["quarter", "village"], kind="stable", na_position="first", ignore_index=True)


def search_times(rows: pd.DataFrame, *, periods: Sequence[Period]) -> pd.DataFrame:
    """
    Years that regular seekers were registered when they were housed: lower quarter, half, upper quarter.

    Parameters
    ----------
    rows
        Frame as `housed` gives it. Not modified.
    periods
        The half-years.

    Returns
    -------
    times
        One row per half-year and association, the whole missing and first: `period`, `corporation`, `lower_years`,
        `value` (the median), `upper_years`, `unit`, `denominator` (regular allocations with a known day), `missing`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 24: "zoekduur".

    Examples
    --------
    >>> from analysis.periods import Period
    >>> rows = pd.DataFrame({"corporation": "SEW", "is_regular": True, "years": [2.0, 4.0, 6.0, None],
    ...                      "allocated_on": pd.to_datetime(["2023-07-03"] * 4)})
    >>> search_times(rows, periods=[Period(2023, 2)])[["lower_years", "value", "upper_years"]].values.tolist()
    [[3.0, 4.0, 5.0], [3.0, 4.0, 5.0]]
    """
    regular = rows.loc[rows["is_regular"], ["corporation", "allocated_on", "years"]]
    parts = []
    for period in periods:
        own = regular.loc[is_in(regular["allocated_on"], period)]
        whole = own.assign(corporation=pd.Series(None, index=own.index, dtype="str"))
        grouped = pd.concat([whole, own], ignore_index=True).groupby("corporation", dropna=False)["years"]
        told = pd.DataFrame({name: grouped.quantile(share) for name, share in _QUARTILES.items()})
        told = told.assign(denominator=grouped.count(), missing=grouped.size() - grouped.count())
        parts.append(told.reset_index().assign(period=period.label, unit="years"))
    times = pd.concat(parts, ignore_index=True).astype({"denominator": "Int64", "missing": "Int64"})
    return times.sort_values(["period", "corporation"], kind="stable", na_position="first", ignore_index=True)


def groups(rows: pd.DataFrame, *, periods: Sequence[Period]) -> pd.DataFrame:
    """
    Who was housed, half-year by half-year: urgent, regular and fast, other regular, not known.

    Parameters
    ----------
    rows
        Frame as `housed` gives it. Not modified.
    periods
        The half-years.

    Returns
    -------
    groups
        One row per half-year: `period`, `urgent_lettings`, `fast_lettings`, `other_lettings`, `unknown_lettings`
        (urgent or not, or registered since when, is not known), `lettings` (Int64).

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 25.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> rows = pd.DataFrame({"allocated_on": pd.to_datetime(["2023-07-03"] * 3),
    ...     "is_urgent": pd.Series([True, False, None], dtype="boolean"),
    ...     "is_fast": pd.Series([None, True, None], dtype="boolean")})
    >>> groups(rows, periods=[Period(2023, 2)]).iloc[0, 1:].tolist()
    [1, 1, 0, 1, 3]
    """
    counted = []
    for period in periods:
        own = rows.loc[is_in(rows["allocated_on"], period)]
        urgent = int(own["is_urgent"].fillna(value=False).sum())
        fast, other = int(own["is_fast"].fillna(value=False).sum()), int((~own["is_fast"]).fillna(value=False).sum())
        counted.append([period.label, urgent, fast, other, len(own) - urgent - fast - other, len(own)])
    names = ["urgent_lettings", "fast_lettings", "other_lettings", "unknown_lettings", "lettings"]
    return pd.DataFrame(counted, columns=["period", *names]).astype(dict.fromkeys(names, "Int64") | {"period": "str"})


def _ratio(frame: pd.DataFrame, part: str, whole: str) -> pd.Series[float]:
    """Sum of a part over sum of a whole per quarter, over the villages of which both are known; missing over 0."""
    is_known = frame[part].notna() & frame[whole].notna()
    sums = frame.loc[is_known].groupby("period")[[part, whole]].sum().astype("float64")
    return (sums[part] / sums[whole].where(sums[whole] > 0)).reindex(sorted(frame["period"].unique()))


def _missing(frame: pd.DataFrame) -> dict[str, pd.Series[int]]:
    """Villages without a figure, per quarter and figure."""
    is_missing = frame[list(_MISSING.values())].isna().groupby(frame["period"]).sum().astype("Int64")
    return {name: is_missing[column] for name, column in _MISSING.items()}


def _not_delivered(frame: pd.DataFrame) -> pd.Series[str]:
    silent = frame.loc[frame[_SUMS].isna().all(axis="columns")]
    named = silent.groupby("period")["village"].agg(", ".join)
    return named.reindex(sorted(frame["period"].unique())).astype("str")
