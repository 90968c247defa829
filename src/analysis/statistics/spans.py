"""Stretches of time in years by the calendar: a year has twelve months, whatever days they have."""

from __future__ import annotations

import math
from calendar import monthrange
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
    >>> calendar_years(date(2023, 10, 16), date(2023, 12, 1)) == 1 / 12 + 15 / 365.25
    True
    """
    months = _MONTHS_PER_YEAR * (end.year - first.year) + end.month - first.month
    months -= 1 if end.day < first.day else 0
    rest = (end - _months_later(first, months)).days
    return months / _MONTHS_PER_YEAR + rest / _DAYS_PER_YEAR


def _months_later(day: date, months: int) -> date:
    """Give the same day of a month so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, _MONTHS_PER_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


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
