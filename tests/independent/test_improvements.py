"""Labels and improvements in the second calculation, done by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from . import delivered, improvement_effects, improvements, labels, renovation

END = date(2023, 12, 31)
RULES = improvements.Rules(
    since=date(2023, 1, 1),
    labels=["A", "B", "C", "D", "E", "F", "G"],
    low={"E", "F", "G"},
    goal="A",
    kinds={"DAK": "roof", "VLO": "floor", "MUU": "wall", "WAC": "heat_pump", "VOL": "all"},
    packages={"pump": ["roof", "floor", "heat_pump"], "cavity": ["roof", "floor", "wall"]},
    scopes={},
)
ROW = {
    "improvement_id": "I",
    "dwelling_id": "D",
    "completed_on": date(2023, 6, 1),
    "measures": "DAK",
    "label_before": "E",
    "label_after": "C",
    "label_method_before": "EI",
    "label_method_after": "NTA",
    "rent_change_eur_per_month": Fraction(0),
    "energy_saving_eur_per_month": Fraction(20),
}


def home(*changes: dict[str, Any]) -> improvements.Home:
    return improvements.Home("D", [{**ROW, **change} for change in changes], "Woonborg", "GM1730", "Vries")


NEW_SURVEY = {"measures": "OPN"}
UNTOLD = {"measures": None}


@pytest.mark.parametrize(
    ("changes", "is_improved", "is_method_only"),
    [
        ([{}], True, False),
        ([NEW_SURVEY], False, True),
        ([{**NEW_SURVEY, "label_method_before": "NTA"}], True, False),
        ([{**NEW_SURVEY, "label_method_before": None}], None, None),
        ([UNTOLD], None, None),
        ([{"label_after": "E"}], False, False),
        ([{"label_before": "D"}], False, False),
        ([{"label_before": "C", "label_after": None}], False, False),
        ([{"label_after": None}], None, False),
        ([NEW_SURVEY, {}], True, False),
        ([NEW_SURVEY, UNTOLD], None, None),
    ],
)
def test_a_home_left_a_low_label(
    changes: list[dict[str, Any]],
    is_improved: bool | None,
    is_method_only: bool | None,
) -> None:
    assert improvements.left_low(home(*changes), RULES) is is_improved
    assert improvements.by_method_only(home(*changes), RULES) is is_method_only


def test_label_a_is_reached_from_a_worse_one_only() -> None:
    asked = [("B", "A"), ("A", "A"), ("B", "B"), (None, "B"), (None, "A")]
    answers = [improvements.reached_goal(home({"label_before": b, "label_after": a}), RULES) for b, a in asked]
    assert answers == [True, False, False, False, None]


def test_the_measures_of_a_home_together_make_a_package() -> None:
    whole = home({"measures": "DAK|VLO"}, {"measures": "WAC"})
    assert improvements.has_package(whole, RULES, "pump") is True
    assert improvements.has_package(home({"measures": "VOL|WAC"}), RULES, "pump") is False
    assert improvements.has_package(home({"measures": "DAK"}, UNTOLD), RULES, "pump") is None


def test_costs_are_added_up_per_home_to_the_cent() -> None:
    """0.10 + 0.20 - 0.30 is nothing at all: fractions, not binary ones."""
    cents = [{"rent_change_eur_per_month": Fraction(text), "energy_saving_eur_per_month": Fraction(0)}
             for text in ("0.10", "0.20")]  # fmt: skip
    saving = {"rent_change_eur_per_month": Fraction(0), "energy_saving_eur_per_month": Fraction("0.30")}
    assert improvement_effects.cost_change(home(*cents, saving)) == 0
    assert improvement_effects.cost_change(home({"energy_saving_eur_per_month": None}, saving)) is None


LET = date(2023, 6, 1)


@pytest.mark.parametrize(
    ("completed", "measures", "answer"),
    [
        (date(2023, 8, 30), "VLO", True),
        (date(2023, 8, 31), "VLO", False),
        (date(2023, 3, 3), "VLO", True),
        (date(2023, 3, 2), "VLO", "left out"),
        (date(2023, 8, 30), None, None),
        (date(2023, 8, 31), None, False),
        (date(2023, 6, 1), "VOL", False),
        (None, "VLO", False),
    ],
)
def test_a_floor_within_ninety_days_of_the_letting(completed: date | None, measures: str | None, answer: Any) -> None:
    world = world_of({"improvements": [{**ROW, "completed_on": completed, "measures": measures}]})
    letting = {"dwelling_id": "D", "allocated_on": LET}
    assert improvement_effects.floor_done(world, letting, RULES, 90) == answer


def test_while_the_ninety_days_run_nothing_is_known() -> None:
    letting = {"dwelling_id": "D", "allocated_on": LET}
    days = (date(2023, 8, 29), date(2023, 8, 30))
    answers = [improvement_effects.floor_done(world_of({}, day), letting, RULES, 90) for day in days]
    assert answers == [None, False]


@pytest.mark.parametrize(
    ("first", "end", "years"),
    [
        (date(2023, 1, 1), date(2024, 1, 1), Fraction(1)),
        (date(2023, 1, 1), date(2023, 7, 1), Fraction(1, 2)),
        (date(2023, 10, 16), date(2023, 12, 1), Fraction(1, 12) + 15 / Fraction("365.25")),
        (date(2023, 1, 31), date(2023, 3, 1), Fraction(1, 12) + 1 / Fraction("365.25")),
    ],
)
def test_years_are_whole_months_and_the_days_that_remain(first: date, end: date, years: Fraction) -> None:
    assert labels.years(first, end) == years


def test_lifted_out_needs_both_answers() -> None:
    asked = [(True, False), (True, True), (False, False), (None, False), (True, None)]
    assert [renovation.lifted(now, then) for now, then in asked] == [True, False, False, None, None]


def test_gas_falls_step_by_step() -> None:
    """E to B is three steps: 0.9 x 0.9 x 0.9 of 1,000 m3."""
    assert renovation.less_gas({"gas_m3_per_year": Fraction(1000)}, (1 - Fraction("0.10")) ** 3) == {
        "gas_m3_per_year": 729
    }


def world_of(tables: dict[str, list[dict[str, Any]]], today: date = END) -> delivered.World:
    every: dict[str, list[dict[str, Any]]] = {name: [] for name in ("dwellings", "rents", "improvements")}
    return delivered.world_on(delivered.Delivery("GM1730", END, {**every, **tables}), today, set())
