"""Small worlds whose results were worked out on paper: see `worked.md` in each folder."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from analysis import contracts
from analysis.indicators import (
    displacement,
    energy_poverty,
    improvements,
    inspections,
    laarhove,
    labels,
    permit_holders,
    rent_increase,
    rent_levels,
    social_stock,
)
from analysis.indicators.definitions import EnergySupport, EnergyTariffs
from analysis.periods import Period
from analysis.statistics import cumulative_incidence

HERE = Path(__file__).parent
ON, START = date(2023, 12, 31), date(2022, 12, 31)
PERIOD = Period(2023, 2)
FLAGS = {"true": True, "false": False}


def read(world: str, table: str, file: str | None = None) -> pd.DataFrame:
    """Read a table of a world in the form of its contract; columns that are not in the file are missing."""
    text = pd.read_csv(HERE / world / f"{file or table}.csv", dtype="str")
    columns = {}
    for column, nothing in contracts.empty(table).items():
        values = text[column] if column in text else nothing.reindex(text.index)
        if column in text and nothing.dtype == "boolean":
            values = values.map(FLAGS)
        if column in text and str(nothing.dtype).startswith("datetime"):
            values = pd.to_datetime(values)
        if column in text and str(nothing.dtype) in ("Int64", "float64"):
            values = pd.to_numeric(values)
        columns[column] = values.astype(nothing.dtype)
    return pd.DataFrame(columns)


def counts(row: pd.Series) -> str:
    return f"{row['numerator']}/{row['denominator']}+{row['missing']}"


def at(rows: pd.DataFrame, **place: str) -> pd.DataFrame:
    """Rows of one place: the dimensions that are not named are absent."""
    chosen = pd.Series(data=True, index=rows.index)
    for dimension in ("corporation", "village", "complex_id"):
        is_it = rows[dimension] == place[dimension] if dimension in place else rows[dimension].isna()
        chosen &= is_it.fillna(value=False)
    return rows.loc[chosen].set_index("id")


# ---------------------------------------------------------------------------------------- energy poverty

DIMENSION = {
    "A": "complex_id", "B": "complex_id", "Vries": "village", "Eelde": "village", "Yde": "village",
    "Woonborg": "corporation", "SEW": "corporation",
}  # fmt: skip


@pytest.fixture(scope="module")
def poverty() -> pd.DataFrame:
    classified = energy_poverty.classify(
        read("energy_poverty", "households"),
        read("energy_poverty", "dwellings"),
        on=ON,
        temporary_reasons=["REN"],
        low_income_limit_eur_per_year=10_000,
        low_income_factor=1.30,
        high_bill_eur_per_year=1_000,
        heq_threshold_share=0.10,
        heq_low_threshold_share=0.08,
        equivalence_factors=[[1.00, 1.32, 1.52], [1.40, 1.69, 1.91]],
        equivalence_step_extra_adult=0.35,
        equivalence_step_extra_child=0.20,
        low_quality_labels=["D", "E", "F", "G"],
        tariffs=EnergyTariffs(2.00, 0.50, 60.0, 100.0, 50.0, 200.0, 300.0),
        support=EnergySupport(1.50, 1_000.0, 0.40, 2_000.0, 40.0, 30.0, 500.0, 0.0),
    )
    return energy_poverty.rows(classified, period=PERIOD, definition_version="world")


@pytest.mark.parametrize("place", ["all", *DIMENSION])
def test_energy_poverty(poverty, place):
    expected = pd.read_csv(HERE / "energy_poverty" / "expected.csv", index_col="flag")[place]
    found = at(poverty, **({DIMENSION[place]: place} if place in DIMENSION else {}))
    told = {
        result.removeprefix("energy_poverty.").removesuffix("_share"): counts(row) for result, row in found.iterrows()
    }
    assert told == expected.to_dict()


def test_energy_poverty_has_no_other_rows(poverty):
    assert len(poverty) == 10 * (1 + len(DIMENSION))


# ------------------------------------------------------------------------------------------ social stock

ENTRY = {"NIE": "new", "AAN": "bought", "SPL": "split_or_merged"}
EXIT = {"SLO": "demolished", "VAH": "sold", "SPL": "split_or_merged"}


@pytest.fixture(scope="module")
def stock_account() -> pd.DataFrame:
    return social_stock.account(
        read("social_stock", "dwellings"),
        start=START,
        end=ON,
        entry_steps=ENTRY,
        exit_steps=EXIT,
        temporary_reasons=["REN"],
    )


@pytest.mark.parametrize(
    ("corporation", "village", "expected"),
    [
        ("SEW", "Eelde", {"start": 3, "split_or_merged": 1, "end": 4, "temporary": 1}),
        ("SEW", "Vries", {"bought": 1, "end": 1}),
        ("Woonborg", "Vries", {"start": 3, "sold": -2, "end": 1}),
        ("Woonborg", "Zuidlaren", {"start": 3, "new": 1, "demolished": -1, "end": 3}),
    ],
)
def test_account(stock_account, corporation, village, expected):
    booked = stock_account.set_index(["corporation", "village", "step"]).loc[(corporation, village), "homes"]
    assert booked[booked != 0].to_dict() == expected


def test_account_has_no_other_places(stock_account):
    assert len(stock_account) == 4 * len(social_stock.STEPS)


@pytest.mark.parametrize(
    ("place", "value", "end", "baseline"),
    [
        ({}, 0, 9, 9),
        ({"corporation": "SEW"}, 2, 5, 3),
        ({"corporation": "Woonborg"}, -2, 4, 6),
        ({"village": "Eelde"}, 1, 4, 3),
        ({"village": "Vries"}, -1, 2, 3),
        ({"village": "Zuidlaren"}, 0, 3, 3),
    ],
)
def test_kept(place, value, end, baseline):
    dwellings = read("social_stock", "dwellings")
    rows = social_stock.kept(dwellings, baseline_date=START, on=ON, temporary_reasons=["REN"], period=PERIOD)
    row = at(rows, **place).loc["social_stock.kept"]
    assert (row["value"], row["numerator"], row["denominator"]) == (value, end, baseline)


@pytest.mark.parametrize(
    ("on", "suffix", "expected"),
    [
        (ON, "_count", {"owner": "9/9+0", "daeb": "7/8+1", "rent_limit": "6/8+1"}),
        (START, "_count_at_start", {"owner": "9/9+0", "daeb": "7/8+1", "rent_limit": "1/2+7"}),
    ],
)
def test_three_counts(on, suffix, expected):
    rows = social_stock.counts(
        read("social_stock", "dwellings"),
        read("social_stock", "rents"),
        on=on,
        card_reference_date=ON,
        huurtoeslaggrens_eur_per_month=808.06,
        temporary_reasons=["REN"],
        period=PERIOD,
        at_start=on == START,
    )
    told = {result: counts(row) for result, row in at(rows).iterrows()}
    assert told == {f"social_stock.{name}{suffix}": count for name, count in expected.items()}


def test_control_totals():
    found = social_stock.residuals(
        read("social_stock", "dwellings"), read("social_stock", "stock"), dates=[START, ON], temporary_reasons=["REN"]
    )
    off = found.loc[found["residual_homes"].ne(0).fillna(value=True)]
    assert off[["corporation", "village"]].to_numpy().tolist() == [["SEW", "Vries"], ["Woonborg", "Vries"]]
    assert off["residual_homes"].isna().tolist() == [True, False]
    assert off["residual_homes"].iloc[1] == -1
    assert len(found) == 7


def test_programme(stock_account):
    found = social_stock.programme_residuals(stock_account, read("social_stock", "programme"), start=START, end=ON)
    off = found.loc[found["residual_homes"] != 0]
    assert off.to_numpy().tolist() == [["Woonborg", "Zuidlaren", "demolition", 1, 2, -1]]
    assert len(found) == 8


# ---------------------------------------------------------------------------------------------- Laarhove


def test_laarhove_shares():
    rows = laarhove.shares(read("laarhove", "district_plan", "plan"), district="Laarhove", period=PERIOD)
    told = {result.removeprefix("laarhove."): counts(row) for result, row in at(rows).iterrows()}
    assert told == {
        "social_share": "65/200+10",
        "social_share.permitted": "35/100+0",
        "social_share.under_construction": "20/60+0",
        "social_share.delivered": "20/50+0",
        "cheap_share": "75/200+10",
        "cheap_share.permitted": "45/100+0",
        "cheap_share.under_construction": "30/60+0",
        "cheap_share.delivered": "20/50+0",
    }


def test_laarhove_required():
    found = laarhove.required(
        read("laarhove", "district_plan", "plan"),
        district="Laarhove",
        plan_sizes=[235, 250, 265],
        thresholds={"laarhove.social_share": Fraction("0.30"), "laarhove.cheap_share": Fraction("0.40")},
    )
    assert found[["target_homes", "remaining_homes", "required_homes"]].to_numpy().tolist() == [
        [71, 135, 36],
        [75, 150, 40],
        [80, 165, 45],
        [94, 135, 49],
        [100, 150, 55],
        [106, 165, 61],
    ]
    assert found["required_share"].tolist() == pytest.approx(
        [36 / 135, 40 / 150, 45 / 165, 49 / 135, 55 / 150, 61 / 165]
    )


# ------------------------------------------------------------------------------------------ displacement


@pytest.fixture(scope="module")
def let() -> pd.DataFrame:
    return displacement.lettings(
        read("displacement", "allocations"),
        read("displacement", "dwellings"),
        urgent_grounds=["MAN", "GEW", "DAK", "SOC", "MED", "UIT"],
        first_housing_grounds=["STA"],
    )


@pytest.mark.parametrize(
    ("place", "share", "of_vacated"),
    [
        ({}, "3/9+2", "2/6+3"),
        ({"corporation": "Woonborg"}, "2/6+0", "1/3+1"),
        ({"corporation": "SEW"}, "1/3+2", "1/3+2"),
    ],
)
def test_urgent_shares(let, place, share, of_vacated):
    rows = at(displacement.shares(let, period=PERIOD), **place)
    assert counts(rows.loc["displacement.urgent_share"]) == share
    assert counts(rows.loc["displacement.urgent_share_of_vacated"]) == of_vacated


def test_headroom_and_displaced(let):
    history = displacement.half_years(let, periods=[PERIOD], ceiling=Fraction("0.20"))
    assert history.loc[history["basis"] == "allocations", "headroom"].tolist() == [-6, -2, -4]
    over = displacement.displaced(let, period=PERIOD, ceiling=Fraction("0.20"))
    assert over["regular_lettings_at_ceiling"].tolist() == pytest.approx([7.2, 2.4, 4.8])
    assert over["displaced_lettings"].tolist() == pytest.approx([1.2, 0.4, 0.8])


def test_registration_time(let):
    waited = displacement.waiting(let, read("displacement", "dwellings"), period=PERIOD, by="village")
    assert waited[["village", "regular_lettings", "missing"]].to_numpy().tolist() == [["Eelde", 2, 0], ["Vries", 3, 1]]
    assert waited["median_registration_years"].tolist() == pytest.approx([7, 4], abs=0.01)


# ----------------------------------------------------------------------------------------- housed within

VARIANCE = (
    Fraction(8, 2205) + Fraction(9, 1000) - Fraction(4, 525)
    + Fraction(512, 385875) + Fraction(32, 1715) - Fraction(256, 25725)
    + Fraction(64, 55125) + Fraction(512, 33075)
)  # fmt: skip


def test_housed_within_half_a_year():
    rows = displacement.housed_within(
        read("housed_within", "urgencies"), on=ON, window_months=24, horizon_days=183, period=PERIOD
    )
    row = at(rows).loc["displacement.housed_within_half_year_share"]
    assert row["value"] == pytest.approx(float(Fraction(101, 210)), rel=1e-12)
    assert counts(row) == "4/10+1"
    assert (round(row["interval_low"], 3), round(row["interval_high"], 3)) == (0.139, 0.762)


def test_aalen_johansen_in_fractions():
    days = [30, 30, 30, 60, 60, 90, 90, 183, 184, 364]
    outcomes = ["housed", "expired", None, "housed", "housed", "withdrawn", None, "housed", "housed", None]
    curve = cumulative_incidence(days, outcomes, cause="housed", horizon_days=183)
    expected = [Fraction(0), Fraction(1, 10), Fraction(23, 70), Fraction(23, 70), Fraction(101, 210)]
    assert curve["day"].tolist() == [0, 30, 60, 90, 183]
    assert curve["at_risk"].tolist() == [10, 10, 7, 5, 3]
    assert curve["events"].tolist() == [0, 1, 2, 0, 1]
    assert curve["value"].tolist() == pytest.approx([float(share) for share in expected], rel=1e-12)
    assert curve["variance"].iloc[-1] == pytest.approx(float(VARIANCE), rel=1e-12)


# ----------------------------------------------------------------------------------------- permit holders


def halves(**changes: bool) -> pd.DataFrame:
    choices = {"self_contained_only": False, "daeb_only": False, "family_reunion_counts": False} | changes
    periods = [Period(2023, 1), PERIOD]
    tables = read("permit_holders", "permit_holders"), read("permit_holders", "dwellings")
    return permit_holders.half_years(*tables, periods=periods, temporary_reasons=["REN"], **choices)


def test_the_task_of_two_half_years():
    rows = halves().set_index(["corporation", "period"])
    assert rows.loc["Woonborg", "own_task_persons"].tolist() == [6.75, 4]
    assert rows.loc["Woonborg", "backlog_persons"].tolist() == [3.75, 3.75]
    assert rows.loc["SEW", "backlog_persons"].tolist() == [-1.75, -0.75]
    found = permit_holders.task_rows(halves(), period=PERIOD).set_index("id").loc["permit_holders.task_share"]
    assert found["numerator"].tolist() == [5, 3, 12]
    assert found["denominator"].tolist() == [6, 6, 12]


def test_the_task_by_other_choices():
    assert (
        halves(daeb_only=True).set_index(["corporation", "period"]).loc[("Woonborg", "2023-H1"), "own_task_persons"]
        == 6
    )
    rows = permit_holders.task_rows(halves(family_reunion_counts=True), period=PERIOD)
    assert at(rows, corporation="Woonborg").loc["permit_holders.task_share", "value"] == 1.5


def test_a_quarter_without_a_report():
    reports = permit_holders.reports(read("permit_holders", "permit_holders"), on=ON)
    row = at(permit_holders.count_of_reports(reports, on=ON, period=PERIOD)).iloc[0]
    assert counts(row) == "3/4+0"
    assert reports["days_after_quarter"].tolist() == [-1, -1, 12, -3]


# ----------------------------------------------------------------------------------------- inspections


def test_inspections_of_four_villages():
    told, dwellings = read("inspections", "inspections"), read("inspections", "dwellings")
    visits = inspections.visits(
        told, dwellings, dwellings, on=ON, window_months=24, all_villages=False, temporary_reasons=[]
    )
    assert visits["village"].tolist() == ["Bunne", "Yde", "Vries", "Eelde"]
    assert visits["months_since"].fillna(-1).tolist() == [-1, 30, 23, 2]
    assert visits["status"].tolist() == ["never", "due", "not_due", "not_due"]
    assert counts(inspections.held(visits, told, period=PERIOD).iloc[0]) == "2/4+0"


def test_points_of_six_inspections():
    tables = read("inspections", "inspections"), read("inspections", "observations")
    rows = at(inspections.point_rows(*tables, on=ON, period=PERIOD))
    assert counts(rows.loc["inspections.points_closed_share"]) == "11/14+1"
    assert rows.loc["inspections.open_points_count", "value"] == 3
    assert rows.loc["inspections.overdue_points_count", "value"] == 1


def test_promises_of_six_inspections():
    told = inspections.promises(read("inspections", "inspections"), read("inspections", "observations"), on=ON)
    assert told["state"].tolist() == ["open", "done_in_time", "overdue"]
    rows = inspections.promise_rows(told, period=PERIOD)
    assert counts(at(rows).iloc[0]) == counts(at(rows, village="Vries").iloc[0]) == "1/2+0"
    assert at(rows, village="Eelde").empty


# ---------------------------------------------------------------------------------------- rents

RENT_CAPS = {"quality_cap": 452.20, "low_cap": 647.19, "high_cap": 693.60, "limit": 808.06}


def homes_with_rent(on: date) -> pd.DataFrame:
    return rent_levels.homes_with_rent(
        read("rent_levels", "dwellings"),
        read("rent_levels", "rents"),
        on=on,
        card_reference_date=ON,
        temporary_reasons=["REN"],
        self_contained_only=True,
        service_costs_eur_per_month=0,
    )


def below_first_cap(on: date) -> pd.DataFrame:
    return rent_levels.below_first_cap(
        homes_with_rent(on), lage_aftoppingsgrens_eur_per_month=647.19, period=PERIOD, at_year_start=False
    )


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({}, "5/8+1"),
        ({"corporation": "Woonborg"}, "3/4+0"),
        ({"corporation": "SEW"}, "2/4+1"),
        ({"village": "Eelde"}, "2/4+1"),
    ],
)
def test_rents_up_to_the_first_cap(place, told):
    assert counts(at(below_first_cap(ON), **place).loc["rent.below_first_cap_share"]) == told


def test_rents_up_to_the_first_cap_at_the_start_of_the_year():
    assert counts(at(below_first_cap(date(2023, 1, 1))).loc["rent.below_first_cap_share"]) == "3/3+4"


def test_rent_classes_and_target():
    homes = homes_with_rent(ON)
    rows = at(rent_levels.class_rows(homes, caps=RENT_CAPS, period=PERIOD))
    names = ["up_to_quality_cap", "up_to_low_cap", "up_to_high_cap", "up_to_limit", "above_limit"]
    assert [rows.loc[f"rent.class_{name}_share", "numerator"] for name in names] == [1, 4, 2, 0, 1]
    target = at(rent_levels.target_rows(homes, period=PERIOD))
    assert target.loc["rent.target_distance_median_eur_per_month", "value"] == 0
    assert counts(target.loc["rent.at_target_share"]) == "5/8+1"


def test_first_rents_of_new_homes():
    lettings = rent_levels.first_lettings(
        *(read("rent_levels", table) for table in ("allocations", "dwellings", "rents")),
        since=date(2023, 1, 1),
        on=ON,
        delivered_from=date(2021, 1, 1),
        new_reasons=["NIE", "HER"],
        small_household_persons=2,
        caps={date(2023, 1, 1): (647.19, 693.60)},
    )
    rows = rent_levels.new_build_rows(lettings, held_to_the_caps=["SEW"], shown=["Woonborg"], period=PERIOD)
    assert counts(at(rows, corporation="SEW").loc["rent.new_build_below_cap_share"]) == "1/2+0"
    assert at(rows, corporation="Woonborg").loc["rent.new_build_median_eur_per_month", "value"] == 640


def rent_rise(on: date) -> pd.DataFrame:
    return rent_increase.measured(
        read("rent_increase", "dwellings"),
        read("rent_increase", "rents"),
        comparison=rent_increase.Comparison(
            date(2023, 1, 1), date(2024, 1, 1), ["REN"],
            {"JAA": "yearly", "INK": "income_dependent", "REN": "improvement"}, 575.03,
        ),
        caps=rent_increase.Caps(0.036, 0.031, 300, 25, 100, euro_rule_within_agreement=True),
        counts_reductions=True,
        on=on,
        period=PERIOD,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "total", "without"),
    [
        ({"corporation": "Woonborg"}, 42.03 / 1800, 67 / 1800),
        ({"corporation": "SEW"}, 43 / 690, 43 / 690),
        ({}, 85.03 / 2490, 110 / 2490),
    ],
)
def test_change_of_the_rent_sum(place, total, without):
    rows = at(rent_rise(date(2024, 1, 1)), **place)["value"]
    assert rows["rent.sum_change_share"] == pytest.approx(total)
    assert rows["rent.sum_change_without_reductions_share"] == pytest.approx(without)


def test_rises_of_single_homes():
    woonborg, sew = (at(rent_rise(date(2024, 1, 1)), corporation=name) for name in ("Woonborg", "SEW"))
    assert woonborg.loc["rent.largest_home_change_share", ["value", "denominator", "missing"]].tolist() == [0.034, 2, 1]
    assert sew.loc["rent.largest_home_change_share", ["value", "denominator", "missing"]].tolist() == [0.02, 1, 0]
    assert [counts(rows.loc["rent.above_legal_cap_share"]) for rows in (woonborg, sew)] == ["1/3+1", "0/2+0"]
    assert [counts(rows.loc["rent.income_dependent_share"]) for rows in (woonborg, sew)] == ["1/3+1", "0/2+0"]
    assert woonborg.loc["rent.income_dependent_mean_eur_per_month", "value"] == 50


def test_the_rent_sum_so_far():
    rows = at(rent_rise(ON), corporation="SEW")["value"]
    assert rows["rent.sum_change_so_far_share"] == pytest.approx(33 / 690)
    assert pd.isna(rows["rent.sum_change_share"])


# ------------------------------------------------------------------------------------------- improvements

LOW = ["E", "F", "G"]
BEST_FIRST = ["A++++", "A+++", "A++", "A+", "A", "B", "C", "D", *LOW]
KINDS = {"DAK": "roof", "VLO": "floor", "MUU": "wall", "WAC": "heat_pump"}
PACKAGES = {"roof_floor_heat_pump": ["roof", "floor", "heat_pump"], "roof_floor_cavity": ["roof", "floor", "wall"]}


@pytest.fixture(scope="module")
def improved() -> pd.DataFrame:
    return improvements.improved_homes(
        read("improvements", "improvements"),
        read("improvements", "dwellings"),
        since=date(2023, 1, 1),
        on=ON,
        labels=BEST_FIRST,
        low_labels=LOW,
        goal_label="A",
        measure_kinds=KINDS,
        packages=PACKAGES,
        method_change_is_improvement=False,
    )


def test_improved_homes(improved):
    woonborg, sew = {"corporation": "Woonborg"}, {"corporation": "SEW"}
    scopes = {"efg_homes": woonborg, "method_change_only": woonborg, "roof_floor_heat_pump": sew,
              "roof_floor_cavity": sew, "to_label_a": {**woonborg, "village": "Zuidlaren"}}  # fmt: skip
    named = {f"improvements.{name}_count": scope for name, scope in scopes.items()}
    rows = improvements.count_rows(improved, municipality="GM1730", scopes=named, packages=PACKAGES, period=PERIOD)
    assert {row["id"].split(".")[1]: counts(row) for _, row in rows.iterrows()} == {
        "efg_homes_count": "2/3+1",
        "method_change_only_count": "1/4+0",
        "roof_floor_cavity_count": "1/2+0",
        "roof_floor_heat_pump_count": "1/2+0",
        "to_label_a_count": "1/2+1",
    }


@pytest.mark.parametrize(
    ("corporation", "largest", "median", "raised"), [("Woonborg", 2, 0, "1/3+1"), ("SEW", -12, -14, "0/2+0")]
)
def test_costs_of_improvement(improved, corporation, largest, median, raised):
    rows = at(improvements.cost_rows(improved, period=PERIOD), corporation=corporation)
    assert rows.loc["improvements.housing_costs_change_eur_per_month", "value"] == largest
    assert rows.loc["improvements.housing_costs_change_median_eur_per_month", "value"] == median
    assert counts(rows.loc["improvements.housing_costs_raised_share"]) == raised


def test_path_of_labels(improved):
    dwellings = read("improvements", "dwellings")
    kinds = {"low_labels": LOW, "temporary_reasons": ["REN"]}
    homes = labels.homes_with_labels(dwellings, ON, good_labels=["A"], neutral_labels=["A"], **kinds)
    found = labels.path(dwellings, homes, improved, corporation="Woonborg", since=date(2023, 1, 1), on=ON,
                        gone_in_year=2028, agreed_homes_per_year=100, **kinds)  # fmt: skip
    told = found.iloc[0][["homes_at_start", "improved_homes", "left_homes", "homes", "pace_homes_per_year"]].tolist()
    assert told == [5, 1, 1, 3, 2.0]
    assert found["needed_homes_per_year"].tolist() == [0.75, 0.6]
    assert found["years_to_zero"].tolist() == [1.5, 1.5]
