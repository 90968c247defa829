"""Figures: what is drawn is what was published, nothing is cut off, nothing overlaps, the bytes repeat."""

from __future__ import annotations

import hashlib
from datetime import date

import matplotlib as mpl
import pandas as pd
import pytest
from tests.unit.presentation.made_up import (
    LIHELEK,
    account_frame,
    board_frame,
    complexes_frame,
    coverage_frame,
    curve_frame,
    half_years_frame,
    laarhove_frame,
    published,
    required_frame,
)
from tests.unit.presentation.measuring import marked, outside, overlapping, picture_of, words_of

from analysis.presentation import figures, style
from analysis.presentation.imprint import Imprint
from analysis.presentation.texts import Texts

LINES = {"social_line": 0.3, "cheap_line": 0.4, "context_line": 0.5, "context_since": date(2023, 4, 1)}


def ranked(texts, imprint, frame=None):
    rows = published(complexes_frame() if frame is None else frame, "household")
    return figures.ranked_intervals(rows, texts, imprint, result=LIHELEK, pooled_share=0.18)


def waterfall(texts, imprint, frame=None):
    return figures.waterfall(published(account_frame() if frame is None else frame), texts, imprint)


def test_the_line_of_context_tells_its_own_month(texts):
    lines = {**LINES, "context_line": 0.4, "context_since": date(2021, 11, 1)}
    told = figures.alt_phases(published(laarhove_frame()), published(required_frame()), texts, **lines)
    assert "council November 2021, 40 %" in told


def phases(texts, imprint, shares=None, required=None):
    shares = laarhove_frame() if shares is None else shares
    required = required_frame() if required is None else required
    return figures.phases(published(shares), published(required), texts, imprint, **LINES)


def half_years(texts, imprint, frame=None):
    rows = published(half_years_frame() if frame is None else frame, "association")
    return figures.half_years(rows, texts, imprint, line=0.2, basis="allocations")


def incidence(texts, imprint, frame=None):
    rows = published(curve_frame() if frame is None else frame, "association")
    return figures.incidence(rows, texts, imprint, horizon_days=183)


def scoreboard(texts, imprint, frame=None):
    return figures.scoreboard(published(board_frame() if frame is None else frame), texts, imprint)


def completeness(texts, imprint, frame=None):
    return figures.completeness(published(coverage_frame() if frame is None else frame), texts, imprint)


DRAWN = [ranked, waterfall, phases, half_years, incidence, scoreboard, completeness]


@pytest.mark.parametrize("draw", DRAWN)
def test_every_text_stands_inside_and_none_on_another(draw, texts, imprint):
    figure = draw(texts, imprint)
    assert outside(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_rows_give_the_same_bytes(draw, texts, imprint):
    first, second = (picture_of(draw(texts, imprint)) for _ in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    assert b"Software" not in first


@pytest.mark.parametrize("draw", DRAWN)
def test_every_figure_says_where_it_comes_from_and_that_it_is_synthetic(draw, texts, imprint):
    words = words_of(draw(texts, imprint))
    assert "Source: Delivery of the associations" in words
    assert "State of 31 December 2023" in words
    assert "SYNTHETIC DATA" in words


@pytest.mark.parametrize("draw", DRAWN)
def test_figures_are_as_wide_as_a_page(draw, texts, imprint):
    assert draw(texts, imprint).bbox.width == pytest.approx(1000)


def test_a_real_delivery_is_not_called_synthetic(texts, imprint):
    real = Imprint(imprint.source, imprint.reference_date, is_synthetic=False)
    assert "SYNTHETIC" not in words_of(waterfall(texts, real))


def test_drawings_with_outlines_repeat_too(texts, imprint):
    assert style.svg(waterfall(texts, imprint)) == style.svg(waterfall(texts, imprint))


def test_a_figure_does_not_follow_the_users_settings(texts, imprint):
    plain = picture_of(waterfall(texts, imprint))
    with mpl.rc_context({"font.size": 22, "axes.facecolor": "red", "font.family": "serif"}):
        assert picture_of(waterfall(texts, imprint)) == plain


def test_drawing_changes_no_global_setting(texts, imprint):
    before = dict(mpl.rcParams)
    picture_of(ranked(texts, imprint))
    assert dict(mpl.rcParams) == before


def test_figures_of_no_rows_are_empty_and_not_broken(texts, imprint):
    drawn = [
        ranked(texts, imprint, complexes_frame().iloc[:0]),
        waterfall(texts, imprint, account_frame().iloc[:0]),
        phases(texts, imprint, laarhove_frame().iloc[:0], required_frame().iloc[:0]),
        half_years(texts, imprint, half_years_frame().iloc[:0]),
        incidence(texts, imprint, curve_frame().iloc[:0]),
        scoreboard(texts, imprint, board_frame().iloc[:0]),
        completeness(texts, imprint, coverage_frame().iloc[:0]),
    ]
    for figure in drawn:
        assert outside(figure) == []
        assert picture_of(figure)


# ranked intervals


@pytest.mark.parametrize("count", [1, 12, 75, 140])
def test_one_dot_per_unsuppressed_complex_in_order(count, texts, imprint):
    frame = complexes_frame(count).sample(frac=1, random_state=1)
    figure = ranked(texts, imprint, frame)
    dots = marked(figure, "complex")
    shown = frame[~frame["suppressed"]]
    assert len(dots) == len(shown)
    drawn = [dot.get_xdata()[0] for dot in sorted(dots, key=lambda dot: dot.get_ydata()[0])]
    assert drawn == sorted(shown["value"], reverse=True)
    assert overlapping(figure) == []


def test_when_all_is_withheld_nothing_is_drawn(texts, imprint):
    frame = complexes_frame(3, suppressed_every=1)
    figure = ranked(texts, imprint, frame)
    assert marked(figure, "complex") == []
    assert "Not drawn, too few to show" in words_of(figure)
    assert outside(figure) == []


def test_bands_differ_in_shape_and_colour(texts, imprint):
    figure = ranked(texts, imprint)
    looks = {(dot.get_marker(), dot.get_color()) for dot in marked(figure, "complex")}
    assert len(looks) == len({marker for marker, _ in looks}) == len({colour for _, colour in looks}) == 3


def test_the_pooled_share_is_a_dashed_line(texts, imprint):
    (line,) = marked(ranked(texts, imprint), "pooled")
    assert set(line.get_xdata()) == {0.18}
    assert line.get_linestyle() == "--"


def test_withheld_complexes_are_named_and_not_drawn(texts, imprint):
    frame = complexes_frame(12)
    figure = ranked(texts, imprint, frame)
    for name in frame.loc[frame["suppressed"], "complex_name"]:
        assert name in words_of(figure)
    assert "Of 11 intervals at most about 1 miss the true share by chance alone" in words_of(figure)


def test_no_suppressed_value_is_in_any_artist(texts, imprint):
    frame = complexes_frame(12)
    frame.loc[frame["suppressed"], ["value", "interval_low", "interval_high"]] = 0.98765  # a gate that failed
    figure = ranked(texts, imprint, frame)
    xs = [x for line in figure.findobj(mpl.lines.Line2D) for x in line.get_xdata()]
    assert 0.98765 not in xs
    assert "99" not in words_of(figure).replace("99 %", "")
    alt = figures.alt_ranked_intervals(published(frame, "household"), texts, result=LIHELEK, pooled_share=0.18)
    assert "99 %" not in words_of(figure) + alt


def test_a_bound_is_drawn_hollow_and_said(texts, imprint):
    frame = complexes_frame(3, suppressed_every=100)
    frame.loc[0, ["value", "interval_low", "interval_high", "bound"]] = [0.95, None, None, "at_least"]
    figure = ranked(texts, imprint, frame)
    top = min(marked(figure, "complex"), key=lambda dot: dot.get_ydata()[0])
    assert top.get_markerfacecolor() == "#ffffff"
    assert "at least 95 %" in words_of(figure)
    assert outside(figure) == []


@pytest.mark.parametrize("name", ["$\\nosuch{$", "<b>Oranjelaan</b>", "Straat\nmet regel", "Zeer " * 30])
def test_any_name_can_be_drawn(name, texts, imprint):
    frame = complexes_frame(5, suppressed_every=100)
    frame.loc[0, "complex_name"] = name
    figure = ranked(texts, imprint, frame)
    assert outside(figure) == []
    assert picture_of(figure)


# waterfall


def test_the_bars_add_up_from_start_to_end(texts, imprint):
    figure = waterfall(texts, imprint)
    bars = {bar.get_y(): bar for bar in figure.axes[0].patches}
    frame = account_frame()
    totals = frame.groupby("step")["homes"].sum()
    ends = [bar.get_x() + bar.get_width() for _, bar in sorted(bars.items())]
    assert ends[0] == totals["start"]
    assert ends[-1] == ends[-2] == totals["end"]
    assert f"{totals['demolished']}".replace("-", "\N{MINUS SIGN}") in words_of(figure)


def test_a_cut_axis_says_so_and_an_uncut_one_does_not(texts, imprint):
    frame = account_frame()
    assert "not at 0" in words_of(waterfall(texts, imprint))
    few = frame[(frame["village"] == "Bunne") & (frame["corporation"] == "Woonborg")].copy()
    few.loc[few["step"] == "new", "homes"] = 15
    few.loc[few["step"] == "end", "homes"] = 35
    assert "not at 0" not in words_of(waterfall(texts, imprint, few))


def test_an_empty_account_is_drawn_as_nothing(texts, imprint):
    frame = account_frame().assign(homes=pd.array([0] * len(account_frame()), dtype="Int64"))
    assert outside(waterfall(texts, imprint, frame)) == []


# half-years


def test_the_line_stands_at_a_fifth_in_every_panel(texts, imprint):
    lines = marked(half_years(texts, imprint), "line")
    assert len(lines) == 3
    assert {y for line in lines for y in line.get_ydata()} == {0.2}


def test_half_years_draw_one_dot_per_row_of_their_basis(texts, imprint):
    frame = half_years_frame().assign(suppressed=False)
    frame.loc[0, ["value", "numerator", "denominator", "headroom", "suppressed"]] = [pd.NA] * 4 + [True]
    figure = half_years(texts, imprint, frame)
    assert len(marked(figure, "half-year")) == 17
    assert "too few to show" in words_of(figure)
    assert overlapping(figure) == []


def test_of_many_half_years_the_latest_are_drawn_and_the_rest_is_told(texts, imprint):
    one = half_years_frame().query("basis == 'allocations' and corporation == 'SEW'")
    more = one.assign(period=[f"{year}-H{half}" for year in (2018, 2019, 2020) for half in (1, 2)])
    figure = half_years(texts, imprint, pd.concat([one, more]))
    assert overlapping(figure) == []
    assert outside(figure) == []
    assert "The latest 8 of 12 half-years are drawn" in words_of(figure)
    assert "2019-H1" not in words_of(figure)


# incidence


def test_curves_are_steps_that_end_where_the_rows_end(texts, imprint):
    curves = marked(incidence(texts, imprint), "curve")
    assert len(curves) == 3
    assert {curve.get_drawstyle() for curve in curves} == {"steps-post"}
    last = curve_frame().groupby("corporation", dropna=False)["value"].last()
    assert {round(curve.get_ydata()[-1], 9) for curve in curves} == set(last.round(9))
    assert len({(curve.get_color(), curve.get_linestyle()) for curve in curves}) == 3


def test_the_horizon_is_a_vertical_line_with_the_seekers_left_below(texts, imprint):
    figure = incidence(texts, imprint)
    (line,) = marked(figure, "horizon")
    assert set(line.get_xdata()) == {183}
    assert "day 183" in words_of(figure)
    assert "Still searching" in words_of(figure)


def test_the_seekers_left_are_those_of_the_next_row(texts, imprint):
    frame = pd.DataFrame(
        {
            "corporation": "SEW",
            "day": [0, 50, 100, 183],
            "at_risk": pd.array([40, 37, 21, 13], dtype="Int64"),
            "value": [0.0, 0.1, 0.2, 0.3],
            "interval_low": [None, 0.05, 0.1, 0.2],
            "interval_high": [None, 0.2, 0.3, 0.4],
        }
    )
    words = words_of(incidence(texts, imprint, frame))
    assert "SEW 40 21 13 13" in words or all(f" {count}" in words for count in (40, 21, 13))
    assert " 37" not in words  # day 61 lies after the event of day 50


# Laarhove


def test_stages_add_up_and_the_lines_stand_where_they_were_told(texts, imprint):
    figure = phases(texts, imprint)
    widths = {gid: [bar.get_width() for bar in marked(figure, gid)] for gid in ("social", "cheap_sale", "other")}
    assert [sum(parts) for parts in zip(*widths.values(), strict=True)] == pytest.approx([1.0] * 4)
    assert sorted({x for line in marked(figure, "line") for x in line.get_xdata()}) == [0.3, 0.4, 0.5]
    assert "context only" in words_of(figure)


def test_what_is_not_possible_is_hatched_and_said(texts, imprint):
    required = required_frame()
    required.loc[0, ["required_share", "is_possible"]] = [1.25, False]
    required.loc[1, ["required_share", "required_homes"]] = [float("nan"), 0]
    figure = phases(texts, imprint, required=required)
    assert sum(bar.get_hatch() is not None for bar in marked(figure, "required")) == 1
    assert "not possible" in words_of(figure)
    assert outside(figure) == []
    assert overlapping(figure) == []


# scoreboard and completeness


def test_one_tile_per_agreement_with_its_symbol(texts, imprint):
    figure = scoreboard(texts, imprint)
    assert len(marked(figure, "tile")) == 43 + 6
    words = words_of(figure)
    for symbol in "✔▲✖?✎":
        assert symbol in words


def test_a_tile_shows_the_worst_of_the_associations(texts):
    frame = board_frame().query("agreement == '12'")
    both = pd.concat([frame.assign(verdict="kept"), frame.assign(verdict="broken"), frame.assign(verdict=None)])
    assert "broken, 1: 12." in figures.alt_scoreboard(published(both), texts)


def test_verdicts_differ_without_colour():
    lightness = {sum(int(face[i : i + 2], 16) for i in (1, 3, 5)) for face, _, _ in style.VERDICT_TILES.values()}
    assert len(lightness) >= 4  # and each has a symbol of its own


def test_one_cell_per_delivered_column(texts, imprint):
    figure = completeness(texts, imprint)
    assert len(marked(figure, "column")) == coverage_frame()["column"].notna().sum()
    assert "not delivered" in words_of(figure)


# alternative texts


def test_alternative_texts_tell_the_numbers(texts):
    alt = figures.alt_half_years(published(half_years_frame(), "association"), texts, line=0.2, basis="vacated")
    first = half_years_frame().query("basis == 'vacated' and corporation == 'SEW'").iloc[0]
    assert "room for" in alt
    assert f"2021-H1 {texts.share(first['value'])} ({first['numerator']} of {first['denominator']}; " in alt
    assert "start 4,195" in figures.alt_waterfall(published(account_frame()), texts)
    assert "36 of 105 (34.3 %)" in figures.alt_phases(
        published(laarhove_frame()), published(required_frame()), texts, **LINES
    )
    assert "by day 183 (95 % interval" in figures.alt_incidence(
        published(curve_frame(), "association"), texts, horizon_days=183
    )
    assert "seekers: not delivered." in figures.alt_completeness(published(coverage_frame()), texts)


@pytest.mark.parametrize("draw", DRAWN)
def test_dutch_conventions_do_not_break_the_layout(draw, imprint):
    figure = draw(Texts("nl"), imprint)
    assert outside(figure) == []
    assert overlapping(figure) == []
