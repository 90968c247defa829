"""Does the municipality report every quarter on permit holders (agreement 36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...periods import Period, halves
from ..definitions import last_day_of_quarter, quarters_of, result_rows

if TYPE_CHECKING:
    from datetime import date

_COLUMNS = {
    "quarter": "str",
    "reported_on": "datetime64[us]",
    "days_after_quarter": "Int64",
    "report_quarter": "str",
    "is_late": "boolean",
}


def reports(permit_holders: pd.DataFrame, *, on: date) -> pd.DataFrame:
    """
    The municipality's quarterly reports: about which quarter, and when.

    A report is late when it came after the end of the quarter it is about: the parties then went a quarter without.

    Parameters
    ----------
    permit_holders
        Core table `permit_holders`; the rows without association are the municipality's reports. Not modified.
    on
        Reference date: quarters that are over by then and have no report are listed too.

    Returns
    -------
    reports
        One row per quarter, in order: `quarter`, `reported_on` (missing: no report by the reference date),
        `days_after_quarter` (negative before its end), `report_quarter` (the calendar quarter of the day of report),
        `is_late`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 36: "ieder kwartaal"; docs/method/permit_holders.md.

    Examples
    --------
    >>> from datetime import date
    >>> table = pd.DataFrame({"period": ["2023-Q1"], "corporation": [None],
    ...                       "reported_on": pd.to_datetime(["2023-04-12"])})
    >>> reports(table, on=date(2023, 6, 30))[["quarter", "days_after_quarter", "is_late"]].values.tolist()
    [['2023-Q1', 12, True], ['2023-Q2', <NA>, <NA>]]
    """
    own = permit_holders[permit_holders["corporation"].isna()].dropna(subset=["reported_on"])
    told: dict[str, pd.Timestamp] = dict(zip(own["period"], own["reported_on"], strict=True))
    records = [_report(quarter, told.get(quarter)) for quarter in _quarters(sorted(told), on)]
    return pd.DataFrame(records, columns=list(_COLUMNS)).astype(_COLUMNS)


def _quarters(told: list[str], on: date) -> list[str]:
    """Give the quarters from the first reported one to the last that is reported or over on the day."""
    last_days = {quarter: last for quarter in told if (last := last_day_of_quarter(quarter))}
    if not last_days:
        return []
    first = min(last_days)
    periods = halves(Period.holding(last_days[first]), Period(on.year, 2))
    every = [quarter for period in periods for quarter in quarters_of(period)]
    return [quarter for quarter in every if quarter >= first and (_is_over(quarter, on) or quarter in last_days)]


def _is_over(quarter: str, on: date) -> bool:
    last = last_day_of_quarter(quarter)
    return last is not None and last <= on


def _report(quarter: str, reported_on: pd.Timestamp | None) -> dict[str, object]:
    last = last_day_of_quarter(quarter)
    if reported_on is None or last is None:
        return {"quarter": quarter}
    days = (reported_on - pd.Timestamp(last)).days
    return {
        "quarter": quarter,
        "reported_on": reported_on,
        "days_after_quarter": days,
        "report_quarter": f"{reported_on.year}-Q{reported_on.quarter}",
        "is_late": days > 0,
    }


def count_of_reports(reports: pd.DataFrame, *, on: date, period: Period) -> pd.DataFrame:
    """
    Quarters of the calendar year in which the municipality reported, up to the reference date.

    Two reports in one quarter count once: "ieder kwartaal" asks for a report in every quarter, and a late one leaves a
    quarter without.

    Parameters
    ----------
    reports
        Frame as `reports` gives it. Not modified.
    on
        Reference date.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; id `permit_holders.quarterly_reports_count`, grain *all*; `value` = `numerator` = quarters with a
        report, `denominator` = quarters of the year that have begun by the reference date, unit `reports`. No row
        without any report in the delivery.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 36; four quarters make four reports.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> frame = pd.DataFrame({"report_quarter": ["2023-Q1", "2023-Q3", "2023-Q3", None]})
    >>> rows = count_of_reports(frame, on=date(2023, 12, 31), period=Period(2023, 2))
    >>> rows[["value", "denominator"]].values.tolist()
    [[2.0, 4]]
    """
    begun = [f"{on.year}-Q{number}" for number in range(1, pd.Timestamp(on).quarter + 1)]
    if reports.empty:
        return result_rows(pd.DataFrame(columns=["id"]), period=period)
    held = int(reports.loc[reports["report_quarter"].isin(begun), "report_quarter"].nunique())
    row = {"id": "permit_holders.quarterly_reports_count", "value": held, "numerator": held, "unit": "reports"}
    return result_rows(pd.DataFrame([{**row, "denominator": len(begun), "missing": 0}]), period=period)
