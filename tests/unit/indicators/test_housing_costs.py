"""Housing costs of households: boundaries of every answer, missing data, kinds of households, places."""

from __future__ import annotations

from datetime import date
from functools import cache

import pandas as pd
import pytest

from analysis import contracts, measures
from analysis.indicators import housing_costs
from analysis.indicators.definitions import LivingBudget, living_budget_eur_per_month
from analysis.indicators.housing_costs.kinds import household_kind_of
from analysis.indicators.verdicts.rules import GRAIN_OF_RULE
from analysis.parameters import load_assumptions, load_norms, load_register
from analysis.periods import Period

ON = date(2023, 12, 31)
PERIOD = Period(2023, 2)
HOUSEHOLD = {
    "year": 2023, "adults": 1, "children": 0, "is_pension_age": False, "disposable_income_eur_per_year": 18_000.0,
    "has_wealth_below_limit": True, "gas_m3_per_year": 0.0, "electricity_kwh_per_year": 0.0, "heat_gj_per_year": 0.0,
    "feed_in_kwh_per_year": 0.0,
}  # fmt: skip
DWELLING = {
    "in_service_from": "1975-01-01", "corporation": "SEW", "complex_id": "S-1", "village": "Eelde",
    "is_self_contained": True, "net_rent_eur_per_month": 600.0,
}  # fmt: skip


@cache
def inputs(scenario: str = "base", on: date = ON) -> dict[str, object]:
    used = measures.Used(load_norms(), load_assumptions(scenario), load_register("2023"))
    found: dict[str, object] = measures.INPUTS["housing_costs"](used, on)
    return found


def homes_of(people, home, rents=None):
    days = {"on": ON, "rents_on": ON, "card_reference_date": ON}
    rents = contracts.empty("rents") if rents is None else rents
    return housing_costs.homes_with_rent(people, home, rents, **days, temporary_reasons=["REN"])


@pytest.fixture
def one(table):
    """Costs of one household in one home, with the norms of the year unless others are told."""

    def make(household=None, dwelling=None, **norms):
        people = table("households", {**HOUSEHOLD, "household_id": "h", "dwelling_id": "a", **(household or {})})
        home = table("dwellings", {**DWELLING, "dwelling_id": "a", **(dwelling or {})})
        return housing_costs.costs(homes_of(people, home), **{**inputs(), **norms}).iloc[0]

    return make


def flat_budget(amount: float) -> LivingBudget:
    return LivingBudget(amount, {"couple": 1.0, "couple_one_child": 1.0}, 0.0, 0.0, 0.0, 0.0)


def test_costs_are_the_sum_of_the_parts_with_huurtoeslag_once(one):
    row = one()
    parts = row["net_rent_eur_per_month"] + row["energy_eur_per_month"] + row["local_taxes_eur_per_month"]
    assert row["huurtoeslag_eur_per_month"] > 0
    assert row["costs_eur_per_month"] == pytest.approx(parts - row["huurtoeslag_eur_per_month"])
    assert row["left_eur_per_month"] == pytest.approx(1_500 - row["costs_eur_per_month"])


@pytest.mark.parametrize(("cents", "expected"), [(-1, False), (0, False), (1, True)])
def test_as_much_as_the_budget_is_no_risk(one, cents, expected):
    left = one()["left_eur_per_month"]
    assert bool(one(budget=flat_budget(left + cents / 100))["payment_risk"]) is expected


@pytest.mark.parametrize(("step", "expected"), [(-0.001, True), (0.0, False), (0.001, False)])
def test_a_quote_on_the_line_is_not_above_it(one, step, expected):
    line = one()["cost_quote_share"] + step
    assert bool(one(cost_quote_line_share=line)["cost_quote_above_line"]) is expected


@pytest.mark.parametrize(
    "field", ["disposable_income_eur_per_year", "has_wealth_below_limit", "gas_m3_per_year", "adults"]
)
def test_what_is_not_known_is_missing_and_no_risk_is_claimed(one, field):
    row = one({field: None})
    assert pd.isna(row["payment_risk"])
    assert pd.isna(row["shortage_eur_per_month"])


def test_without_a_rent_nothing_is_known(one):
    assert one(dwelling={"net_rent_eur_per_month": None})[list(housing_costs.FLAGS)].isna().all()


@pytest.mark.parametrize("income", [0.0, -1_200.0])
def test_an_income_of_nothing_has_no_quote_and_is_at_risk(one, income):
    row = one({"disposable_income_eur_per_year": income})
    assert pd.isna(row["cost_quote_share"])
    assert pd.isna(row["cost_quote_above_line"])
    assert bool(row["payment_risk"])


def test_wealth_above_the_limit_gives_no_huurtoeslag_and_lifts_the_costs(one):
    poor, rich = one(), one({"has_wealth_below_limit": False})
    assert rich["huurtoeslag_eur_per_month"] == 0
    assert rich["costs_eur_per_month"] > poor["costs_eur_per_month"]
    assert not bool(rich["receives_huurtoeslag"])


def test_the_income_of_the_huurtoeslag_is_converted(one):
    told = {"disposable_income_eur_per_year": 20_000.0}
    as_it_is, converted = one(told, rekeninkomen_factor=1.0), one(told, rekeninkomen_factor=1.1)
    assert as_it_is["huurtoeslag_eur_per_month"] == 309.52
    assert converted["huurtoeslag_eur_per_month"] < 309.52


@pytest.mark.parametrize(("adults", "expected"), [(1, 450 * 0.75 / 12), (2, 450 / 12)])
def test_local_taxes_by_size(one, adults, expected):
    assert one({"adults": adults})["local_taxes_eur_per_month"] == pytest.approx(expected)


@pytest.mark.parametrize(("wealth", "expected"), [(True, 0.0), (False, 450 * 0.75 / 12), (None, None)])
def test_remission_is_for_low_incomes_only(one, wealth, expected):
    taxes = housing_costs.LocalTaxes(450.0, 0.75, are_remitted=True)
    row = one({"has_wealth_below_limit": wealth}, local_taxes=taxes)
    found = row["local_taxes_eur_per_month"]
    assert pd.isna(found) if expected is None else found == pytest.approx(expected)


def test_the_older_of_two_years_does_not_count(table):
    people = table("households", *({**HOUSEHOLD, "household_id": "h", "dwelling_id": "a", "year": year}
                                   for year in (2022, 2023, 2024)))  # fmt: skip
    home = table("dwellings", {**DWELLING, "dwelling_id": "a"})
    assert len(housing_costs.costs(homes_of(people, home), **inputs())) == 1


def test_the_rent_is_that_of_the_day_asked_for(table):
    people = table("households", {**HOUSEHOLD, "household_id": "h", "dwelling_id": "a"})
    home = table("dwellings", {**DWELLING, "dwelling_id": "a"})
    rents = table("rents", *({"dwelling_id": "a", "valid_from": day, "net_rent_eur_per_month": rent}
                             for day, rent in (("2022-07-01", 480.0), ("2023-07-01", 500.0))))  # fmt: skip
    days = {"on": ON, "card_reference_date": ON, "temporary_reasons": ["REN"]}
    found = [
        housing_costs.homes_with_rent(people, home, rents, rents_on=day, **days)["net_rent_eur_per_month"].item()
        for day in (ON, date(2023, 6, 30))
    ]
    assert found == [500.0, 480.0]


def test_inputs_are_not_modified(table, unchanged):
    people = table("households", {**HOUSEHOLD, "household_id": "h", "dwelling_id": "a"})
    home = table("dwellings", {**DWELLING, "dwelling_id": "a"})
    unchanged(homes_of, people, home, contracts.empty("rents"))
    unchanged(housing_costs.costs, homes_of(people, home), **inputs())
    unchanged(housing_costs.headline, homes_of(people, home), period=PERIOD, definition_version="x", **inputs())


def test_a_sensitivity_table_varies_the_rows_a_rule_can_judge(table):
    people = table("households", *({**HOUSEHOLD, "household_id": one, "dwelling_id": one} for one in "ab"))
    home = table("dwellings", *({**DWELLING, "dwelling_id": one, "complex_id": f"S-{one}"} for one in "ab"))
    homes = homes_of(people, home)
    every = housing_costs.rows(housing_costs.costs(homes, **inputs()), period=PERIOD, definition_version="x")
    judged = every[every["complex_id"].isna() & every["id"].isin([housing_costs.HEADLINE, housing_costs.QUOTE])]
    found = housing_costs.headline(homes, PERIOD, "x", **inputs())
    pd.testing.assert_frame_equal(found, judged.reset_index(drop=True))
    assert found[["corporation", "village"]].notna().sum().tolist() == [2, 2]
    assert set(GRAIN_OF_RULE) == {"all", "corporation", "village"}  # a rule at another grain needs its rows here too


def test_no_households_give_no_rows(table):
    costs = housing_costs.costs(
        homes_of(*(contracts.empty(name) for name in ("households", "dwellings", "rents"))), **inputs()
    )
    assert housing_costs.rows(costs, period=PERIOD, definition_version="x").empty
    assert housing_costs.by_household_kind(costs, period=PERIOD, least_households=20).empty


@pytest.mark.parametrize("year", [2024])
def test_a_year_without_factors_has_no_rows_but_fails_nothing(one, year):
    row = one(huurtoeslag=inputs(on=date(year, 12, 31))["huurtoeslag"])
    assert row[list(housing_costs.FLAGS)].isna().all()


# ------------------------------------------------------------------------------------------------ budget


@pytest.mark.parametrize(
    ("adults", "children", "factor", "persons"),
    [
        (1, 0, 1.0, 1),
        (2, 0, 1.36, 2),
        (2, 1, 1.62, 3),
        (2, 3, 1.62 + 2 * 0.26, 5),
        (1, 2, 1 + 2 * 0.26, 3),
        (3, 0, 1.72, 3),
    ],
)
def test_the_budget_leaves_the_reference_home_out(adults, children, factor, persons):
    budget = inputs()["budget"]
    found = living_budget_eur_per_month(pd.Series([adults]), pd.Series([children]), budget=budget).item()
    assert found == pytest.approx(1508 * (factor - 0.37 - 0.03 * (persons - 1)))


def test_a_year_without_a_budget_has_none():
    budget = LivingBudget(None, {"couple": 1.36, "couple_one_child": 1.62}, 0.36, 0.26, 0.37, 0.03)
    assert living_budget_eur_per_month(pd.Series([1]), pd.Series([0]), budget=budget).isna().all()


# ------------------------------------------------------------------------------------- kinds and places


def group(kind: dict[str, object], count: int, risks: int) -> pd.DataFrame:
    amounts = dict.fromkeys(
        ["net_rent_eur_per_month", "energy_eur_per_month", "local_taxes_eur_per_month", "costs_eur_per_month",
         "income_eur_per_month", "left_eur_per_month", "budget_eur_per_month"], 504.0,
    )  # fmt: skip
    frame = pd.DataFrame({"adults": 1, "children": 0, "is_pension_age": False, "cost_quote_share": 0.333,
                          "huurtoeslag_eur_per_month": 100.0, **amounts, **kind}, index=range(count))  # fmt: skip
    return frame.assign(payment_risk=pd.array([True] * risks + [False] * (count - risks), dtype="boolean"))


def kinds(*groups: pd.DataFrame, least: int = 20) -> pd.DataFrame:
    return housing_costs.by_household_kind(pd.concat(groups, ignore_index=True), period=PERIOD, least_households=least)


COUPLE = {"adults": 2}
PARENT = {"children": 2}


def test_every_kind_large_enough_stands_alone():
    found = kinds(group({}, 20, 5), group(COUPLE, 20, 0))
    assert found[["kind", "numerator", "denominator"]].to_numpy().tolist() == [["single", 5, 20], ["couple", 0, 20]]
    assert found["mean_rent_after_huurtoeslag"].tolist() == [400.0, 400.0]
    assert found["median_cost_quote"].tolist() == [0.33, 0.33]


def test_a_small_kind_takes_the_next_smallest_along_so_that_nothing_can_be_subtracted():
    found = kinds(group({}, 40, 5), group(COUPLE, 25, 1), group(PARENT, 19, 2))
    assert found[["kind", "denominator"]].to_numpy().tolist() == [["single", 40], ["other", 44]]


def test_two_small_kinds_that_are_enough_together_leave_the_rest_alone():
    found = kinds(group({}, 40, 5), group(COUPLE, 12, 1), group(PARENT, 12, 2))
    assert found[["kind", "denominator"]].to_numpy().tolist() == [["single", 40], ["other", 24]]


def test_households_that_are_not_known_stand_in_no_kind():
    unknown = group({}, 1, 0).assign(costs_eur_per_month=float("nan"))
    assert kinds(group({}, 20, 5), unknown)["denominator"].tolist() == [20]


def test_a_kind_needs_all_three_answers():
    frame = pd.DataFrame({"adults": [1, None, 2], "children": [0, 0, 2], "is_pension_age": [None, False, True]})
    found = household_kind_of(frame.astype({"adults": "Int64", "is_pension_age": "boolean"}))
    assert found.isna().tolist() == [True, True, False]
    assert found.iloc[2] == "couple_children"


def test_shares_and_medians_stand_for_their_grains(one):
    costs = pd.DataFrame([one()]).reset_index(drop=True)
    costs[list(housing_costs.FLAGS)] = costs[list(housing_costs.FLAGS)].astype("boolean")
    rows = housing_costs.rows(costs, period=PERIOD, definition_version="nvmt-estimate")
    grains = rows.groupby("id")[["corporation", "village", "complex_id"]].count().sum(axis=1)
    assert grains["housing_costs.payment_risk_share"] == 3
    assert grains["housing_costs.median_costs_eur_per_month"] == 1
    assert rows.loc[rows["unit"] == "eur_per_month", "value"].mod(10).eq(0).all()


def test_every_scenario_of_the_theme_changes_its_inputs():
    scenarios = measures.scenarios("housing_costs", load_assumptions())
    assert len(scenarios) == 21
    assert [scenario for scenario in scenarios if inputs(scenario) == inputs()] == []
