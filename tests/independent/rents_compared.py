"""Which homes agreements 10 and 11 are about: let on both days to the same tenant; their changes of rent by step."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from .decided import needed, norm
from .delivered import in_service

if TYPE_CHECKING:
    from datetime import date

    from .decided import Decisions
    from .delivered import Record, World


class Home(NamedTuple):
    """A home let on both days to the same tenant: its place, first and last rent, and changes by step."""

    place: Record
    first: Fraction
    last: Fraction
    changes: dict[str, Fraction]


Answer = Home | None


def compared(world: World, decisions: Decisions, first: date, second: date) -> list[tuple[Record, Answer]]:
    """
    Give homes in service with the same association on both days, let on both to the same tenant; None = unknown.

    Out: rooms, homes with another tenant on the second day than on the first, and homes that are vacant on one of
    the days. A home without a row on a day is unknown, unless the tenancy of the second day began after the first.
    """
    found = []
    for name, own in sorted(world.spells.items()):
        before, after = ([one.row for one in own if in_service(one, on)] for on in (first, second))
        if not before or not after or not is_same_place(world, before[-1], after[-1]):
            continue
        answer = home_of(world, decisions, name, after[-1], first, second)
        if answer != "out":
            found.append((after[-1], answer))
    return found


def is_same_place(world: World, before: Record, after: Record) -> bool:
    """Whether a home is of the card's municipality and of the same association on both days, and may have rooms."""
    is_ours = before["municipality_code"] == after["municipality_code"] == world.municipality
    return is_ours and before["corporation"] == after["corporation"] and after["is_self_contained"] is not False


def home_of(world: World, decisions: Decisions, name: str, place: Record, first: date, second: date) -> Any:
    """Give a home that is compared, "out" when it is not, None when that is unknown."""
    rents = world.rents.get(name, [])
    early, late = ([rent for rent in rents if rent["valid_from"] <= on] for on in (first, second))
    if not late:
        return None
    if not early:
        began = late[-1]["tenancy_started_on"]
        return "out" if began is None or began > first else None
    began, runs = early[-1]["tenancy_started_on"], late[-1]["tenancy_started_on"]
    if began is None or began != runs:
        return "out"
    path = late[len(early) - 1 :]
    amounts = [rent["net_rent_eur_per_month"] for rent in path]
    if None in (amounts[0], amounts[-1], place["is_self_contained"]):
        return None
    return Home(place, amounts[0], amounts[-1], changes(decisions, path, second))


def changes(decisions: Decisions, path: list[Record], on: date) -> dict[str, Fraction]:
    """Add up the changes of one home by step: each row less the one before, by the reason of the row."""
    steps = norm(decisions, "change_steps", on)
    lowered = needed(decisions, "one_off_reduction_eur_per_month", on)
    found: dict[str, Fraction] = defaultdict(Fraction)
    amount = path[0]["net_rent_eur_per_month"]
    for rent in path[1:]:
        new = rent["net_rent_eur_per_month"]
        if new is None:
            continue
        step = "reduction" if new < amount and new == lowered else steps.get(rent["change_reason"], "other")
        found[step] += new - amount
        amount = new
    return found
