"""The second calculation of building programme and home seekers against cases done by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from . import programme, seekers

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
DONE = {"homes": 5, "social_homes": 4, "realised_homes": 5, "realised_on": date(2023, 8, 1), "is_lifetime_proof": True}


@pytest.mark.parametrize(
    ("change", "homes"),
    [
        ({}, (5, 5, 0)),
        ({"realised_on": date(2023, 1, 1)}, (5, 5, 0)),
        ({"realised_on": date(2022, 12, 31)}, (0, 5, 0)),
        ({"realised_on": None, "realised_homes": None}, (0, 5, 0)),
        ({"realised_homes": None}, (0, 0, 5)),
        ({"homes": None}, (5, 5, 0)),
        ({"homes": None, "realised_homes": None}, (0, 0, 1)),
    ],
)
def test_homes_of_a_project(change: dict[str, Any], homes: tuple[int, int, int]) -> None:
    assert programme.realised({**DONE, **change}, YEAR) == homes


def test_homes_by_kind() -> None:
    assert programme.social(DONE) == (4, 5, 0)
    assert programme.social({**DONE, "social_homes": None}) == (0, 0, 5)
    assert programme.lifetime_proof({**DONE, "is_lifetime_proof": False}) == (0, 5, 0)
    assert programme.lifetime_proof({**DONE, "realised_homes": None}) == (0, 0, 5)


@pytest.mark.parametrize(
    ("registered_on", "answer"),
    [(date(2022, 9, 12), False), (date(2022, 9, 13), True), (date(2023, 9, 12), True), (None, None)],
)
def test_exactly_twelve_months_is_not_fast(registered_on: date | None, answer: bool | None) -> None:
    assert seekers.is_fast({"registered_on": registered_on, "allocated_on": date(2023, 9, 12)}, 12) is answer


def test_years_and_months_of_the_calendar() -> None:
    assert seekers.months_after(date(2020, 2, 29), 12) == date(2021, 2, 28)
    letting = {"registered_on": date(2019, 9, 12), "allocated_on": date(2023, 9, 12)}
    assert seekers.years(letting) == Fraction(1461) / Fraction("365.25") == 4


def test_a_quarter_not_delivered_is_unknown_and_a_chance_is_of_one_quarter() -> None:
    """Ten searched in Q3, none are known in Q4: one letting of ten, one is missing."""
    told = [{"village": "V", "period": "2023-Q3", "active_seekers": 10}]
    lettings = [{"village": "V", "allocated_on": day} for day in (date(2023, 9, 30), date(2023, 10, 1))]
    quarters = ["2023-Q3", "2023-Q4"]
    rows = seekers.success_rows(lettings, seekers.completed(told, quarters), quarters, "2023-H2")
    assert {(row["numerator"], row["denominator"], row["missing"]) for row in rows} == {(1, 10, 1)}
