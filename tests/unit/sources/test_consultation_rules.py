"""Inspections, permit holders and reported figures that contradict themselves are found; nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_delivery import SmallDelivery

from analysis.sources import check

RULES = {
    "more_closed_than_raised",
    "more_observations_than_points",
    "task_of_an_association",
    "contradicting_reports",
}


def found(delivery: SmallDelivery) -> list[tuple[str, str]]:
    return [(one.rule, one.first_keys[0]) for one in check(delivery.folder) if one.rule in RULES]


@pytest.fixture
def small(tmp_path: Path) -> SmallDelivery:
    return SmallDelivery(tmp_path)


def test_the_small_delivery_contradicts_nothing(small):
    assert found(small) == []


@pytest.mark.parametrize(
    ("table", "old", "new", "rule", "key"),
    [
        ("inspections", ",5,2", ",5,6", "more_closed_than_raised", "N-1"),
        ("inspections", ",5,2", ",1,1", "more_observations_than_points", "N-1"),
        ("permit_holders", "SEW,,4", "SEW,8,4", "task_of_an_association", "2023-Q1 / SEW"),
    ],
)
def test_a_contradiction_is_named(small, table, old, new, rule, key):
    small.replace(table, old, new)
    assert found(small) == [(rule, key)]


@pytest.mark.parametrize(
    ("other", "rules"), [("HBV,25000", []), ("HBV,24999", ["contradicting_reports"]), ("SEW,24999", [])]
)
def test_two_parties_about_the_same_figure(small, other, rules):
    small.add("reported_figures", "8,2023,money,municipality,25000,EUR,letter")
    small.add("reported_figures", f"8,2023,money,{other},EUR,letter")
    assert [rule for rule, _ in found(small)] == rules
