"""What the generator passes around: complexes, homes, their spells in service, tenancies and lettings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from .people import People

Point = tuple[int, int]
MUNICIPALITY = "GM1730"
TEMPORARY = ("PLA", "REN", "VEN")  # VERA reasons after which the home stays in the stock
LETTERS = ("A++++", "A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G")


@dataclass(frozen=True)
class Label:
    """An energy label; all fields empty when the home has none."""

    letter: str = ""
    method: str = ""
    registered_on: date | None = None


@dataclass(frozen=True)
class Complex:
    """A group of homes managed as one."""

    complex_id: str
    key: str
    corporation: str
    name: str
    village: str
    municipality: str
    neighbourhood: str
    estate: str
    homes: int
    year: int
    style: str
    state: str
    in_service_on: date
    reason: str
    located: str
    heating: str
    low_income_share: float | None
    letter: str
    centre: Point | None

    @property
    def is_fixed(self) -> bool:
        """Whether the complex stands in `sample_complexes.csv`."""
        return bool(self.key)


@dataclass
class Spell:
    """One stay in service, from its first day up to but not including `end`."""

    start: date
    reason_in: str
    label: Label
    end: date | None = None
    reason_out: str = ""


@dataclass
class Tenancy:
    """A contract; `letting` is the allocation it came from, if that was delivered."""

    start: date
    letting: Letting | None = None


@dataclass(eq=False)
class Home:
    """A dwelling with everything that happens to it; money in whole cents."""

    dwelling_id: str
    estate: Complex
    spells: list[Spell]
    point: Point | None
    dwelling_type: str
    floor_area_m2: int | None
    is_self_contained: bool
    is_daeb: bool
    rent: int | None
    target_rent: int | None
    has_sale_label: bool
    tags: set[str] = field(default_factory=set)
    tenancies: list[Tenancy] = field(default_factory=list)
    rents: list[RentRow] = field(default_factory=list)

    @property
    def corporation(self) -> str:
        """The association that owns the home."""
        return self.estate.corporation

    @property
    def is_here(self) -> bool:
        """Whether the home stands in the municipality the delivery is about."""
        return self.estate.municipality == MUNICIPALITY

    @property
    def letter(self) -> str:
        """The letter of the newest label."""
        return self.spells[-1].label.letter

    def in_stock(self, day: date) -> bool:
        """Whether the home is in the stock at the end of a day; a temporary exit does not end that."""
        for spell, following in zip(self.spells, [*self.spells[1:], None], strict=True):
            end = spell.end
            if spell.reason_out in TEMPORARY:
                end = following.start if following else None
            if spell.start <= day and (end is None or end > day):
                return True
        return False


@dataclass(frozen=True)
class RentRow:
    """A net rent and since when it holds."""

    valid_from: date
    cents: int
    reason: str
    tenancy_started_on: date | None


@dataclass(frozen=True)
class Letting:
    """An allocation of a home."""

    home: Home
    allocated_on: date
    ground: str
    is_first_housing: bool | None
    is_vacated: bool
    registered_on: date | None
    origin: str
    people: People
    income: int | None


def euros(cents: int | None) -> str:
    """
    Write whole cents as euros with a decimal point; missing stays empty.

    Examples
    --------
    >>> euros(64719), euros(-5), euros(None)
    ('647.19', '-0.05', '')
    """
    if cents is None:
        return ""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
