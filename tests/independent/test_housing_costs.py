"""The second calculation of housing costs against cases done by hand, and against the calculator of the tax office."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from . import decided, housing_costs
from .huurtoeslag import Tenant, act_of, allowance, basic_rent, half_up
from .recalculate import energy_norms

DECISIONS = decided.read(Path(__file__).resolve().parents[2] / "params", "2023")
ACT = act_of(DECISIONS, 2023)
NORMS = housing_costs.norms_of(DECISIONS, 2023, energy_norms(DECISIONS, 2023))
TENANT = Tenant(1, False, Fraction(16000), Fraction("575.03"), True, True)


@pytest.mark.parametrize(
    ("persons", "is_pension_age", "income", "rent", "amount"),
    [
        (1, False, "16000", "575.03", "306.50"),
        (1, False, "25475", "647.19", "208.67"),
        (4, False, "25225", "693.60", "383.57"),
        (1, True, "22000", "620", "299.02"),
    ],
)
def test_huurtoeslag_of_2023(persons: int, is_pension_age: bool, income: str, rent: str, amount: str) -> None:
    tenant = Tenant(persons, is_pension_age, Fraction(income), Fraction(rent), True, True)
    assert allowance(ACT, tenant) == Fraction(amount)


def test_huurtoeslag_by_the_steps_of_the_act() -> None:
    """B = 225.54; 452.20 - 225.54 = 226.66 in full, 65 % of 575.03 - 452.20 = 79.8395: 306.4995, half up 306.50."""
    assert basic_rent(ACT, "single", Fraction(16000)) == Fraction("225.54")
    assert half_up(Fraction("306.4995")) == allowance(ACT, TENANT) == Fraction("306.50")
    assert half_up(Fraction("0.005")) == Fraction("0.01")


@pytest.mark.parametrize("kind", ["single", "several", "single_pension", "several_pension"])
def test_the_curve_meets_the_minimum_at_the_income_point(kind: str) -> None:
    basis = ACT.basis[kind]
    curve = basis.a * basis.income_point**2 + basis.b * basis.income_point
    assert half_up(curve) == basic_rent(ACT, kind, basis.income_point) == basis.minimum


def test_the_limit_itself_still_gives_huurtoeslag_and_a_cent_more_does_not() -> None:
    assert allowance(ACT, TENANT._replace(rent=Fraction("808.06"))) > 0
    assert allowance(ACT, TENANT._replace(rent=Fraction("808.07"))) == 0


def test_unknown_wealth_leaves_it_unknown_unless_it_is_nothing_anyway() -> None:
    unknown = TENANT._replace(is_poor_enough=None)
    assert allowance(ACT, unknown) is None
    assert allowance(ACT, unknown._replace(rent=Fraction("808.07"))) == 0
    assert allowance(ACT, unknown._replace(income=Fraction(60000))) == 0
    assert allowance(ACT, unknown._replace(is_self_contained=False, income=None)) == 0
    assert allowance(ACT, TENANT._replace(is_poor_enough=False, rent=None)) == 0


def test_a_year_without_factors_has_no_huurtoeslag() -> None:
    assert act_of(DECISIONS, 2024) is None
    assert allowance(None, TENANT) is None


@pytest.mark.parametrize(
    ("adults", "children", "factor"),
    [(1, 0, "1"), (1, 2, "1.52"), (2, 0, "1.36"), (2, 1, "1.62"), (2, 3, "2.14"), (3, 1, "1.98"), (4, 0, "2.08")],
)
def test_budget_without_housing(adults: int, children: int, factor: str) -> None:
    persons = adults + children
    without = Fraction(factor) - Fraction("0.37") - Fraction("0.03") * (persons - 1)
    assert housing_costs.budget(adults, children, NORMS) == 1508 * without


def test_what_is_left_may_equal_the_budget() -> None:
    """950.04 is the budget of one person: 1,508 x (1 - 0.37)."""
    month = housing_costs.Month(Fraction(1500), Fraction(0), Fraction("549.96"), None, None, Fraction("950.04"))
    assert housing_costs.is_at_risk(month, month.costs) is False
    assert housing_costs.is_at_risk(month, Fraction("549.97")) is True
    assert housing_costs.is_at_risk(month, None) is None


@pytest.mark.parametrize(("costs", "answer"), [("600", False), ("600.01", True)])
def test_a_quote_on_the_line_is_not_above_it(costs: str, answer: bool) -> None:
    month = housing_costs.Month(Fraction(1500), None, Fraction(costs), None, None, None)
    assert housing_costs.is_above_line(month, Fraction("0.40")) is answer
    assert housing_costs.is_above_line(month._replace(income=Fraction(0)), Fraction("0.40")) is None
