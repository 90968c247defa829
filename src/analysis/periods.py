"""
Half-years: the rhythm in which the parties meet.

`2023-H1` runs from 1 January to 30 June, `2023-H2` from 1 July to 31 December. An event belongs to the period
that holds its date; the *start* of a period is the state on the day before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .errors import ParameterError
from .wording import said

MONTHS_PER_YEAR = 12
QUARTERS_PER_YEAR = 4
MONTHS_PER_QUARTER = 3
MONTHS_PER_HALF_YEAR = 6
_LABEL = re.compile(r"(\d{4})-H([12])")


@dataclass(frozen=True, order=True)
class Period:
    """
    A half-year.

    Parameters
    ----------
    year
        Calendar year.
    half
        1 for January to June, 2 for July to December.

    Examples
    --------
    >>> Period.parse("2023-H2").day_before
    datetime.date(2023, 6, 30)
    >>> Period.parse("2023-H1").previous.label
    '2022-H2'
    """

    year: int
    half: int

    @classmethod
    def parse(cls, label: str) -> Period:
        """Read `2023-H2`; anything else is refused with the form that is expected."""
        found = _LABEL.fullmatch(label)
        if found is None:
            message = said("period {label!r} is not a half-year: write it as '2023-H1' or '2023-H2'", label=label)
            raise ParameterError(message)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def holding(cls, day: date) -> Period:
        """Give the half-year that holds a date."""
        return cls(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004 - June is the last month of a first half

    @property
    def label(self) -> str:
        """The half-year as text, `2023-H2`."""
        return f"{self.year}-H{self.half}"

    @property
    def first_day(self) -> date:
        """First day of the half-year."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_day(self) -> date:
        """Last day of the half-year."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def day_before(self) -> date:
        """Day whose state is the start of the half-year."""
        return self.first_day - timedelta(days=1)

    @property
    def previous(self) -> Period:
        """The half-year before this one."""
        return Period(self.year, 1) if self.half == 2 else Period(self.year - 1, 2)  # noqa: PLR2004

    @property
    def following(self) -> Period:
        """The half-year after this one."""
        return Period(self.year, 2) if self.half == 1 else Period(self.year + 1, 1)

    def contains(self, day: date) -> bool:
        """Whether a date falls in this half-year."""
        return self.first_day <= day <= self.last_day

    def is_running_on(self, day: date) -> bool:
        """Whether the half-year is not yet over on a date: its last day has still to come."""
        return self.contains(day) and day < self.last_day


def halves(first: Period, last: Period) -> list[Period]:
    """
    Half-years from `first` to `last`, both included, in order.

    Examples
    --------
    >>> [period.label for period in halves(Period(2022, 2), Period(2023, 2))]
    ['2022-H2', '2023-H1', '2023-H2']
    """
    periods = []
    while first <= last:
        periods.append(first)
        first = first.following
    return periods
