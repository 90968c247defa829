"""Cases worth finding about housing costs: low incomes that huurtoeslag lifts, and wealth that gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from .reference import Reference
    from .world import World

    Found = tuple[dict[str, Any], Any]

_YEAR: Final = "2023"
_FIRST: Final = 5  # of many households only the first are named
_ID, _DWELLING, _INCOME, _WEALTH = 0, 2, 6, 7  # columns of the table households


def _lifted(_: Reference, world: World) -> Found:
    """A complex of low incomes, of which everything is known."""
    estate = next(estate for estate in world.plan if estate.key == "old_vries")
    homes = {home.dwelling_id for home in world.homes if home.estate is estate}
    rows = [row for row in world.households if row[1] == _YEAR and row[_DWELLING] in homes]
    return {"complex_id": estate.complex_id}, {"denominator": len(rows), "missing": 0}


def _wealthy(reference: Reference, world: World) -> Found:
    """Households with an income as low as any, and wealth above the limit."""
    most = int(reference.settings["incomes"]["low"]["most"])
    rows = [row for row in world.households if row[1] == _YEAR and row[_WEALTH] == "false" and row[_INCOME]]
    found = [row[_ID] for row in rows if int(row[_INCOME]) <= most]
    return {"household_id": found[:_FIRST], "year": int(_YEAR)}, len(found)


FINDERS: Final[dict[str, Callable[[Reference, World], Found | None]]] = {
    "low_incomes_lifted_by_huurtoeslag": _lifted,
    "wealth_gives_no_huurtoeslag": _wealthy,
}
