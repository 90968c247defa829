"""The goal of chapter 4.1, written independently: housing costs, what is left to live on, and payment risk."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from .decided import assumed, norm, number
from .delivered import rent_on, stock_on
from .energy import energy_bill, is_low_income, newest_year
from .huurtoeslag import Tenant, act_of, allowance
from .shape import grouped, row, share_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decided import Decisions
    from .delivered import Record, World
    from .energy import EnergyNorms
    from .huurtoeslag import Act

Row = dict[str, Any]
Amount = Fraction | None
SHARE_GRAINS = ("complex", "village", "association", "all")
MEDIAN_GRAINS = ("association", "all")
NO_DIFFERENCE = Fraction(1, 2_000_000)


class Norms(NamedTuple):
    """What the costs and the budget of a year rest on."""

    energy: EnergyNorms
    act: Act | None
    income_factor: Fraction
    taxes: Fraction
    taxes_single: Fraction
    is_remitted: bool
    single_budget: Amount
    couple: Fraction
    couple_one_child: Fraction
    step_adult: Fraction
    step_child: Fraction
    housing: Fraction
    housing_step: Fraction
    line: Fraction


class Month(NamedTuple):
    """One household's amounts of a month; None = unknown."""

    income: Amount
    allowance: Amount
    costs: Amount
    costs_without_support: Amount
    costs_without_allowance: Amount
    budget: Amount


def rows(
    world: World,
    decisions: Decisions,
    energy_norms: Callable[[Decisions, int], EnergyNorms],
    period: str,
) -> list[Row]:
    """Give every share and median; households of the newest year, in a dwelling in service on the reference date."""
    year = newest_year(world)
    if year is None:
        return []
    norms = norms_of(decisions, year, energy_norms(decisions, year))
    rent_day = min(world.today, date(year, 12, 31))
    homes = {home["dwelling_id"]: home for home in stock_on(world, world.today)}
    own = [h for h in world.tables["households"] if h["year"] == year and h["dwelling_id"] in homes]
    pairs = [(h, homes[h["dwelling_id"]]) for h in own]
    months = [(home, month_of(h, home, rent_on(world, home, rent_day), norms)) for h, home in pairs]
    return shares(months, norms.line, period) + medians(months, period)


def norms_of(decisions: Decisions, year: int, energy: EnergyNorms) -> Norms:
    """Give the norms of one year of households, as they stand on its last day, and what was assumed."""
    on = date(year, 12, 31)
    factors = norm(decisions, "nvmt_factors", on)

    def chosen(name: str) -> Fraction:
        return Fraction(assumed(decisions, name))

    return Norms(
        energy=energy,
        act=act_of(decisions, year),
        income_factor=chosen("rekeninkomen_factor"),
        taxes=chosen("local_taxes_eur_per_year"),
        taxes_single=chosen("local_taxes_single_share"),
        is_remitted=assumed(decisions, "local_taxes_remitted") == "true",
        single_budget=number(decisions, "nvmt_single_eur_per_month", on),
        couple=Fraction(factors["couple"]),
        couple_one_child=Fraction(factors["couple_one_child"]),
        step_adult=chosen("nvmt_step_adult_share"),
        step_child=chosen("nvmt_step_child_share"),
        housing=chosen("nvmt_housing_single_share"),
        housing_step=chosen("nvmt_housing_step_person_share"),
        line=chosen("cost_quote_line_share"),
    )


def month_of(household: Record, home: Record, rent: Amount, norms: Norms) -> Month:
    """
    Costs = net rent - huurtoeslag + energy + local taxes, by month.

    What they would be without support or huurtoeslag is told of the same households: those whose costs are known.
    """
    income, poor = household["disposable_income_eur_per_year"], is_low_income(household, norms.energy)
    adults, children = household["adults"], household["children"]
    persons = None if adults is None or children is None else adults + children
    taxable = None if income is None else income * norms.income_factor
    wealth, whole = household["has_wealth_below_limit"], home["is_self_contained"]
    given = allowance(norms.act, Tenant(persons, household["is_pension_age"], taxable, rent, wealth, whole))
    bills = [monthly(energy_bill(household, norms.energy, poor, supported=it)) for it in (True, False)]
    taxes = monthly(local_taxes(persons, poor, norms))
    costs = added(rent, None if given is None else -given, bills[0], taxes)
    return Month(
        income=monthly(income),
        allowance=given,
        costs=costs,
        costs_without_support=added(costs, bills[1], None if bills[0] is None else -bills[0]),
        costs_without_allowance=added(costs, given),
        budget=budget(adults, children, norms),
    )


def monthly(amount: Amount) -> Amount:
    """Yearly amounts are divided by 12."""
    return None if amount is None else amount / 12


def added(*amounts: Amount) -> Amount:
    """Add amounts up; unknown as soon as one of them is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if len(known) == len(amounts) else None


def local_taxes(persons: int | None, poor: bool | None, norms: Norms) -> Amount:
    """Give the charges of the municipality: less for one person, none for low incomes if they are remitted."""
    if persons is None or (norms.is_remitted and poor is None):
        return None
    if norms.is_remitted and poor:
        return Fraction(0)
    return norms.taxes * (norms.taxes_single if persons == 1 else 1)


def budget(adults: int | None, children: int | None, norms: Norms) -> Amount:
    """Single budget x (factor - housing - step x further persons): what there must be to live on besides housing."""
    if norms.single_budget is None or adults is None or children is None:
        return None
    factor, further = Fraction(1), children
    if adults > 1:
        factor = norms.couple_one_child if children else norms.couple
        factor += norms.step_adult * (adults - 2)
        further = max(children - 1, 0)
    factor += norms.step_child * further
    return norms.single_budget * (factor - norms.housing - norms.housing_step * (adults + children - 1))


# ------------------------------------------------------------------------------------------- figures


def left(month: Month, costs: Amount) -> Amount:
    """Give disposable income (without huurtoeslag) - costs."""
    return None if month.income is None or costs is None else month.income - costs


def shortage(month: Month, costs: Amount) -> Amount:
    """Give budget - what is left; below 0 there is none."""
    remains = left(month, costs)
    return None if remains is None or month.budget is None else month.budget - remains


def is_at_risk(month: Month, costs: Amount) -> bool | None:
    """Whether less is left than the budget: the same amount is no risk."""
    lacking = shortage(month, costs)
    return None if lacking is None else lacking >= NO_DIFFERENCE


def is_above_line(month: Month, line: Fraction) -> bool | None:
    """Whether costs / disposable income is above the line, where the income is above 0."""
    if month.costs is None or month.income is None or month.income <= 0:
        return None
    return month.costs / month.income > line


def shares(months: list[tuple[Record, Month]], line: Fraction, period: str) -> list[Row]:
    """Give the shares of households, per place, with their interval."""
    tests: dict[str, Callable[[Month], bool | None]] = {
        "payment_risk": lambda month: is_at_risk(month, month.costs),
        "payment_risk_without_support": lambda month: is_at_risk(month, month.costs_without_support),
        "payment_risk_without_huurtoeslag": lambda month: is_at_risk(month, month.costs_without_allowance),
        "cost_quote_above_line": lambda month: is_above_line(month, line),
        "receives_huurtoeslag": lambda month: None if month.allowance is None else month.allowance > 0,
    }
    found = []
    for name, test in tests.items():
        answers = [(home, test(month)) for home, month in months]
        found += share_rows(f"housing_costs.{name}_share", answers, SHARE_GRAINS, period)
    return found


def medians(months: list[tuple[Record, Month]], period: str) -> list[Row]:
    """Give the medians; that of the shortage is over the households at risk, unknown risks are missing."""
    found = []
    amounts: dict[str, Callable[[Month], Amount]] = {
        "costs": lambda month: month.costs,
        "huurtoeslag": lambda month: month.allowance,
        "left": lambda month: left(month, month.costs),
        "shortage": lambda month: shortage(month, month.costs),
    }
    for name, amount in amounts.items():
        told = [(home, amount(month)) for home, month in months]
        if name == "shortage":
            told = [(home, lacking) for home, lacking in told if lacking is None or lacking >= NO_DIFFERENCE]
        for grain in MEDIAN_GRAINS:
            for place, members in grouped(told, grain, lambda pair: pair[0]):
                known = [one for _, one in members if one is not None]
                figures = {"numerator": None, "denominator": len(known), "missing": len(members) - len(known)}
                if known:
                    tens = float(round(median(known) / 10) * 10)
                    title = f"housing_costs.median_{name}_eur_per_month"
                    found.append(row(title, place, period, "eur_per_month", value=tens, **figures))
    return found
