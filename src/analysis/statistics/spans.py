"""Stretches of time in years by the calendar: a year has twelve months, whatever days they have."""

from __future__ import annotations

import math
from datetime import date

_MONTHS_PER_YEAR = 12
_DAYS_PER_YEAR = 365.25


def calendar_years(first: date, end: date) -> float:
    """
    Years from a day up to but not including another: whole months by the calendar, the rest in days.

    Examples
    --------
    >>> calendar_years(date(2023, 1, 1), date(2023, 7, 1)), calendar_years(date(2024, 1, 1), date(2028, 1, 1))
    (0.5, 4.0)
    """
    months = _MONTHS_PER_YEAR * (end.year - first.year) + end.month - first.month
    return months / _MONTHS_PER_YEAR + (end.day - first.day) / _DAYS_PER_YEAR


def day_after_years(first: date, years: float) -> date | None:
    """
    Give the day so many years after a day; `None` beyond the last day a calendar knows.

    Examples
    --------
    >>> day_after_years(date(2023, 12, 31), 0.5), day_after_years(date(2023, 12, 31), 1e6)
    (datetime.date(2024, 7, 1), None)
    """
    last = first.toordinal() + math.ceil(years * _DAYS_PER_YEAR)
    return None if last > date.max.toordinal() else date.fromordinal(last)
