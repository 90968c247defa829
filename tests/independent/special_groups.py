"""Agreement 32, independently: where permit holders and people who leave sheltered living were housed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .letting import home_let, months_before
from .shape import share_rows

if TYPE_CHECKING:
    from .delivered import Record, World

Row = dict[str, Any]


class Special(NamedTuple):
    """Which grounds are special, which of them at first housing only, and over how many months."""

    grounds: set[str]
    at_first_housing: set[str]
    window_months: int


def special_rows(world: World, special: Special, period: str) -> list[Row]:
    """Lettings to special groups over all lettings of the municipality's homes, by village of the home let."""
    opening = months_before(world.today, special.window_months)
    lettings = [one for one in world.tables["allocations"] if one["municipality_code"] == world.municipality]
    answers = [
        ({"village": home_let(world, one).get("village")}, is_special(one, special))
        for one in lettings
        if one["allocated_on"] > opening and home_let(world, one)
    ]
    return share_rows("permit_holders.by_village_share", answers, ("village", "all"), period)


def is_special(letting: Record, special: Special) -> bool | None:
    """Permit holders at first housing, and the other special grounds."""
    ground = letting["priority_ground"]
    if ground not in special.grounds:
        return False
    return letting["is_first_housing"] if ground in special.at_first_housing else True
