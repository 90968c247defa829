"""The homes of every complex: type, size, place, label and rent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .dice import Dice
from .geography import point_of_home
from .model import LETTERS, Complex, Home, Label, Spell, euros
from .plan import PREFIX
from .rents import rent_on
from .tables import flag, iso, whole

if TYPE_CHECKING:
    from .model import Point
    from .reference import Reference


class Builder:
    """
    Makes homes with the next free number of their association.

    Parameters
    ----------
    reference
        Facts and assumptions.
    seed
        Start of the chance.
    """

    def __init__(self, reference: Reference, seed: int) -> None:
        self.reference = reference
        self.settings = reference.settings
        self.dice = Dice(seed, "dwellings")
        self._numbers = dict.fromkeys(PREFIX, 0)

    def home(self, estate: Complex, position: int, started_on: date | None = None, reason: str = "") -> Home:
        """Make one home of a complex, in service from the complex's first day or a later one."""
        self._numbers[estate.corporation] += 1
        start = started_on or estate.in_service_on
        is_self_contained = self._is_self_contained(estate)
        rent = self._rent(estate, is_self_contained=is_self_contained)
        return Home(
            dwelling_id=f"{PREFIX[estate.corporation]}-{self._numbers[estate.corporation]:04d}",
            estate=estate,
            spells=[Spell(start, reason or estate.reason, self.label(estate))],
            point=self._point(estate),
            dwelling_type=self._type(estate, position),
            floor_area_m2=self._area(estate),
            is_self_contained=is_self_contained,
            is_daeb=self._is_daeb(estate, rent),
            rent=None if self.dice.happens(self.settings["missing"]["rent"]) else rent,
            target_rent=self._target(rent),
            has_sale_label=self.dice.happens(self.settings["sale_label_share"]),
        )

    def label(self, estate: Complex) -> Label:
        """Draw a label near the complex's, with a method and date that fit each other."""
        if self.dice.happens(self.settings["missing"]["label"]) and not estate.is_fixed:
            return Label()
        step = 0
        if estate.state != "new" and not self.dice.happens(self.settings["label_same_share"]):
            step = self.dice.pick((-1, 1))
        index = min(max(LETTERS.index(estate.letter) + step, 0), len(LETTERS) - 1)
        if estate.state == "new" or estate.year >= self.settings["label_methods"][-1]["from"]:
            return Label(LETTERS[index], "NTA", estate.in_service_on)
        methods = [row for row in self.settings["label_methods"] if row["to"] > estate.year]
        method = methods[self.dice.weighted({index: row["weight"] for index, row in enumerate(methods)})]
        first, last = date(method["from"], 1, 1), date(method["to"], 12, 31)
        return Label(LETTERS[index], method["method"], self.dice.day(max(first, estate.in_service_on), last))

    def _is_self_contained(self, estate: Complex) -> bool:
        if estate.state == "new" or estate.reason == "TRA":
            return True
        return estate.style != "rooms" and not self.dice.happens(self.settings["non_self_contained_share"])

    def _type(self, estate: Complex, position: int) -> str:
        at_end, inside = self.settings["dwelling_types"][estate.style]
        length = self.settings["row_length"]
        is_end = position % length in (0, length - 1) or position == estate.homes - 1
        return str(at_end if is_end else inside)

    def _area(self, estate: Complex) -> int | None:
        low, high = self.settings["floor_area_m2"][estate.style]
        # one size per complex, more or less
        middle = low + sum(map(ord, estate.complex_id)) * 7 % (high - low)
        area = self.dice.whole(max(low, middle - 6), min(high, middle + 6))
        return None if self.dice.happens(self.settings["missing"]["floor_area"]) else area

    def _point(self, estate: Complex) -> Point | None:
        if estate.centre is None or estate.located == "point":
            return estate.centre
        spread = int(self.settings["spread_m"])
        return point_of_home(self.reference, estate.neighbourhood, estate.centre, spread, self.dice)

    def _rent(self, estate: Complex, *, is_self_contained: bool) -> int:
        floor = self.settings["rent_floor_cents"]
        limits = rent_limits(self.reference)
        if not is_self_contained:
            return self.dice.whole(floor["rooms"], floor["self_contained"] - 1)
        names = ["low", "middle", "between_caps", "upper", "above"]
        bounds = [floor["self_contained"], *limits, int(self.settings["rent_ceiling_cents"])]
        drawn = names.index(self.dice.weighted(self.settings["rent_classes"][estate.state]))
        low, high = bounds[drawn] + 1, bounds[drawn + 1]
        if estate.state == "new":
            low = max(low, high * self.settings["new_build_from_percent"] // 100)
        return self.dice.whole(low, high)

    def _target(self, rent: int) -> int | None:
        target = rent + self.dice.pick(self.settings["target_rent_steps"])
        return None if self.dice.happens(self.settings["missing"]["target_rent"]) else target

    def _is_daeb(self, estate: Complex, rent: int) -> bool:
        if estate.state == "new" or estate.reason == "TRA":
            return True
        is_above = rent > rent_limits(self.reference)[-1]
        share = "non_daeb_share_above_limit" if is_above else "non_daeb_share"
        return not self.dice.happens(self.settings[share])


def rent_limits(reference: Reference) -> list[int]:
    """
    Return the four rent limits of the stock's year in whole cents, from low to high.

    Examples
    --------
    >>> from analysis.sample.reference import load_reference
    >>> rent_limits(load_reference())
    [45220, 64719, 69360, 80806]
    """
    year = str(reference.settings["stock_year"])
    row = next(row for row in reference.rows("rent_limits") if row["year"] == year)
    return [int(value.replace(".", "")) for name, value in row.items() if name.endswith("_eur_per_month")]


def build_homes(builder: Builder, plan: list[Complex]) -> list[Home]:
    """Make the homes of all complexes; numbers run on within each association."""
    homes = []
    for estate in plan:
        homes += [builder.home(estate, position) for position in range(estate.homes)]
    return homes


def dwelling_rows(homes: list[Home]) -> list[list[str]]:
    """
    Write the table `dwellings`: one row per spell, with the rent at the end of it.

    Parameters
    ----------
    homes
        Homes with their spells and rents.

    Returns
    -------
    list
        Rows of text in the order of the exchange format, by dwelling and spell.
    """
    return [_row(home, spell) for home in sorted(homes, key=lambda h: h.dwelling_id) for spell in home.spells]


def _row(home: Home, spell: Spell) -> list[str]:
    estate = home.estate
    x, y = home.point or (None, None)
    rent = rent_on(home, spell.end) if spell.end and home.rent is not None else home.rent
    return [
        home.dwelling_id,
        iso(spell.start),
        estate.corporation,
        estate.complex_id,
        estate.municipality,
        estate.village,
        estate.neighbourhood,
        whole(x),
        whole(y),
        home.dwelling_type,
        whole(home.floor_area_m2),
        str(estate.year),
        flag(home.is_self_contained),
        flag(home.is_daeb),
        euros(rent),
        euros(home.target_rent),
        spell.label.letter,
        spell.label.method,
        iso(spell.label.registered_on),
        flag(home.has_sale_label),
        spell.reason_in,
        iso(spell.end),
        spell.reason_out,
    ]
