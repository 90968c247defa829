"""Rents worth finding: first rents of new homes, rises on and above a limit, and a rise on the last day covered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .dwellings import rent_limits
from .model import RentRow, euros

if TYPE_CHECKING:
    from datetime import date

    from .model import Home
    from .reference import Reference
    from .world import World

Found = tuple[dict[str, Any], Any]
Finder = Callable[["Reference", "World"], "Found | None"]
_INCREASE_PERIOD = "2024-H1"  # the half-year that holds the second day of the comparison


def adjust_rents(reference: Reference, homes: list[Home]) -> None:
    """
    Change a few rents after chance has written them all; nothing else of the homes depends on it.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes
        All homes with their rents; the chosen ones are changed in place.
    """
    ordered = sorted(homes, key=lambda home: home.dwelling_id)
    settings = reference.settings
    _first_rents(reference, [home for home in ordered if home.estate.key == settings["first_rents"]["complex_key"]])
    dependent = [home for home in ordered if home.rents and home.rents[-1].reason == "INK"]
    _raise_of(dependent, settings["income_dependent"]["near_maximum_cents"], "near_maximum")
    low = settings["low_rent_rise"]
    in_euros = [home for home in ordered if _last_rise(home) == low["rise_cents"] and not home.tags]
    _raise_of(in_euros, low["full_cents"], "full_euros")
    for home in ordered:
        if settings["improved"]["event_id"] in home.tags and home.rents:
            _improve(home, settings["improved"]["from"], settings["improved"]["rise_cents"])


def _first_rents(reference: Reference, homes: list[Home]) -> None:
    """Spread the first rents of new homes below the low cap; that of the smallest household stands exactly on it."""
    asked = reference.settings["first_rents"]
    room = asked["most_cents"] - asked["least_cents"]
    small = [home for home in homes if home.tenancies and _persons(home) == 1]
    for number, home in enumerate(homes):
        cents = asked["least_cents"] + room * number // max(len(homes) - 1, 1)
        if small and home is small[0]:
            cents = rent_limits(reference)[1]
            home.tags.add("first_rent_at_cap")
        home.rent = home.target_rent = cents
        home.rents = [replace(row, cents=cents) for row in home.rents]


def _persons(home: Home) -> int | None:
    letting = home.tenancies[0].letting
    return letting.people.persons if letting else None


def _last_rise(home: Home) -> int:
    """Cents of the last yearly rise within a tenancy; 0 when there is none."""
    before, last = home.rents[-2:-1], home.rents[-1:]
    is_yearly = before and last[0].reason == "JAA"
    return last[0].cents - before[0].cents if is_yearly else 0


def _raise_of(homes: list[Home], cents: int, tag: str) -> None:
    """Let the last rise of the first home be of so many cents: what it was before gives way."""
    for home in homes[:1]:
        home.rents[-2] = replace(home.rents[-2], cents=home.rents[-1].cents - cents)
        home.tags.add(tag)


def _improve(home: Home, day: date, cents: int) -> None:
    last = home.rents[-1]
    home.rents.append(RentRow(day, last.cents + cents, "REN", last.tenancy_started_on))
    home.tags.add("improved_rent")


def _tagged(world: World, tag: str) -> list[Home]:
    return [home for home in world.homes if tag in home.tags]


def _rise(tag: str, result: Callable[[Home], Any]) -> Finder:
    def find(_: Reference, world: World) -> Found | None:
        homes = _tagged(world, tag)
        if not homes:
            return None
        home = homes[0]
        where = {"dwelling_id": home.dwelling_id, "corporation": home.corporation, "period": _INCREASE_PERIOD}
        return where, result(home)

    return find


def _from_to(home: Home) -> dict[str, str]:
    before, after = (row.cents for row in home.rents[-2:])
    return {"from": euros(before), "to": euros(after)}


def _first_rent_at_cap(_: Reference, world: World) -> Found | None:
    homes = _tagged(world, "first_rent_at_cap")
    key = homes[0].estate.key if homes else ""
    let = [home for home in world.homes if home.estate.key == key and home.tenancies]
    where = {"dwelling_id": [home.dwelling_id for home in homes], "corporation": "SEW"}
    return (where, {"numerator": len(let) - len(homes), "denominator": len(let)}) if homes else None


def _reductions(reference: Reference, world: World) -> Found | None:
    cents = reference.settings["reduced_rent"]["cents"]
    homes = [
        home
        for home in world.homes
        if any(after.cents == cents < before.cents for before, after in zip(home.rents, home.rents[1:], strict=False))
    ]
    return ({"dwelling_id": [home.dwelling_id for home in homes]}, len(homes)) if homes else None


def _improved(_: Reference, world: World) -> Found | None:
    homes = _tagged(world, "improved_rent")
    return ({"dwelling_id": [home.dwelling_id for home in homes]}, len(homes)) if homes else None


FINDERS: dict[str, Finder] = {
    "rise_above_the_law": _rise("rise_above_the_law", lambda _: {"numerator": 1}),
    "income_dependent_near_its_maximum": _rise(
        "near_maximum", lambda home: {"value": (home.rents[-1].cents - home.rents[-2].cents) / 100}
    ),
    "low_rent_with_the_full_amount": _rise("full_euros", _from_to),
    "one_off_reductions": _reductions,
    "rise_after_improvement": _improved,
    "first_rent_exactly_at_the_cap": _first_rent_at_cap,
}
