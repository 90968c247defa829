"""Lettings per half-year: who gets which home, in the numbers of `sample_allocations.csv`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ..periods import Period
from .dice import Dice
from .model import Letting, Tenancy
from .people import draw_origin, draw_people, draw_registration, draw_taxable_income
from .tables import flag, iso, whole

if TYPE_CHECKING:
    from datetime import date

    from .model import Home
    from .reference import Reference

Shape = dict[str, int]
_LEAST_VACATED = 5


class Allocator:
    """
    Draws the lettings of all half-years, each home at most once.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes
        All homes; their tenancies are added to.
    seed
        Start of the chance.
    complexes
        How many complexes the delivery has; the numbers of lettings follow it.
    """

    def __init__(self, reference: Reference, homes: list[Home], seed: int, complexes: int) -> None:
        self.reference = reference
        self.settings = reference.settings
        self.homes = homes
        self.dice = Dice(seed, "allocations")
        self._complexes = complexes
        self._used: set[str] = set()

    def lettings(self) -> list[Letting]:
        """Return all lettings by date; each has become a tenancy of its home."""
        result = []
        for row in self.reference.rows("sample_allocations"):
            shape = {name: int(value) for name, value in row.items() if value.isdigit()}
            result += self._half_year(Period.parse(row["period"]), row["corporation"], shape)
        result.sort(key=lambda letting: (letting.allocated_on, letting.home.dwelling_id))
        return result

    def _half_year(self, period: Period, corporation: str, shape: Shape) -> list[Letting]:
        pools = self._pools(corporation, period)
        new = self._reserve(pools["new"], shape["first_lettings"])
        total = max(self._scaled(shape["lettings"]), len(new) + _LEAST_VACATED)
        vacated = self._reserve(pools["vacated"], total - len(new))
        vacated = self._rehousing_last(vacated, self._scaled(shape["rehousing"]))
        grounds = self._grounds(shape, len(new), len(vacated))
        for pool in ("not_qualifying", "outside"):
            vacated += self._reserve(pools[pool], self._scaled(shape[pool]))
        homes = new + vacated
        grounds += [""] * (len(homes) - len(grounds))
        return [self._let(home, ground, period) for home, ground in zip(homes, grounds, strict=True)]

    def _scaled(self, count: int) -> int:
        shipped = int(self.settings["complexes"])
        return (2 * count * self._complexes + shipped) // (2 * shipped)

    def _pools(self, corporation: str, period: Period) -> dict[str, list[Home]]:
        """Sort the homes that can be let in a half-year by the kind of letting."""
        pools: dict[str, list[Home]] = {"new": [], "vacated": [], "not_qualifying": [], "outside": [], "": []}
        for home in self.homes:
            if home.corporation == corporation and home.dwelling_id not in self._used:
                pools[_kind(home, period)].append(home)
        return pools

    def _reserve(self, pool: list[Home], count: int) -> list[Home]:
        chosen = self.dice.take(pool, count)
        self._used |= {home.dwelling_id for home in chosen}
        return chosen

    def _grounds(self, shape: Shape, new: int, vacated: int) -> list[str]:
        """List a ground per qualifying letting, those of new homes first; a suffix marks later housing."""
        urgent = (new + vacated) * shape["urgent"] // shape["lettings"]
        urgent_in_new = min(shape["urgent_in_first_lettings"], new, urgent)
        others = [self.dice.pick(self.settings["other_grounds"]) for _ in range(shape["other_priority"])]
        others += ["STA again"] * shape["permit_holder_again"]
        others += ["STA unknown"] * shape["first_housing_unknown"]
        in_new = self._draw_grounds(urgent_in_new)
        in_vacated = (self._draw_grounds(urgent - urgent_in_new) + others)[:vacated]
        rehousing = ["HUI"] * min(self._scaled(shape["rehousing"]), vacated - len(in_vacated))
        regular = [""] * (vacated - len(in_vacated) - len(rehousing))
        return in_new + [""] * (new - len(in_new)) + in_vacated + regular + rehousing

    def _rehousing_last(self, homes: list[Home], count: int) -> list[Home]:
        """Move some homes of the village of the demolition to the end: its tenants are rehoused there."""
        near = [home for home in homes if home.estate.village == self.settings["rehousing_village"]][:count]
        return [home for home in homes if home not in near] + near

    def _draw_grounds(self, count: int) -> list[str]:
        return [self.dice.weighted(self.settings["grounds"]) for _ in range(count)]

    def _let(self, home: Home, ground: str, period: Period) -> Letting:
        code, _, again = ground.partition(" ")
        allocated_on = self._day(home, period)
        people = draw_people(self.reference, home, self.dice)
        letting = Letting(
            home=home,
            allocated_on=allocated_on,
            ground=code,
            is_first_housing=None if again == "unknown" else code == "STA" and not again,
            is_vacated=not _is_new(home),
            registered_on=draw_registration(self.reference, code, allocated_on, self.dice),
            origin=draw_origin(self.reference, self.dice),
            people=people,
            income=draw_taxable_income(self.reference, home, people.persons, self.dice),
        )
        wait = self.dice.whole(*self.settings["allocation_days"]["tenancy_starts_after"])
        home.tenancies.append(Tenancy(allocated_on + timedelta(days=wait), letting))
        return letting

    def _day(self, home: Home, period: Period) -> date:
        """Draw the day of a letting: a new home is let soon after delivery, and nothing in the last days."""
        settings = self.settings["allocation_days"]
        latest = period.last_day - timedelta(days=settings["last_days_without"])
        earliest = max(period.first_day, home.spells[-1].start)
        if _is_new(home):
            latest = min(latest, earliest + timedelta(days=settings["new_home_within"]))
        return self.dice.day(earliest, latest)


def _is_new(home: Home) -> bool:
    """Whether a home is let for the first time: new, transformed, split off or rebuilt."""
    return home.estate.state == "new" or home.estate.reason == "TRA" or "first_letting" in home.tags


def _kind(home: Home, period: Period) -> str:
    """Say in which pool a home stands for a half-year; empty when it cannot be let."""
    spell = home.spells[-1]
    if spell.end is not None or spell.start > period.last_day or "vacant" in home.tags:
        return ""
    if not home.is_here:
        return "outside"
    if not (home.is_self_contained and home.is_daeb):
        return "not_qualifying" if not _is_new(home) else ""
    if _is_new(home):
        return "new"
    return "" if home.tags or spell.start >= period.first_day else "vacated"


def allocation_rows(lettings: list[Letting]) -> list[list[str]]:
    """
    Write the table `allocations`.

    Parameters
    ----------
    lettings
        All lettings by date; numbers are given in this order.

    Returns
    -------
    list
        Rows of text in the order of the exchange format.
    """
    return [
        [
            f"A-{number:04d}",
            letting.home.corporation,
            letting.home.estate.municipality,
            letting.home.dwelling_id,
            iso(letting.allocated_on),
            letting.ground,
            flag(letting.is_first_housing),
            flag(letting.is_vacated),
            iso(letting.registered_on),
            letting.origin,
            whole(letting.people.persons),
            flag(letting.people.is_pension_age),
            whole(letting.income),
        ]
        for number, letting in enumerate(lettings, start=1)
    ]
