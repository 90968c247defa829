"""Gas, electricity, heat and feed-in of a household, from its home's label and size and its own habits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .dice import Dice
    from .model import Home
    from .people import People

Settings = dict[str, Any]


@dataclass(frozen=True)
class Habits:
    """How much a household uses compared with others in such a home, and what is not known about it."""

    warmth: float
    electricity: float
    solar: float
    solar_kwh: int
    is_gas_known: bool
    is_electricity_known: bool


def draw_habits(settings: Settings, dice: Dice, *, is_complete: bool) -> Habits:
    """Draw a household's habits."""
    warmth, current, solar = settings["gas_behaviour"], settings["electricity_behaviour"], settings["solar"]
    return Habits(
        warmth=dice.bell(**warmth),
        electricity=dice.bell(**current),
        solar=dice.share(),
        solar_kwh=dice.whole(solar["least"], solar["most"]),
        is_gas_known=not dice.happens(settings["missing"]["gas"]) or is_complete,
        is_electricity_known=not dice.happens(settings["missing"]["electricity"]) or is_complete,
    )


def use_of_year(
    settings: Settings, home: Home, people: People, habits: Habits, year: int
) -> tuple[int | None, int | None, int, int]:
    """
    Return gas (m3), electricity (kWh), heat (GJ) and feed-in (kWh) of one year, whole numbers.

    Homes on gas have no heat and the other way round; an all-electric home has neither.
    """
    letter = _letter_in(home, year)
    percent = settings["year_percent"][year]
    gas, heat = _gas(settings, home, people, letter), 0
    if home.estate.heating == "district":
        shape = settings["heat_gj"]
        gas, heat = 0, int((shape["base"] + shape["person"] * people.persons) * habits.warmth * percent / 100)
    elif home.estate.heating == "electric":
        gas = 0
    has_solar = habits.solar < settings["solar"]["label_share"].get(letter, 0)
    return (
        int(gas * habits.warmth * percent / 100) if habits.is_gas_known else None,
        _electricity(settings, home, people, habits) if habits.is_electricity_known else None,
        heat,
        habits.solar_kwh if has_solar else 0,
    )


def _gas(settings: Settings, home: Home, people: People, letter: str) -> int:
    """Return the gas an average household would use, in m3 per year."""
    per_m2 = settings["gas_m3_per_m2_times_100"]
    area = home.floor_area_m2 or settings["large_from_m2"]
    used: int = per_m2.get(letter, per_m2["C"]) * area // 100 + settings["gas_per_person_m3"] * people.persons
    return used


def _electricity(settings: Settings, home: Home, people: People, habits: Habits) -> int:
    shape = settings["electricity_kwh"]
    base = shape["base"] + shape["person"] * people.persons
    if home.estate.heating == "electric":
        base += shape["all_electric"]
    return int(base * habits.electricity)


def _letter_in(home: Home, year: int) -> str:
    """Return the letter of the label that held in the middle of a year."""
    day = date(year, 7, 1)
    started = [spell for spell in home.spells if spell.start <= day]
    return (started or home.spells)[-1].label.letter
