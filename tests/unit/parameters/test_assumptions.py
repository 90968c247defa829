"""Assumptions: base values, scenarios, and what is refused."""

from __future__ import annotations

import pytest

from analysis.errors import ParameterError
from analysis.parameters import load_assumptions

EXACT = '{minimum_denominator: 1, count_step: 1, share_step: "0", hides_counts: false}'
TABLE = "".join(
    f"  {profile}:\n" + "".join(f"    {name}: {EXACT}\n" for name in ("plan", "association", "home", "household"))
    for profile in ("internal", "partners", "public")
)


def _assumption(name: str, unit: str, value: str, used_by: str, ends: str = "") -> str:
    given = f"value: {value}, range: {ends}" if ends else f"value: {value}"
    rest = f'quality: red, impact: red, why: "w", used_by: [{used_by}]'
    return f'  - {{id: {name}, label: "L", unit: {unit}, {given}, {rest}}}\n'


TEXT = (
    "assumptions:\n"
    + _assumption("margin", "share", "0.02", "a", "[0.0, 0.05]")
    + _assumption("counts", "yes or no", "false", "a", "[false, true]")
    + _assumption("labels", "labels", "[D, E]", "b", "[[E], [C, D, E]]")
    + _assumption("fixed", "text", "proxy", "b")
    + "disclosure:\n"
    + TABLE
)


@pytest.fixture
def load(tmp_path):
    def _load(scenario: str = "base", text: str = TEXT):
        path = tmp_path / "assumptions.yml"
        path.write_text(text, encoding="utf-8")
        return load_assumptions(scenario, path=path)

    return _load


def test_a_scenario_is_an_end_of_a_range_that_differs_from_the_value(load):
    assert load().scenarios() == ["margin:low", "margin:high", "counts:high", "labels:low", "labels:high"]


@pytest.mark.parametrize(
    ("scenario", "margin", "counts", "labels"),
    [
        ("base", 0.02, False, ("D", "E")),
        ("margin:low", 0.0, False, ("D", "E")),
        ("margin:high", 0.05, False, ("D", "E")),
        ("counts:high", 0.02, True, ("D", "E")),
        ("labels:high", 0.02, False, ("C", "D", "E")),
    ],
)
def test_a_scenario_replaces_one_value_only(load, scenario, margin, counts, labels):
    assumptions = load(scenario)
    assert assumptions.value("margin") == margin
    assert assumptions.value("counts") is counts
    assert assumptions.value("labels") == labels
    assert assumptions.value("fixed") == "proxy"


def test_a_range_is_that_of_the_file_under_every_scenario(load):
    assert load("margin:high").range("margin") == (0.0, 0.05)
    assert load().range("fixed") == ("proxy", "proxy")


@pytest.mark.parametrize(
    ("scenario", "complaint"),
    [
        ("margn:low", "there is no scenario 'margn:low'; did you mean 'margin:low'"),
        ("margin:middle", "there is no scenario"),
        ("counts:low", "there is no scenario"),  # the same as base
        ("fixed:high", "there is no scenario"),  # not varied
        ("Base", "there is no scenario"),
        ("", "there is no scenario"),
    ],
)
def test_an_unknown_scenario_is_refused(load, scenario, complaint):
    with pytest.raises(ParameterError, match=complaint):
        load(scenario)


def test_an_unknown_assumption_is_refused_with_a_suggestion(load):
    with pytest.raises(ParameterError, match="there is no assumption 'marging'; did you mean 'margin'"):
        load().value("marging")


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("value: 0.02", "value: 0.06", "value 0.06 lies outside its range"),
        ("range: [0.0, 0.05]", "range: [0.0, half]", "value and range must be of one kind"),
        ("range: [0.0, 0.05]", "range: [0.0]", "assumptions.0.range"),
        ("quality: red", "quality: orange", "expected 'red', 'amber' or 'green'"),
        ("used_by: [a]", "used_by: []", "assumptions.0.used_by"),
        ('why: "w", ', "", "'assumptions.0.why' is missing"),
        ("id: counts", "id: margin", "an assumption occurs twice"),
        ("    household: ", "    houshold: ", "did you mean 'household'"),
        ("minimum_denominator: 1", "minimum_denominator: 0", "minimum_denominator"),
        ('share_step: "0"', "share_step: 0", "write it in quotes"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(load, good, bad, complaint):
    assert good in TEXT
    with pytest.raises(ParameterError, match=complaint):
        load(text=TEXT.replace(good, bad))


def test_the_disclosure_table_of_the_public_hides_most_of_households():
    rule = load_assumptions().disclosure["public"]["household"]
    assert (rule.minimum_denominator, rule.share_step, rule.hides_counts) == (20, "0.05", True)
