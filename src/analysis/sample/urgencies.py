"""Urgencies granted: one for every urgent letting, and those that ended otherwise or are still searching."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .dice import Dice
from .people import URGENT
from .tables import iso

if TYPE_CHECKING:
    from .model import Letting
    from .reference import Reference


@dataclass(frozen=True)
class Urgency:
    """An urgency; without an end the household is still searching."""

    corporation: str
    ground: str
    granted_on: date
    ended_on: date | None = None
    reason: str = ""

    @property
    def days(self) -> int:
        """Whole days from the grant to the end; 0 without an end."""
        return (self.ended_on - self.granted_on).days if self.ended_on else 0


def draw_urgencies(reference: Reference, lettings: list[Letting], seed: int) -> list[Urgency]:
    """
    Draw the urgencies granted within the period the delivery covers, by date of grant.

    Parameters
    ----------
    reference
        Facts and assumptions.
    lettings
        All lettings; each urgent one ended an urgency on its own day.
    seed
        Start of the chance.
    """
    dice = Dice(seed, "urgencies")
    first: date = reference.settings["covers"]["from"]
    last: date = reference.settings["reference_date"]
    housed = [urgency for urgency in _housed(reference, lettings, dice) if urgency.granted_on >= first]
    housed = _on_the_line(housed, reference.settings["urgencies"]["on_the_line"], date(last.year - 1, 1, 1))
    others = _others(reference, len(housed), dice)
    kept = [urgency for urgency in housed + others if urgency.ended_on is None or urgency.ended_on <= last]
    return sorted(kept, key=lambda one: (one.granted_on, one.corporation, one.ground, one.days))


def _housed(reference: Reference, lettings: list[Letting], dice: Dice) -> list[Urgency]:
    settings = reference.settings
    result = []
    for letting in lettings:
        if letting.ground in URGENT and letting.is_first_housing is not None:
            day = letting.allocated_on
            granted = day - _duration(reference, dice)
            result.append(Urgency(letting.home.corporation, letting.ground, granted, day, "housed"))
    for _ in range(_per_hundred(len(result), settings["urgencies"]["housed_elsewhere_per_100"])):
        days = _duration(reference, dice)
        granted = dice.day(settings["covers"]["from"], settings["reference_date"] - days)
        result.append(Urgency(*_who(reference, dice), granted, granted + days, "housed"))
    return result


def _duration(reference: Reference, dice: Dice) -> timedelta:
    durations = reference.settings["urgencies"]["durations"]
    low, high, _ = durations[dice.weighted({index: row[-1] for index, row in enumerate(durations)})]
    return timedelta(days=dice.whole(low, high))


def _on_the_line(housed: list[Urgency], days: list[int], since: date) -> list[Urgency]:
    """Give a few urgencies exactly the number of days at which the half-year ends, and one more."""
    result = list(housed)
    places = [
        place
        for place, urgency in enumerate(housed)
        if urgency.ended_on and urgency.ended_on - timedelta(days=max(days)) >= since
    ]
    step = max(len(places) // len(days), 1)
    for place, wanted in zip(places[::step], days, strict=False):
        ended_on = housed[place].ended_on
        if ended_on:
            result[place] = replace(housed[place], granted_on=ended_on - timedelta(days=wanted))
    return result


def _others(reference: Reference, housed: int, dice: Dice) -> list[Urgency]:
    settings = reference.settings["urgencies"]
    shares: dict[str, int] = settings["others_per_100_housed"]
    first: date = reference.settings["covers"]["from"]
    last: date = reference.settings["reference_date"]
    result = []
    for reason, (low, high) in settings["other_durations"].items():
        for _ in range(_per_hundred(housed, shares[reason])):
            days = timedelta(days=dice.whole(low, high))
            granted = dice.day(first, last - days)
            result.append(Urgency(*_who(reference, dice), granted, granted + days, reason))
    recent = last - timedelta(days=settings["recent_days"])
    searching = {"searching_recent": (recent, last), "searching_long": (date(last.year, 1, 1), recent)}
    for kind, bounds in searching.items():
        for _ in range(_per_hundred(housed, shares[kind])):
            result.append(Urgency(*_who(reference, dice), dice.day(*bounds)))  # noqa: PERF401  draws in order
    return result


def _per_hundred(count: int, share: int) -> int:
    return (count * share + 50) // 100


def _who(reference: Reference, dice: Dice) -> tuple[str, str]:
    ground: str = dice.weighted(reference.settings["grounds"])
    corporation: str = dice.weighted(reference.settings["stock_percent"])
    return corporation, ground


def urgency_rows(urgencies: list[Urgency]) -> list[list[str]]:
    """Write the table `urgencies`; numbers are given in this order."""
    return [
        [f"U-{n:03d}", u.corporation, u.ground, iso(u.granted_on), iso(u.ended_on), u.reason]
        for n, u in enumerate(urgencies, start=1)
    ]
