"""Quarters: which belong to a half-year, which are over, and what was not delivered of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...periods import Period, halves

if TYPE_CHECKING:
    from datetime import date


def quarters_over(first: Period, last: Period, *, on: date) -> list[str]:
    """
    Quarters of the half-years from `first` to `last` that are over on a date.

    Examples
    --------
    >>> from datetime import date
    >>> quarters_over(Period(2023, 1), Period(2023, 2), on=date(2023, 9, 30))
    ['2023-Q1', '2023-Q2', '2023-Q3']
    """
    labels = pd.PeriodIndex(
        [f"{one.year}Q{2 * one.half - 1 + step}" for one in halves(first, last) for step in (0, 1)], freq="Q"
    )
    return [f"{quarter.year}-Q{quarter.quarter}" for quarter in labels if quarter.end_time.date() <= on]


def quarter_of(days: pd.Series[pd.Timestamp]) -> pd.Series[str]:
    """
    Quarter of each day, `2023-Q1`; missing for a missing day.

    Examples
    --------
    >>> quarter_of(pd.to_datetime(pd.Series(["2023-03-31", "2023-04-01", None]))).tolist()
    ['2023-Q1', '2023-Q2', nan]
    """
    labels = days.dt.year.astype("Int64").astype("str") + "-Q" + days.dt.quarter.astype("Int64").astype("str")
    return labels.astype("str").mask(days.isna())


def complete(seekers: pd.DataFrame, quarters: list[str]) -> pd.DataFrame:
    """
    Give every village a row in every quarter: a quarter that was not delivered has no figure, not a zero.

    Parameters
    ----------
    seekers
        Core table `seekers`, key (`period`, `village`). Not modified.
    quarters
        The quarters asked for.

    Returns
    -------
    seekers
        One row per village ever delivered and quarter, in the columns of the table, sorted by quarter and village.

    Notes
    -----
    Source: definition of the monitor, docs/method/home_seekers.md.

    Examples
    --------
    >>> seekers = pd.DataFrame({"period": ["2023-Q1"], "village": ["Vries"], "responses": pd.array([9], dtype="Int64")})
    >>> complete(seekers, ["2023-Q1", "2023-Q2"])["responses"].tolist()
    [9, <NA>]
    """
    villages = pd.DataFrame({"village": sorted(seekers["village"].dropna().unique())}, dtype="str")
    wanted = pd.DataFrame({"period": quarters}, dtype="str").merge(villages, how="cross")
    return wanted.merge(seekers, on=["period", "village"], how="left", validate="one_to_one")[list(seekers.columns)]
