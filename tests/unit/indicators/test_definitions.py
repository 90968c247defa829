"""Boundary tables of the shared definitions: on the limit, a cent above, missing, negative, another day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.indicators.definitions import (
    ROW_COLUMNS,
    EnergySupport,
    EnergyTariffs,
    answers,
    dwelling_of,
    energy_bill_eur_per_year,
    equivalence_factor,
    in_service,
    is_high_bill,
    is_high_energy_quota,
    is_in,
    is_low_income,
    is_low_quality,
    is_urgent,
    rent_on,
    result_rows,
    share_rows,
)
from analysis.periods import Period

ON = date(2023, 12, 31)
TEMPORARY = ["REN", "PLA", "VEN"]
FACTORS = [[1.00, 1.32, 1.52, 1.73, 1.93], [1.40, 1.69, 1.91, 2.09, 2.28]]


def flags(values: list[bool | None]) -> pd.Series:
    return pd.Series(values, dtype="boolean")


# ------------------------------------------------------------------------------------------- in service


@pytest.mark.parametrize(
    ("begins", "ends", "reason", "expected"),
    [
        ("2023-12-31", None, None, True),  # first day counts
        ("2024-01-01", None, None, False),
        ("1990-01-01", "2023-12-31", "SLO", False),  # the day out of service does not
        ("1990-01-01", "2024-01-01", "SLO", True),
        ("1990-01-01", "2023-06-01", "REN", True),  # temporary: still in the stock
        ("1990-01-01", "2023-06-01", "SLO", False),
        ("1990-01-01", "2023-06-01", None, False),  # no reason is not a temporary one
        ("2023-12-31", "2023-12-31", "ADM", False),  # in and out on one day
    ],
)
def test_in_service_on_a_date(table, begins, ends, reason, expected):
    spell = {
        "dwelling_id": "a",
        "in_service_from": begins,
        "out_of_service_from": ends,
        "out_of_service_reason": reason,
    }
    assert in_service(table("dwellings", spell), ON, temporary_reasons=TEMPORARY).tolist() == [expected]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2022, 12, 31), [True, False]),
        (date(2023, 3, 31), [True, False]),  # out for renovation: still counted, in its own spell
        (date(2023, 8, 31), [True, False]),
        (date(2023, 9, 1), [False, True]),  # the next spell takes over, so that it counts once
        (date(2023, 12, 31), [False, True]),
    ],
)
def test_a_temporary_exit_runs_on_until_the_next_spell(table, on, expected):
    spells = table(
        "dwellings",
        {"in_service_from": "1990-01-01", "out_of_service_from": "2023-03-01", "out_of_service_reason": "REN"},
        {"in_service_from": "2023-09-01"},
        dwelling_id="a",
    )
    assert in_service(spells, on, temporary_reasons=TEMPORARY).tolist() == expected
    turned = spells.iloc[::-1]
    assert in_service(turned, on, temporary_reasons=TEMPORARY).tolist() == expected[::-1]


def test_another_dwellings_spell_does_not_end_a_temporary_exit(table):
    spells = table(
        "dwellings",
        {"dwelling_id": "a", "out_of_service_from": "2023-03-01", "out_of_service_reason": "REN"},
        {"dwelling_id": "b", "in_service_from": "2023-09-01"},
        in_service_from="1990-01-01",
    )
    assert in_service(spells, ON, temporary_reasons=TEMPORARY).tolist() == [True, True]


def test_in_service_keeps_the_index_of_the_frame(table):
    spells = table("dwellings", *({"dwelling_id": name} for name in "cab"), in_service_from="1990-01-01")
    spells.index = [7, 7, 3]
    assert in_service(spells, ON, temporary_reasons=TEMPORARY).index.tolist() == [7, 7, 3]


# ------------------------------------------------------------------------------------------------- rent


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 6, 30), 500.0),  # the day before the new rent
        (date(2023, 7, 1), 520.0),  # the day itself
        (date(2023, 12, 31), 520.0),
        (date(1999, 12, 31), None),  # before every rent, and not the card's date
    ],
)
def test_rent_on_is_the_last_rent_begun(table, on, expected):
    rents = table(
        "rents",
        {"valid_from": "2023-07-01", "net_rent_eur_per_month": 520.0},
        {"valid_from": "2000-01-01", "net_rent_eur_per_month": 500.0},
        dwelling_id="a",
    )
    dwellings = table("dwellings", {"dwelling_id": "a", "net_rent_eur_per_month": 999.0})
    rent = rent_on(rents, dwellings, on, card_reference_date=ON)
    assert rent.tolist() == pytest.approx([np.nan if expected is None else expected], nan_ok=True)


@pytest.mark.parametrize(("on", "expected"), [(ON, 610.0), (date(2023, 12, 30), None), (date(2024, 1, 1), None)])
def test_the_dwellings_own_rent_holds_on_the_cards_date_only(table, on, expected):
    dwellings = table("dwellings", {"dwelling_id": "a", "net_rent_eur_per_month": 610.0})
    rent = rent_on(table("rents"), dwellings, on, card_reference_date=ON)
    assert rent.tolist() == pytest.approx([np.nan if expected is None else expected], nan_ok=True)


def test_a_last_rent_that_is_not_known_is_unknown(table):
    rents = table("rents", {"dwelling_id": "a", "valid_from": "2023-07-01"})
    dwellings = table("dwellings", {"dwelling_id": "a", "net_rent_eur_per_month": 610.0})
    assert rent_on(rents, dwellings, ON, card_reference_date=ON).isna().all()


# -------------------------------------------------------------------------------------------- household


@pytest.mark.parametrize(
    ("adults", "children", "expected"),
    [
        (1, 0, 1.00),
        (1, 1, 1.32),
        (1, 2, 1.52),
        (1, 3, 1.73),
        (1, 4, 1.93),
        (2, 0, 1.40),
        (2, 1, 1.69),
        (2, 2, 1.91),
        (2, 3, 2.09),
        (2, 4, 2.28),
        (3, 0, 1.40 + 0.35),  # beyond the table: a step each
        (4, 2, 1.91 + 2 * 0.35),
        (1, 6, 1.93 + 2 * 0.20),
        (3, 5, 2.28 + 0.35 + 0.20),
        (0, 1, None),
        (-1, 0, None),
        (None, 0, None),
        (1, None, None),
        (1, -1, None),
    ],
)
def test_equivalence_factor(adults, children, expected):
    factor = equivalence_factor(
        pd.Series([adults], dtype="Int64"),
        pd.Series([children], dtype="Int64"),
        factors=FACTORS,
        step_extra_adult=0.35,
        step_extra_child=0.20,
    )
    assert factor.tolist() == pytest.approx([np.nan if expected is None else expected], nan_ok=True)


@pytest.mark.parametrize(
    ("income", "factor", "wealth", "expected"),
    [
        (17160.00, 1.00, True, True),  # 1.30 x 13,200: equality is low
        (17160.01, 1.00, True, False),
        (17159.99, 1.00, True, True),
        (24024.00, 1.40, True, True),  # the same limit for a couple
        (24024.01, 1.40, True, False),
        (39124.80, 2.28, True, True),
        (39124.81, 2.28, True, False),
        (-500.00, 1.00, True, True),  # a loss is a low income
        (0.00, 1.00, True, True),
        (17160.00, 1.00, False, False),  # wealth rules it out
        (17160.00, 1.00, None, None),
        (None, 1.00, True, None),
        (None, 1.00, False, False),  # whatever the income is
        (17160.01, 1.00, None, False),  # whatever the wealth is
        (17160.00, None, True, None),
    ],
)
def test_low_income(income, factor, wealth, expected):
    low = is_low_income(
        pd.Series([income], dtype="float64"),
        pd.Series([factor], dtype="float64"),
        flags([wealth]),
        low_income_limit_eur_per_year=13200,
        low_income_factor=1.30,
    )
    assert low.dtype == "boolean"
    assert low.tolist() == [pd.NA if expected is None else expected]


def test_low_income_of_another_year_follows_its_limit():
    low = is_low_income(
        pd.Series([17160.00]),
        pd.Series([1.0]),
        flags([True]),
        low_income_limit_eur_per_year=13199.99,
        low_income_factor=1.30,
    )
    assert low.tolist() == [False]


@pytest.mark.parametrize(
    ("bill", "factor", "expected"),
    [
        (1213.00, 1.00, False),  # equality is not high
        (1213.01, 1.00, True),
        (1212.99, 1.00, False),
        (1698.20, 1.40, False),
        (1698.21, 1.40, True),
        (-100.00, 1.00, False),
        (None, 1.00, None),
        (1213.01, None, None),
    ],
)
def test_high_bill(bill, factor, expected):
    high = is_high_bill(
        pd.Series([bill], dtype="float64"), pd.Series([factor], dtype="float64"), high_bill_eur_per_year=1213
    )
    assert high.tolist() == [pd.NA if expected is None else expected]


@pytest.mark.parametrize(
    ("bill", "income", "line", "expected"),
    [
        (2000.00, 20000.00, 0.10, True),  # equality is high
        (1999.99, 20000.00, 0.10, False),
        (1600.00, 20000.00, 0.08, True),
        (1599.99, 20000.00, 0.08, False),
        (253.10, 2531.00, 0.10, True),  # equal, though not in binary fractions
        (-10.00, 20000.00, 0.10, False),
        (2000.00, 0.00, 0.10, None),
        (2000.00, -1.00, 0.10, None),
        (2000.00, None, 0.10, None),
        (None, 20000.00, 0.10, None),
    ],
)
def test_high_energy_quota(bill, income, line, expected):
    high = is_high_energy_quota(
        pd.Series([bill], dtype="float64"), pd.Series([income], dtype="float64"), threshold_share=line
    )
    assert high.tolist() == [pd.NA if expected is None else expected]


# ----------------------------------------------------------------------------------------------- energy

TARIFFS = EnergyTariffs(2.00, 0.50, 50.0, 100.0, 150.0, 200.0, 300.0)
CAPS = EnergySupport(1.45, 1200.0, 0.40, 2900.0, 47.38, 37.0, 0.0, 0.0)
NO_CAPS = EnergySupport(None, None, None, None, None, None, 0.0, 0.0)


def bill(table, support=None, *, low_income: bool | None = False, tariffs=TARIFFS, **use) -> float | None:
    defaults = {"gas": 0.0, "electricity": 0.0, "heat": 0.0, "feed_in": 0.0} | use
    household = table(
        "households",
        {
            "gas_m3_per_year": defaults["gas"],
            "electricity_kwh_per_year": defaults["electricity"],
            "heat_gj_per_year": defaults["heat"],
            "feed_in_kwh_per_year": defaults["feed_in"],
        },
    ).assign(is_low_income=flags([low_income]))
    amount = energy_bill_eur_per_year(household, tariffs=tariffs, support=support).item()
    return None if np.isnan(amount) else amount


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ({}, -150.0),  # electricity's fixed charge always; less than the credit: below 0
        ({"gas": 1.0}, -48.0),  # 2 + 100: the first m3 brings the fixed charge
        ({"heat": 1.0}, 100.0),  # 50 + 200
        ({"gas": 1000.0, "electricity": 2000.0}, 2950.0),
        ({"electricity": 2000.0, "feed_in": 500.0}, 600.0),  # net of what was fed in
        ({"electricity": 2000.0, "feed_in": 2000.0}, -150.0),
        ({"electricity": 2000.0, "feed_in": 2500.0}, -150.0),  # not below 0
        ({"gas": None}, None),
        ({"electricity": None}, None),
        ({"heat": None}, None),
        ({"feed_in": None}, None),
    ],
)
def test_bill_without_support(table, use, expected):
    assert bill(table, **use) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ({"gas": 1199.0}, 1199 * 1.45 - 50),
        ({"gas": 1200.0}, 1200 * 1.45 - 50),
        ({"gas": 1201.0}, 1200 * 1.45 + 2.00 - 50),  # above the cap at the tariff
        ({"electricity": 2900.0}, 2900 * 0.40 - 150),
        ({"electricity": 2901.0}, 2900 * 0.40 + 0.50 - 150),
        ({"electricity": 3400.0, "feed_in": 500.0}, 2900 * 0.40 - 150),  # the cap is on the net use
        ({"heat": 38.0}, 37 * 47.38 + 50 + 50),
    ],
)
def test_bill_with_price_caps(table, use, expected):
    assert bill(table, CAPS, **use) == pytest.approx(expected)


def test_a_tariff_below_the_cap_price_stays(table):
    cheap = EnergyTariffs(1.44, 0.39, 47.37, 100.0, 150.0, 200.0, 300.0)
    use = {"gas": 1500.0, "electricity": 3000.0, "heat": 40.0}
    assert bill(table, CAPS, tariffs=cheap, **use) == pytest.approx(bill(table, tariffs=cheap, **use))


def test_a_year_without_caps_has_the_same_bill_with_and_without(table):
    use = {"gas": 1500.0, "electricity": 3000.0}
    assert bill(table, NO_CAPS, **use) == pytest.approx(bill(table, **use))


@pytest.mark.parametrize(("low_income", "expected"), [(True, -150 - 380 - 1300), (False, -150 - 380), (None, None)])
def test_allowances(table, low_income, expected):
    given_support = EnergySupport(None, None, None, None, None, None, 1300.0, 380.0)
    assert bill(table, given_support, low_income=low_income) == pytest.approx(expected)


def test_an_unknown_income_does_not_matter_without_an_allowance_for_it(table):
    given_support = EnergySupport(None, None, None, None, None, None, 0.0, 380.0)
    assert bill(table, given_support, low_income=None) == pytest.approx(-530.0)


@pytest.mark.parametrize(
    ("label", "expected"), [("A++++", False), ("C", False), ("D", True), ("G", True), (None, pd.NA)]
)
def test_low_quality_label(label, expected):
    assert is_low_quality(pd.Series([label], dtype="str"), labels=["D", "E", "F", "G"]).tolist() == [expected]


# ---------------------------------------------------------------------------------------------- letting


@pytest.mark.parametrize(
    ("ground", "first", "expected"),
    [
        ("MED", None, True),
        ("UIT", False, True),
        ("STA", True, True),
        ("STA", False, False),
        ("STA", None, pd.NA),
        ("HUI", None, False),
        ("HUI", True, False),
        (None, None, False),
        (None, True, False),
    ],
)
@pytest.mark.parametrize("urgent", [["MED", "UIT"], ["MED", "UIT", "STA"]])
def test_urgent(ground, first, expected, urgent):
    answer = is_urgent(
        pd.Series([ground], dtype="str"), flags([first]), urgent_grounds=urgent, first_housing_grounds=["STA"]
    )
    assert answer.tolist() == [expected]


def test_rehousing_counts_when_it_is_passed_in():
    answer = is_urgent(
        pd.Series(["HUI"], dtype="str"), flags([None]), urgent_grounds=["HUI"], first_housing_grounds=["STA"]
    )
    assert answer.tolist() == [True]


@pytest.mark.parametrize(
    ("allocated_on", "expected"),
    [
        ("1985-01-01", "first"),  # before every spell: the next
        ("1990-01-01", "first"),
        ("2023-02-28", "first"),
        ("2023-03-01", "second"),  # between two spells: the next
        ("2023-09-01", "second"),
        ("2023-11-30", "second"),
        ("2023-12-01", "second"),  # after all of them: the last
    ],
)
def test_dwelling_of_an_allocation(table, allocated_on, expected):
    spells = table(
        "dwellings",
        {"in_service_from": "2023-09-01", "out_of_service_from": "2023-12-01", "village": "second"},
        {"in_service_from": "1990-01-01", "out_of_service_from": "2023-03-01", "village": "first"},
        dwelling_id="a",
    )
    allocation = table("allocations", {"allocation_id": "1", "dwelling_id": "a", "allocated_on": allocated_on})
    assert dwelling_of(allocation, spells, columns=["village"])["village"].item() == expected


def test_dwelling_of_keeps_every_allocation_in_its_place(table):
    spells = table("dwellings", {"dwelling_id": "b", "in_service_from": "1990-01-01", "village": "Vries"})
    allocations = table(
        "allocations",
        {"allocation_id": "2", "dwelling_id": "nowhere"},
        {"allocation_id": "1", "dwelling_id": "b"},
        allocated_on="2023-05-01",
    ).set_axis([9, 4])
    found = dwelling_of(allocations, spells, columns=["village"])
    assert found.index.tolist() == [9, 4]
    assert found["allocation_id"].tolist() == ["2", "1"]
    assert found["village"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2023-06-30", False), ("2023-07-01", True), ("2023-12-31", True), ("2024-01-01", False), (None, False)],
)
def test_is_in_a_half_year(day, expected):
    assert is_in(pd.to_datetime(pd.Series([day])), Period(2023, 2)).tolist() == [expected]


# ---------------------------------------------------------------------------------------------- results

CASES = pd.DataFrame(
    {
        "corporation": ["SEW", "SEW", "Woonborg", "Woonborg"],
        "village": ["Eelde", "Eelde", "Vries", "Yde"],
        "complex_id": ["s", None, "w", "w"],
        "poor": flags([True, False, None, True]),
    }
)
GRAINS = (["complex_id"], ["village"], ["corporation"], [])


def test_share_rows_by_hand():
    rows = share_rows(answers(CASES, {"t.poor_share": "poor"}), grains=GRAINS, period=Period(2023, 2))
    told = rows[["corporation", "village", "complex_id", "numerator", "denominator", "missing"]]
    expected = [
        [None, None, None, 2, 3, 1],
        [None, None, "s", 1, 1, 0],
        [None, None, "w", 1, 1, 1],
        [None, "Eelde", None, 1, 2, 0],
        [None, "Yde", None, 1, 1, 0],  # Vries has one case, unknown: no denominator, no row
        ["SEW", None, None, 1, 2, 0],
        ["Woonborg", None, None, 1, 1, 1],
    ]
    assert told.astype(object).where(told.notna(), None).to_numpy().tolist() == expected
    assert rows["value"].tolist() == [2 / 3, 1, 1, 0.5, 1, 0.5, 1]


def test_rows_have_the_common_shape_also_when_there_are_none():
    full = share_rows(answers(CASES, {"t.poor_share": "poor"}), grains=GRAINS, period=Period(2023, 2))
    none = share_rows(answers(CASES.iloc[:0], {"t.poor_share": "poor"}), grains=GRAINS, period=Period(2023, 2))
    for rows in (full, none):
        assert rows.columns.tolist() == list(ROW_COLUMNS)
        assert rows.dtypes.astype(str).tolist() == list(ROW_COLUMNS.values())
    assert none.empty
    assert full["period"].unique().tolist() == ["2023-H2"]
    assert full["definition_version"].isna().all()


def test_result_rows_sort_missing_first():
    frame = pd.DataFrame({"id": ["b", "a", "a", "a"], "village": ["x", "z", None, "y"], "corporation": [None] * 4})
    rows = result_rows(frame, period=Period(2023, 2), definition_version="v")
    assert rows["village"].fillna("-").tolist() == ["-", "y", "z", "x"]
    assert rows["definition_version"].unique().tolist() == ["v"]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([True, False, None])), min_size=1, max_size=30))
def test_parts_add_up_to_the_whole(cases):
    frame = pd.DataFrame(cases, columns=["village", "poor"]).astype({"village": "str", "poor": "boolean"})
    rows = share_rows(answers(frame, {"t.poor_share": "poor"}), grains=[["village"], []], period=Period(2023, 2))
    whole, parts = rows.loc[rows["village"].isna()], rows.loc[rows["village"].notna()]
    for column in ("numerator", "denominator"):
        assert parts[column].sum() == whole[column].sum()
    assert rows["value"].between(0, 1).all()
    assert (rows["interval_low"] <= rows["value"]).all()
    assert (rows["interval_high"] >= rows["value"]).all()
