"""Quarters, and the periods that end in a half-year: how others write the time their figures are about."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ...periods import MONTHS_PER_QUARTER, QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...periods import Period

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def quarters_of(period: Period) -> Sequence[str]:
    """
    Give the two quarters of a half-year.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> quarters_of(Period(2023, 2))
    ('2023-Q3', '2023-Q4')
    """
    first = 2 * period.half - 1
    return f"{period.year}-Q{first}", f"{period.year}-Q{first + 1}"


def ending_in(period: Period) -> Sequence[str]:
    """
    Give the periods that end in a half-year, the longest last: its quarters, itself, and the year in a second half.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> ending_in(Period(2023, 1)), ending_in(Period(2023, 2))
    (('2023-Q1', '2023-Q2', '2023-H1'), ('2023-Q3', '2023-Q4', '2023-H2', '2023'))
    """
    own = (*quarters_of(period), period.label)
    return own if period.half == 1 else (*own, str(period.year))


def last_day_of_quarter(quarter: str) -> date | None:
    """
    Give the last day of a quarter; None for a text that is no quarter.

    Examples
    --------
    >>> last_day_of_quarter("2023-Q1"), last_day_of_quarter("2023-H1")
    (datetime.date(2023, 3, 31), None)
    """
    found = _QUARTER.fullmatch(quarter)
    if found is None:
        return None
    year, number = int(found[1]), int(found[2])
    years, quarters = divmod(number, QUARTERS_PER_YEAR)  # from the start of the year to the next quarter
    return date(year + years, MONTHS_PER_QUARTER * quarters + 1, 1) - timedelta(days=1)
