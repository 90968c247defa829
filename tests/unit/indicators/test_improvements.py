"""Improvement: exactly on the line, by method only, unknown; costs; floors at a change of tenant."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis import contracts
from analysis.indicators.improvements import cost_changes, cost_rows, count_rows, floors, improved_homes
from analysis.periods import Period

PERIOD, FIRST, ON = Period(2023, 2), date(2023, 1, 1), date(2023, 12, 31)
LABELS = ["A++++", "A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G"]
KINDS = {"DAK": "roof", "VLO": "floor", "MUU": "wall", "WAC": "heat_pump", "WAR": "heat_pump"}
PACKAGES = {"roof_floor_heat_pump": ["roof", "floor", "heat_pump"], "roof_floor_cavity": ["roof", "floor", "wall"]}
SCOPES = {
    "improvements.efg_homes_count": {"corporation": "Woonborg"},
    "improvements.method_change_only_count": {"corporation": "Woonborg"},
    "improvements.to_label_a_count": {"corporation": "Woonborg", "village": "Zuidlaren"},
    "improvements.roof_floor_heat_pump_count": {"corporation": "SEW"},
    "improvements.roof_floor_cavity_count": {"corporation": "SEW"},
}


def row(number: int = 1, **changed: object) -> dict[str, object]:
    return {
        "improvement_id": f"I-{number}",
        "dwelling_id": f"W-{number}",
        "corporation": "Woonborg",
        "municipality_code": "GM1730",
        "completed_on": pd.Timestamp("2023-05-01"),
        "measures": "DAK|MUU",
        "label_before": "E",
        "label_after": "B",
        "label_method_before": "EI",
        "label_method_after": "NTA",
        "rent_change_eur_per_month": 0.0,
        "energy_saving_eur_per_month": 20.0,
        **changed,
    }


def table(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows)).reindex(columns=list(contracts.TABLES["improvements"].columns))
    empty = contracts.empty("improvements")
    return frame.astype(empty.dtypes.to_dict())


def homes(*rows: dict[str, object], **changed: object) -> pd.DataFrame:
    village = pd.DataFrame({"dwelling_id": [one["dwelling_id"] for one in rows], "village": "Zuidlaren"})
    rules = {
        "since": FIRST, "on": ON, "labels": LABELS, "low_labels": ["E", "F", "G"], "goal_label": "A",
        "measure_kinds": KINDS, "packages": PACKAGES, "method_change_is_improvement": False, **changed,
    }  # fmt: skip
    return improved_homes(table(*rows), village, **rules)


def answer(**changed: object) -> tuple[object, object]:
    found = homes(row(**changed)).iloc[0]
    return tuple(None if pd.isna(found[name]) else bool(found[name]) for name in ("is_out_of_low", "is_method_only"))


@pytest.mark.parametrize(
    ("changed", "out", "by_method"),
    [
        ({}, True, False),
        ({"label_before": "D"}, False, False),  # was not low
        ({"label_after": "E", "label_before": "G"}, False, False),  # still low
        ({"label_after": "D"}, True, False),  # just better than E
        ({"measures": "OPN"}, False, True),  # another method and no measure that explains it
        ({"measures": "OPN", "label_method_before": "NTA"}, True, False),  # one method: the letter tells
        ({"measures": "OPN|DAK"}, True, False),
        ({"measures": None}, None, None),  # nobody says what was done
        ({"measures": None, "label_method_before": "NTA"}, True, False),
        ({"label_method_before": None}, True, False),  # a measure explains it whatever the method
        ({"label_method_before": None, "measures": "OPN"}, None, None),
        ({"label_before": None}, None, False),
        ({"label_before": None, "label_after": "F"}, False, False),
        ({"label_after": None}, None, False),
        ({"label_before": "C", "label_after": None}, False, False),
    ],
)
def test_out_of_the_low_labels(changed, out, by_method):
    assert answer(**changed) == (out, by_method)


def test_a_change_of_method_counts_in_its_scenario():
    found = homes(row(measures="OPN"), method_change_is_improvement=True).iloc[0]
    assert (found["is_out_of_low"], found["is_method_only"]) == (True, False)


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2022-12-31", 0), ("2023-01-01", 1), ("2023-12-31", 1), ("2024-01-01", 0), (None, 0)],
)
def test_the_year_counts_from_its_first_day_to_the_reference_date(day, counts):
    assert len(homes(row(completed_on=pd.Timestamp(day) if day else pd.NaT), row(2, completed_on=pd.NaT))) == counts


def test_a_home_counts_once_and_its_costs_add_up():
    twice = row(1), row(1, improvement_id="I-2", label_before="B", label_after="A", energy_saving_eur_per_month=5.0)
    found = homes(*twice)
    assert len(found) == 1
    assert bool(found["is_out_of_low"].iloc[0])
    assert found["cost_change_eur_per_month"].tolist() == [-25.0]


def count(*rows: dict[str, object], result: str) -> tuple[float, int, int, int] | None:
    found = count_rows(homes(*rows), municipality="GM1730", scopes=SCOPES, packages=PACKAGES, period=PERIOD)
    own = found[found["id"] == f"improvements.{result}_count"]
    return tuple(own[["value", "numerator", "denominator", "missing"]].iloc[0]) if len(own) else None


def test_homes_elsewhere_count_for_the_whole_area_and_not_for_the_village():
    rows = row(1, municipality_code="GM1699", label_after="A"), row(2, label_after="A"), row(3, corporation="SEW")
    assert count(*rows, result="efg_homes") == (2, 2, 2, 0)
    assert count(*rows, result="to_label_a") == (1, 1, 1, 0)


def test_unknown_is_missing_and_nothing_improved_is_no_row():
    assert count(row(1), row(2, label_after=None), result="efg_homes") == (1, 1, 1, 1)
    assert count(row(1, corporation="SEW"), result="efg_homes") is None


@pytest.mark.parametrize(
    ("label", "before", "reached"), [("A", "E", 1), ("A+", "C", 1), ("B", "E", 0), ("A", "A", 0), ("A", "A+", 0)]
)
def test_label_a_or_better_from_a_worse_one(label, before, reached):
    assert count(row(label_after=label, label_before=before), result="to_label_a")[0] == reached


@pytest.mark.parametrize(
    ("measures", "pump", "cavity"),
    [
        ("DAK|VLO|WAC", 1, 0),
        ("DAK|VLO|WAR", 1, 0),
        ("DAK|VLO|MUU", 0, 1),
        ("DAK|VLO|MUU|WAC", 1, 0),  # once: with the heat pump
        ("DAK|MUU", 0, 0),
        ("VLO", 0, 0),
    ],
)
def test_packages(measures, pump, cavity):
    one = row(corporation="SEW", measures=measures)
    assert count(one, result="roof_floor_heat_pump")[0] == pump
    assert count(one, result="roof_floor_cavity")[0] == cavity


def test_measures_of_a_home_add_up_to_a_package():
    parts = row(corporation="SEW", measures="DAK|VLO"), row(corporation="SEW", improvement_id="I-2", measures="MUU")
    assert count(*parts, result="roof_floor_cavity")[0] == 1


def test_unknown_measures_are_missing_for_both_packages():
    unknown = row(corporation="SEW", measures=None)
    assert count(row(2, corporation="SEW", measures="DAK"), unknown, result="roof_floor_cavity") == (0, 0, 1, 1)


def costs(*changes: float | None) -> pd.DataFrame:
    frame = pd.DataFrame({"corporation": "SEW", "cost_change_eur_per_month": list(changes)})
    found = cost_rows(frame.astype({"cost_change_eur_per_month": "float64"}), period=PERIOD)
    return found[found["corporation"] == "SEW"].set_index("id")


@pytest.mark.parametrize(
    ("changes", "largest", "raised", "missing"),
    [
        ((-20.0, 0.0), 0.0, 0, 0),  # no change is no rise
        ((-20.0, 0.01), 0.01, 1, 0),
        ((-20.0, 1e-9), 0.0, 0, 0),  # less than a cent is noise
        ((-20.0, None), -20.0, 0, 1),
    ],
)
def test_largest_change_of_any_home(changes, largest, raised, missing):
    found = costs(*changes)
    assert found.loc["improvements.housing_costs_change_eur_per_month", "value"] == largest
    share = found.loc["improvements.housing_costs_raised_share"]
    assert (share["numerator"], share["missing"]) == (raised, missing)


def test_no_known_change_is_no_row():
    assert costs(None).empty


def test_steps_of_a_euro_keep_no_change_below_zero():
    frame = pd.DataFrame({"corporation": "SEW", "cost_change_eur_per_month": [-0.5, 0.0, 0.01, 1.0, None]})
    assert cost_changes(frame)["step"].astype("object").where(lambda s: s.notna(), None).tolist() == [0, 1, None]
    assert cost_changes(frame)["homes"].tolist() == [2, 2, 1]


def floor(day: str | None, *, window: int = 90, on: date = ON, allocated: str = "2023-03-01", measures="VLO"):
    allocations = pd.DataFrame(
        {"corporation": ["SEW"], "dwelling_id": ["a"], "allocated_on": [pd.Timestamp(allocated)],
         "is_vacated_dwelling": pd.Series([True], dtype="boolean")}
    )  # fmt: skip
    done = table(row(dwelling_id="a", completed_on=pd.Timestamp(day) if day else pd.NaT, measures=measures))
    found = floors(
        allocations,
        done,
        pd.DataFrame({"dwelling_id": ["a"], "complex_id": ["c"]}),
        pd.DataFrame({"complex_id": ["c"], "estate": ["Akkers"]}),
        estate="Akkers", since=FIRST, on=on, window_days=window, measure_kinds=KINDS, period=PERIOD,
    )  # fmt: skip
    return tuple(found[["numerator", "denominator", "missing"]].iloc[0]) if len(found) else None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-03-01", (1, 1, 0)),
        ("2023-05-30", (1, 1, 0)),  # day 90
        ("2023-05-31", (0, 1, 0)),  # day 91
        ("2022-12-01", (1, 1, 0)),  # day 90 before
        ("2022-11-30", None),  # insulated earlier: nothing to do
        (None, (0, 1, 0)),
    ],
)
def test_floor_within_the_window(day, expected):
    assert floor(day) == expected


def test_a_window_that_is_still_open_is_unknown():
    assert floor(None, allocated="2023-12-01") is None  # unknown alone: no denominator, no row
    assert floor("2023-12-20", allocated="2023-12-01") == (1, 1, 0)


def test_unknown_measures_near_the_change_are_unknown():
    assert floor("2023-03-10", measures=None) is None
