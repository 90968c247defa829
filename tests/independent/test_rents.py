"""The second calculation of rents against cases done by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from . import decided, delivered, rent_increase, rent_levels, rents_compared

DECISIONS = decided.read(Path(__file__).resolve().parents[2] / "params", "2023")
FIRST, SECOND = date(2023, 1, 1), date(2024, 1, 1)
T = date(2010, 5, 1)
CAPS = rent_increase.caps_on(DECISIONS, FIRST)


@pytest.mark.parametrize(
    ("rent", "place"),
    [("452.20", 0), ("452.21", 1), ("647.19", 1), ("647.20", 2), ("693.60", 2), ("808.06", 3), ("808.07", 4)],
)
def test_a_rent_at_a_cap_belongs_to_the_class_below_it(rent: str, place: int) -> None:
    assert rent_levels.class_of(Fraction(rent), rent_levels.caps_on(DECISIONS, date(2023, 12, 31))) == place


@pytest.mark.parametrize(
    ("persons", "rent", "answer"),
    [(2, "647.18", True), (2, "647.19", False), (3, "693.59", True), (3, "693.60", False), (None, "600", None)],
)
def test_a_first_rent_is_strictly_below_its_cap(persons: int | None, rent: str, answer: bool | None) -> None:
    letting = {"allocated_on": date(2023, 6, 1), "persons": persons}
    assert rent_levels.is_below(DECISIONS, letting, Fraction(rent)) is answer


def test_the_cap_is_that_of_the_day_of_the_letting() -> None:
    letting = {"allocated_on": date(2024, 1, 2), "persons": 1}
    assert rent_levels.is_below(DECISIONS, letting, Fraction("650.42")) is True
    assert rent_levels.is_below(DECISIONS, letting, Fraction("650.43")) is False


@pytest.mark.parametrize(
    ("before", "after", "legal", "agreed"),
    [
        ("500", "515.50", False, False),  # exactly 3.1 %
        ("500", "515.51", True, False),
        ("500", "518.00", True, False),  # exactly 3.6 %
        ("500", "518.01", True, True),
        ("280", "305.00", False, False),  # exactly 25 euro
        ("280", "305.01", True, True),
        ("300", "325.00", True, True),  # not below 300
    ],
)
def test_rises_on_a_cap_pass(before: str, after: str, legal: bool, agreed: bool) -> None:
    home = home_of((before, "JAA", T), (after, "JAA", T))
    assert rent_increase.is_above_legal(home, CAPS) is legal
    assert rent_increase.is_above_agreed(home, CAPS) is agreed


@pytest.mark.parametrize(("after", "is_above"), [("700.00", False), ("700.01", True)])
def test_an_income_dependent_rise_is_capped_in_euros_and_has_no_regular_part(after: str, is_above: bool) -> None:
    home = home_of(("600", "JAA", T), (after, "INK", T))
    assert rent_increase.regular(home) is None
    assert rent_increase.is_above_legal(home, CAPS) is is_above


def test_the_steps_add_up_and_a_reduction_makes_no_room() -> None:
    """640 -> 575.03 is the reduction (-64.97), then 592.85 yearly (+17.82): 2.78 % of 640, and -47.15 together."""
    home = home_of(("640", "JAA", T), ("575.03", "", T), ("592.85", "JAA", T))
    assert home.changes == {"reduction": Fraction("-64.97"), "yearly": Fraction("17.82")}
    assert rent_increase.regular(home) == Fraction("17.82")
    assert rent_increase.sum_change([home]) == Fraction("-47.15") / 640
    assert rent_increase.without_reductions([home]) == Fraction("17.82") / 640


def test_a_new_letting_or_a_vacant_day_takes_a_home_out() -> None:
    assert home_of(("500", "JAA", T), ("560", "MUT", date(2023, 5, 1))) == "out"
    assert home_of(("500", "JAA", None), ("510", "MUT", T)) == "out"
    assert home_of(("500", "JAA", T), ("510", "MUT", None)) == "out"


def test_a_home_without_a_row_on_the_first_day_is_unknown_unless_it_was_let_later() -> None:
    late = date(2023, 2, 1)
    assert home_of(("500", "JAA", T), first=late) is None
    assert home_of(("500", "JAA", FIRST), first=late) is None
    assert home_of(("500", "MUT", late), first=late) == "out"


def home_of(*rents: tuple[str, str, date | None], first: date = date(2022, 7, 1)) -> Any:
    """Give what the comparison makes of a home with these rents, one a month from the first day on."""
    begins = [first if number == 0 else date(2023, 6 + number, 1) for number in range(len(rents))]
    rows = [
        {
            "dwelling_id": "A", "valid_from": day, "net_rent_eur_per_month": Fraction(amount),
            "change_reason": reason, "tenancy_started_on": tenancy,
        }
        for day, (amount, reason, tenancy) in zip(begins, rents, strict=True)
    ]  # fmt: skip
    every = {name: [] for name in ("dwellings", "stock", "programme", "actions")} | {"rents": rows}
    world = delivered.world_on(delivered.Delivery("GM1730", date(2023, 12, 31), every), SECOND, set())
    return rents_compared.home_of(world, DECISIONS, "A", {"is_self_contained": True}, FIRST, SECOND)
