"""Tenancies and the rents table: the yearly rise, new lettings, income-dependent rises and reductions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .dice import Dice
from .model import RentRow, Tenancy, euros
from .tables import iso

if TYPE_CHECKING:
    from .model import Home
    from .reference import Reference

RISES = (date(2022, 7, 1), date(2023, 7, 1))
_WHOLE = 10_000  # a rise of 310 is 3.10 per cent


class RentHistory:
    """
    Gives every home its rows of rent, counted back from its rent on the reference date.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes
        All homes, with the tenancies of their lettings.
    seed
        Start of the chance.
    """

    def __init__(self, reference: Reference, homes: list[Home], seed: int) -> None:
        self.settings = reference.settings
        self.homes = homes
        self.dice = Dice(seed, "rents")

    def write(self) -> None:
        """Fill `tenancies` and `rents` of every home."""
        for home in self.homes:
            self._sitting_tenant(home)
        special = self._special()
        for home in self.homes:
            home.rents = self._rows(home, special.get(home.dwelling_id, ""))

    def _sitting_tenant(self, home: Home) -> None:
        """Give a home that was not let for the first time in these years the tenant it had before."""
        first = home.spells[0].start
        letting = home.tenancies[0].letting if home.tenancies else None
        if "first_letting" in home.tags or (letting and not letting.is_vacated):
            return
        latest = min([date(2020, 12, 1), *(tenancy.start for tenancy in home.tenancies)])
        years = self.dice.whole(*self.settings["tenancy_years"])
        started = latest - timedelta(days=years * 365 - self.dice.whole(0, 364))
        # a home bought with its tenant was let before it was bought
        is_bought = first >= RISES[0]
        home.tenancies.insert(0, Tenancy(started if is_bought else max(started, first)))

    def _special(self) -> dict[str, str]:
        """Choose the homes whose rise in 2023 is out of the ordinary."""
        special: dict[str, str] = {}
        ordinary = [home for home in self.homes if self._is_ordinary(home)]
        dependent = self.settings["income_dependent"]
        high = [
            home
            for home in ordinary
            if home.corporation == dependent["corporation"] and (home.rent or 0) >= dependent["from_cents"]
        ]
        for home in self.dice.take(high, dependent["homes"]):
            special[home.dwelling_id] = "INK"
        self._choose_one(ordinary, special)
        self._choose_reductions(ordinary, special)
        return special

    def _is_ordinary(self, home: Home) -> bool:
        """Whether a home was let to one tenant all along, and nothing else happened to it."""
        is_old = home.spells[0].start < RISES[0] and not home.tags and len(home.tenancies) == 1
        return is_old and home.rent is not None and home.is_self_contained and not home.estate.is_fixed

    def _choose_one(self, ordinary: list[Home], special: dict[str, str]) -> None:
        corporation = self.settings["one_rise_above_the_law"]["corporation"]
        mine = [home for home in ordinary if home.corporation == corporation]
        free = [home for home in mine if home.dwelling_id not in special]
        chosen = self.dice.pick(free)
        chosen.tags.add("rise_above_the_law")
        special[chosen.dwelling_id] = "high"

    def _choose_reductions(self, ordinary: list[Home], special: dict[str, str]) -> None:
        reduced = self.settings["reduced_rent"]
        bounds = range(reduced["cents"], reduced["highest_before_cents"])
        near = [home for home in ordinary if home.dwelling_id not in special and home.rent in bounds]
        for home in self.dice.take(near, reduced["homes"]):
            special[home.dwelling_id] = "reduced"
            home.target_rent = home.rent
            home.rent = reduced["cents"]

    def _rows(self, home: Home, special: str) -> list[RentRow]:
        """Write the rows of one home from its newest to its oldest."""
        last = home.spells[-1].end or date.max
        if home.rent is None or last <= RISES[0]:
            return []
        current = home.rent
        rows: list[RentRow] = []
        newest = [tenancy for tenancy in home.tenancies if tenancy.start > RISES[1] and tenancy.start < last]
        if newest:
            rows.append(RentRow(newest[-1].start, current, "MUT", newest[-1].start))
            current = self._before_letting(current)
        if last > RISES[1] and not _is_just_let(home):
            reason = "INK" if special == "INK" else "JAA"
            rows.append(RentRow(RISES[1], current, reason, _tenant(home, RISES[1])))
            current = self._before_rise(home, current, special)
        between = [t for t in home.tenancies if RISES[0] < t.start <= RISES[1] and t.start < last]
        if between:
            rows.append(RentRow(between[-1].start, current, "MUT", between[-1].start))
            current = self._before_letting(current)
        rows.append(RentRow(RISES[0], current, "JAA", _tenant(home, RISES[0])))
        return self._in_service(home, rows[::-1])

    def _before_letting(self, cents: int) -> int:
        rise = int(self.dice.weighted(self.settings["new_letting_rises"]))
        return -(-cents * _WHOLE // (_WHOLE + rise))

    def _before_rise(self, home: Home, cents: int, special: str) -> int:
        """Return the rent before the rise of July 2023, rounded up so that no rise exceeds its percentage."""
        settings = self.settings
        if special == "INK":
            return cents - int(settings["income_dependent"]["rise_cents"])
        if special == "high":
            return -(-cents * _WHOLE // (_WHOLE + int(settings["one_rise_above_the_law"]["rise"])))
        if special == "reduced":
            return home.target_rent or cents
        low = settings["low_rent_rise"]
        if cents - low["rise_cents"] < low["below_cents"]:
            return cents - int(low["rise_cents"])
        if _tenant(home, RISES[1]) is None:
            return cents
        return -(-cents * _WHOLE // (_WHOLE + int(self.dice.weighted(settings["rises_2023"]))))

    def _in_service(self, home: Home, rows: list[RentRow]) -> list[RentRow]:
        """Leave out what lies before the home's first day, and begin there."""
        start = home.spells[0].start
        if "first_letting" in home.tags:
            start = home.spells[-1].start
        if start <= RISES[0]:
            return rows
        kept = [row for row in rows if row.valid_from > start]
        first = rows[len(rows) - len(kept) - 1]
        tenant = _tenant(home, start)
        reason = "NIE" if tenant is None or tenant < start else "MUT"
        cents = kept[0].cents if kept and kept[0].reason == "MUT" else first.cents
        return [RentRow(start, cents, reason, tenant), *kept]


def _is_just_let(home: Home) -> bool:
    """Whether the tenant of July 2023 came in the months before: then there is no yearly rise yet."""
    tenant = _tenant(home, RISES[1])
    return tenant is not None and tenant >= date(RISES[1].year, 1, 1)


def _tenant(home: Home, day: date) -> date | None:
    """Return since when the tenant of a day has been there; None when the home is vacant."""
    started = [tenancy.start for tenancy in home.tenancies if tenancy.start <= day]
    return None if not started or "vacant" in home.tags else started[-1]


def rent_on(home: Home, day: date) -> int | None:
    """Return the rent in force on a day in whole cents; the oldest known one before the first row."""
    if not home.rents:
        return home.rent
    held = [row.cents for row in home.rents if row.valid_from <= day]
    return held[-1] if held else home.rents[0].cents


def rent_rows(homes: list[Home]) -> list[list[str]]:
    """Write the table `rents` for some homes."""
    return [
        [home.dwelling_id, iso(row.valid_from), euros(row.cents), row.reason, iso(row.tenancy_started_on)]
        for home in homes
        for row in home.rents
    ]
