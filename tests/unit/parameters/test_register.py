"""The register: what an entry and a rule must hold, and which entry a result belongs to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from analysis.errors import ParameterError
from analysis.parameters import Rule, load_register

TEXT = """\
name: "2031"
year: 2031
title: "Agreements 2031"
municipality: GM1730
document: "Document"
signed_on: "2030-12-08"
valid_from: "2031-01-01"
parties: [Woonborg, SEW, HBV]
tenants: {SEW: HBV}
entries:
  - id: "1"
    chapter: "4.4"
    title: "Talk"
    parties: [Woonborg]
    quote: "tekst"
    commitment: signal
    rule: {kind: share_at_most, result: displacement.share, grain: corporation, threshold: "0.20"}
    figures: [displacement.]
    frequency: half_year
    measurable: yes
  - id: "2"
    chapter: "4.4"
    title: "Log"
    parties: [SEW]
    quote: "tekst"
    commitment: process
    rule: {kind: log, result: actions.2}
    figures: [displacement.]
    frequency: log
    measurable: no
    why_not: "not in data"
"""


@pytest.fixture
def load(tmp_path):
    def _load(text: str = TEXT, name: str = "2031"):
        (tmp_path / "2031.yml").write_text(text, encoding="utf-8")
        return load_register(name, folder=tmp_path)

    return _load


def test_the_header_is_read(load):
    register = load()
    assert (register.name, register.year, register.municipality) == ("2031", 2031, "GM1730")
    assert register.signed_on == date(2030, 12, 8)


def test_a_threshold_is_an_exact_number(load):
    rule = load().entry("1").rule
    assert rule.fraction == Fraction(1, 5)
    assert load().entry("2").rule.fraction is None


def test_a_result_belongs_to_the_entry_that_judges_it_else_to_the_one_that_is_measured_best(load):
    register = load()
    assert register.for_result("displacement.share").id == "1"
    assert register.for_result("displacement.other").id == "1"
    assert register.for_result("actions.2").id == "2"
    assert register.for_result("rent.share") is None
    assert register.rules_for("displacement.other") == ()


def test_a_measurable_entry_that_shows_a_result_comes_before_one_that_does_not_measure(load):
    swapped = TEXT.replace("measurable: yes", 'measurable: partly\n    why_not: "half"').replace(
        'measurable: no\n    why_not: "not in data"', "measurable: yes"
    )
    assert load(swapped).for_result("displacement.other").id == "2"
    assert load(swapped).for_result("displacement.share").id == "1"  # a rule comes before any figure


def test_an_unknown_entry_or_register_is_refused(load):
    with pytest.raises(ParameterError, match="register '2031' has no entry '3'; expected one of '1', '2'"):
        load().entry("3")
    with pytest.raises(ParameterError, match=r"has no register '2032'; did you mean '2031'"):
        load(name="2032")


def test_a_municipality_without_a_register_keeps_the_header_only(load):
    assert load().without_entries().entries == ()
    assert load().without_entries().for_result("displacement.share") is None


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ('threshold: "0.20"', "threshold: 0.20", "which is not text: write it in quotes"),
        ('threshold: "0.20"', 'threshold: "20 %"', "is not a decimal in quotes"),
        ('threshold: "0.20"', 'treshold: "0.20"', "did you mean 'threshold'"),
        (', threshold: "0.20"', "", "a rule 'share_at_most' needs a threshold"),
        ("kind: log", 'kind: log, threshold: "1"', "a rule 'log' takes no threshold"),
        ("kind: share_at_most", "kind: share_atmost", "line 17: 'entries.0.rule.kind' is 'share_atmost'"),
        ("kind: log", 'kind: log, baseline_date: "2030-12-31"', "baseline_date belongs to the kind"),
        ("commitment: signal", "commitment: process", "the commitment 'process' and the rule kind 'log' go together"),
        ("commitment: process", "commitment: duty", "the commitment 'process' and the rule kind 'log' go together"),
        ("measurable: yes", "measurable: partly", "why_not is given if and only if"),
        ("measurable: yes", "measurable: maybe", "expected 'yes', 'partly' or 'no'"),
        ("parties: [SEW]", "parties: [SEV]", "'SEV' is no party of the register; did you mean 'SEW'"),
        ("tenants: {SEW: HBV}", "tenants: {SEW: HVB}", "tenants: 'HVB' is no party of the register; did you mean"),
        ('id: "2"', 'id: "1"', "entries occur twice: 1"),
        ('signed_on: "2030-12-08"', "signed_on: 2030-12-08", "bare date"),
        ('name: "2031"', 'name: "2030"', "name is '2030', expected '2031', the name of the file"),
        ('    quote: "tekst"\n', "", "'entries.0.quote' is missing"),
        ("figures: [displacement.]", "figures: [displacement]", "entries.0.figures.0"),
    ],
)
def test_a_register_that_is_not_what_it_should_be_is_refused(load, good, bad, complaint):
    assert good in TEXT
    with pytest.raises(ParameterError, match=complaint):
        load(TEXT.replace(good, bad))


@pytest.mark.parametrize("threshold", ["0.20", "1", "48", "-0.5"])
def test_decimals_are_thresholds(threshold):
    assert Rule(kind="change_at_most", result="rent.change", threshold=threshold).fraction == Fraction(threshold)


@pytest.mark.parametrize("threshold", ["1/5", "1e-1", " 0.2", "0,20", "", "nan"])
def test_other_words_are_not(threshold):
    with pytest.raises(ValueError, match="not a decimal"):
        Rule(kind="change_at_most", result="rent.change", threshold=threshold)
