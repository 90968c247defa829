"""Reported figures, permit holders, inspections and their verdicts in the second calculation, done by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from . import decided, delivered, inspections, periods, permit_holders, reported, special_groups, verdict
from .recalculate import half_year

PARAMS = Path(__file__).resolve().parents[2] / "params"
END = date(2023, 12, 31)
MOMENT = half_year("2023-H2", END)
CHOICES = permit_holders.Choices(self_contained_only=False, daeb_only=False, family_reunion_counts=False)


def world_of(tables: dict[str, list[dict[str, Any]]], today: date = END) -> delivered.World:
    every: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("dwellings", "rents", "permit_holders", "inspections", "observations", "reported_figures")
    }
    card = delivered.Delivery("GM1730", END, {**every, **tables}, frozenset({"SEW", "Woonborg"}))
    return delivered.world_on(card, today, set())


def homes(**counts: int) -> list[dict[str, Any]]:
    place = {"municipality_code": "GM1730", "village": "Vries", "in_service_from": date(1990, 1, 1)}
    never = {"out_of_service_from": None, "out_of_service_reason": None, "is_daeb": True, "is_self_contained": True}
    names = [(who, number) for who, count in counts.items() for number in range(count)]
    labels = {"label_registered_on": None, "energy_label": "C"}
    return [{"dwelling_id": f"{who}{number}", "corporation": who, **place, **never, **labels} for who, number in names]


def value(rows: list[dict[str, Any]], name: str, who: str | None = None) -> Any:
    return next(row["value"] for row in rows if row["id"] == name and row["corporation"] == who)


# --------------------------------------------------------------------------------------------- reported


def figure(measure: str, period: str, amount: int | None, party: str = "Mediation") -> dict[str, Any]:
    told = None if amount is None else Fraction(amount)
    return {"agreement": "41", "measure": measure, "period": period, "party": party, "value": told, "unit": "u"}


@pytest.mark.parametrize(
    ("period", "is_counted"),
    [("2023", True), ("2023-H2", True), ("2023-Q4", True), ("2023-Q3", True), ("2023-H1", False), ("2022", False)],
)
def test_a_figure_counts_in_the_half_year_in_which_its_period_ends(period: str, is_counted: bool) -> None:
    assert reported.counts(figure("cases", period, 1), MOMENT) is is_counted


def test_a_year_that_is_not_over_is_not_seen() -> None:
    assert not reported.counts(figure("cases", "2023", 1), half_year("2023-H2", date(2023, 12, 30)))


def test_two_parties_that_differ_leave_the_figure_unknown_and_an_association_has_its_own() -> None:
    told = [figure("cases", "2023", 4), figure("cases", "2023", 5, "Zorg"), figure("cases", "2023", 9, "SEW")]
    rows = list(reported.taken_over(told, frozenset({"SEW"})))
    assert [(row["corporation"], row["value"]) for row in rows] == [(None, None), ("SEW", 9)]


def test_cases_of_the_year_are_not_divided_by_those_of_a_quarter() -> None:
    """30 solved of 40 in the year; 12 cases in the last quarter; 40 cases / 4 homes = 10,000 per 1,000."""
    told = [figure("cases", "2023-Q4", 12), figure("cases", "2023", 40), figure("solved_cases", "2023", 30)]
    world = world_of({"dwellings": homes(SEW=4), "reported_figures": told})
    rows = reported.rows(world, decided.read(PARAMS, "2023"), MOMENT, "2023-H2")
    assert value(rows, "reported.41.solved_share") == 0.75
    assert value(rows, "reported.41.cases_per_1000_homes") == 10_000


# --------------------------------------------------------------------------------------- permit holders


def report(quarter: str, who: str | None, persons: int | None, on: date | None = None) -> dict[str, Any]:
    task, housed = (persons, None) if who is None else (None, persons)
    numbers = {"task_persons": task, "housed_persons": housed, "family_reunion_persons": None if who is None else 0}
    return {"period": quarter, "corporation": who, "reported_on": on or periods.last_day(quarter), **numbers}


def task(*changed: dict[str, Any]) -> list[dict[str, Any]]:
    """
    Task 4 + 6 = 10 in 2023-H2, homes 3 of SEW and 1 of Woonborg: own tasks 7.5 and 2.5.

    SEW houses 2 + 4 = 6 (6 x 4 of 10 x 3), Woonborg 1 + 2 = 3 (3 x 4 of 10 x 1).
    """
    asked = [report("2023-Q3", None, 4), report("2023-Q4", None, 6)]
    done = [report("2023-Q3", "SEW", 2), report("2023-Q4", "SEW", 4)]
    done += [report("2023-Q3", "Woonborg", 1), report("2023-Q4", "Woonborg", 2)]
    kept = {(row["period"], row["corporation"]): row for row in [*asked, *done, *changed]}
    world = world_of({"dwellings": homes(SEW=3, Woonborg=1), "permit_holders": list(kept.values())})
    return permit_holders.rows(world, CHOICES, period="2023-H2")


def test_the_task_is_divided_by_homes_and_held_against_persons() -> None:
    rows = task()
    assert value(rows, "permit_holders.task_persons", "SEW") == 7.5
    assert value(rows, "permit_holders.task_backlog_persons", "SEW") == 1.5
    assert value(rows, "permit_holders.task_backlog_persons", "Woonborg") == -0.5
    shares = {row["corporation"]: row for row in rows if row["id"] == "permit_holders.task_share"}
    found = {who: (row["numerator"], row["denominator"]) for who, row in shares.items()}
    assert found == {"SEW": (24, 30), "Woonborg": (12, 10), None: (9, 10)}


def test_a_report_made_after_the_half_year_leaves_its_figures_unknown() -> None:
    rows = task(report("2023-Q4", "SEW", 4, date(2024, 1, 1)))
    shares = {row["corporation"]: row for row in rows if row["id"] == "permit_holders.task_share"}
    assert {who: row["value"] for who, row in shares.items()} == {"SEW": None, "Woonborg": 1.2, None: None}
    assert {who: row["missing"] for who, row in shares.items()} == {"SEW": 1, "Woonborg": 0, None: 1}
    unknown = [row for row in task(report("2023-Q4", None, 6, date(2024, 1, 1))) if row["value"] is None]
    assert {row["missing"] for row in unknown} == {2}


def test_two_reports_in_one_quarter_count_once() -> None:
    """On 2 and 20 November: both in the fourth quarter, about the third and the second."""
    reports = [report("2023-Q2", None, 1, date(2023, 11, 2)), report("2023-Q3", None, 1, date(2023, 11, 20))]
    (row,) = permit_holders.reports_row(reports, END, "2023-H2")
    assert (row["numerator"], row["denominator"]) == (1, 4)
    assert permit_holders.reports_row(reports, date(2024, 2, 1), "2024-H1")[0]["value"] == 0
    assert permit_holders.reports_row([report("2023-Q3", "SEW", 1)], END, "2023-H2") == []


def test_permit_holders_are_special_at_their_first_housing() -> None:
    special = special_groups.Special({"STA", "UIT"}, {"STA"}, 24)
    asked = [("STA", True), ("STA", False), ("STA", None), ("UIT", None), (None, True), ("MED", True)]
    answers = [
        special_groups.is_special({"priority_ground": ground, "is_first_housing": first}, special)
        for ground, first in asked
    ]
    assert answers == [True, False, None, True, False, False]


# ------------------------------------------------------------------------------------------ inspections


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2023, 5, 31), date(2023, 6, 30), 1),
        (date(2023, 5, 31), date(2023, 6, 29), 0),
        (date(2022, 2, 28), date(2024, 2, 28), 24),
        (date(2021, 12, 31), END, 24),
    ],
)
def test_whole_months(first: date, last: date, months: int) -> None:
    assert inspections.months_between(first, last) == months


def test_points_by_their_rows_or_by_the_numbers_of_the_inspection() -> None:
    held = {"points_raised": 2, "points_closed": 1}
    late = {"due_on": date(2023, 12, 30), "closed_on": None}
    today = {"due_on": END, "closed_on": None}
    assert inspections.points_of(held, [late, today], END) == (2, 0, 1)
    assert inspections.points_of(held, [late], END) == (2, 1, None)
    assert inspections.points_of({**held, "points_closed": 2}, [], END) == (2, 2, 0)
    assert inspections.points_of({**held, "points_closed": None}, [], END) == (None, None, None)


# --------------------------------------------------------------------------------------------- verdicts


def judged(name: str, amount: float | None, today: date, **place: str) -> str | None:
    counts = {"value": amount, "numerator": None, "denominator": None, "missing": 0}
    row = reported.row(name, place, "2023-H2", "u", **counts)
    moment = half_year("2023-H1" if today <= date(2023, 6, 30) else "2023-H2", today)
    case = verdict.Case(decided.read(PARAMS, "2023"), world_of({}, today), moment)
    answer: str | None = verdict.judged(row, case, is_blocked=False)["verdict"]
    return answer


def test_a_target_is_kept_while_it_is_not_behind_an_even_pace() -> None:
    """100 homes a year: 181 of 365 days on 30 June ask for 49.6; four reports for 1.98."""
    efg, told = "improvements.efg_homes_count", "permit_holders.quarterly_reports_count"
    half = date(2023, 6, 30)
    assert [judged(efg, count, half, corporation="Woonborg") for count in (49, 50)] == ["at_risk", "kept"]
    assert [judged(efg, count, END, corporation="Woonborg") for count in (99, 100)] == ["broken", "kept"]
    assert [judged(told, count, half) for count in (1, 2)] == ["at_risk", "kept"]


def test_an_intention_is_at_worst_at_risk_and_an_unknown_value_is_not_assessable() -> None:
    assert judged("improvements.to_label_a_count", 11, END, village="Zuidlaren") == "at_risk"
    assert judged("reported.41.municipality_eur_per_year", None, END) == "not_assessable"
    assert judged("reported.41.municipality_eur_per_year", 24999.99, END) == "broken"


def test_the_tenth_decimal_of_a_change_is_noise() -> None:
    change = "improvements.housing_costs_change_eur_per_month"
    answers = [judged(change, amount, END, corporation="SEW") for amount in (4e-10, 0.01)]
    assert answers == ["kept", "broken"]


def test_a_line_is_written_with_two_decimals_if_it_is_a_share() -> None:
    asked = [("share_at_least", "1"), ("share_at_most", "0.026"), ("count_at_least", "4"), ("change_at_most", "0.026")]
    lines = [verdict.threshold({"kind": kind, "threshold": line}) for kind, line in asked]
    assert lines == ["1.00", "0.026", "4", "0.026"]
