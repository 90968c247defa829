"""Households per year: members, income and wealth; what they use stands in `energy_use`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .dice import Dice
from .energy_use import Habits, draw_habits, use_of_year
from .people import People, draw_people
from .tables import flag, whole

if TYPE_CHECKING:
    from .model import Home, Tenancy
    from .reference import Reference

YEARS = (2022, 2023)


@dataclass(frozen=True)
class Household:
    """What stays the same about a household over the years; income in whole euros of 2023."""

    household_id: str
    people: People
    income: int | None
    has_little_wealth: bool | None
    habits: Habits


class HouseholdTable:
    """
    Makes one row per year for the household of almost every let, self-contained home of the municipality.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes
        All homes, with their tenancies.
    seed
        Start of the chance.
    """

    def __init__(self, reference: Reference, homes: list[Home], seed: int) -> None:
        self.reference = reference
        self.settings = reference.settings
        self.homes = homes
        self.dice = Dice(seed, "households")
        self._households: dict[tuple[str, date], Household] = {}
        self._quota: dict[str, int] = {}
        self._odd_left = int(self.settings["incomes"]["negative_or_zero"])
        self._outside_left = int(self.settings["households_outside"])

    def rows(self) -> list[list[str]]:
        """Return the table `households`, sorted by household and year."""
        rows = []
        for home in self.homes:
            if self._is_delivered(home):
                rows += [self._row(home, tenancy, year) for year, tenancy in _tenancies(home)]
        return sorted(rows, key=lambda row: (row[0], row[1]))

    def _is_delivered(self, home: Home) -> bool:
        if not home.is_self_contained:
            return False
        if not home.is_here:
            self._outside_left -= 1
            return self._outside_left >= 0
        is_complete = home.estate.low_income_share is not None
        return is_complete or self.dice.happens(self.settings["households_share"])

    def _row(self, home: Home, tenancy: Tenancy, year: int) -> list[str]:
        key = (home.dwelling_id, tenancy.start)
        if key not in self._households:
            self._households[key] = self._draw(home, tenancy)
        household = self._households[key]
        people = household.people
        return [
            household.household_id,
            str(year),
            home.dwelling_id,
            str(people.adults),
            str(people.children),
            flag(people.is_pension_age),
            whole(self._income_of(household, year)),
            flag(household.has_little_wealth),
            *(whole(value) for value in use_of_year(self.settings, home, people, household.habits, year)),
        ]

    def _draw(self, home: Home, tenancy: Tenancy) -> Household:
        """Draw a household; those of the fixed complexes with a share of their own have nothing missing."""
        people = tenancy.letting.people if tenancy.letting else draw_people(self.reference, home, self.dice)
        is_complete = home.estate.low_income_share is not None
        income: int | None = self._income(home, people)
        wealth: bool | None = self.dice.happens(self.settings["wealth_below_limit_share"])
        habits = draw_habits(self.settings, self.dice, is_complete=is_complete)
        if is_complete:
            wealth = True
        elif self.dice.happens(self.settings["missing"]["wealth"]):
            wealth = None
        if not is_complete and self.dice.happens(self.settings["missing"]["income"]):
            income = None
        return Household(f"H{len(self._households) + 1:05d}", people, income, wealth, habits)

    def _income(self, home: Home, people: People) -> int:
        """Draw the disposable income of 2023, without huurtoeslag; a few are zero or negative."""
        incomes = self.settings["incomes"]
        shape = incomes["low" if self._is_low(home, people) else "other"]
        drawn = self.dice.bell(shape["mean"], shape["spread"], shape["least"], shape["most"])
        is_odd = self.dice.happens(incomes["odd_share"]) and home.estate.low_income_share is None
        if is_odd and self._odd_left:
            self._odd_left -= 1
            return -int(incomes["odd_step"]) * (self._odd_left % 3)
        scale = self.settings["scale_percent"]
        percent = scale["adults"][people.adults] + scale["child"] * people.children
        return int(drawn * percent / 100)

    def _is_low(self, home: Home, people: People) -> bool:
        """Draw whether an income is low; a complex with a share of its own gets exactly that share."""
        share = home.estate.low_income_share
        if share is not None:
            count = self._quota.get(home.estate.complex_id, 0)
            self._quota[home.estate.complex_id] = count + 1
            return int((count + 1) * share) > int(count * share)
        shares = self.settings["incomes"]["low_share"]
        kind = "pension" if people.is_pension_age else "single" if people.adults == 1 else "several"
        return self.dice.happens(shares[kind])

    def _income_of(self, household: Household, year: int) -> int | None:
        if household.income is None:
            return None
        return household.income * int(self.settings["income_growth_percent"][year]) // 100


def _tenancies(home: Home) -> list[tuple[int, Tenancy]]:
    """Return the tenancy in the middle of each year in which the home was let and in the stock."""
    result = []
    for year in YEARS:
        day = date(year, 7, 1)
        held = [tenancy for tenancy in home.tenancies if tenancy.start <= day]
        if held and home.in_stock(day) and "vacant" not in home.tags:
            result.append((year, held[-1]))
    return result
