"""Cases that chance would not give: rents exactly on a limit, late labels, vacant homes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .dice import Dice
from .dwellings import rent_limits
from .model import Label

if TYPE_CHECKING:
    from .model import Home
    from .reference import Reference


def plant(reference: Reference, homes: list[Home], seed: int) -> None:
    """
    Change a few ordinary homes of generated complexes, and tag them so that they can be named later.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes
        All homes; the chosen ones are changed in place.
    seed
        Start of the chance.
    """
    dice = Dice(seed, "plants")
    free = [home for home in homes if _is_ordinary(home)]
    settings = reference.settings
    chosen = dice.take(free, 2 + settings["labels_after_reference_date"] + settings["vacant_homes"])
    limits = rent_limits(reference)
    for home, cents, tag in ((chosen[0], limits[1], "at_low_cap"), (chosen[1], limits[-1], "at_rent_limit")):
        home.rent = cents
        home.target_rent = cents
        home.is_daeb = True
        home.tags.add(tag)
    late = chosen[2 : 2 + settings["labels_after_reference_date"]]
    for home in late:
        last: date = settings["reference_date"]
        registered_on = dice.day(last.replace(year=last.year + 1, month=1, day=5), settings["created"])
        home.spells[-1].label = Label(home.letter, "NTA", registered_on)
        home.tags.add("late_label")
    for home in chosen[2 + len(late) :]:
        home.tags.add("vacant")


def _is_ordinary(home: Home) -> bool:
    is_let = not home.tags and home.rent is not None and home.is_self_contained
    return is_let and not home.estate.is_fixed and bool(home.letter)
