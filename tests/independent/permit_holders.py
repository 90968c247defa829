"""Agreements 34 and 36, independently: the task for permit holders and its quarterly reports."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from .delivered import stock_on
from .periods import half_of, last_day, quarter_of, quarters_of, start_of
from .shape import row

if TYPE_CHECKING:
    from datetime import date

    from .delivered import Record, World

Row = dict[str, Any]
THEME = "permit_holders"


class Choices(NamedTuple):
    """What was decided: which homes divide the task, and who counts."""

    self_contained_only: bool
    daeb_only: bool
    family_reunion_counts: bool


class Half(NamedTuple):
    """One party's half-year: persons asked, counted and housed, and the figures not reported; None = unknown."""

    task: Fraction | None
    counted: int | None
    housed: int | None
    reunion: int | None
    missing: int
    homes: int


def rows(world: World, choices: Choices, *, period: str) -> list[Row]:
    """Task and persons per association and over all; the reports of the year."""
    known = [report for report in world.tables["permit_holders"] if known_since(report) <= world.today]
    return [
        *task_rows(world, known, choices, period),
        *reports_row(known, world.today, period),
    ]


def known_since(report: Record) -> date:
    """A report is known from the day it was made; without a day, from the last day of its quarter."""
    return report["reported_on"] or last_day(report["period"])


def task_rows(world: World, reports: list[Record], choices: Choices, period: str) -> list[Row]:
    """Own task, persons housed, family reunion, the share, and what is left since the first half-year delivered."""
    halves = halves_until(reports, period)
    stock = {half: divided(world, half, choices) for half in halves}
    who_reports = {report["corporation"] for report in reports if report["corporation"]}
    names = sorted(who_reports.union(*stock.values()))
    by_half = {half: parties(reports, half, stock[half], names, choices) for half in halves}
    found: list[Row] = []
    for who, own in by_half[period].items():
        place = {"corporation": who} if who else {}
        left = [backlog(by_half[half][who]) for half in halves]
        amounts = {
            "task_persons": own.task,
            "task_housed_persons": own.housed,
            "task_family_reunion_persons": own.reunion,
            "task_backlog_persons": None if None in left else sum(one for one in left if one is not None),
        }
        found += [persons_row(name, place, amount, own.missing, period) for name, amount in amounts.items()]
        found += share_row(own, by_half[period][""], place, period)
    return found


def halves_until(reports: list[Record], period: str) -> list[str]:
    """Give every half-year from the first that has a quarter in the delivery up to the period."""
    first = min([half_of(report["period"]) for report in reports] + [period])
    years = range(int(first[:4]), int(period[:4]) + 1)
    return [half for year in years for half in (f"{year}-H1", f"{year}-H2") if first <= half <= period]


def divided(world: World, half: str, choices: Choices) -> Counter[str]:
    """Give the homes of each association on the day before a half-year."""
    homes = [home for home in stock_on(world, start_of(half)) if divides(home, choices)]
    return Counter(home["corporation"] for home in homes if home["corporation"])


def parties(
    reports: list[Record], half: str, homes: Counter[str], names: list[str], choices: Choices
) -> dict[str, Half]:
    """Give every association's half-year, and that of all together under the empty name."""
    quarters = quarters_of(half)
    said = {(report["corporation"] or "", report["period"]): report for report in reports}
    task = municipal_task([said.get(("", quarter)) for quarter in quarters])
    found = {}
    for who in names:
        own = [said.get((who, quarter)) or {} for quarter in quarters]
        gaps = [report.get("housed_persons") for report in own].count(None) + (len(quarters) if task is None else 0)
        share = None if task is None else Fraction(task * homes[who], max(homes.total(), 1))
        found[who] = Half(share, *persons(own, choices), gaps, homes[who])
    return {**found, "": together(list(found.values()), task, len(quarters))}


def municipal_task(own: list[Record | None]) -> int | None:
    """Give the task of both quarters: known when both are reported, and one of them holds a number."""
    if None in own:
        return None
    tasks = [report["task_persons"] for report in own if report and report["task_persons"] is not None]
    return sum(tasks) if tasks else None


def divides(home: Record, choices: Choices) -> bool:
    """Homes in service of any kind; only the self-contained or DAEB ones by choice."""
    is_contained = home["is_self_contained"] is True or not choices.self_contained_only
    return is_contained and (home["is_daeb"] is True or not choices.daeb_only)


def persons(own: list[Record], choices: Choices) -> tuple[int | None, int | None, int | None]:
    """Give persons that count, housed and reunited; unknown where a quarter has no number."""
    housed, reunion = (
        total([report.get(f"{name}_persons") for report in own]) for name in ("housed", "family_reunion")
    )
    counted = total([housed, reunion]) if choices.family_reunion_counts else housed
    return counted, housed, reunion


def together(parts: list[Half], task: int | None, quarters: int) -> Half:
    """All associations: unknown as soon as one is; the task's quarters are missing once."""
    sums = [total([getattr(part, name) for part in parts]) for name in ("counted", "housed", "reunion")]
    task_gaps = quarters if task is None else 0
    missing = sum(part.missing - task_gaps for part in parts) + task_gaps
    return Half(None if task is None else Fraction(task), *sums, missing, sum(part.homes for part in parts))


def total(parts: list[int | None]) -> int | None:
    """Give a sum that is unknown as soon as a part is."""
    return None if None in parts else sum(part for part in parts if part is not None)


def backlog(own: Half) -> Fraction | None:
    """Own task less persons of one half-year."""
    return None if own.task is None or own.counted is None else own.task - own.counted


def persons_row(name: str, place: Row, amount: Fraction | int | None, missing: int, period: str) -> Row:
    """Give a number of persons, which may be a fraction; it has no numerator and no denominator."""
    value = None if amount is None else float(amount)
    nothing = dict.fromkeys(("numerator", "denominator"))
    return row(f"{THEME}.{name}", place, period, "persons", value=value, missing=missing, **nothing)


def share_row(own: Half, whole: Half, place: Row, period: str) -> list[Row]:
    """Give persons x all homes over task x own homes, as whole numbers; nothing where the task is 0."""
    name = f"{THEME}.task_share"
    figures: Row = {"value": None, "numerator": None, "denominator": None, "missing": own.missing}
    if own.task == 0:
        return []
    factor, parts = (whole.homes, own.homes) if place else (1, 1)
    if whole.task is not None:
        figures["denominator"] = int(whole.task) * parts
    if whole.task is not None and own.counted is not None:
        figures["numerator"] = own.counted * factor
        figures["value"] = figures["numerator"] / figures["denominator"]
    return [row(name, place, period, "share", **figures)]


def reports_row(reports: list[Record], today: date, period: str) -> list[Row]:
    """Different quarters of the year in which the municipality reported, of the quarters begun; no report: no row."""
    days = [report["reported_on"] for report in reports if report["corporation"] is None and report["reported_on"]]
    if not days:
        return []
    told = len({quarter_of(day) for day in days if day.year == today.year})
    figures = {"value": told, "numerator": told, "denominator": quarter_of(today), "missing": 0}
    return [row(f"{THEME}.quarterly_reports_count", {}, period, "reports", **figures)]
