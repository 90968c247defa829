"""Agreements 24 and 25, written independently: how hard it is to find a home."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

from .decided import assumed, norm
from .letting import Grounds, home_let, is_in_period, is_urgent
from .periods import last_day, quarters_of
from .shape import grouped, row, share_rows

if TYPE_CHECKING:
    from .decided import Decisions
    from .delivered import Record, World
    from .verdict import Moment

Row = dict[str, Any]
TABLE_GRAINS = ("all", "village")
GRAINS = ("all", "association", "village")
FIGURES = ("active_seekers", "registered_seekers", "advertised_dwellings", "responses", "responses_from_outside")
DAYS_PER_YEAR = Fraction("365.25")


def rows(world: World, decisions: Decisions, moment: Moment, period: str) -> list[Row]:
    """Give every row of the home seekers: of the quarters that are over, and of the lettings of the half-year."""
    quarters = [quarter for quarter in quarters_of(period) if last_day(quarter) <= world.today]
    known = [line for line in world.tables["seekers"] if last_day(line["period"]) <= world.today]
    told = completed(known, quarters)
    lettings = placed(world, (moment.first, moment.last))
    found = state_rows([line for line in told if line["period"] in quarters[-1:]], period)
    found += ratio("seekers.responses_per_advert", told, "responses", "advertised_dwellings", period)
    found += ratio("seekers.outside_responses_share", told, "responses_from_outside", "responses", period)
    found += success_rows(lettings, told, quarters, period)
    return found + letting_rows(world, decisions, lettings, period)


def placed(world: World, span: tuple[date, date]) -> list[Record]:
    """Give the lettings of the half-year, each with the village of its home."""
    own = [letting for letting in world.tables["allocations"] if is_in_period(world, letting, span)]
    return [{**letting, "village": home_let(world, letting).get("village")} for letting in own]


# -------------------------------------------------------------------------------------- quarters


def completed(delivered: list[Record], quarters: list[str]) -> list[Record]:
    """Give every village of the delivery a line in every quarter: a quarter not delivered is unknown, not zero."""
    lines = {(line["village"], line["period"]): line for line in delivered}
    villages = sorted({line["village"] for line in delivered})
    pairs = [(village, quarter) for quarter in quarters for village in villages]
    return [lines.get(pair, dict.fromkeys(FIGURES) | {"village": pair[0], "period": pair[1]}) for pair in pairs]


def state_rows(told: list[Record], period: str) -> list[Row]:
    """Seekers in the last quarter: value = numerator = denominator = persons, missing = villages without a figure."""
    found = []
    for what in ("active", "registered"):
        for grain in TABLE_GRAINS:
            for place, members in grouped(told, grain, dict):
                known = [line[f"{what}_seekers"] for line in members if line[f"{what}_seekers"] is not None]
                persons = sum(known)
                figures = {"value": persons, "numerator": persons, "denominator": persons}
                figures |= {"missing": len(members) - len(known)}
                if persons:
                    found.append(row(f"seekers.{what}_count", place, period, "persons", **figures))
    return found


def ratio(name: str, told: list[Record], above: str, below: str, period: str) -> list[Row]:
    """Give the sum of one figure over that of another, over village-quarters of which both are known."""
    found = []
    unit = "share" if name.endswith("_share") else "responses_per_home"
    for grain in TABLE_GRAINS:
        for place, members in grouped(told, grain, dict):
            known = [line for line in members if line[above] is not None and line[below] is not None]
            top, bottom = (sum(line[what] for line in known) for what in (above, below))
            figures = {"numerator": top, "denominator": bottom, "missing": len(members) - len(known)}
            if bottom:
                found.append(row(name, place, period, unit, value=top / bottom, **figures))
    return found


def success_rows(lettings: list[Record], told: list[Record], quarters: list[str], period: str) -> list[Row]:
    """
    Lettings over active seekers, per village and quarter of which those are known, then added up.

    Lettings in a village or quarter without known seekers are missing. Who searches in two quarters counts twice.
    """
    active = {(line["village"], line["period"]): line["active_seekers"] for line in told}
    in_time = [(letting, quarter) for letting in lettings if (quarter := quarter_of(letting)) in quarters]
    found = []
    for place in [{}, *({"village": village} for village in sorted({line["village"] for line in told}))]:
        here = [pair for pair in in_time if place.get("village") in (None, pair[0]["village"])]
        known = [pair for pair in here if active.get((pair[0]["village"], pair[1])) is not None]
        seekers = [line["active_seekers"] or 0 for line in told if place.get("village") in (None, line["village"])]
        figures = {"numerator": len(known), "denominator": sum(seekers), "missing": len(here) - len(known)}
        if sum(seekers):
            value = len(known) / sum(seekers)
            found.append(row("seekers.success_share", place, period, "share", value=value, **figures))
    return found


def quarter_of(letting: Record) -> str:
    """Give the quarter of a letting: `2023-Q3`."""
    day = letting["allocated_on"]
    return f"{day.year}-Q{(day.month + 2) // 3}"


# ---------------------------------------------------------------------------------------- lettings


def letting_rows(world: World, decisions: Decisions, lettings: list[Record], period: str) -> list[Row]:
    """Give search time and fast share of regular seekers, and the share of lettings to people from elsewhere."""
    regular = [letting for letting in lettings if is_regular(world, decisions, letting)]
    months = int(assumed(decisions, "fast_seeker_below_months"))
    fast = [(letting, is_fast(letting, months)) for letting in regular]
    outside = [(letting, is_outside(world, letting)) for letting in lettings]
    found = share_rows("seekers.fast_share", fast, GRAINS, period)
    found += share_rows("seekers.outside_allocations_share", outside, GRAINS, period)
    return found + search_rows([(letting, years(letting)) for letting in regular], period)


def is_regular(world: World, decisions: Decisions, letting: Record) -> bool:
    """Whether a letting is known not to be urgent, as chapter 4.4 counts it."""
    urgent = set(norm(decisions, "urgent_grounds", world.today))
    if assumed(decisions, "hui_counts_as_urgent") == "true":
        urgent.add("HUI")
    return is_urgent(letting, Grounds(urgent, set(norm(decisions, "first_housing_grounds", world.today)))) is False


def is_fast(letting: Record, months: int) -> bool | None:
    """Registered for less than 12 calendar months: the day so many months later lies after the letting."""
    began = letting["registered_on"]
    return None if began is None else months_after(began, months) > letting["allocated_on"]


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, at most the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_outside(world: World, letting: Record) -> bool | None:
    """Whether the seeker lived in another municipality."""
    origin = letting["origin_municipality_code"]
    return None if origin is None else origin != world.municipality


def years(letting: Record) -> Fraction | None:
    """Give the years from registration to letting."""
    began = letting["registered_on"]
    return None if began is None else (letting["allocated_on"] - began).days / DAYS_PER_YEAR


def search_rows(times: list[tuple[Record, Fraction | None]], period: str) -> list[Row]:
    """Give the median search time per place, over those of whom the day of registration is known."""
    found = []
    for grain in GRAINS:
        for place, members in grouped(times, grain, lambda pair: pair[0]):
            known = [time for _, time in members if time is not None]
            figures = {"numerator": None, "denominator": len(known), "missing": len(members) - len(known)}
            if known:
                value = float(median(known))
                found.append(row("seekers.search_time_years", place, period, "years", value=value, **figures))
    return found
