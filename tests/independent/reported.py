"""Figures that parties report themselves, independently: taken over, never added up; and three figures made of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .delivered import stock_on
from .periods import last_day
from .shape import row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .decided import Decisions, Record
    from .delivered import World
    from .verdict import Moment

Row = dict[str, Any]
PREFIX = "reported."


def rows(world: World, decisions: Decisions, moment: Moment, period: str) -> list[Row]:
    """Give the figures of the half-year, and those that agreements 41 and 42 ask to set against cases and homes."""
    figures = [figure for figure in world.tables["reported_figures"] if counts(figure, moment)]
    asked = agreements(decisions)
    taken = [figure for figure in figures if figure["agreement"] in asked]
    found = list(taken_over(taken, world.corporations))
    return found + derived(found, world, period)


def counts(figure: Record, moment: Moment) -> bool:
    """A figure about a period that ends in the half-year, and is over on the reference date."""
    return moment.first <= last_day(figure["period"]) <= moment.today


def agreements(decisions: Decisions) -> set[str]:
    """Give the agreements for which the register shows reported figures."""
    shown = [name for entry in decisions.entries for name in entry.get("figures") or ()]
    return {name.removeprefix(PREFIX) for name in shown if name.startswith(PREFIX)}


def taken_over(figures: list[Record], corporations: frozenset[str]) -> Iterator[Row]:
    """One row per agreement, measure, association and period: other parties are the whole, and must say the same."""
    said: dict[tuple[str, str, str, str], list[Record]] = {}
    for figure in figures:
        who = figure["party"] if figure["party"] in corporations else ""
        said.setdefault((figure["agreement"], figure["measure"], who, figure["period"]), []).append(figure)
    for (agreement, measure, who, period), same in said.items():
        answers = {(figure["value"], figure["unit"]) for figure in same}
        value, unit = next(iter(answers)) if len(answers) == 1 else (None, same[0]["unit"])
        figures_ = {"value": None if value is None else float(value), "exact": value}
        yield plain_row(f"{PREFIX}{agreement}.{measure}", {"corporation": who} if who else {}, period, unit, figures_)


def plain_row(name: str, place: Row, period: str, unit: str, figures: Row) -> Row:
    """Give a row that counts nothing: no numerator, denominator or missing."""
    return row(name, place, period, unit, **dict.fromkeys(("numerator", "denominator", "missing")), **figures)


def derived(found: list[Row], world: World, period: str) -> list[Row]:
    """Solved cases over cases; cases per 1,000 homes; euros for liveability per home of an association."""
    homes = [home for home in stock_on(world, world.today) if home["corporation"]]
    cases, solved = (exact(found, f"{PREFIX}41.{name}", None) for name in ("cases", "solved_cases"))
    rows_ = [ratio(f"{PREFIX}41.solved_share", {}, "share", solved, cases, period)]
    per_homes = ratio(f"{PREFIX}41.cases_per_1000_homes", {}, "cases_per_1000_homes", cases, len(homes), period)
    rows_ += [{**per_homes, "value": 1000 * per_homes["value"]}] if per_homes else []
    for who in sorted(world.corporations):
        own = sum(home["corporation"] == who for home in homes)
        spent = exact(found, f"{PREFIX}42.liveability_eur_per_year", who)
        rows_.append(ratio(f"{PREFIX}42.eur_per_home", {"corporation": who}, "eur_per_home", spent, own, period))
    return [one for one in rows_ if one is not None]


def exact(found: list[Row], name: str, who: str | None) -> Fraction | None:
    """Give the figure a party reported in this half-year; None = not reported, or contradicted."""
    said = [one["exact"] for one in found if one["id"] == name and one["corporation"] == who]
    return said[0] if len(said) == 1 else None


def ratio(name: str, place: Row, unit: str, part: Any, whole: Any, period: str) -> Row | None:
    """Give one amount over another; no row where one is unknown or the whole is zero."""
    if part is None or not whole:
        return None
    figures = {"value": float(part / Fraction(whole)), "numerator": int(part), "denominator": int(whole), "missing": 0}
    return row(name, place, period, unit, **figures)
