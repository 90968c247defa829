"""Agreements 7, 9, 17 and 27, written independently: energy poverty of households by four definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from .delivered import stock_on
from .shape import both, either, share_rows

if TYPE_CHECKING:
    from .delivered import Record, World

Row = dict[str, Any]
GRAINS = ("complex", "village", "association", "all")
CARRIERS = {"gas": "gas_m3_per_year", "electricity": "electricity_kwh_per_year", "heat": "heat_gj_per_year"}


class Carrier(NamedTuple):
    """What one carrier of energy costs: tariff, fixed charge, and the price cap with the volume it covers."""

    tariff: Fraction
    fixed: Fraction
    cap: Fraction | None
    cap_volume: Fraction | None


class EnergyNorms(NamedTuple):
    """The norms of energy poverty in one year, as exact numbers."""

    carriers: dict[str, Carrier]
    tax_credit: Fraction
    low_income_allowance: Fraction
    household_allowance: Fraction
    low_income_line: Fraction
    high_bill: Fraction
    heq: dict[str, Fraction]
    factors: list[list[Fraction]]
    step_adult: Fraction
    step_child: Fraction
    low_quality_labels: set[str]


def newest_year(world: World) -> int | None:
    """Households of the newest year not after the reference date's."""
    return max((h["year"] for h in world.tables["households"] if h["year"] <= world.today.year), default=None)


def rows(world: World, year: int, norms: EnergyNorms, *, period: str) -> list[Row]:
    """Give every share; households of that year in a dwelling in service on the reference date."""
    homes = {home["dwelling_id"]: home for home in stock_on(world, world.today)}
    households = [h for h in world.tables["households"] if h["year"] == year and h["dwelling_id"] in homes]
    answers = [(homes[h["dwelling_id"]], flags(h, homes[h["dwelling_id"]], norms)) for h in households]
    found: list[Row] = []
    for name in flag_names():
        named = [(home, answer[name]) for home, answer in answers]
        found += share_rows(f"energy_poverty.{name}_share", named, GRAINS, period)
    return found


def flag_names() -> list[str]:
    """Give the definitions; without support where support matters (it changes the bill, not the label)."""
    bill = ("lihelek", "lihe", "heq10", "heq8")
    return [*bill, *(f"{name}_without_support" for name in bill), "lilek", "lekwi"]


def flags(household: Record, home: Record, norms: EnergyNorms) -> dict[str, bool | None]:
    """
    Classify one household by every definition.

    Three-valued: poor if a known part makes it true, not poor if known income or wealth rules it out, else
    missing. LEKWI: all tenants of dwellings of low quality. LILEK: low income in such a dwelling.
    LIHELEK: LIHE or LILEK.
    """
    poor = is_low_income(household, norms)
    low_quality = None if home["energy_label"] is None else home["energy_label"] in norms.low_quality_labels
    lilek = both(poor, low_quality)
    income = household["disposable_income_eur_per_year"]
    answers = {"lekwi": low_quality, "lilek": lilek}
    for suffix, supported in (("", True), ("_without_support", False)):
        bill = energy_bill(household, norms, poor, supported=supported)
        lihe = both(poor, is_high(bill, factor(household, norms), norms))
        answers[f"lihe{suffix}"] = lihe
        answers[f"lihelek{suffix}"] = either(lihe, lilek)
        for name, line in norms.heq.items():
            answers[f"{name}{suffix}"] = is_large_part(bill, income, line)
    return answers


def is_low_income(household: Record, norms: EnergyNorms) -> bool | None:
    """Low income: disposable / equivalence factor <= 1.30 x low-income limit, and wealth below the limit."""
    income, equivalence = household["disposable_income_eur_per_year"], factor(household, norms)
    low = None if income is None or equivalence is None else income / equivalence <= norms.low_income_line
    return both(low, household["has_wealth_below_limit"])


def factor(household: Record, norms: EnergyNorms) -> Fraction | None:
    """Equivalence factor; more than two adults or four children: the last factor plus a step for each."""
    adults, children = household["adults"], household["children"]
    if adults is None or children is None:
        return None
    row, column = min(adults, len(norms.factors)), min(children, len(norms.factors[0]) - 1)
    steps = (adults - row) * norms.step_adult + (children - column) * norms.step_child
    return norms.factors[row - 1][column] + steps


def is_high(bill: Fraction | None, equivalence: Fraction | None, norms: EnergyNorms) -> bool | None:
    """High bill: above EUR 1,213 (2019, one person) x equivalence factor x CPI."""
    return None if bill is None or equivalence is None else bill > norms.high_bill * equivalence


def is_large_part(bill: Fraction | None, income: Fraction | None, line: Fraction) -> bool | None:
    """HEQ: the bill is at least 10 (or 8) % of the disposable income; income <= 0 is missing."""
    return None if bill is None or income is None or income <= 0 else bill / income >= line


def energy_bill(home: Record, norms: EnergyNorms, poor: bool | None, *, supported: bool) -> Fraction | None:
    """
    Give the bill of a year: use x price + fixed charges - tax credit - support.

    With support a part of the use costs at most the capped price, and allowances are subtracted: one for
    every household, one for those of low income (if that is unknown and the allowance exists, so is the bill).
    """
    costs = [cost(use(home, name), carrier, supported) for name, carrier in norms.carriers.items()]
    if any(amount is None for amount in costs):
        return None
    standing = sum(carrier.fixed for name, carrier in norms.carriers.items() if is_connected(home, name))
    bill = sum(amount for amount in costs if amount is not None) + standing - norms.tax_credit
    if not supported:
        return bill
    if norms.low_income_allowance and poor is None:
        return None
    return bill - norms.household_allowance - (norms.low_income_allowance if poor else 0)


def use(household: Record, carrier: str) -> Fraction | None:
    """Use that is charged: as metered, electricity less what is fed in (net metering), never below 0."""
    metered = household[CARRIERS[carrier]]
    if carrier != "electricity" or metered is None:
        return metered
    fed_in = household["feed_in_kwh_per_year"]
    return None if fed_in is None else max(metered - fed_in, Fraction(0))


def is_connected(household: Record, carrier: str) -> bool:
    """Every home has electricity; one that uses no gas, or no heat, has no connection and no fixed charge."""
    return carrier == "electricity" or bool(household[CARRIERS[carrier]])


def cost(used: Fraction | None, carrier: Carrier, supported: bool) -> Fraction | None:
    """min(use, cap) x min(tariff, cap price) + excess x tariff; without cap or support: use x tariff."""
    if used is None:
        return None
    covered, price = Fraction(0), carrier.tariff
    if supported and carrier.cap is not None and carrier.cap_volume is not None:
        covered, price = min(used, carrier.cap_volume), min(carrier.tariff, carrier.cap)
    return covered * price + (used - covered) * carrier.tariff
