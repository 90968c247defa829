"""The summary for the consultation: one side of A4 whatever it has to say, from published figures alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from tests.paper import POINTS_PER_MM, Paper

from analysis import paths
from analysis.disclosure import reopened
from analysis.errors import DisclosureError
from analysis.parameters import load_register
from analysis.presentation.imprint import Imprint
from analysis.presentation.sheet import width_in
from analysis.presentation.texts import Texts
from analysis.reports import finding, summary
from analysis.reports.change import earlier, moves, next_to

A4_MM = (210, 297)
SMALLEST_POINTS = 7  # of a verdict on its tile; what is read is 8 points
IMPRINT = Imprint("Synthetic delivery of the associations", date(2023, 12, 31), is_synthetic=True)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The committed public results of the reference run, and what moved since the half-year before."""
    found = finding.read(paths.RESULTS / "reference.public.json", is_committed=True)
    published = reopened(found.rows, data_class="household", profile="public")
    ends = next_to(found, earlier(found, tmp_path_factory.mktemp("none")))
    return summary.Told(found.about, published, load_register("2023"), moves(ends))


@pytest.fixture(scope="module")
def papers(told):
    return {language: Paper(summary.pdf(told, Texts(language), IMPRINT)) for language in ("en", "nl")}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_one_side_of_a4_with_nothing_over_the_edge(papers, language):
    paper = papers[language]
    assert paper.pages == 1
    width, height = (edge * POINTS_PER_MM for edge in A4_MM)
    assert [float(edge) for edge in paper.reader.pages[0].mediabox[2:]] == pytest.approx([width, height], abs=0.5)
    for text, size, left, foot in paper.written():
        assert 20 < left < width - 20 - width_in(text, size) * 72, text
        assert 20 < foot < height - 20, text
        assert size >= SMALLEST_POINTS, text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_tagged_in_its_language_with_one_title_and_tables_with_heads(papers, language):
    paper = papers[language]
    assert paper.is_tagged
    assert paper.language.split("-")[0] == language
    assert paper.headings() == ["H1", "H2", "H2", "H2", "H2"]
    assert [tag.kind for tag in paper.tags].count("TH") == 7


def test_every_agreement_and_goal_stands_on_it_once_by_its_verdict(told, papers):
    names = summary.names_of(told.about["agreements"], Texts("en"))
    assert len(set(names.values())) == len(told.about["agreements"]) == 50
    rows = summary._glance(told.about["agreements"], names, Texts("en"))
    assert sorted(name for row in rows for name in row["numbers"].split(", ")) == sorted(names.values())
    assert "43 agreements and 7 goals" in papers["en"].text


def test_what_is_broken_or_at_risk_has_figure_line_margin_and_who_talks(told, papers):
    text = papers["en"].text
    assert "SEW: 22.5 % (9 of 40)" in text.replace("\N{NO-BREAK SPACE}", " ")
    cells = summary._attention(told, summary.names_of(told.about["agreements"], Texts("en")), Texts("en"))["rows"]
    assert len(cells) == sum(one["verdict"] in ("broken", "at_risk") for one in told.about["agreements"])
    row = next(one for one in cells if one["number"] == "goal 4.4")
    assert (row["line"], row["talk"]) == (["at most 20 %"], "SEW with HBV")
    assert row["sure"][0].startswith("may be chance: 12.3 %")


def test_it_is_the_same_bytes_each_time(told):
    assert summary.pdf(told, Texts("en"), IMPRINT) == summary.pdf(told, Texts("en"), IMPRINT)


def test_when_there_is_too_much_the_longest_list_ends_with_how_many_more(told):
    many = told.about | {"agreements": [one | {"verdict": "broken"} for one in told.about["agreements"]]}
    paper = Paper(summary.pdf(replace(told, about=many), Texts("en"), IMPRINT))
    assert paper.pages == 1
    assert "more, in the report." in paper.text


def test_a_withheld_verdict_is_counted_as_withheld_and_its_figure_stays_away(told):
    agreements = [
        one | ({"verdict": None, "reason": "withheld: too few"} if one["id"] == "goal-4.4" else {})
        for one in told.about["agreements"]
    ]
    text = Paper(summary.pdf(replace(told, about=told.about | {"agreements": agreements}), Texts("en"), IMPRINT)).text
    assert "too few to show" in text
    assert "9 of 40" not in text


def test_rows_that_did_not_pass_the_gate_are_refused(told):
    with pytest.raises(DisclosureError):
        summary.pdf(replace(told, published=pd.DataFrame(told.published.frame)), Texts("en"), IMPRINT)


def test_without_an_earlier_half_year_it_says_so(told):
    text = Paper(summary.pdf(replace(told, moves=None), Texts("en"), IMPRINT)).text
    assert "There is no earlier half-year to compare with." in text
