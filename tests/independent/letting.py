"""Goal 4.4 and agreement 31, independently: shares of urgent seekers, and housed within half a year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from .delivered import in_service
from .shape import Z_95, both, grouped, row, share_rows

if TYPE_CHECKING:
    from .delivered import Record, World

Row = dict[str, Any]
GRAINS = ("association", "all")


class Grounds(NamedTuple):
    """Which grounds of priority count as urgent: always, and at first housing only."""

    urgent: set[str]
    at_first_housing: set[str]


class Scope(NamedTuple):
    """Which lettings are looked at: of self-contained dwellings only, of DAEB dwellings only."""

    self_contained_only: bool
    daeb_only: bool


def shares_rows(world: World, span: tuple[date, date], grounds: Grounds, scope: Scope, *, period: str) -> list[Row]:
    """Urgent over all *toewijzingen* (goal 4.4), and over those of *vrijgekomen woningen* alone (31)."""
    lettings = [a for a in world.tables["allocations"] if is_in_period(world, a, span)]
    allotted = [(a, is_in_scope(world, a, scope)) for a in lettings]
    vacated = [(a, both(inside, a["is_vacated_dwelling"])) for a, inside in allotted]
    rows: list[Row] = []
    for name, members in (("urgent_share", allotted), ("urgent_share_of_vacated", vacated)):
        inside = [(a, is_urgent(a, grounds) if member else None) for a, member in members if member is not False]
        rows += share_rows(f"displacement.{name}", inside, GRAINS, period)
    return rows


def is_in_period(world: World, letting: Record, span: tuple[date, date]) -> bool:
    """An event belongs to the period that holds its date; only the card's municipality is looked at."""
    first, last = span
    return letting["municipality_code"] == world.municipality and first <= letting["allocated_on"] <= last


def is_urgent(letting: Record, grounds: Grounds) -> bool | None:
    """Urgent = the urgent grounds, and others at first housing only; an empty ground is a regular letting."""
    ground = letting["priority_ground"]
    if ground in grounds.at_first_housing:
        return letting["is_first_housing"]
    return ground in grounds.urgent


def is_in_scope(world: World, letting: Record, scope: Scope) -> bool | None:
    """Lettings of self-contained DAEB dwellings; unknown when the dwelling or the field is."""
    home = home_let(world, letting)
    self_contained = home.get("is_self_contained") if scope.self_contained_only else True
    return both(self_contained, home.get("is_daeb") if scope.daeb_only else True)


def home_let(world: World, letting: Record) -> Record:
    """Give the spell in service on the day of allocation, else the next, else the last; empty if none."""
    own = world.spells.get(letting["dwelling_id"], [])
    running = [spell.row for spell in own if in_service(spell, letting["allocated_on"])]
    later = [spell.row for spell in own if spell.begins > letting["allocated_on"]]
    return (running[-1:] or later[:1] or [spell.row for spell in own[-1:]] or [{}])[0]


class Span(NamedTuple):
    """One urgency's clock: whole days, and how it stopped (housed, other, censored)."""

    days: int
    outcome: str


def housed_rows(world: World, *, horizon_days: int, window_months: int, period: str) -> list[Row]:
    """P(housed <= 183 days) of the urgencies granted in the 24 months up to the reference date."""
    opening = months_before(world.today, window_months)
    granted = [urgency for urgency in world.tables["urgencies"] if urgency["granted_on"] > opening]
    clocks = [(urgency, clock(urgency, world.today)) for urgency in granted]
    rows = []
    for grain in GRAINS:
        for place, members in grouped(clocks, grain, lambda pair: pair[0]):
            spans = [span for _, span in members if span is not None]
            if spans:
                missing = len(members) - len(spans)
                rows.append(housed_row(spans, place, horizon_days, period, missing))
    return rows


def housed_row(spans: list[Span], place: Row, horizon_days: int, period: str, missing: int) -> Row:
    """Value = Aalen-Johansen; numerator = observed housed; denominator = urgencies in the window."""
    value, variance = incidence(spans, horizon_days)
    housed = sum(span.outcome == "housed" and span.days <= horizon_days for span in spans)
    figures = {"numerator": housed, "denominator": len(spans), "missing": missing, "value": float(value)}
    name = "displacement.housed_within_half_year_share"
    return row(name, place, period, "share", **figures) | {"interval": log_log(float(value), float(variance))}


def months_before(on: date, months: int) -> date:
    """Give the same day some months earlier (at most the month's last): the window opens after it."""
    count = on.year * 12 + on.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def clock(urgency: Record, today: date) -> Span | None:
    """Whole days to `ended_on`, else censored at the reference date; an end without a reason is unknown."""
    ended, reason = urgency["ended_on"], urgency["end_reason"]
    if (ended is None) != (reason is None):
        return None
    outcome = "censored" if reason is None else "housed" if reason == "housed" else "other"
    return Span(((ended or today) - urgency["granted_on"]).days, outcome)


def incidence(spans: list[Span], horizon_days: int) -> tuple[Fraction, Fraction]:
    """
    Aalen-Johansen: the chance to be housed by the horizon while other ends compete, and its variance.

    At each day with ends, the chance to be still searching just before it times housed / at risk is added.
    """
    steps = []
    searching, value = Fraction(1), Fraction(0)
    ends = {span.days for span in spans if span.outcome != "censored"}
    for day in sorted(day for day in ends if day <= horizon_days):
        at_risk = sum(span.days >= day for span in spans)
        housed = sum(span == (day, "housed") for span in spans)
        ended = housed + sum(span == (day, "other") for span in spans)
        value += searching * Fraction(housed, at_risk)
        steps.append((at_risk, ended, housed, searching, value))
        searching *= Fraction(at_risk - ended, at_risk)
    return value, variance(steps, value)


def variance(steps: list[tuple[int, int, int, Fraction, Fraction]], final: Fraction) -> Fraction:
    """
    Delta method for the cumulative incidence (Marubini and Valsecchi 1995, chapter 10).

    With n at risk, d ends, h housed, S the chance to search just before, and F the incidence on each day:
    sum (F_end - F)^2 d / (n (n - d)) + sum S^2 h (n - h) / n^3 - 2 sum (F_end - F) S h / n^2.
    The first term is nothing where nobody is left (d = n), for F no longer grows.
    """
    total = Fraction(0)
    for n, d, h, s, f in steps:
        gap = final - f
        total += gap * gap * Fraction(d, n * (n - d)) if n > d else 0
        total += s * s * Fraction(h * (n - h), n**3) - 2 * gap * s * Fraction(h, n * n)
    return total


def log_log(value: float, variance_: float) -> list[float] | None:
    """Log-log 95 % interval F ** exp(+- z sd / (F ln F)); none where F is 0 or 1: no logarithm there."""
    if not 0 < value < 1:
        return None
    width = Z_95 * sqrt(variance_) / (value * abs(log(value)))
    return [value ** exp(width), value ** exp(-width)]
