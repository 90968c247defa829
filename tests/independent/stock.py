"""Goal 4.2 and theme 20, independently: three counts of the social stock, and whether it is kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .delivered import rent_on, stock_on
from .shape import grouped, row, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from fractions import Fraction

    from .delivered import Record, World

Row = dict[str, Any]
COUNT_GRAINS = ("association x village", "association", "village", "all")
KEPT_GRAINS = ("all", "association", "village")
PROJECT_OF_STEP = {"new": "new_build", "rebuilt": "new_build", "demolished": "demolition"}


def count_rows(world: World, on: date, limit: Fraction, *, suffix: str, period: str) -> list[Row]:
    """Three definitions: owner (every home in service), DAEB, rent at most the huurtoeslag limit."""
    homes = stock_on(world, on)
    questions: dict[str, Callable[[Record], bool | None]] = {
        "owner": lambda home: True if home["corporation"] else None,
        "daeb": lambda home: home["is_daeb"],
        "rent_limit": lambda home: is_at_most(rent_on(world, home, on), limit),
    }
    rows: list[Row] = []
    for definition, question in questions.items():
        answers = [(home, question(home)) for home in homes]
        rows += counts(f"social_stock.{definition}_count{suffix}", answers, period)
    return rows


def is_at_most(rent: Fraction | None, limit: Fraction) -> bool | None:
    """Net rent <= the limit in force; an unknown rent gives no answer."""
    return None if rent is None else rent <= limit


def counts(name: str, answers: list[tuple[Record, bool | None]], period: str) -> list[Row]:
    """Value = numerator = homes that count, denominator = homes whose answer is known, missing = unknown."""
    rows = []
    for grain in COUNT_GRAINS:
        for place, members in grouped(answers, grain, lambda answer: answer[0]):
            yes, known, missing = tally(members)
            figures = {"value": yes, "numerator": yes, "denominator": known, "missing": missing}
            if known:
                rows.append(row(name, place, period, "homes", **figures))
    return rows


def kept_rows(world: World, baseline: date, *, period: str) -> list[Row]:
    """Goal 4.2: value = end - 31-12-2022 (homes by owner), numerator = end, denominator = baseline."""
    before, now = stock_on(world, baseline), stock_on(world, world.today)
    rows = []
    for grain in KEPT_GRAINS:
        end = {tuple(place.values()): len(homes) for place, homes in grouped(now, grain, dict)}
        for place, homes in grouped(before, grain, dict):
            last, first = end.get(tuple(place.values()), 0), len(homes)
            figures = {"value": last - first, "numerator": last, "denominator": first, "missing": 0}
            rows.append(row("social_stock.kept", place, period, "homes", **figures))
    return rows


def stock_residuals(world: World, dates: set[date]) -> list[tuple[Any, ...]]:
    """Control totals of `stock` on these dates that differ from the counted homes: place and date."""
    counted = {on: Counter((h["corporation"], h["village"]) for h in stock_on(world, on)) for on in dates}
    totals = [total for total in world.tables["stock"] if total["date"] in dates and total["homes"] is not None]
    places = [(total["corporation"], total["village"], total["date"], total["homes"]) for total in totals]
    return [place[:3] for place in places if counted[place[2]][place[:2]] != place[3]]


def programme_residuals(world: World, start: date, steps: dict[str, dict[str, str]]) -> list[tuple[Any, ...]]:
    """
    Homes built (new, rebuilt) or demolished after `start` that the programme does not hold, and the reverse.

    Without a programme there is nothing to compare with, nor where a project realised has no number of homes.
    """
    entered = [(place(r), steps["entry"].get(r["in_service_reason"])) for r in entries(world, start)]
    left = [(place(r), steps["exit"].get(r["out_of_service_reason"])) for r in exits(world, start)]
    moves = [(where, PROJECT_OF_STEP[step]) for where, step in entered + left if step in PROJECT_OF_STEP]
    projects = [p for p in world.tables["programme"] if is_realised(p, start, world.today)]
    unknown = {(place(p), p["kind"]) for p in projects if p["realised_homes"] is None}
    balance = Counter(moves)
    for project in projects:
        balance[place(project), project["kind"]] -= project["realised_homes"] or 0
    differing = [account for account, homes in balance.items() if homes and account not in unknown]
    return differing if world.tables["programme"] else []


def is_realised(project: Record, start: date, end: date) -> bool:
    """Whether homes were built or demolished in the period: after the day before it, not after its end."""
    day = project["realised_on"]
    return project["kind"] in PROJECT_OF_STEP.values() and day is not None and start < day <= end


def place(record: Record) -> tuple[str, str]:
    """Give the account a record belongs to: association and village."""
    return record["corporation"], record["village"]


def entries(world: World, start: date) -> Iterator[Record]:
    """Give spells of the municipality that begin in the period."""
    return (r for r in own_rows(world) if start < r["in_service_from"] <= world.today)


def exits(world: World, start: date) -> Iterator[Record]:
    """Give spells of the municipality that end in the period."""
    return (r for r in own_rows(world) if r["out_of_service_from"] and start < r["out_of_service_from"] <= world.today)


def own_rows(world: World) -> Iterator[Record]:
    """Give the spells of the card's municipality."""
    return (r for r in world.tables["dwellings"] if r["municipality_code"] == world.municipality)
