"""Agreements 10 and 11, written independently: what rents rose in a year, together and home by home."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple

from .decided import assumed, needed
from .rents_compared import compared
from .shape import grouped, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decided import Decisions
    from .delivered import Record, World
    from .rents_compared import Answer, Home

Row = dict[str, Any]
GRAINS = ("association", "all")
STEPS = ("yearly", "income_dependent", "improvement", "reduction", "other")
SHARE, EUROS = "share", "eur_per_month"


class Caps(NamedTuple):
    """What one home may rise: by the law, by the agreement, and in euros."""

    legal: Fraction
    agreed: Fraction
    low_rent: Fraction
    euros: Fraction
    dependent: Fraction
    is_euro_rule_first: bool


def rows(world: World, decisions: Decisions, period: str) -> list[Row]:
    """Give the rows of the year of the register; before the second day only how far the sum has come."""
    first, second = date(decisions.year, 1, 1), date(decisions.year + 1, 1, 1)
    if world.today <= first:
        return []
    is_known = second <= world.today
    homes = compared(world, decisions, first, second if is_known else world.today)
    if is_known:
        return full_rows(homes, decisions, first, period)
    found = each("rent.sum_change_so_far_share", homes, sum_change, SHARE, period)
    for name in UNKNOWN_BEFORE:
        found += each(name, homes, lambda _: None, SHARE, period)
    return found


UNKNOWN_BEFORE = (
    "rent.sum_change_share",
    "rent.above_legal_cap_share",
    "rent.largest_home_change_share",
    "rent.income_dependent_share",
)


def full_rows(homes: list[tuple[Record, Answer]], decisions: Decisions, first: date, period: str) -> list[Row]:
    """Give all rows of a comparison of which both days are known."""
    caps = caps_on(decisions, first)
    found = each("rent.sum_change_share", homes, sum_change, SHARE, period)
    found += each("rent.sum_change_without_reductions_share", homes, without_reductions, SHARE, period)
    for step in STEPS:
        found += each(f"rent.sum_change_{step}_share", homes, partial(part, step=step), SHARE, period)
    found += shares("rent.above_legal_cap_share", homes, lambda home: is_above_legal(home, caps), period)
    found += shares("rent.above_agreed_cap_share", homes, lambda home: is_above_agreed(home, caps), period)
    found += shares("rent.income_dependent_share", homes, is_dependent, period)
    found += largest_rows(homes, caps, period)
    return found + dependent_rows(homes, period)


def dependent_rows(homes: list[tuple[Record, Answer]], period: str) -> list[Row]:
    """Mean and largest income-dependent rise, to the cent and over the homes that have one."""
    risen = [(place, home) for place, home in homes if home is not None and is_dependent(home)]
    found = each("rent.income_dependent_mean_eur_per_month", risen, partial(dependent_rise, of=mean), EUROS, period)
    found += each("rent.income_dependent_largest_eur_per_month", risen, partial(dependent_rise, of=max), EUROS, period)
    return [{**line, "missing": None} for line in found]


def dependent_rise(homes: list[Home], *, of: Callable[[list[Fraction]], Fraction]) -> Fraction:
    """Give one amount for the income-dependent rises of these homes."""
    return round(of([home.changes["income_dependent"] for home in homes]), 2)


def caps_on(decisions: Decisions, on: date) -> Caps:
    """Give the caps: the agreed one is the register's line, CAO wage development + 0.5 percentage point."""
    rule = next(
        rule
        for entry in decisions.entries
        for rule in entry.get("further_rules") or []
        if rule["result"] == "rent.largest_home_change_share"
    )
    return Caps(
        legal=needed(decisions, "rent_home_cap_share", on),
        agreed=Fraction(rule["threshold"]),
        low_rent=needed(decisions, "low_rent_limit_eur_per_month", on),
        euros=needed(decisions, "low_rent_cap_eur_per_month", on),
        dependent=needed(decisions, "dependent_high_cap_eur_per_month", on),
        is_euro_rule_first=assumed(decisions, "euro_rule_within_agreement") == "true",
    )


# ------------------------------------------------------------------------------------------- figures


def each(
    name: str,
    homes: list[tuple[Record, Answer]],
    figure: Callable[[list[Home]], Fraction | None],
    unit: str,
    period: str,
) -> list[Row]:
    """Give one figure per place over the homes compared; rows only where there are any."""
    found = []
    for grain in GRAINS:
        for place, members in grouped(homes, grain, lambda pair: pair[0]):
            own = [home for _, home in members if home is not None]
            if own:
                value = figure(own)
                figures = {"denominator": len(own), "missing": len(members) - len(own), "numerator": None}
                found.append(row(name, place, period, unit, value=None if value is None else float(value), **figures))
    return found


def shares(name: str, homes: list[tuple[Record, Answer]], test: Callable[[Home], bool], period: str) -> list[Row]:
    """Give the share of the homes compared that pass a test, per place."""
    found = each(name, homes, lambda own: Fraction(sum(map(test, own)), len(own)), SHARE, period)
    return [{**line, "numerator": round(line["value"] * line["denominator"])} for line in found]


def sum_change(homes: list[Home]) -> Fraction:
    """Sum of rents on the second day / sum on the first - 1."""
    return sum((home.last for home in homes), Fraction(0)) / base(homes) - 1


def base(homes: list[Home]) -> Fraction:
    """Give the sum of the rents on the first day."""
    return sum((home.first for home in homes), Fraction(0))


def part(homes: list[Home], step: str) -> Fraction:
    """Give the changes of one step over the sum on the first day."""
    return sum((home.changes.get(step, Fraction(0)) for home in homes), Fraction(0)) / base(homes)


def without_reductions(homes: list[Home]) -> Fraction:
    """Give the change of the sum with the one-off reductions left out."""
    return sum_change(homes) - part(homes, "reduction")


def is_dependent(home: Home) -> bool:
    """Whether a home had an income-dependent rise."""
    return home.changes.get("income_dependent", Fraction(0)) > 0


def regular(home: Home) -> Fraction | None:
    """Give the regular rise in euros: yearly + other; a home with an income-dependent rise has none."""
    if is_dependent(home):
        return None
    return home.changes.get("yearly", Fraction(0)) + home.changes.get("other", Fraction(0))


def is_within_euros(home: Home, caps: Caps) -> bool:
    """Whether the law's rule in euros allows the regular rise: rent below 300, rise at most 25."""
    rise = regular(home)
    return rise is not None and home.first < caps.low_rent and rise <= caps.euros


def is_above_legal(home: Home, caps: Caps) -> bool:
    """Regular rise > 3.1 % unless the rule in euros allows it; an income-dependent rise > 100 euros."""
    rise = regular(home)
    if rise is None:
        return home.changes["income_dependent"] > caps.dependent
    return rise / home.first > caps.legal and not is_within_euros(home, caps)


def agreed_rise(home: Home, caps: Caps) -> Fraction | None:
    """Give the regular rise that is held against the agreement: what the law allows in euros is left out."""
    rise = regular(home)
    if rise is None or (caps.is_euro_rule_first and is_within_euros(home, caps)):
        return None
    return rise / home.first


def is_above_agreed(home: Home, caps: Caps) -> bool:
    """Whether the regular rise is more than 3.6 %."""
    rise = agreed_rise(home, caps)
    return rise is not None and rise > caps.agreed


def largest_rows(homes: list[tuple[Record, Answer]], caps: Caps, period: str) -> list[Row]:
    """Give the largest regular rise of any home, at nine decimals; counted are homes that have one."""
    told = [(place, home) for place, home in homes if home is None or agreed_rise(home, caps) is not None]
    return each("rent.largest_home_change_share", told, partial(largest, caps=caps), SHARE, period)


def largest(homes: list[Home], *, caps: Caps) -> Fraction:
    """Give the largest of the rises that are held against the agreement."""
    return round(max(agreed_rise(home, caps) or Fraction(0) for home in homes), 9)
