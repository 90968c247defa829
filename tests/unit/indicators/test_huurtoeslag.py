"""Huurtoeslag by the formula of the act: amounts known elsewhere, the identity of the factors, and every boundary."""

from __future__ import annotations

from datetime import date
from functools import cache

import pandas as pd
import pytest

from analysis import measures
from analysis.indicators.definitions import (
    HuurtoeslagNorms,
    basic_rent_eur_per_month,
    household_kind,
    huurtoeslag_eur_per_month,
    huurtoeslag_of,
)
from analysis.parameters import load_assumptions, load_norms, load_register

KINDS = ("single", "several", "single_pension", "several_pension")
WITH_FACTORS, WITHOUT_FACTORS = (2022, 2023), (2024, 2025)


@cache
def norms(year: int = 2023) -> HuurtoeslagNorms:
    used = measures.Used(load_norms(), load_assumptions(), load_register("2023"))
    found: HuurtoeslagNorms = measures.INPUTS["huurtoeslag"](used, date(year, 12, 31))["norms"]
    return found


def allowance(income: float, rent: float, persons: int, *, old: bool = False, year: int = 2023) -> float:
    return huurtoeslag_eur_per_month(income, rent, persons, is_pension_age=old, norms=norms(year))


@pytest.mark.parametrize(
    ("income", "rent", "persons", "old", "expected"),
    [
        (16_000, 575.03, 1, False, 306.50),
        (20_000, 600.00, 1, False, 309.52),
        (25_475, 647.19, 1, False, 208.67),
        (25_225, 693.60, 4, False, 383.57),
        (34_575, 693.60, 4, False, 209.65),
        (22_000, 620.00, 1, True, 299.02),
    ],
)
def test_amounts_of_2023_known_elsewhere(income, rent, persons, old, expected):
    assert allowance(income, rent, persons, old=old) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", WITH_FACTORS)
def test_the_factors_give_the_minimum_norm_rent_at_the_income_point(year, kind):
    rules = norms(year)
    income = rules.income_point_eur_per_year[kind]
    by_income = rules.factor_a[kind] * income**2 + rules.factor_b[kind] * income
    assert round(by_income, 2) == rules.minimum_norm_rent_eur_per_month[kind]


@pytest.mark.parametrize("year", WITH_FACTORS)
@pytest.mark.parametrize(("persons", "old"), [(1, False), (3, False), (1, True), (2, True)])
def test_the_basic_rent_never_falls_when_the_income_rises(year, persons, old):
    amounts = [
        basic_rent_eur_per_month(income, persons, is_pension_age=old, norms=norms(year))
        for income in range(-2_000, 60_000, 250)
    ]
    assert amounts == sorted(amounts)


def test_the_own_contribution_of_2022_is_on_top_of_the_norm_rent():
    assert str(basic_rent_eur_per_month(10_000, 1, is_pension_age=False, norms=norms(2022))) == "237.62"
    assert str(basic_rent_eur_per_month(10_000, 1, is_pension_age=False, norms=norms(2023))) == "225.54"


@pytest.mark.parametrize("year", WITHOUT_FACTORS)
def test_a_year_without_factors_is_refused_and_not_guessed(year):
    assert not norms(year).is_known
    with pytest.raises(ValueError, match="not known"):
        allowance(20_000, 600, 1, year=year)


@pytest.mark.parametrize(
    ("rent", "expected"),
    [
        (225.54, 0.0),  # the basic rent itself
        (225.55, 0.01),
        (452.20, 226.66),  # kwaliteitskortingsgrens: all of it
        (452.40, 226.79),  # 65 % above it
        (647.19, 353.40),  # low cap: 226.66 + 0.65 x 194.99
        (647.69, 353.60),  # 40 % above it, for one person
        (808.06, 417.75),  # huurtoeslaggrens: still given
        (808.07, 0.0),  # a cent above: nothing
    ],
)
def test_parts_of_the_rent_of_one_person(rent, expected):
    assert allowance(15_000, rent, 1) == expected


@pytest.mark.parametrize(
    ("persons", "old", "expected"),
    [(2, False, 353.40), (2, True, 375.68), (3, False, 383.57), (3, True, 387.28), (1, False, 372.05)],
)
def test_which_cap_and_what_above_it(persons, old, expected):
    """At 693.80: two persons stop at the low cap, three at the high one; above it only one person and pension age."""
    assert allowance(15_000, 693.80, persons, old=old) == expected


def test_kinds():
    assert [household_kind(n, is_pension_age=old) for n in (1, 2) for old in (False, True)] == [
        "single", "single_pension", "several", "several_pension",
    ]  # fmt: skip


def homes(**told: object) -> pd.DataFrame:
    values = {
        "adults": 1,
        "children": 0,
        "is_pension_age": False,
        "is_self_contained": True,
        "has_wealth_below_limit": True,
        "net_rent_eur_per_month": 600.0,
    } | told
    frame = pd.DataFrame([values])
    kinds = {"adults": "Int64", "children": "Int64", "net_rent_eur_per_month": "float64"}
    flags = dict.fromkeys(["is_pension_age", "is_self_contained", "has_wealth_below_limit"], "boolean")
    return frame.astype(kinds | flags)


@pytest.mark.parametrize(
    ("told", "income", "expected"),
    [
        ({}, 20_000.0, 309.52),
        ({"has_wealth_below_limit": False}, 20_000.0, 0.0),
        ({"has_wealth_below_limit": False}, None, 0.0),
        ({"has_wealth_below_limit": None}, 20_000.0, None),
        ({"has_wealth_below_limit": None}, 60_000.0, 0.0),
        ({"is_self_contained": False}, 20_000.0, 0.0),
        ({"net_rent_eur_per_month": 808.07, "has_wealth_below_limit": None}, None, 0.0),
        ({"net_rent_eur_per_month": None}, 20_000.0, None),
        ({"adults": None}, 20_000.0, None),
        ({"adults": 0}, 20_000.0, None),
        ({"is_pension_age": None}, 20_000.0, None),
        ({}, None, None),
        ({}, -500.0, 322.73),
    ],
)
def test_what_is_known_decides(told, income, expected):
    frame = homes(**told)
    found = huurtoeslag_of(frame, income_eur_per_year=pd.Series([income], dtype="float64"), norms=norms()).item()
    assert pd.isna(found) if expected is None else found == expected


def test_in_a_year_without_factors_nothing_is_known():
    frame = homes(has_wealth_below_limit=False)
    assert huurtoeslag_of(frame, income_eur_per_year=pd.Series([20_000.0]), norms=norms(2024)).isna().all()
