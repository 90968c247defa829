"""Tables: four states that look different, names that stay text, the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest
from tests.unit.presentation.made_up import (
    LIHELEK,
    account_frame,
    board_frame,
    complexes_frame,
    coverage_frame,
    half_years_frame,
    published,
    required_frame,
)

from analysis.parameters import load_assumptions, load_register
from analysis.presentation import tables
from analysis.presentation.tables.html_table import render
from analysis.presentation.texts import Texts

ATTACK = "<img src=x onerror=alert(1)>"


def rows(**columns):
    """Four rows of the ledger, one per state."""
    frame = pd.DataFrame(
        {
            "id": LIHELEK,
            "corporation": pd.Series(["SEW", "SEW", "SEW", "SEW"], dtype="str"),
            "village": pd.Series(["Eelde", "Paterswolde", "Vries", "Yde"], dtype="str"),
            "complex_id": pd.Series([None] * 4, dtype="str"),
            "period": "2023-H2",
            "value": [None, None, 0.0, 0.05],
            "unit": "share",
            "numerator": pd.Series([None, None, 0, None], dtype="Int64"),
            "denominator": pd.Series([None, None, 40, None], dtype="Int64"),
            "missing": pd.Series([None, 3, 0, None], dtype="Int64"),
            "interval_low": [None, None, 0.0, None],
            "interval_high": [None, None, 0.09, None],
            "suppressed": [True, False, False, False],
            "bound": [None, None, None, "at_most"],
        }
    )
    return frame.assign(**columns)


def test_suppressed_missing_zero_and_bound_differ_in_text_and_class(texts):
    html = tables.results_table(published(rows(), "household", "partners"), texts, caption="States").html
    values = [line for line in html.splitlines() if "<td" in line and ("%" in line or "few" in line or "–" in line)]
    assert any('class="number suppressed">too few to show<' in line for line in values)
    assert any('class="number missing">–<' in line for line in values)
    assert any('class="number">0.0 %<' in line for line in values)
    assert any('class="number">at most 5.0 %<' in line for line in values)
    assert 'class="number withheld">not shown<' in html


def test_a_public_share_of_households_has_no_false_decimals(texts):
    html = tables.results_table(published(rows(), "household"), texts, caption="Coarse").html
    assert ">at most 5 %<" in html
    assert ">0 %<" in html


def test_an_exact_share_in_a_mixed_table_keeps_its_decimals(texts):
    frame = rows(
        id=[LIHELEK, LIHELEK, LIHELEK, "displacement.urgent_share"], value=[None, None, 0.2, 0.2004], bound=None
    )
    html = tables.results_table(published(frame, "household"), texts, caption="Mixed").html
    assert ">20 %<" in html
    assert ">20.0 %<" in html


def test_a_plan_without_interval_is_not_called_withheld(texts):
    frame = rows(
        id="laarhove.social_share", value=0.3, bound=None, suppressed=False, interval_low=None, interval_high=None
    )
    frame = frame.assign(numerator=30, denominator=100, missing=0)
    assert "not shown" not in tables.results_table(published(frame), texts, caption="Plan").html


def test_dimensions_that_no_row_has_are_left_out(texts):
    html = tables.results_table(published(rows()), texts, caption="x").html
    assert '<th scope="col">Village</th>' in html
    assert "Complex" not in html


@pytest.mark.parametrize("column", ["corporation", "village", "complex_id", "period"])
def test_names_from_a_delivery_stay_text(texts, column):
    table = tables.results_table(published(rows(**{column: ATTACK})), texts, caption=ATTACK)
    assert "<img" not in table.html
    assert "&lt;img src=x onerror=alert(1)&gt;" in table.html


def test_a_long_name_is_not_cut(texts):
    name = "Stichting " + "zeer " * 40 + "lang"
    table = tables.results_table(published(rows(village=name)), texts, caption="x")
    assert name in table.html
    assert name in table.text


def test_tables_are_accessible_and_carry_no_random_ids(texts):
    first = tables.results_table(published(rows()), texts, caption="Shares & more")
    assert first == tables.results_table(published(rows()), texts, caption="Shares & more")
    assert first.html.splitlines()[1].strip() == "<caption>Shares &amp; more</caption>"
    assert first.html.count('scope="row"') == 4
    assert "id=" not in first.html
    assert first._repr_html_() == first.html
    assert repr(first).startswith("Shares & more\n")


def test_an_empty_table_keeps_its_headings():
    table = render(pd.DataFrame({"A": [], "B": []}, dtype="str"), kind="x", caption="Nothing")
    assert table.html.count('scope="col"') == 2
    assert table.text == "Nothing\nA | B"


def test_complexes_show_no_figure_of_a_suppressed_row(texts):
    frame = complexes_frame(12)
    hidden = frame["suppressed"].sum()
    html = tables.ranked_complex_table(published(frame, "household"), texts, result=LIHELEK).html
    assert html.count(">too few to show<") == hidden * 6
    assert "not distinguishable" in html


def test_the_account_signs_changes_and_counts_what_it_leaves_out(texts):
    html = tables.stock_account_table(published(account_frame()), texts).html
    assert "Left out: 16 pairs" in html
    assert ">\N{MINUS SIGN}18<" in html
    assert ">+9<" in html
    assert ">of which temporarily out of use<" in html


def test_a_suppressed_step_is_not_a_zero(texts):
    frame = account_frame().assign(suppressed=False)
    is_start = (frame["village"] == "Vries") & (frame["step"] == "start") & (frame["corporation"] == "Woonborg")
    frame.loc[is_start, ["homes", "suppressed"]] = [pd.NA, True]
    assert ">too few to show<" in tables.stock_account_table(published(frame), texts).html


def test_what_cannot_be_reached_says_so(texts):
    frame = required_frame()
    frame.loc[0, "required_share"] = 1.25
    html = tables.phases_table(published(frame), texts).html
    assert "not possible (125.0 %)" in html
    assert ">30 %<" in html


def test_half_years_tell_the_headroom_both_ways(texts):
    frame = half_years_frame()
    frame.loc[:1, "headroom"] = [-15, 3]
    html = tables.half_years_table(published(frame, "association"), texts).html
    assert "15 regular lettings needed" in html
    assert "room for 3" in html


def test_the_scoreboard_shows_word_symbol_margin_and_conclusion(texts):
    html = tables.scoreboard_table(published(board_frame()), texts).html
    for word in ("✔ kept", "▲ at risk", "✖ broken", "? cannot be judged", "✎ reported by hand", "– no verdict"):
        assert word in html
    assert "+1.0 percentage points" in html
    assert ">+10<" in html
    assert "neither that the agreement is kept nor that it is broken" in html


@pytest.mark.parametrize(
    ("verdict", "reason", "word", "shown", "conclusion"),
    [
        (
            "kept",
            "as reported: 2023-03-09, SEW: done (minutes)",
            "✔ kept, as reported",
            "9 March 2023",
            "in time; nothing",
        ),
        (
            "broken",
            "as reported: 2023-03-09, SEW: done",
            "✖ broken, as reported",
            "9 March 2023",
            "nothing was measured",
        ),
        ("at_risk", "as reported: planned", "▲ at risk, as reported", "planned", "nothing was measured"),
        ("kept", None, "✔ kept", "", "the figure meets the line"),
        ("not_assessable", "not built yet", "… not measured yet", "this monitor has no analysis", "concluded yet"),
        ("not_assessable", "not in this run", "… not measured yet", "not part of this run", "concluded yet"),
        ("not_assessable", "not delivered: rents", "? cannot be judged", "rents", "Nothing may be concluded: neither"),
        (
            "not_assessable",
            "the text sets a date (2023-12-31) and no figure: the figure is shown without a verdict",
            "? cannot be judged",
            "a date (31 December 2023) and",
            "because the text names no number to reach",
        ),
    ],
)
def test_the_reason_tells_how_a_verdict_stands(texts, verdict, reason, word, shown, conclusion):
    frame = board_frame().iloc[:1].assign(verdict=verdict, reason=reason)
    line = tables.scoreboard_table(published(frame), texts).text.splitlines()[-1].split(" | ")
    assert line[4] == word
    assert shown in line[-2]
    assert conclusion in line[-1]
    assert "not built" not in " ".join(line)


def test_findings_name_place_and_remedy(texts):
    finding = {
        "table": "rents",
        "rule": "negative_rent",
        "column": "net_rent_eur_per_month",
        "message": ATTACK,
        "remedy": "Correct it.",
        "severity": "refused",
        "count": 3,
        "first_keys": ("W-0007",),
    }
    html = tables.findings_table(published(pd.DataFrame([finding])), texts).html
    assert "Correct it." in html
    assert "<img" not in html
    assert "W-0007" not in html  # keys name homes


def test_coverage_tells_a_table_that_was_not_delivered(texts):
    html = tables.coverage_table(published(coverage_frame()), texts).html
    assert ">not delivered<" in html
    assert "column_13 (31.1 %)" in html


def test_waiting_times_have_their_numbers(texts):
    frame = pd.DataFrame(
        {"village": ["Vries"], "median_registration_years": [7.25], "regular_lettings": [31], "missing": [2]}
    )
    html = tables.waiting_table(published(frame, "household", "internal"), texts, by="village").html
    assert ">7.3<" in html
    assert ">31<" in html


@dataclass(frozen=True)
class Norm:
    label: str
    value: object
    unit: str
    valid_from: date
    source: str
    article: str | None
    status: str


def test_norms_are_written_as_exactly_as_they_were_decided(texts):
    day = date(2023, 1, 1)
    norms = [
        Norm("First cap", 647.19, "eur_per_month", day, "Wht", "20", "verified"),
        Norm("Second cap", 452.2, "eur_per_month", day, "Wht; Stcrt. 1; Wht", "Stcrt. 1", "verified"),
        Norm("Limit", 15478.69752, "eur_per_year", day, "CBS", None, "assumption"),
        Norm("Whole", 1213, "eur_per_year", day, "CBS", None, "verified"),
        Norm("Margin", 0.02, "share", day, "ours", None, "reading"),
        Norm("Levels", (0.025, 0.1), "share_per_year", day, "ours", None, "assumption"),
        Norm("Cap", None, "eur_per_gj", day, "ours", None, "assumption"),
        Norm("Last year", 2028, "year", day, "ours", None, "verified"),
    ]
    html = tables.norms_table(norms, texts).html
    for text in (">647.19<", ">452.20<", ">15,478.70<", ">1,213<", ">2 %<", ">2.5 %, 10 %<", ">none<", ">2028<"):
        assert text in html
    for text in (">verified<", ">our reading<", ">assumption<", ">Wht; 20<", ">Wht; Stcrt. 1<"):
        assert text in html


def test_sources_and_codes_of_norms_are_told_in_the_language_of_the_reader():
    day, dutch = date(2023, 1, 1), Texts("nl")
    document = "ACM, yearly decision on the maximum heat tariff; from memory; in prices of 2023"
    norms = [
        Norm("Steps", {"JAA": "yearly", "SLO": "demolished"}, "step", day, document, "agreement 41", "reading"),
        Norm("Tariff", 1.2, "eur_per_gj", day, "CBS", "LIHE; a context line, never a threshold", "assumption"),
    ]
    html = tables.norms_table(norms, dutch).html
    heat = "ACM, jaarlijks besluit over het maximumtarief voor warmte"
    assert f">{heat}; uit het hoofd; omgerekend naar prijzen van 2023; afspraak 41<" in html
    assert ">JAA: jaarlijkse verhoging; SLO: gesloopt<" in html
    assert ">CBS; LIHE; ter vergelijking, nooit als grens<" in html


def test_assumptions_tell_value_range_and_why(texts):
    records = load_assumptions().records
    chosen = [records[name] for name in ("circa_margin_share", "low_quality_labels", "hui_counts_as_urgent")]
    lines = tables.assumptions_table([*chosen, records["definition_version"]], texts).text.splitlines()[2:]
    cells = [line.split(" | ") for line in lines]
    assert [line[1:3] for line in cells] == [
        ["2 %", "0 % to 5 %"],
        ["D, E, F, G", "E, F, G to C, D, E, F, G"],
        ["no", "no to yes"],
        ["with the label as a stand-in", "not varied"],
    ]
    assert all(
        line[4] == record.why for line, record in zip(cells, [*chosen, records["definition_version"]], strict=True)
    )


def test_lines_of_the_agreement_are_told_with_their_clause_and_none_is_made_up(texts):
    register = load_register("2023")
    entries = [register.entry(name) for name in ("20", "goal-4.2", "31", "9", "21", "10", "8", "1")]
    lines = [line.split(" | ") for line in tables.lines_table(entries, texts, document="PA").text.splitlines()[2:]]
    assert [(line[0], line[3]) for line in lines] == [
        ("agreement 20", "at least 30 % (circa)"),
        ("agreement 20", "at least 40 %"),
        ("goal of chapter 4.2", "not below the number of 31 December 2022"),
        ("agreement 31", "at most 20 %"),
        ("agreement 9", "none: the text names no number to reach"),
        ("agreement 21", "at least 48"),
        ("agreement 10", "at most 2.6 %"),
        ("agreement 10", "at most 3.6 %"),
        ("agreement 8", "done by 31 March 2023"),
        ("agreement 1", "none: the parties report it"),
    ]
    assert {line[5] for line in lines[:2]} == {"PA, agreement 20"}


def test_recorded_results_show_ids_and_never_values(texts):
    table = tables.recorded_table(rows(value=0.123), texts)
    assert LIHELEK in table.html
    assert "12" not in table.html


def test_the_facts_of_a_run_stand_in_order(texts):
    table = tables.context_table({"Period": "2023-H2", "Data": ATTACK}, texts)
    assert table.text.index("Period") < table.text.index("Data")
    assert "<img" not in table.html


def test_tables_of_no_rows_keep_their_headings(texts):
    empty = [
        tables.results_table(published(rows().iloc[:0]), texts, caption="x"),
        tables.ranked_complex_table(published(complexes_frame(3).iloc[:0]), texts, result=LIHELEK),
        tables.stock_account_table(published(account_frame().iloc[:0]), texts),
        tables.phases_table(published(required_frame().iloc[:0]), texts),
        tables.half_years_table(published(half_years_frame().iloc[:0]), texts),
        tables.scoreboard_table(published(board_frame().iloc[:0]), texts),
        tables.coverage_table(published(coverage_frame().iloc[:0]), texts),
        tables.norms_table([], texts),
        tables.assumptions_table([], texts),
        tables.lines_table([], texts, document="x"),
        tables.recorded_table(pd.DataFrame(), texts),
        tables.context_table({}, texts),
    ]
    for table in empty:
        assert 'scope="col"' in table.html
        assert 'scope="row"' not in table.html


def test_complexes_stand_by_published_share_and_withheld_ones_last_by_name(texts):
    """The place of a withheld complex in the table must not tell its share, nor the order within a rounded share."""
    frame = complexes_frame(20, suppressed_every=4).sample(frac=1, random_state=3)
    lines = tables.ranked_complex_table(published(frame, "household"), texts, result=LIHELEK).text.splitlines()[2:]
    shown = [line.split(" | ")[6] for line in lines]
    hidden = sorted(frame.loc[frame["suppressed"], "complex_id"])
    seen = frame[~frame["suppressed"]].sort_values(["value", "complex_id"], ascending=[False, True])
    assert shown == [*seen["complex_id"], *hidden]
