"""Name the cases worth finding in a delivery: where they are, and the value they should show as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from ..periods import Period
from . import planted_rents
from .dwellings import rent_limits
from .geography import rings_of
from .model import TEMPORARY, Home, Letting, euros
from .people import URGENT
from .planted_groups import FINDERS as GROUPS
from .planted_housing_costs import FINDERS as HOUSING_COSTS
from .planted_improvements import FINDERS as OF_IMPROVEMENTS
from .planted_programme import FINDERS as PROGRAMME

if TYPE_CHECKING:
    from .reference import Reference
    from .world import World

Found = tuple[dict[str, Any], Any]
Finder = Callable[["Reference", "World"], "Found | None"]
_WIDTH = 110
_FIRST = 5  # of many households only the first are named


def planted_text(reference: Reference, world: World) -> str:
    """
    Write `planted.yml`: id, what, where (table and keys), why, and how it shows in a report.

    A case that a delivery of another size does not hold is left out.

    Parameters
    ----------
    reference
        Facts and assumptions, with the texts of the cases.
    world
        The delivery.
    """
    cases = []
    for case in reference.planted:
        found = FINDERS[case["id"]](reference, world)
        if found is not None:
            where = {"table": case["table"], **found[0]}
            shows_as = {**case["shows_as"], "value": found[1]}
            texts = {name: case[name] for name in ("id", "what")}
            cases.append({**texts, "where": where, "why": case["why"], "shows_as": shows_as})
    head = "# Synthetic: cases worth finding in the synthetic delivery beside this file.\n"
    return head + yaml.safe_dump(cases, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _homes(homes: list[Home]) -> dict[str, Any]:
    return {"dwelling_id": [home.dwelling_id for home in homes]}


def _tagged(tag: str) -> Finder:
    def find(_: Reference, world: World) -> Found:
        homes = [home for home in world.homes if tag in home.tags]
        return _homes(homes), len(homes)

    return find


def _complex(key: str) -> Finder:
    def find(_: Reference, world: World) -> Found:
        homes = [home for home in world.homes if home.estate.key == key]
        return {"complex_id": homes[0].estate.complex_id}, len(homes)

    return find


def _few_households(_: Reference, world: World) -> Found:
    estate = next(estate for estate in world.plan if estate.key == "high_share_few_homes")
    homes = {home.dwelling_id for home in world.homes if home.estate is estate}
    rows = [row for row in world.households if row[1] == "2023" and row[2] in homes]
    return {"complex_id": estate.complex_id}, {"denominator": len(rows)}


def _two_complexes(_: Reference, world: World) -> Found:
    small = next(estate for estate in world.plan if estate.key == "high_share_few_homes")
    others = [estate for estate in world.plan if estate.village == small.village and estate is not small]
    where = {"complex_id": [small.complex_id, *(estate.complex_id for estate in others)]}
    return where, {"suppressed": True}


def _no_outline(reference: Reference, world: World) -> Found:
    codes = [code for code, outline in reference.outlines.items() if not rings_of(outline)]
    day = reference.settings["reference_date"]
    homes = [home for home in world.homes if home.estate.neighbourhood in codes and home.in_stock(day)]
    return {"neighbourhood_code": codes, "village": homes[0].estate.village}, len(homes)


def _qualifying(world: World, corporation: str, period: str) -> list[Letting]:
    half = Period.parse(period)
    return [
        letting
        for letting in world.lettings
        if letting.home.corporation == corporation
        and half.contains(letting.allocated_on)
        and letting.home.is_here
        and letting.home.is_self_contained
        and letting.home.is_daeb
    ]


def _is_urgent(letting: Letting) -> bool:
    return letting.ground in URGENT and (letting.ground != "STA" or letting.is_first_housing is True)


def _share(corporation: str, period: str, urgent: int, lettings: int) -> Finder:
    """Find a share that is exactly so many of so many."""

    def find(_: Reference, world: World) -> Found | None:
        found = _qualifying(world, corporation, period)
        if (sum(map(_is_urgent, found)), len(found)) != (urgent, lettings):
            return None
        return {"corporation": corporation, "period": period}, {"numerator": urgent, "denominator": lettings}

    return find


def _rehousing(_: Reference, world: World) -> Found | None:
    found = _qualifying(world, "Woonborg", "2023-H2")
    urgent = sum(map(_is_urgent, found))
    moved = sum(letting.ground == "HUI" for letting in found)
    where = {"corporation": "Woonborg", "period": "2023-H2", "priority_ground": "HUI"}
    flips = 5 * urgent <= len(found) < 5 * (urgent + moved)
    return (where, {"numerator": urgent + moved, "denominator": len(found)}) if flips else None


def _vacated(_: Reference, world: World) -> Found | None:
    found = _qualifying(world, "Woonborg", "2021-H2")
    vacated = [letting for letting in found if letting.is_vacated]
    urgent = sum(map(_is_urgent, vacated))
    differs = 5 * sum(map(_is_urgent, found)) <= len(found) and 5 * urgent > len(vacated)
    where = {"corporation": "Woonborg", "period": "2021-H2"}
    return (where, {"numerator": urgent, "denominator": len(vacated)}) if differs else None


def _first_housing(_: Reference, world: World) -> Found:
    numbers = [f"A-{n:04d}" for n, x in enumerate(world.lettings, start=1) if x.is_first_housing is None]
    return {"allocation_id": numbers}, len(numbers)


def _late_delivery(reference: Reference, _: World) -> Found:
    rows = [row for row in reference.rows("sample_programme") if row["agreement"] == "21"]
    late = [row["project_id"] for row in rows if not row["realised_on"]]
    done = sum(int(row["realised_homes"] or 0) for row in rows)
    return {"project_id": late}, {"numerator": done, "denominator": sum(int(row["homes"]) for row in rows)}


def _still_out(_: Reference, world: World) -> Found:
    homes = [home for home in world.homes if home.spells[-1].reason_out in TEMPORARY]
    return _homes(homes), len(homes)


def _over_half_year(_: Reference, world: World) -> Found:
    day = date(2023, 6, 30)
    homes = [home for home in world.homes if home.in_stock(day) and not _is_held(home, day)]
    return _homes(homes), len(homes)


def _is_held(home: Home, day: date) -> bool:
    """Whether a spell holds a day, temporary exits not counted as in service."""
    return any(spell.start <= day and (spell.end is None or spell.end > day) for spell in home.spells)


def _outside(_: Reference, world: World) -> Found:
    homes = [home for home in world.homes if not home.is_here]
    return {"municipality_code": sorted({home.estate.municipality for home in homes})}, len(homes)


def _day_183(reference: Reference, world: World) -> Found:
    days = sorted(set(reference.settings["urgencies"]["on_the_line"]))
    numbered = list(enumerate(world.urgencies, start=1))
    housed = [(number, urgency) for number, urgency in numbered if urgency.reason == "housed"]
    found = {f"on_day_{day}": [f"U-{i:03d}" for i, urgency in housed if urgency.days == day] for day in days}
    return {"urgency_id": found}, len(found[f"on_day_{days[0]}"])


def _incomes(is_sought: Callable[[str], bool]) -> Finder:
    def find(_: Reference, world: World) -> Found:
        numbers = [row[0] for row in world.households if row[1] == "2023" and is_sought(row[6])]
        return {"household_id": numbers[:_FIRST], "year": 2023}, len(numbers)

    return find


def _at(index: int, tag: str) -> Finder:
    def find(reference: Reference, world: World) -> Found:
        homes = [home for home in world.homes if tag in home.tags]
        return _homes(homes), euros(rent_limits(reference)[index])

    return find


def _stock(reference: Reference, world: World) -> Found:
    days = (date(2022, 12, 31), reference.settings["reference_date"])
    mine = [home for home in world.homes if home.is_here]
    here = [home for home in mine if home.estate.village == "Zuidlaren"]
    change, fall = (
        sum(home.in_stock(days[1]) for home in homes) - sum(home.in_stock(days[0]) for home in homes)
        for homes in (mine, here)
    )
    return {"date": [day.isoformat() for day in days]}, {"municipality": change, "Zuidlaren": fall}


def _laarhove(reference: Reference, _: World) -> Found:
    rows = reference.rows("sample_district_plan")
    social = sum(int(row["homes"]) for row in rows if row["segment"] == "social_rent")
    homes = sum(int(row["homes"]) for row in rows)
    return {"district": "Laarhove"}, {"numerator": social, "denominator": homes}


FINDERS: dict[str, Finder] = {
    "high_share_few_homes": _few_households,
    "suppressed_next_to_village": _two_complexes,
    "village_without_outline": _no_outline,
    "exactly_twenty_per_cent_of_sixty": _share("Woonborg", "2023-H2", 12, 60),
    "exactly_twenty_per_cent_of_forty": _share("SEW", "2023-H1", 8, 40),
    "nine_of_forty": _share("SEW", "2023-H2", 9, 40),
    "rehousing_flips": _rehousing,
    "vacated_above_all_below": _vacated,
    "first_housing_unknown": _first_housing,
    "late_delivery": _late_delivery,
    "label_after_reference_date": _tagged("late_label"),
    "temporary_exit_still_out": _still_out,
    "temporary_exit_over_the_half_year": _over_half_year,
    "homes_outside_the_municipality": _outside,
    "day_183": _day_183,
    "missing_incomes": _incomes(lambda income: income == ""),
    "incomes_of_zero_or_less": _incomes(lambda income: income != "" and int(income) <= 0),
    "complex_without_coordinates": _complex("no_coordinates"),
    "flat_on_one_point": _complex("flat_zuidlaren"),
    "rent_exactly_at_the_low_cap": _at(1, "at_low_cap"),
    "rent_exactly_at_the_limit": _at(-1, "at_rent_limit"),
    "total_rises_village_falls": _stock,
    "rest_of_laarhove": _laarhove,
    **planted_rents.FINDERS,
    **GROUPS,
    **PROGRAMME,
    **HOUSING_COSTS,
    **OF_IMPROVEMENTS,
}
