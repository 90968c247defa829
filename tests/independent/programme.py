"""Agreements 19, 21, 22, 23 and goal 4.5, written independently: homes planned, built, demolished and sold."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .decided import norm
from .delivered import stock_on
from .rent_levels import plain_shares
from .shape import grouped, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decided import Decisions
    from .delivered import Record, World
    from .verdict import Moment

Row = dict[str, Any]
GRAINS = ("all", "association", "village")
SALE_GRAINS = ("all", "association")
SOLD = "programme.sold_without_label_share"


class Homes(NamedTuple):
    """Homes of one project: those that count, those they are held against, those nobody knows."""

    counted: int
    of: int
    unknown: int


def rows(world: World, decisions: Decisions, moment: Moment, period: str) -> list[Row]:
    """Give every row of the building programme."""
    projects, window = world.tables["programme"], year_to_date(world, decisions)
    built = of_kind(projects, "new_build")
    found = []
    for name, kind in (("delivered", "new_build"), ("demolished", "demolition")):
        mine = named_by(of_kind(projects, kind), decisions, f"programme.{name}_homes_count")
        found += counts(f"programme.{name}_homes_count", mine, partial(realised, window=window), "homes", period)
    planned = named_by(built, decisions, "programme.planned_homes_count")
    found += counts("programme.planned_homes_count", planned, social, "homes", period)
    completed = [project for project in built if is_within(project["realised_on"], window)]
    found += counts("programme.lifetime_proof_share", completed, lifetime_proof, "share", period)
    return found + sale_rows(world, decisions, moment, period) + complex_rows(world, decisions, period)


def year_to_date(world: World, decisions: Decisions) -> tuple[date, date]:
    """From 1 January of the agreements' year up to the reference date, 31 December at the latest."""
    return date(decisions.year, 1, 1), min(world.today, date(decisions.year, 12, 31))


def is_within(day: date | None, window: tuple[date, date]) -> bool:
    """Whether a day is known and lies in a window, its two ends included."""
    return day is not None and window[0] <= day <= window[1]


def of_kind(projects: list[Record], kind: str) -> list[Record]:
    """Give the projects of one kind."""
    return [project for project in projects if project["kind"] == kind]


def named_by(projects: list[Record], decisions: Decisions, result: str) -> list[Record]:
    """Give the projects of the agreement that is about a result; all of them where none is."""
    ids = {entry["id"] for entry in decisions.entries if result.startswith(tuple(entry.get("figures") or ()))}
    return [project for project in projects if project["agreement"] in ids] if ids else projects


def realised(project: Record, window: tuple[date, date]) -> Homes:
    """
    Homes realised in the window, out of those planned; a project without a plan counts what it realised.

    Realised without a number: unknown. Its planned homes are missing; a project without any number is 1.
    """
    planned, done = project["homes"], project["realised_homes"]
    if done is None and (planned is None or project["realised_on"] is not None):
        return Homes(0, 0, 1 if planned is None else planned)
    counted = done if is_within(project["realised_on"], window) else 0
    return Homes(counted or 0, (done or 0) if planned is None else planned, 0)


def social(project: Record) -> Homes:
    """Give the social rental homes of all homes in the plan, built or not."""
    if project["homes"] is None or project["social_homes"] is None:
        return Homes(0, 0, project["homes"] or 1)
    return Homes(project["social_homes"], project["homes"], 0)


def lifetime_proof(project: Record) -> Homes:
    """Give the homes completed in a project that suits all stages of life; unknown if it does not say so."""
    done = project["realised_homes"]
    if done is None:
        return Homes(0, 0, project["homes"] or 1)
    if project["is_lifetime_proof"] is None:
        return Homes(0, 0, done)
    return Homes(done if project["is_lifetime_proof"] else 0, done, 0)


def counts(name: str, projects: list[Record], count: Callable[[Record], Homes], unit: str, period: str) -> list[Row]:
    """Add up the homes of projects per place; a count of which all is unknown keeps its row, a share does not."""
    found = []
    for grain in GRAINS:
        for place, members in grouped(projects, grain, dict):
            counted, of, unknown = (sum(part) for part in zip(*map(count, members), strict=True))
            value = counted if unit == "homes" else counted / of if of else None
            figures = {"value": value, "numerator": counted, "denominator": of, "missing": unknown}
            if of or (unit == "homes" and unknown):
                found.append(row(name, place, period, unit, **figures))
    return found


# ----------------------------------------------------------------------------------------------- sales


def sales(world: World, decisions: Decisions) -> list[Record]:
    """Give the spells of the municipality that ended because the home was sold."""
    steps = norm(decisions, "exit_steps", world.today)
    ours = [home for home in world.tables["dwellings"] if home["municipality_code"] == world.municipality]
    return [home for home in ours if steps.get(home["out_of_service_reason"]) == "sold" and home["out_of_service_from"]]


def sale_rows(world: World, decisions: Decisions, moment: Moment, period: str) -> list[Row]:
    """Homes sold in the half-year without a label; an association that sold nothing keeps its row."""
    span = (moment.first, moment.last)
    sold = [home for home in sales(world, decisions) if is_within(home["out_of_service_from"], span)]
    answers = [(home, None if home["has_sale_label"] is None else not home["has_sale_label"]) for home in sold]
    found = plain_shares(SOLD, answers, SALE_GRAINS, period)
    told = {line["corporation"] for line in found}
    owners = sorted({home["corporation"] for home in stock_on(world, world.today)} - {None})
    unknown = {one: sum(home["corporation"] == one for home in sold) for one in owners}
    return found + [none_sold(one, unknown[one], period) for one in owners if one not in told]


def none_sold(corporation: str, unknown: int, period: str) -> Row:
    """Give the row of an association of which no sale is known: nothing to measure."""
    figures = {"value": None, "numerator": 0, "denominator": 0, "missing": unknown}
    return row(SOLD, {"corporation": corporation}, period, "share", **figures)


def complex_rows(world: World, decisions: Decisions, period: str) -> list[Row]:
    """Homes sold since the day before the agreements / (those + homes in service), per complex with a sale."""
    since = [home for home in sales(world, decisions) if home["out_of_service_from"] >= decisions.valid_from]
    here = stock_on(world, world.today)
    kept = {home["dwelling_id"] for home in here}
    sold: dict[str, set[str]] = defaultdict(set)
    for home in since:
        if home["complex_id"] is not None and home["dwelling_id"] not in kept:
            sold[home["complex_id"]].add(home["dwelling_id"])
    found = []
    for name in sorted(sold):
        gone = len(sold[name])
        of = gone + sum(home["complex_id"] == name for home in here)
        figures = {"value": gone / of, "numerator": gone, "denominator": of, "missing": 0}
        found.append(row("programme.sold_share_of_complex", {"complex_id": name}, period, "share", **figures))
    return found
