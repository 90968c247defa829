"""Dates and years that cannot be, and dates of one row that contradict each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from ...contracts import TABLES
from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    from ...findings import Finding
    from ..delivery import Delivery

_FIRST_YEAR: Final = 1850
_FIRST_BUILDING: Final = 1200
_FIRST_HOUSEHOLD_YEAR: Final = 2000
_YEARS_AHEAD: Final = 30
_PERIODS: Final = {
    "seekers": re.compile(r"\d{4}-Q[1-4]"),
    "permit_holders": re.compile(r"\d{4}-Q[1-4]"),
    "reported_figures": re.compile(r"\d{4}(-H[12]|-Q[1-4])?"),
}


def impossible_dates(delivery: Delivery) -> list[Finding]:
    """Find dates before 1850, or more than thirty years after the delivery was made."""
    first = pd.Timestamp(_FIRST_YEAR, 1, 1)
    last = pd.Timestamp(delivery.card.created) + pd.DateOffset(years=_YEARS_AHEAD)
    findings = []
    for table, frame in delivery.tables.items():
        for column in (one for one in TABLES[table].columns.values() if one.kind == "date"):
            rows = frame[(frame[column.name] < first) | (frame[column.name] > last)]
            days = listed(rows[column.name].dt.strftime("%Y-%m-%d"))
            message = said("{column} cannot be: {days}", column=column.name, days=days)
            remedy = said("Correct the day; leave it empty when unknown, not 1900-01-01 or 9999-12-31.")
            findings += about(rows, table, "impossible_date", column.name, message, remedy=remedy)
    return findings


def impossible_years(delivery: Delivery) -> list[Finding]:
    """Find years of building, of households and of plans that cannot be, and periods that are none."""
    created = delivery.card.created.year
    bounds = {
        ("dwellings", "construction_year"): (_FIRST_BUILDING, created + _YEARS_AHEAD),
        ("households", "year"): (_FIRST_HOUSEHOLD_YEAR, created),
        ("district_plan", "expected_year"): (_FIRST_YEAR, created + _YEARS_AHEAD),
    }
    findings = []
    for (table, column), (first, last) in bounds.items():
        if table in delivery.tables:
            frame = delivery.tables[table]
            rows = frame[~frame[column].between(first, last).fillna(value=True)]
            message = said(
                "{column} lies outside {first}-{last}: {rows}",
                column=column,
                first=first,
                last=last,
                rows=listed(rows[column]),
            )
            findings += about(rows, table, "impossible_year", column, message, remedy=said("Correct the year."))
    return findings + _impossible_periods(delivery)


def _impossible_periods(delivery: Delivery) -> list[Finding]:
    findings = []
    for table, form in _PERIODS.items():
        if table in delivery.tables:
            frame = delivery.tables[table]
            rows = frame[frame["period"].notna() & ~frame["period"].str.fullmatch(form).fillna(value=True)]
            message = said("period is not one: {period}", period=listed(rows["period"]))
            remedy = said("Write a quarter as 2023-Q1.")
            if table == "reported_figures":
                remedy = said("Write a quarter as 2023-Q1, a year as 2023.")
            findings += about(rows, table, "impossible_period", "period", message, remedy=remedy)
    return findings


def contradicting_urgencies(delivery: Delivery) -> list[Finding]:
    """Find urgencies that ended before they were granted, or have only one of end and reason."""
    urgencies = delivery.tables.get("urgencies")
    if urgencies is None:
        return []
    ended, reason = urgencies["ended_on"], urgencies["end_reason"]
    backwards = urgencies[ended < urgencies["granted_on"]]
    halves = urgencies[ended.notna() != reason.notna()]
    return about(
        backwards,
        "urgencies",
        "ended_before_granted",
        "granted_on, ended_on",
        said("an urgency ended before it was granted"),
        remedy=said("Correct the days."),
    ) + about(
        halves,
        "urgencies",
        "half_an_ending",
        "ended_on, end_reason",
        said("an urgency has an end without a reason, or a reason without an end"),
        remedy=said("Deliver both, or leave both empty while the seeker is still searching."),
    )


def registered_after_allocation(delivery: Delivery) -> list[Finding]:
    """Find seekers who registered after they got a home: their registration time would be below zero."""
    allocations = delivery.tables.get("allocations")
    if allocations is None:
        return []
    rows: pd.DataFrame = allocations[allocations["registered_on"] > allocations["allocated_on"]]
    return about(
        rows,
        "allocations",
        "registered_after_allocation",
        "registered_on, allocated_on",
        said("a seeker registered after the allocation"),
        remedy=said("Correct the day of registration, or leave it empty when unknown."),
        severity="warning",
    )
