"""Figures that parties report themselves, independently: taken over, never added up; and three figures made of them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .delivered import stock_on
from .periods import last_day, months
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
        said.setdefault((figure["agreement"], in_an_id(figure["measure"]), who, figure["period"]), []).append(figure)
    for (agreement, measure, who, period), same in said.items():
        answers = {figure["value"] for figure in same}
        value = answers.pop() if len(answers) == 1 else None
        figures_ = {"value": None if value is None else float(value), "exact": value}
        place = {"corporation": who} if who else {}
        yield plain_row(f"{PREFIX}{agreement}.{measure}", place, period, same[0]["unit"], figures_)


def in_an_id(measure: str) -> str:
    """Give a measure as it stands in an id: small letters, and `_` for what is no letter, digit or `_`."""
    return re.sub("[^a-z0-9_]+", "_", measure.lower()).strip("_")


def plain_row(name: str, place: Row, period: str, unit: str, figures: Row) -> Row:
    """Give a row that counts nothing: no numerator, denominator or missing."""
    return row(name, place, period, unit, **dict.fromkeys(("numerator", "denominator", "missing")), **figures)


def derived(found: list[Row], world: World, period: str) -> list[Row]:
    """Solved cases over cases; cases per 1,000 homes; euros for liveability per home of an association."""
    homes = [home for home in stock_on(world, world.today) if home["corporation"]]
    mediation = ("41.cases", "41.solved_cases")
    both, (cases,) = together(found, mediation, None), together(found, mediation[:1], None)
    rows_ = [ratio(f"{PREFIX}41.solved_share", {}, "share", both[1], both[0], period)]
    per_homes = ratio(f"{PREFIX}41.cases_per_1000_homes", {}, "cases_per_1000_homes", cases, len(homes), period)
    rows_ += [{**per_homes, "value": 1000 * per_homes["value"]}] if per_homes else []
    for who in sorted(world.corporations):
        own = sum(home["corporation"] == who for home in homes)
        (spent,) = together(found, ("42.liveability_eur_per_year",), who)
        rows_.append(ratio(f"{PREFIX}42.eur_per_home", {"corporation": who}, "eur_per_home", spent, own, period))
    return [one for one in rows_ if one is not None]


def together(found: list[Row], names: tuple[str, ...], who: str | None) -> list[Fraction | None]:
    """Give figures about one and the same period, the longest in which all were reported, of two quarters the last."""
    said: dict[str, dict[str, Fraction]] = {}
    for one in found:
        if one["corporation"] == who and one["exact"] is not None:
            said.setdefault(one["period"], {})[one["id"].removeprefix(PREFIX)] = one["exact"]
    complete = [period for period, figures in said.items() if set(names) <= set(figures)]
    if not complete:
        return [None] * len(names)
    return [said[max(complete, key=lambda period: (months(period), last_day(period)))][name] for name in names]


def ratio(name: str, place: Row, unit: str, part: Any, whole: Any, period: str) -> Row | None:
    """Give one amount over another; no row where one is unknown or the whole is zero."""
    if part is None or not whole:
        return None
    figures = {
        "value": float(part / Fraction(whole)),
        "numerator": round(part),
        "denominator": round(whole),
        "missing": 0,
    }
    return row(name, place, period, unit, **figures)
