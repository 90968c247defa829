"""Energy poverty: who is in it, what is known of it, and which complexes stand out."""

from __future__ import annotations

from datetime import date
from time import process_time

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import contracts
from analysis.indicators.definitions import ROW_COLUMNS, EnergySupport, EnergyTariffs
from analysis.indicators.energy_poverty import FLAGS, bands, classify, expected_false_bands, newest_year, rows
from analysis.periods import Period

ON = date(2023, 12, 31)
PERIOD = Period(2023, 2)
NORMS = {
    "temporary_reasons": ["REN"],
    "low_income_limit_eur_per_year": 10_000.0,
    "low_income_factor": 1.30,
    "high_bill_eur_per_year": 1_000.0,
    "heq_threshold_share": 0.10,
    "heq_low_threshold_share": 0.08,
    "equivalence_factors": [[1.00, 1.32], [1.40, 1.69]],
    "equivalence_step_extra_adult": 0.35,
    "equivalence_step_extra_child": 0.20,
    "low_quality_labels": ["D", "E", "F", "G"],
    # one m3 costs one euro and nothing else costs anything: the bill is the gas
    "tariffs": EnergyTariffs(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "support": EnergySupport(None, None, None, None, None, None, 0.0, 0.0),
}
HOUSEHOLD = {
    "household_id": "h",
    "year": 2023,
    "dwelling_id": "a",
    "adults": 1,
    "children": 0,
    "disposable_income_eur_per_year": 13_000.0,
    "has_wealth_below_limit": True,
    "gas_m3_per_year": 1_500.0,
    "electricity_kwh_per_year": 0.0,
    "heat_gj_per_year": 0.0,
    "feed_in_kwh_per_year": 0.0,
}
DWELLING = {
    "dwelling_id": "a",
    "in_service_from": "1975-01-01",
    "corporation": "SEW",
    "complex_id": "s",
    "village": "Eelde",
    "energy_label": "E",
}


@pytest.fixture
def answer(table):
    """Classify one household, with changes to the household and the dwelling."""

    def one(household=None, dwelling=None, **norms):
        classified = classify(
            table("households", HOUSEHOLD | (household or {})),
            table("dwellings", DWELLING | (dwelling or {})),
            on=ON,
            **(NORMS | norms),
        )
        return {flag: None if pd.isna(value) else bool(value) for flag, value in classified.iloc[0, 5:].items()}

    return one


# ---------------------------------------------------------------------------------- three-valued answers

POOR, RICH, WEALTHY, NO_INCOME, NO_WEALTH = (
    {},
    {"disposable_income_eur_per_year": 13_000.01},
    {"has_wealth_below_limit": False},
    {"disposable_income_eur_per_year": None},
    {"has_wealth_below_limit": None},
)
HIGH, LOW, NO_BILL = {}, {"gas_m3_per_year": 1_000.0}, {"gas_m3_per_year": None}
BAD, GOOD, NO_LABEL = {}, {"energy_label": "C"}, {"energy_label": None}


@pytest.mark.parametrize(
    ("income", "bill", "label", "lihe", "lilek", "lihelek"),
    [
        (POOR, HIGH, BAD, True, True, True),
        (POOR, HIGH, GOOD, True, False, True),
        (POOR, LOW, BAD, False, True, True),
        (POOR, LOW, GOOD, False, False, False),
        (POOR, HIGH, NO_LABEL, True, None, True),  # a known part makes it true
        (POOR, NO_BILL, BAD, None, True, True),
        (POOR, LOW, NO_LABEL, False, None, None),
        (POOR, NO_BILL, GOOD, None, False, None),
        (POOR, NO_BILL, NO_LABEL, None, None, None),
        (RICH, HIGH, BAD, False, False, False),
        (RICH, NO_BILL, NO_LABEL, False, False, False),  # income rules it out
        (WEALTHY, HIGH, BAD, False, False, False),
        (WEALTHY, NO_BILL, NO_LABEL, False, False, False),  # so does wealth
        (NO_INCOME, HIGH, BAD, None, None, None),
        (NO_INCOME | WEALTHY, HIGH, BAD, False, False, False),
        (NO_INCOME, LOW, GOOD, False, False, False),  # neither part can be true whatever the income
        (NO_WEALTH, HIGH, BAD, None, None, None),
        (RICH | NO_WEALTH, HIGH, BAD, False, False, False),
    ],
)
def test_poor_not_poor_or_missing(answer, income, bill, label, lihe, lilek, lihelek):
    found = answer(income | bill, label)
    assert (found["lihe"], found["lilek"], found["lihelek"]) == (lihe, lilek, lihelek)


@pytest.mark.parametrize(
    ("changes", "heq10", "heq8"),
    [
        ({"gas_m3_per_year": 1300.00}, True, True),
        ({"gas_m3_per_year": 1299.99}, False, True),
        ({"gas_m3_per_year": 1040.00}, False, True),
        ({"gas_m3_per_year": 1039.99}, False, False),
        ({"gas_m3_per_year": None}, None, None),
        ({"disposable_income_eur_per_year": 0.0}, None, None),
        ({"disposable_income_eur_per_year": -1.0}, None, None),
        ({"disposable_income_eur_per_year": None}, None, None),
        ({"has_wealth_below_limit": None}, True, True),  # the quota does not ask for wealth
    ],
)
def test_energy_quota(answer, changes, heq10, heq8):
    found = answer(changes)
    assert (found["heq10"], found["heq8"]) == (heq10, heq8)


@pytest.mark.parametrize(
    ("household", "label", "expected"),
    [(RICH, "D", True), (NO_INCOME, "G", True), (POOR, "C", False), (POOR, None, None)],
)
def test_every_tenant_of_a_low_quality_home_is_lekwi(answer, household, label, expected):
    assert answer(household, {"energy_label": label})["lekwi"] is expected


def test_support_lifts_a_household_out_and_the_row_without_it_shows_so(answer):
    support = EnergySupport(None, None, None, None, None, None, 500.0, 0.0)
    found = answer({"gas_m3_per_year": 1500.0}, GOOD, support=support)
    assert (found["lihe"], found["lihe_without_support"]) == (False, True)
    assert (found["lihelek"], found["lihelek_without_support"]) == (False, True)
    assert (found["heq8"], found["heq8_without_support"]) == (False, True)


def test_an_unknown_income_leaves_the_bill_with_support_unknown(answer):
    support = EnergySupport(None, None, None, None, None, None, 500.0, 0.0)
    found = answer(NO_WEALTH, support=support)
    assert (found["heq10"], found["heq10_without_support"]) == (None, True)


def test_the_headline_is_a_union_and_never_a_sum(answer):
    assert answer()["lihe"] is answer()["lilek"] is answer()["lihelek"] is True


# ------------------------------------------------------------------------------------------------- scope


@pytest.mark.parametrize(
    ("years", "on", "expected"),
    [
        ([2021, 2022], ON, 2022),
        ([2021, 2023], ON, 2023),
        ([2022, 2024], ON, 2022),  # not after the reference date's year
        ([2024], ON, None),
        ([], ON, None),
        ([2023], date(2023, 1, 1), 2023),
    ],
)
def test_newest_year(table, years, on, expected):
    assert newest_year(table("households", *({"year": year} for year in years)), on) == expected


@pytest.mark.parametrize(
    ("changes", "in_scope"),
    [
        ({}, True),
        ({"in_service_from": "2023-12-31"}, True),
        ({"in_service_from": "2024-01-01"}, False),
        ({"out_of_service_from": "2023-12-31", "out_of_service_reason": "SLO"}, False),
        ({"out_of_service_from": "2024-01-01", "out_of_service_reason": "SLO"}, True),
        ({"out_of_service_from": "2023-06-01", "out_of_service_reason": "REN"}, True),
        ({"dwelling_id": "elsewhere"}, False),
    ],
)
def test_only_households_of_dwellings_in_service_count(table, changes, in_scope):
    found = classify(table("households", HOUSEHOLD), table("dwellings", DWELLING | changes), on=ON, **NORMS)
    assert len(found) == int(in_scope)


def test_only_the_newest_year_of_the_whole_table_counts(table):
    """A household without figures of the newest year is absent: old figures never stand in for new ones."""
    households = table(
        "households",
        HOUSEHOLD | {"household_id": "old", "year": 2022},
        HOUSEHOLD | {"household_id": "new"},
        HOUSEHOLD | {"household_id": "future", "year": 2024},
    )
    found = classify(households, table("dwellings", DWELLING), on=ON, **NORMS)
    assert found["household_id"].tolist() == ["new"]


def test_two_spells_in_service_are_refused(table):
    twice = table("dwellings", DWELLING, DWELLING | {"in_service_from": "1980-01-01"})
    with pytest.raises(pd.errors.MergeError):
        classify(table("households", HOUSEHOLD), twice, on=ON, **NORMS)


def test_the_dwellings_own_village_counts(table):
    """A complex over two villages: each home in its own village, the complex as one."""
    dwellings = table("dwellings", DWELLING, DWELLING | {"dwelling_id": "b", "village": "Paterswolde"})
    households = table("households", HOUSEHOLD, HOUSEHOLD | {"household_id": "i", "dwelling_id": "b"})
    found = rows(classify(households, dwellings, on=ON, **NORMS), period=PERIOD, definition_version="v")
    headline = found.loc[found["id"] == "energy_poverty.lihelek_share"]
    assert headline.loc[headline["village"].notna(), ["village", "denominator"]].to_numpy().tolist() == [
        ["Eelde", 1],
        ["Paterswolde", 1],
    ]
    assert headline.loc[headline["complex_id"].notna(), "denominator"].tolist() == [2]


# -------------------------------------------------------------------------------------------------- rows


def homes(**complexes: tuple[int, int, int]) -> pd.DataFrame:
    """Classified households: poor, not poor and unknown per complex."""
    parts = [
        pd.DataFrame({"complex_id": name, "answer": [True] * poor + [False] * not_poor + [None] * unknown})
        for name, (poor, not_poor, unknown) in complexes.items()
    ]
    frame = pd.concat(parts, ignore_index=True).astype({"complex_id": "str", "answer": "boolean"})
    frame = frame.assign(corporation="SEW", village="Eelde", **dict.fromkeys(FLAGS, frame["answer"]))
    return frame.astype({"corporation": "str", "village": "str"})


def test_rows_hold_every_id_and_grain():
    found = rows(homes(s=(1, 1, 1)), period=PERIOD, definition_version="proxy")
    assert set(found["id"]) == {f"energy_poverty.{flag}_share" for flag in FLAGS}
    assert found.groupby("id").size().unique().tolist() == [4]
    assert found["definition_version"].unique().tolist() == ["proxy"]
    assert (found["value"] == 0.5).all()
    assert (found["missing"] == 1).all()


def test_a_place_where_nothing_is_known_has_no_row():
    found = rows(homes(s=(1, 1, 0), t=(0, 0, 3)), period=PERIOD, definition_version="proxy")
    assert set(found["complex_id"].dropna()) == {"s"}
    whole = found.loc[found[["corporation", "village", "complex_id"]].isna().all(axis="columns")]
    assert (whole["missing"] == 3).all()


def test_the_interval_is_wilsons():
    found = rows(homes(s=(9, 31, 0)), period=PERIOD, definition_version="proxy")
    assert found["interval_low"].round(4).unique().tolist() == [0.1232]
    assert found["interval_high"].round(4).unique().tolist() == [0.3750]


# ------------------------------------------------------------------------------------------------- bands


def placed(frame: pd.DataFrame, confidence: float = 0.95, **options) -> pd.DataFrame:
    found = rows(frame, period=PERIOD, definition_version="proxy")
    return bands(found, frame, confidence=confidence, **options).set_index("complex_id")


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        # 9 of 40 has the interval 0.1232-0.3750; the rest is k of 1,000
        ((123, 877, 0), "above"),
        ((124, 876, 0), "not_distinguishable"),
        ((374, 626, 0), "not_distinguishable"),
        ((376, 624, 0), "below"),
    ],
)
def test_band_against_all_other_homes(rest, expected):
    assert placed(homes(s=(9, 31, 5), rest=rest)).loc["s", "band"] == expected


def test_the_rest_leaves_the_complex_itself_and_the_unknown_out():
    found = placed(homes(s=(3, 1, 2), t=(1, 3, 0), u=(2, 4, 7)))
    assert found.loc["s", "rest_share"] == pytest.approx(3 / 10)
    assert found.loc["t", "rest_share"] == pytest.approx(5 / 10)
    assert found.loc["u", "rest_share"] == pytest.approx(4 / 8)


def test_homes_without_a_complex_are_part_of_the_rest():
    frame = homes(s=(3, 1, 0), none=(1, 4, 0))
    frame["complex_id"] = frame["complex_id"].replace("none", np.nan).astype("str")
    found = placed(frame)
    assert found.index.tolist() == ["s"]
    assert found.loc["s", "rest_share"] == pytest.approx(1 / 5)


def test_a_lone_complex_has_no_rest():
    found = placed(homes(s=(3, 1, 0)))
    assert found["rest_share"].isna().all()
    assert found["band"].tolist() == ["not_distinguishable"]


def test_the_interval_follows_the_confidence_asked_for():
    frame = homes(s=(9, 31, 0), rest=(123, 877, 0))
    assert placed(frame, 0.95).loc["s", "band"] == "above"
    assert placed(frame, 0.99).loc["s", "band"] == "not_distinguishable"


def test_bands_stand_in_the_order_of_complexes():
    """In an order of shares the place of a withheld row would tell its share."""
    found = placed(homes(c=(1, 1, 0), a=(1, 1, 0), b=(2, 1, 0)))
    assert found.index.tolist() == ["a", "b", "c"]


def test_the_shrunken_share_draws_a_small_complex_in():
    found = placed(homes(small=(2, 0, 0), large=(20, 180, 0), other=(90, 110, 0)))
    assert found["shrunken_share"].between(0, 1).all()
    assert found.loc["small", "shrunken_share"] < 1
    assert found.loc["large", "shrunken_share"] == pytest.approx(0.1, abs=0.01)


def test_bands_name_the_complex_and_its_place(table):
    frame = homes(s=(3, 1, 0))
    frame.loc[3, "village"] = "Yde"
    complexes = table("complexes", {"complex_id": "s", "complex_name": "Nieuwe Akkers", "village": "Eelde"})
    found = placed(frame, complexes=complexes)
    assert found.loc["s", ["complex_name", "village", "corporation"]].tolist() == ["Nieuwe Akkers", "Eelde", "SEW"]
    assert placed(frame)["complex_name"].isna().all()


def test_bands_of_another_definition():
    frame = homes(s=(3, 1, 0), t=(1, 3, 0))
    frame["lihe"] = pd.Series([False] * 8, dtype="boolean")
    assert placed(frame, result="energy_poverty.lihe_share")["value"].tolist() == [0.0, 0.0]


def test_expected_false_bands():
    assert expected_false_bands(75, 0.95) == pytest.approx(3.75)
    assert expected_false_bands(0, 0.95) == 0


# -------------------------------------------------------------------------------------------- invariants


def test_empty_tables_give_empty_results_of_the_right_shape():
    found = classify(contracts.empty("households"), contracts.empty("dwellings"), on=ON, **NORMS)
    assert found.empty
    assert found[list(FLAGS)].dtypes.astype(str).unique().tolist() == ["boolean"]
    none = rows(found, period=PERIOD, definition_version="proxy")
    assert none.empty
    assert none.dtypes.astype(str).tolist() == list(ROW_COLUMNS.values())
    assert bands(none, found, confidence=0.95).empty


def test_frames_are_not_modified(table, unchanged):
    households, dwellings = table("households", HOUSEHOLD), table("dwellings", DWELLING)
    classified = unchanged(classify, households, dwellings, on=ON, **NORMS)
    found = unchanged(rows, classified, period=PERIOD, definition_version="proxy")
    unchanged(bands, found, classified, confidence=0.95)


@st.composite
def worlds(draw: st.DrawFn) -> list[dict[str, object]]:
    maybe = st.one_of(st.none(), st.booleans())
    return draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "income": st.one_of(st.none(), st.sampled_from([-1.0, 0.0, 13_000.0, 13_000.01, 30_000.0])),
                    "wealth": maybe,
                    "gas": st.one_of(st.none(), st.sampled_from([0.0, 1_000.0, 1_000.01, 2_500.0])),
                    "label": st.sampled_from([None, "A", "C", "D", "G"]),
                    "complex": st.sampled_from("xyz"),
                    "village": st.sampled_from(["Eelde", "Vries"]),
                }
            ),
            min_size=1,
            max_size=12,
        )
    )


def tables(table, cases):
    households = [
        HOUSEHOLD
        | {
            "household_id": f"h{number}",
            "dwelling_id": f"d{number}",
            "disposable_income_eur_per_year": case["income"],
            "has_wealth_below_limit": case["wealth"],
            "gas_m3_per_year": case["gas"],
        }
        for number, case in enumerate(cases)
    ]
    dwellings = [
        DWELLING
        | {
            "dwelling_id": f"d{number}",
            "energy_label": case["label"],
            "complex_id": case["complex"],
            "village": case["village"],
        }
        for number, case in enumerate(cases)
    ]
    return table("households", *households), table("dwellings", *dwellings)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=worlds(), random=st.randoms(use_true_random=False))
def test_invariants(table, cases, random):
    households, dwellings = tables(table, cases)
    classified = classify(households, dwellings, on=ON, **NORMS)
    found = rows(classified, period=PERIOD, definition_version="proxy")
    order = random.sample(range(len(cases)), len(cases))
    shuffled = classify(households.iloc[order], dwellings.iloc[order[::-1]], on=ON, **NORMS)
    pd.testing.assert_frame_equal(found, rows(shuffled, period=PERIOD, definition_version="proxy"))
    assert found["value"].between(0, 1).all()
    assert (found["interval_low"] <= found["value"]).all()
    assert (found["value"] <= found["interval_high"]).all()
    lihe, lilek, either = classified["lihe"], classified["lilek"], classified["lihelek"]
    assert either.sum() <= lihe.sum() + lilek.sum()
    assert either.sum() >= max(lihe.sum(), lilek.sum())
    pd.testing.assert_series_equal(either, lihe | lilek, check_names=False)


def test_speed(table):
    """The whole theme on a delivery of 2,300 homes takes well under a second."""
    cases = [
        {"income": 9_000.0 + number, "wealth": True, "gas": 900.0 + number / 10, "label": "ACDG"[number % 4],
         "complex": f"c{number % 75}", "village": f"v{number % 18}"}
        for number in range(2_300)
    ]  # fmt: skip
    households, dwellings = tables(table, cases)
    begin = process_time()
    classified = classify(households, dwellings, on=ON, **NORMS)
    bands(rows(classified, period=PERIOD, definition_version="proxy"), classified, confidence=0.95)
    assert process_time() - begin < 1
