"""Agreements 12, 13 and 14, written independently: homes below the first cap, classes, first rents of new homes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from .decided import assumed, needed, norm
from .delivered import rent_on, stock_on
from .letting import home_let
from .shape import grouped, row, share_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decided import Decisions
    from .delivered import Record, World
    from .shape import Answers

Row = dict[str, Any]
GRAINS = ("all", "association", "village")
TARGET_GRAINS = ("all", "association")
CAPS = ("kwaliteitskortingsgrens", "lage_aftoppingsgrens", "hoge_aftoppingsgrens", "huurtoeslaggrens")
CLASSES = ("up_to_quality_cap", "up_to_low_cap", "up_to_high_cap", "up_to_limit", "above_limit")
NEW_BELOW_CAP, NEW_MEDIAN = "rent.new_build_below_cap_share", "rent.new_build_median_eur_per_month"


class Rented(NamedTuple):
    """A home with the rent that is held against the caps; None = unknown."""

    home: Record
    rent: Fraction | None


def rows(world: World, decisions: Decisions, period: str) -> list[Row]:
    """Give every row of the rent levels on the reference date, and the share on 1 January of its year."""
    today, first = world.today, date(world.today.year, 1, 1)
    now, caps = rented(world, decisions, today), caps_on(decisions, today)
    found = counted("rent.below_first_cap_share", now, lambda rent: rent <= caps[1], period)
    at_first, first_cap = rented(world, decisions, first), caps_on(decisions, first)[1]
    found += counted("rent.below_first_cap_share_at_year_start", at_first, lambda rent: rent <= first_cap, period)
    for place, name in enumerate(CLASSES):
        found += counted(f"rent.class_{name}_share", now, partial(is_in_class, place=place, caps=caps), period)
    return found + target_rows(world, period) + new_rows(world, decisions, period)


def caps_on(decisions: Decisions, on: date) -> list[Fraction]:
    """Give the four limits in force on a day, the lowest first."""
    return [needed(decisions, f"{name}_eur_per_month", on) for name in CAPS]


def class_of(rent: Fraction, caps: list[Fraction]) -> int:
    """Give the number of limits below a rent: a rent exactly at a cap belongs to the class below it."""
    return sum(rent > cap for cap in caps)


def is_in_class(rent: Fraction, *, place: int, caps: list[Fraction]) -> bool:
    """Whether a rent belongs to one of the classes, counted from the lowest."""
    return class_of(rent, caps) == place


def rented(world: World, decisions: Decisions, on: date) -> list[Rented]:
    """
    Give self-contained homes in service on a day, with net rent + assumed service costs.

    Whether a home is self-contained may be unknown: then its rent counts as unknown too.
    """
    service = Fraction(assumed(decisions, "service_costs_eur_per_month"))
    is_narrow = assumed(decisions, "rent_levels_self_contained_only") == "true"
    found = []
    for home in stock_on(world, on):
        is_in = home["is_self_contained"] if is_narrow else True
        rent = rent_on(world, home, on)
        if is_in is not False:
            found.append(Rented(home, None if rent is None or is_in is None else rent + service))
    return found


def counted(name: str, homes: list[Rented], test: Callable[[Fraction], bool], period: str) -> list[Row]:
    """Give the share of homes with a known rent that passes a test; counted, not sampled: no interval."""
    answers = [(one.home, None if one.rent is None else test(one.rent)) for one in homes]
    return plain_shares(name, answers, GRAINS, period)


def plain_shares(name: str, answers: Answers, grains: tuple[str, ...], period: str) -> list[Row]:
    """Give shares without their interval."""
    return [{**line, "interval": None} for line in share_rows(name, answers, grains, period)]


def target_rows(world: World, period: str) -> list[Row]:
    """Median of target - net rent, and homes with net rent >= target: the target of the card's day, rents of today."""
    homes = [home for home in stock_on(world, world.today) if home["is_self_contained"] is not False]
    distances = [(home, distance(world, home)) for home in homes]
    at_target = [(home, None if one is None else one <= 0) for home, one in distances]
    found = plain_shares("rent.at_target_share", at_target, TARGET_GRAINS, period)
    for grain in TARGET_GRAINS:
        found += medians("rent.target_distance_median_eur_per_month", distances, grain, period)
    return found


def distance(world: World, home: Record) -> Fraction | None:
    """Give target - net rent; unknown where one of the two is."""
    rent, target = rent_on(world, home, world.today), home["target_rent_eur_per_month"]
    is_known = None not in (rent, target, home["is_self_contained"])
    return target - rent if is_known else None


def medians(name: str, amounts: list[tuple[Record, Fraction | None]], grain: str, period: str) -> list[Row]:
    """Give the median amount per place: over the known ones, the unknown ones in `missing`."""
    found = []
    for place, members in grouped(amounts, grain, lambda pair: pair[0]):
        known = [amount for _, amount in members if amount is not None]
        if known:
            figures = {"value": float(median(known)), "denominator": len(known), "missing": len(members) - len(known)}
            found.append(row(name, place, period, "eur_per_month", numerator=None, **figures))
    return found


# ------------------------------------------------------------------------------------------ new homes


def new_rows(world: World, decisions: Decisions, period: str) -> list[Row]:
    """First rents of new homes since the agreements took effect: SEW's held against the cap, Woonborg's median."""
    firsts = [(letting, home_let(world, letting)) for letting in new_lettings(world, decisions)]
    rents = [(letting, home, first_rent(world, letting, home)) for letting, home in firsts]
    below = [(letting, is_below(decisions, letting, rent)) for letting, _, rent in rents]
    found = plain_shares(NEW_BELOW_CAP, scoped(below, decisions, "13"), ("association",), period)
    places = [({**letting, "village": home["village"]}, rent) for letting, home, rent in rents]
    for grain in ("association", "association x village"):
        found += medians(NEW_MEDIAN, scoped(places, decisions, "14"), grain, period)
    return found


def scoped(members: list[Any], decisions: Decisions, agreement: str) -> list[Any]:
    """Keep the lettings of the association that the clause is about."""
    entry = next(entry for entry in decisions.entries if entry["id"] == agreement)
    return [member for member in members if member[0]["corporation"] == entry["scope"]["corporation"]]


def new_lettings(world: World, decisions: Decisions) -> list[Record]:
    """Give the first letting in each spell of a home built or rebuilt, from the first day of the agreements on."""
    steps = norm(decisions, "entry_steps", world.today)
    new = set(norm(decisions, "new_home_steps", world.today))
    firsts: dict[tuple[str, date], Record] = {}
    for letting in sorted(world.tables["allocations"], key=lambda a: (a["allocated_on"], a["allocation_id"])):
        home = home_let(world, letting)
        if home and steps.get(home["in_service_reason"]) in new:
            firsts.setdefault((home["dwelling_id"], home["in_service_from"]), letting)
    return [letting for letting in firsts.values() if is_first(world, decisions, letting)]


def is_first(world: World, decisions: Decisions, letting: Record) -> bool:
    """Whether nobody lived there before, in the card's municipality, since the agreements took effect."""
    vacated = letting["is_vacated_dwelling"]
    if vacated is None:
        vacated = home_let(world, letting)["in_service_from"] <= world.covers_from
    is_ours = letting["municipality_code"] == world.municipality
    return is_ours and not vacated and decisions.valid_from <= letting["allocated_on"] <= world.today


def first_rent(world: World, letting: Record, home: Record) -> Fraction | None:
    """Rent of the spell's earliest row whose tenancy began on or after the allocation; else the rent on that day."""
    spell = next(one for one in world.spells[home["dwelling_id"]] if one.row is home)
    own = [rent for rent in world.rents.get(home["dwelling_id"], []) if rent["valid_from"] >= spell.begins]
    own = [rent for rent in own if spell.ends is None or rent["valid_from"] < spell.ends]
    on = letting["allocated_on"]
    begun = [rent for rent in own if rent["tenancy_started_on"] and rent["tenancy_started_on"] >= on]
    return begun[0]["net_rent_eur_per_month"] if begun else rent_on(world, home, on)


def is_below(decisions: Decisions, letting: Record, rent: Fraction | None) -> bool | None:
    """Strictly below the cap in force on the day of the letting: the low one for one or two persons, else the high."""
    on, persons = letting["allocated_on"], letting["persons"]
    if rent is None or persons is None:
        return None
    low, high = caps_on(decisions, on)[1:3]
    return rent < (low if persons <= int(norm(decisions, "small_household_persons", on)) else high)
