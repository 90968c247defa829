"""Periods as parties write them: a year, a half-year or a quarter."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def last_day(period: str) -> date:
    """Give the last day of `2023`, `2023-H1` or `2023-Q1`."""
    year, _, part = period.partition("-")
    return day_before(int(year), MONTHS[part][1] + 1)


def months(period: str) -> int:
    """Give the length of a period."""
    first, last = MONTHS[period.partition("-")[2]]
    return last - first + 1


def day_before(year: int, month: int) -> date:
    """Give the day before the first of a month; month 13 is the next January."""
    return date(year + month // 13, 1 if month == 13 else month, 1) - timedelta(days=1)


def half_of(quarter: str) -> str:
    """Give the half-year of a quarter: `2023-Q3` lies in `2023-H2`."""
    return f"{quarter[:5]}H{1 if quarter[5:] in ('Q1', 'Q2') else 2}"


def quarters_of(half: str) -> tuple[str, str]:
    """Give the two quarters of a half-year."""
    first = 1 if half.endswith("H1") else 3
    return f"{half[:5]}Q{first}", f"{half[:5]}Q{first + 1}"


def start_of(half: str) -> date:
    """Give the day before a half-year: its start is the state on that day."""
    return day_before(int(half[:4]), 1 if half.endswith("H1") else 7)


def quarter_of(day: date) -> int:
    """Give the number of the quarter a day lies in."""
    return (day.month + 2) // 3
