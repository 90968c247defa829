"""The scoreboard: figures with line, margin, trend and certainty, who should talk to whom, what a figure opens to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.disclosure import reopened, require
from analysis.parameters import load_assumptions, load_norms, load_register
from analysis.paths import RESULTS
from analysis.presentation.texts import Texts
from analysis.reports import board, finding, front_page, opened
from analysis.reports.trend import Trend

TEXTS = Texts("en")
REGISTER = load_register("2023")
KNOWN = {"norms": load_norms(), "assumptions": load_assumptions()}
URGENT = "displacement.urgent_share"


@pytest.fixture(scope="module")
def found() -> finding.Found:
    return finding.read(RESULTS / "reference.public.json", is_committed=True)


@pytest.fixture(scope="module")
def earlier() -> finding.Found:
    return finding.read(RESULTS / "2023-H1.public.json", is_committed=True)


def rows_of(found: finding.Found, *past: finding.Found, register=REGISTER) -> dict[str, board.Row]:
    agreements = found.about["agreements"]
    published = reopened(found.rows, data_class="household", profile="public")
    entries = front_page.entries_of(agreements, require(published), {URGENT: "40.html"}, TEXTS)
    told = board.board(entries, agreements, published, register=register, trend=Trend(past, TEXTS), texts=TEXTS)
    return {about["id"]: row for about, row in zip(agreements, told, strict=True)}


def test_a_figure_stands_with_its_line_its_margin_and_how_sure_it_is(found: finding.Found) -> None:
    sew, woonborg = rows_of(found)["goal-4.4"].figures
    assert (sew.place, sew.value, sew.line, sew.margin) == (
        "SEW",
        "22.5 % (9 of 40)",
        "20.0 %",
        "+2.5 percentage points",
    )
    assert sew.sure == "Chance alone may put it on this side of the line (95 % interval: 12.3 % to 37.5 %)."
    assert (sew.is_missed, woonborg.is_missed) == (True, False)
    assert sew.href == "40.html#figure-displacement-urgent_share"


def test_what_lies_outside_the_interval_is_more_than_chance() -> None:
    row = {"value": 0.3, "interval_low": 0.25, "interval_high": 0.36, "threshold": "0.20", "verdict": "broken",
           "decimals": 1, "suppressed": False}  # fmt: skip
    assert (
        board.sure_words(row, TEXTS) == "More than chance: the line lies outside the 95 % interval of 25.0 % to 36.0 %."
    )


def test_households_are_told_without_decimals(found: finding.Found) -> None:
    (figure,) = rows_of(found)["27"].figures
    assert figure.value == "25 %"


def test_an_agreement_without_a_line_shows_its_first_figure(found: finding.Found) -> None:
    row = rows_of(found)["goal-4.3"]
    assert [figure.name for figure in row.figures] == ["Homes with label E, F or G"]
    assert (row.figures[0].line, row.figures[0].margin, row.counted) == ("–", "–", "cannot_be_judged")


# ------------------------------------------------------------------ trend


def test_without_an_earlier_report_the_trend_says_so(found: finding.Found) -> None:
    assert {figure.trend for row in rows_of(found).values() for figure in row.figures} == {"no earlier report"}


def test_the_trend_tells_how_far_a_figure_moved(found: finding.Found, earlier: finding.Found) -> None:
    rows = rows_of(found, earlier)
    assert rows["28"].figures[0].trend == "+53 since 2023-H1 (44)"
    assert rows["27"].figures[0].trend == "the same as in 2023-H1"


def test_a_figure_of_another_definition_is_not_subtracted(found: finding.Found, earlier: finding.Found) -> None:
    other = replace(earlier, rows=earlier.rows.assign(definition_version="older"))
    assert rows_of(found, other)["28"].figures[0].trend == "2023-H1: 44 (by another definition)"


def test_a_withheld_figure_stays_withheld_in_the_trend(found: finding.Found, earlier: finding.Found) -> None:
    hidden = earlier.rows.assign(suppressed=True, value=float("nan"))
    assert rows_of(found, replace(earlier, rows=hidden))["28"].figures[0].trend == "2023-H1: too few to show"


# ------------------------------------------------------------------ who should talk


def test_who_misses_the_line_talks_with_its_own_tenants(found: finding.Found) -> None:
    rows = rows_of(found)
    assert (rows["goal-4.4"].talk, rows["31"].talk) == ("SEW with HBV", "SEW with HBV")
    assert rows["34"].talk == "Woonborg with AH WOON; the municipality"
    assert rows["36"].talk == "the municipality with the other parties"
    assert rows["12"].talk == ""


def test_every_agreement_at_risk_says_who_should_talk_and_how_sure_it_is(found: finding.Found) -> None:
    asking = [row for row in rows_of(found).values() if row.entry.verdict in front_page.ATTENTION]
    assert len(asking) > 10
    assert all(row.talk for row in asking)
    assert all(row.sure for row in asking)


def test_without_a_register_nobody_is_told_to_talk(found: finding.Found) -> None:
    rows = rows_of(found, register=REGISTER.without_entries())
    assert {(row.talk, row.parties) for row in rows.values()} == {("", ())}


# ------------------------------------------------------------------ what a figure opens to


def opened_of(found: finding.Found, *results: str) -> list[opened.Opened]:
    rows = found.rows[found.rows["complex_id"].isna() & found.rows["village"].isna()].assign(decimals=1)
    own = {result: rows[rows["id"] == result].to_dict("records") for result in results}
    return list(opened.opened(results, own, REGISTER, TEXTS))


def test_a_figure_opens_to_its_counts_its_interval_and_its_line(found: finding.Found) -> None:
    (figure,) = opened_of(found, URGENT)
    assert figure.definition.startswith("Lettings to urgent seekers as a share")
    whole, sew, _ = figure.counted
    assert (whole.place, whole.value, whole.part, whole.whole) == ("", "21.0 %", "21", "100")
    assert (sew.place, sew.interval, sew.verdict) == ("SEW", "12.3 % to 37.5 %", "broken")
    assert figure.lines == ("goal of chapter 4.4: at most 20 %",)


def test_counts_that_the_profile_hides_are_not_told(found: finding.Found) -> None:
    (figure,) = opened_of(found, "energy_poverty.lihelek_share")
    assert {(one.part, one.whole) for one in figure.counted} == {("not shown", "not shown")}


def test_the_basis_tells_norms_with_source_and_date_and_assumptions_with_their_lights(found: finding.Found) -> None:
    (rests_on,) = [one for one in found.about["rests_on"] if one["notebook"].startswith("40")]
    inputs = [one for one in found.about["inputs"] if one["table"] == "urgencies"]
    basis = opened.basis(rests_on, inputs, date(2023, 12, 31), TEXTS, **KNOWN)
    assert {norm.since for norm in basis.norms} == {"1 January 2023"}
    assert all("Prestatieafspraken 2023" in norm.source for norm in basis.norms)
    assert ("Rehousing for demolition or renovation (HUI) counts as urgent", "no", "green", "amber") in [
        (one.name, one.value, one.quality, one.impact) for one in basis.assumptions
    ]
    assert [(one.path, one.hash[:7]) for one in basis.inputs] == [("urgencies.csv", "sha256:")]


def test_a_norm_is_told_as_of_the_day_its_value_was_taken(found: finding.Found) -> None:
    rests_on = {"norms": {"lage_aftoppingsgrens_eur_per_month": 633.25}}
    (norm,) = opened.basis(rests_on, [], date(2023, 12, 31), TEXTS, **KNOWN).norms
    assert (norm.value, norm.since) == ("633.25", "1 January 2022")


def test_frames_are_not_modified(found: finding.Found) -> None:
    before = found.rows.copy()
    rows_of(found)
    pd.testing.assert_frame_equal(found.rows, before)
