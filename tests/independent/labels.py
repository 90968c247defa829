"""Agreement 28 and goal 4.3, independently: the labels of homes in service, and the path to none of E, F and G."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .delivered import in_service, stock_on
from .improvements import improved_homes, left_low
from .shape import grouped, row, tally

if TYPE_CHECKING:
    from .delivered import Record, World
    from .improvements import Rules

Row = dict[str, Any]
THEME = "labels"
SHARES = ("all", "association", "village", "complex")
DAYS_PER_YEAR = Fraction("365.25")


def stock_rows(world: World, rules: Rules, good: set[str], neutral: set[str], period: str) -> list[Row]:
    """Shares of homes with low, good and energy-neutral labels of those with a known label; low ones as a count."""
    homes = stock_on(world, world.today)
    found: list[Row] = []
    for name, labels in (("e_to_g", rules.low), ("a_to_c", good), ("energy_neutral", neutral)):
        found += label_rows(f"{THEME}.{name}_share", homes, labels, SHARES, period)
    found += label_rows(f"{THEME}.efg_homes_count", homes, rules.low, SHARES[:3], period)
    return found


def label_rows(name: str, homes: list[Record], labels: set[str], grains: tuple[str, ...], period: str) -> list[Row]:
    """Give a share or a count per place; homes with an unknown label are missing."""
    answers = [(home, None if home["energy_label"] is None else home["energy_label"] in labels) for home in homes]
    is_share = name.endswith("_share")
    found = []
    for grain in grains:
        for place, members in grouped(answers, grain, lambda answer: answer[0]):
            yes, known, missing = tally(members)
            if known:
                figures = {"numerator": yes, "denominator": known, "missing": missing}
                value = yes / known if is_share else yes
                found.append(row(name, place, period, "share" if is_share else "homes", value=value, **figures))
    return found


def neutral_rows(world: World, neutral: set[str], year: int, period: str) -> list[Row]:
    """Homes a year that a straight line to the end of a year asks: homes not neutral yet over the years that remain."""
    remain = years(world.today + timedelta(days=1), date(year + 1, 1, 1))
    found = []
    for share in label_rows("", stock_on(world, world.today), neutral, SHARES[:2], period):
        still = share["denominator"] - share["numerator"]
        counts = {"numerator": None, "denominator": share["denominator"], "missing": share["missing"]}
        name, place = f"{THEME}.energy_neutral_pace_homes_per_year", {"corporation": share["corporation"]}
        found.append(row(name, place, period, "homes_per_year", value=float(still / remain), **counts))
    return found if remain > 0 else []


def path_rows(world: World, rules: Rules, gone_in: int, period: str) -> list[Row]:
    """Low labels of the association of agreement 28 in every municipality: how many, how fast, how long still."""
    who = rules.scopes["efg_homes"]["corporation"]
    homes = [home for home in delivered_on(world, world.today) if home["corporation"] == who]
    count = label_rows(f"{THEME}.efg_whole_area_count", homes, rules.low, ("association",), period)
    if not count:
        return []
    now, missing = count[0]["numerator"], count[0]["missing"]
    gone = improved(world, rules, who) + left(world, rules, who)
    tomorrow = world.today + timedelta(days=1)
    pace = gone / years(rules.since, tomorrow)
    amounts = [("efg_pace_homes_per_year", "homes_per_year", pace)]
    for name, end in (("before", date(gone_in, 1, 1)), ("by_end", date(gone_in + 1, 1, 1))):
        if tomorrow < end:
            amounts.append((f"efg_pace_needed_homes_per_year.{name}", "homes_per_year", now / years(tomorrow, end)))
    if pace:
        amounts.append(("efg_years_to_zero", "years", now / pace))
    figures = {"numerator": None, "denominator": now, "missing": missing}
    place = {"corporation": who}
    return count + [
        row(f"{THEME}.{name}", place, period, unit, value=float(amount), **figures) for name, unit, amount in amounts
    ]


def delivered_on(world: World, on: date) -> list[Record]:
    """Homes in service on a day in any municipality."""
    running = [[one.row for one in own if in_service(one, on)] for own in world.spells.values()]
    return [rows[-1] for rows in running if rows]


def improved(world: World, rules: Rules, who: str) -> int:
    """Delivered homes of an association that were improved out of a low label."""
    homes = [home for home in improved_homes(world, rules) if home.corporation == who and home.name in world.spells]
    return sum(left_low(home, rules) is True for home in homes)


def left(world: World, rules: Rules, who: str) -> int:
    """Homes with a low label in service on the day before the year and not on the reference date."""
    before = delivered_on(world, rules.since - timedelta(days=1))
    still = {home["dwelling_id"] for home in delivered_on(world, world.today)}
    gone = [home for home in before if home["corporation"] == who and home["dwelling_id"] not in still]
    return sum(home["energy_label"] in rules.low for home in gone)


def years(first: date, end: date) -> Fraction:
    """Years from a day up to another: whole months / 12 + remaining days / 365.25."""
    months = 12 * (end.year - first.year) + end.month - first.month
    if end.day < first.day:
        months -= 1
    count = first.year * 12 + first.month - 1 + months
    year, month = count // 12, count % 12 + 1
    anchor = date(year, month, min(first.day, monthrange(year, month)[1]))
    return Fraction(months, 12) + (end - anchor).days / DAYS_PER_YEAR
