"""Who lives in a home or is offered one: size and age of the household, registration, origin and income."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from .dwellings import rent_limits

if TYPE_CHECKING:
    from datetime import date

    from .dice import Dice
    from .model import Home
    from .reference import Reference

URGENT = ("MAN", "GEW", "DAK", "SOC", "MED", "UIT", "STA")


@dataclass(frozen=True)
class People:
    """The members of a household."""

    adults: int
    children: int
    is_pension_age: bool

    @property
    def persons(self) -> int:
        """Adults and children together."""
        return self.adults + self.children


def draw_people(reference: Reference, home: Home, dice: Dice) -> People:
    """Draw a household that fits the size of a home."""
    settings = reference.settings
    area = home.floor_area_m2
    is_large = area is not None and area >= settings["large_from_m2"]
    options = settings["household_sizes"]["large" if is_large else "small"]
    drawn = dice.weighted({index: option[-1] for index, option in enumerate(options)})
    adults, children, is_pension_age, _ = options[drawn]
    return People(adults, children, is_pension_age)


def draw_registration(reference: Reference, ground: str, allocated_on: date, dice: Dice) -> date | None:
    """Draw since when a seeker was registered: years for a regular seeker, months for an urgent one."""
    settings = reference.settings
    if dice.happens(settings["missing"]["registered_on"]):
        return None
    if ground in URGENT:
        months = dice.whole(*settings["registration_months_urgent"])
        return allocated_on - timedelta(days=months * 30 + dice.whole(0, 29))
    years = dice.whole(*settings["registration_years"])
    return allocated_on - timedelta(days=years * 365 + dice.whole(0, 364))


def draw_origin(reference: Reference, dice: Dice) -> str:
    """Draw the municipality a seeker comes from; empty when unknown."""
    settings = reference.settings
    return "" if dice.happens(settings["missing"]["origin"]) else str(dice.weighted(settings["origins"]))


def draw_taxable_income(reference: Reference, home: Home, persons: int, dice: Dice) -> int | None:
    """Draw a taxable income in whole euros that mostly fits the rent of the home; None when unknown."""
    limits = reference.settings["income_limit_allocation"]
    if dice.happens(reference.settings["missing"]["income"]):
        return None
    size = "single" if persons == 1 else "several"
    is_cheap = home.rent is not None and home.rent <= rent_limits(reference)[1]
    if is_cheap == dice.happens(limits["fitting_share"]):
        return dice.whole(limits[size] * 6 // 10, limits[size])
    return dice.whole(limits[size] + 1, limits[f"daeb_{size}"])
