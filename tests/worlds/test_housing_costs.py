"""Housing costs of a small world, worked out on paper: see `housing_costs/worked.md`."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.worlds.test_worlds import ON, PERIOD, at, counts, read

from analysis import contracts
from analysis.indicators import housing_costs
from analysis.indicators.definitions import EnergySupport, EnergyTariffs, HuurtoeslagNorms, LivingBudget


def huurtoeslag_norms() -> HuurtoeslagNorms:
    kinds = ("single", "several", "single_pension", "several_pension")
    return HuurtoeslagNorms(
        income_point_eur_per_year=dict.fromkeys(kinds, 12_000),
        factor_a=dict.fromkeys(kinds, 0.000001),
        factor_b=dict.fromkeys(kinds, 0.005),
        minimum_norm_rent_eur_per_month=dict.fromkeys(kinds, 204),
        own_contribution_eur_per_month=16,
        middle_share=0.65,
        upper_share=0.40,
        kwaliteitskortingsgrens_eur_per_month=400,
        lage_aftoppingsgrens_eur_per_month=600,
        hoge_aftoppingsgrens_eur_per_month=650,
        huurtoeslaggrens_eur_per_month=800,
        low_cap_persons=2,
    )


@pytest.fixture(scope="module")
def household_costs() -> pd.DataFrame:
    homes = housing_costs.homes_with_rent(
        read("housing_costs", "households"),
        read("housing_costs", "dwellings"),
        contracts.empty("rents"),
        on=ON,
        rents_on=ON,
        card_reference_date=ON,
        temporary_reasons=["REN"],
    )
    return housing_costs.costs(
        homes,
        low_income_limit_eur_per_year=10_000,
        low_income_factor=1.30,
        equivalence_factors=[[1.00, 1.32], [1.40, 1.69]],
        equivalence_step_extra_adult=0.35,
        equivalence_step_extra_child=0.20,
        tariffs=EnergyTariffs(2.00, 0.50, 60.0, 0.0, 0.0, 0.0, 0.0),
        support=EnergySupport(None, None, None, None, None, None, 0.0, 0.0),
        huurtoeslag=huurtoeslag_norms(),
        rekeninkomen_factor=1.0,
        local_taxes=housing_costs.LocalTaxes(480.0, 0.75, are_remitted=False),
        budget=LivingBudget(1_000.0, {"couple": 1.4, "couple_one_child": 1.6}, 0.4, 0.2, 0.40, 0.05),
        cost_quote_line_share=0.40,
    )


def test_housing_costs_of_each_household(household_costs):
    found = household_costs.set_index("household_id")
    known = ["h1", "h2", "h3", "h4"]
    assert found.loc[known, "huurtoeslag_eur_per_month"].tolist() == [310.0, 0.0, 0.0, 0.0]
    assert found.loc[known, "costs_eur_per_month"].tolist() == pytest.approx([420, 730, 980, 840])
    assert found.loc[known, "left_eur_per_month"].tolist() == pytest.approx([580, 270, 1020, 1160])
    assert found.loc[known, "budget_eur_per_month"].tolist() == pytest.approx([600, 600, 600, 1100])
    assert found.loc[known, "payment_risk"].tolist() == [True, True, False, False]
    assert found.loc[["h5", "h6"], ["payment_risk", "cost_quote_above_line"]].isna().all(axis=None)


def test_housing_costs_by_place(household_costs):
    rows = housing_costs.rows(household_costs, period=PERIOD, definition_version="world")
    risk, quote = "housing_costs.payment_risk_share", "housing_costs.cost_quote_above_line_share"
    receives = "housing_costs.receives_huurtoeslag_share"
    assert counts(at(rows, complex_id="A").loc[risk]) == "2/3+0"
    assert counts(at(rows, complex_id="A").loc[quote]) == "3/3+0"
    assert counts(at(rows, complex_id="A").loc[receives]) == "1/3+0"
    assert [counts(at(rows, complex_id="B").loc[result]) for result in (risk, quote, receives)] == [
        "0/1+2",
        "1/1+2",
        "0/1+2",
    ]
    assert counts(at(rows).loc[risk]) == "2/4+2"
    assert at(rows).loc["housing_costs.median_costs_eur_per_month", "value"] == 780
    assert at(rows).loc["housing_costs.median_left_eur_per_month", "value"] == 800
    assert at(rows, corporation="SEW").loc["housing_costs.median_costs_eur_per_month", "value"] == 730
    short = at(rows).loc["housing_costs.median_shortage_eur_per_month"]
    assert (short["value"], short["denominator"], short["missing"]) == (180, 2, 2)
