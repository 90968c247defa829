"""What another report gives away, and the scanner that looks at published rows by other means than the gate."""

from __future__ import annotations

import pytest

from analysis.disclosure import differencing, gate, require, small_cells

ALL: dict[str, str] = {}
VRIES, YDE, BUNNE = ({"village": name} for name in ("Vries", "Yde", "Bunne"))


def gated(rows, policy, profile):
    return gate(rows, data_class="household", profile=profile, policy=policy)


def test_a_cell_withheld_now_and_shown_in_another_profile_is_found(share_rows, policy):
    rows = share_rows((VRIES, 5, 15), (YDE, 6, 30), (BUNNE, 7, 40), (ALL, 18, 85))
    partners = require(gated(rows, policy, "partners"))
    found = differencing(gated(rows, policy, "public"), partners, policy=policy, other="reference-partners")
    assert [(one.rule, one.count, one.severity, one.file) for one in found] == [
        ("shown_elsewhere", 2, "warning", "reference-partners")
    ]
    assert found[0].first_keys == (
        "energy_poverty.lihe_share Vries 2023-H2",
        "energy_poverty.lihe_share Yde 2023-H2",
    )
    assert found[0].remedy


@pytest.mark.parametrize(
    ("then", "rules"), [(30, []), (29, ["small_difference"]), (21, ["small_difference"]), (20, [])]
)
def test_a_difference_below_the_minimum_is_found_where_counts_are_shown(share_rows, policy, then, rules):
    now = gated(share_rows((VRIES, 10, 30), (YDE, 10, 40)), policy, "partners")
    before = require(gated(share_rows((VRIES, 8, then), (YDE, 10, 40)), policy, "partners"))
    assert [one.rule for one in differencing(now, before, policy=policy)] == rules


def test_hidden_counts_cannot_be_compared(share_rows, policy):
    now = gated(share_rows((VRIES, 10, 30)), policy, "public")
    before = require(gated(share_rows((VRIES, 10, 29)), policy, "public"))
    assert differencing(now, before, policy=policy) == []


def test_another_period_is_another_cell(share_rows, policy):
    now = gated(share_rows((VRIES, 5, 15)), policy, "public")
    before = require(gated(share_rows((VRIES, 5, 15)).assign(period="2023-H1"), policy, "partners"))
    assert differencing(now, before, policy=policy) == []


def test_what_the_gate_publishes_holds_no_small_cell(share_rows, policy):
    exact = share_rows((VRIES, 5, 15), (YDE, 0, 30), (BUNNE, 40, 40), (ALL, 45, 85))
    for profile in ("internal", "partners", "public"):
        shown = require(gated(exact, policy, profile))
        assert small_cells(exact, shown, policy=policy, profile=profile).empty


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"suppressed": False, "value": 0.35}, ["below_minimum", "few_counts"]),
        ({"value": 0.35}, ["not_blank"]),
        ({"denominator": 15}, ["not_blank"]),
    ],
)
def test_the_scanner_finds_what_a_suppressed_row_still_tells(share_rows, policy, changes, broken):
    exact = share_rows((VRIES, 5, 15))
    shown = require(gated(exact, policy, "public")).assign(**changes)
    assert small_cells(exact, shown, policy=policy, profile="public")["broken_rule"].tolist() == broken


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"value": 0.0}, ["certain", "few_counts"]),
        ({"value": 0.33}, ["not_on_step", "few_counts"]),
        ({"interval_high": 0.51}, ["not_on_step", "few_counts"]),
        ({"numerator": 10}, ["count_shown"]),
        ({"interval_high": 0.5}, ["few_counts"]),
        ({"bound": "at_most", "interval_low": None, "interval_high": None}, ["few_counts"]),
        ({"bound": "at_most"}, ["interval_beside_bound", "few_counts"]),
    ],
)
def test_the_scanner_finds_what_a_shown_row_tells_too_much(share_rows, policy, changes, broken):
    exact = share_rows((VRIES, 10, 30))
    shown = require(gated(exact, policy, "public")).assign(**changes)
    assert small_cells(exact, shown, policy=policy, profile="public")["broken_rule"].tolist() == broken


@pytest.mark.parametrize(("changes", "broken"), [({}, []), ({"value": 0.33}, ["not_on_step", "few_counts"])])
def test_a_complete_count_without_interval_is_held_against_its_share_alone(share_rows, policy, changes, broken):
    exact = share_rows((VRIES, 7, 21)).assign(interval_low=None, interval_high=None)
    shown = require(gated(exact, policy, "public")).assign(**changes)
    assert small_cells(exact, shown, policy=policy, profile="public")["broken_rule"].tolist() == broken


def test_the_scanner_finds_a_row_that_was_left_out(share_rows, policy):
    exact = share_rows((VRIES, 5, 15), (YDE, 6, 30))
    shown = require(gated(exact, policy, "public")).iloc[1:]
    found = small_cells(exact, shown, policy=policy, profile="public")
    assert found[["village", "broken_rule"]].to_numpy().tolist() == [["Vries", "row_left_out"]]
