"""Pages of permit holders and inspections: tables, figures, map and conclusions, also with gaps."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from analysis.presentation import conclusions, figures, maps, tables

from .made_up import published
from .measuring import picture_of

ON = date(2023, 12, 31)


def halves():
    rows = [
        ("2023-H1", None, 9.0, 7, 0, 2.0),
        ("2023-H1", "SEW", 2.25, 4, 0, -1.75),
        ("2023-H2", "SEW", None, None, None, None),
    ]
    frame = pd.DataFrame(rows, columns=["period", "corporation", "own_task_persons", "housed_persons",
                                        "family_reunion_persons", "backlog_persons"])  # fmt: skip
    frame = frame.assign(counted_persons=frame["housed_persons"], backlog_before_persons=0.0)
    return published(frame.astype({"housed_persons": "Int64", "counted_persons": "Int64"}), "association")


def reports():
    return published(pd.DataFrame({
        "quarter": ["2023-Q2", "2023-Q3", "2023-Q4"],
        "reported_on": pd.to_datetime(["2023-06-29", "2023-10-12", None]),
        "days_after_quarter": pd.Series([-1, 12, None], dtype="Int64"),
        "is_late": pd.Series([False, True, None], dtype="boolean"),
    }))  # fmt: skip


def places():
    frame = pd.DataFrame({
        "village": ["Vries", "Yde", "Zuidlaren"], "value": [0.1, None, 0.05], "unit": "share", "rest_share": 0.08,
        "special_share": [0.5, None, None], "stock_share": [0.25, 0.1, 0.65], "interval_low": [0.05, None, None],
        "interval_high": [0.2, None, None], "suppressed": [False, True, False], "bound": [None, None, "at_most"],
    })  # fmt: skip
    return published(frame, "household", "public")


def visits():
    return published(pd.DataFrame({
        "village": ["Bunne", "Yde", "Vries"], "village_homes": [7, 68, 404],
        "last_on": pd.to_datetime([None, "2021-06-10", "2023-11-09"]),
        "months_since": pd.Series([None, 30, 1], dtype="Int64"),
        "due_on": pd.to_datetime([None, "2023-06-10", "2025-11-09"]), "status": ["never", "due", "not_due"],
        "visits": [0, 0, 2], "planned": [0, 1, 0],
    }))  # fmt: skip


def held():
    return published(pd.DataFrame({"village": ["Yde", "Vries", "Bunne"],
                                   "held_on": pd.to_datetime(["2021-06-10", "2023-11-09", None])}))  # fmt: skip


def ledger(*rows):
    columns = ["id", "corporation", "village", "value", "unit", "numerator", "denominator", "verdict"]
    frame = pd.DataFrame(rows, columns=columns).assign(complex_id=None, suppressed=False, bound=None, interval_low=None)
    return published(frame)


# ------------------------------------------------------------------------------------------------- permit holders


def test_the_task_table_tells_what_was_not_reported(texts):
    text = tables.task_table(halves(), texts).text
    assert "2023-H1 | SEW | 2.3 | 4 | 0 | 0.0 | −1.8" in text
    assert "2023-H2 | SEW | – | not reported | not reported" in text


def test_a_late_and_an_absent_report_read_differently(texts):
    text = tables.quarterly_reports_table(reports(), texts).text
    assert "12 October 2023 | late: 12 days after the quarter" in text
    assert "2023-Q4 | – | no report by the reference date" in text
    assert "29 June 2023 | within the quarter" in text


def test_concentration_is_withheld_where_it_would_tell_the_count(texts):
    text = tables.special_places_table(places(), texts).text
    assert "Vries | 10 % | 50 % | 25.0 % | 2.0" in text
    assert "Yde | too few to show | too few to show | 10.0 % | too few to show" in text
    assert "Zuidlaren | at most 5 % | not shown | 65.0 % | not shown" in text


@pytest.mark.parametrize("draw", [figures.task_half_years])
def test_the_task_is_drawn_and_told(draw, texts, imprint):
    figure = draw(halves(), texts, imprint)
    bars = [patch for axes in figure.axes for patch in axes.patches if patch.get_gid() == "counted_persons"]
    assert [bar.get_height() for bar in bars] == [4]
    assert "SEW: 2023-H1 task 2.3, housed 4, behind −1.8" in figures.alt_task_half_years(halves(), texts)
    assert "2023-H2" in "".join(text.get_text() for text in figure.texts)
    assert picture_of(figure) == picture_of(draw(halves(), texts, imprint))


def test_a_task_nobody_reported_is_drawn_as_nothing(texts, imprint):
    rows = halves().frame.query("period == '2023-H2'")
    figure = figures.task_half_years(published(rows, "association"), texts, imprint)
    assert [patch.get_gid() for axes in figure.axes for patch in axes.patches] == []


def test_a_suppressed_village_has_no_dot(texts, imprint):
    figure = figures.lettings_and_stock(places(), texts, imprint)
    dots = [line for line in figure.axes[0].lines if line.get_gid() == "lettings"]
    assert [dot.get_marker() for dot in dots] == ["<", "o"]
    assert "Yde too few to show of its lettings" in figures.alt_lettings_and_stock(places(), texts)


SHARE = "permit_holders.task_share"


def test_the_conclusion_answers_first_and_tells_how_far_behind(texts):
    rows = ledger(
        (SHARE, None, None, 0.5, "share", 5, 10, None),
        (SHARE, "SEW", None, 0.5, "share", 3, 6, "at_risk"),
        ("permit_holders.task_persons", None, None, 10.0, "persons", None, None, None),
        ("permit_holders.task_persons", "SEW", None, 2.5, "persons", None, None, None),
        ("permit_holders.task_housed_persons", None, None, 5.0, "persons", None, None, None),
        ("permit_holders.task_housed_persons", "SEW", None, 1.0, "persons", None, None, None),
        ("permit_holders.task_backlog_persons", "SEW", None, 2.25, "persons", None, None, None),
        ("permit_holders.quarterly_reports_count", None, None, 3.0, "reports", 3, 4, "broken"),
    )
    varied = published(pd.DataFrame({"id": SHARE, "corporation": "SEW", "scenario": ["base", "x:high"],
                                     "verdict": ["at_risk", "kept"]}))  # fmt: skip
    told = conclusions.permit_holders(rows, places_ledger(), varied, texts, scenarios={"x:high": "X"}, absent=[])
    assert told[0] == "The task was not met: the associations housed 5 permit holders where it asks for 10 (50 %)."
    assert "SEW housed 1 of the 2.5 persons" in told[1]
    assert "2.3 persons behind" in told[1]
    assert "SEW's verdict would change under: X." in told
    assert any("3 of the 4 quarters" in one for one in told)
    assert any("Clearly more of the lettings than in the whole municipality in Vries" in one for one in told)


def places_ledger():
    name = "permit_holders.by_village_share"
    rows = ledger((name, None, None, 0.05, "share", 5, 100, None), (name, None, "Vries", 0.3, "share", 9, 30, None))
    return published(rows.frame.assign(interval_low=[0.02, 0.15]))


def test_without_a_report_there_is_no_conclusion(texts):
    empty = published(ledger((SHARE, None, None, 0.5, "share", 5, 10, None)).frame.iloc[:0])
    told = conclusions.permit_holders(empty, empty, empty, texts, scenarios={}, absent=["permit_holders"])
    assert "Not assessable" in told[0]


# ---------------------------------------------------------------------------------------------------- inspections


def test_never_due_and_not_due_read_differently(texts):
    text = tables.visits_table(visits(), texts).text
    assert "Bunne | – | 7 | – | 0 | due: no inspection in the delivery" in text
    assert "due since 10 June 2023; planned, no day yet" in text
    assert "not before 9 November 2025" in text


def test_the_time_line_shows_what_is_due(texts, imprint):
    figure = figures.visits_line(visits(), held(), texts, imprint, on=ON, months=24)
    due = [patch.get_width() for patch in figure.axes[0].patches if patch.get_gid() == "due"]
    assert due == [1094, 204]  # Bunne since 1 January 2021, Yde since 10 June 2023
    words = figures.alt_visits_line(visits(), held(), texts, on=ON, months=24)
    assert "Bunne: no inspection (never); Yde: 10 June 2021 (30 months); Vries: 9 November 2023 (1 month)." in words


def test_the_map_names_every_village(texts, imprint):
    ground = gpd.GeoDataFrame(
        {"village": ["Yde", "Vries"], "neighbourhood_code": ["B1", "B2"], "neighbourhood_name": ["Yde", "Vries"],
         "total_dwellings": [10, 20]},
        geometry=[box(0, 0, 2000, 2000), box(2000, 0, 4000, 2000)], crs="EPSG:28992",
    )  # fmt: skip
    figure = maps.visits_map(visits(), ground, texts, imprint)
    marks = {mark.get_gid() for mark in figure.axes[0].collections if str(mark.get_gid()).startswith("visit-")}
    assert marks == {"visit-due", "visit-not_due"}
    assert "Bunne never" in "".join(text.get_text() for text in figure.texts)
    assert "Bunne never; Yde 30; Vries 1" in maps.alt_visits_map(visits(), texts)


def test_open_points_say_how_long_they_are_overdue(texts):
    point = {"village": "Vries", "held_on": pd.Timestamp("2023-06-01"), "subject": "litter", "grade": "C",
             "action": "clear it", "owner": "SEW"}  # fmt: skip
    frame = pd.DataFrame([point] * 3).assign(
        due_on=pd.to_datetime(["2023-12-19", "2023-12-31", None]),
        days_overdue=pd.Series([12, 0, None], dtype="Int64"),
    )
    text = tables.open_points_table(published(frame, profile="partners"), texts).text
    assert "19 December 2023: 12 days overdue" in text
    assert "SEW | 31 December 2023\n" in text
    assert "no day agreed" in text
    assert "No point" in tables.open_points_table(published(frame.iloc[:0]), texts).text


def test_what_is_public_counts_open_points_and_repeats_no_word_of_them(texts):
    point = {"held_on": pd.Timestamp("2023-06-01"), "subject": "tuin Jansen", "grade": "C", "owner": "Jansen"}
    frame = pd.DataFrame([{"village": "Yde", **point}, {"village": "Vries", **point}, {"village": "Vries", **point}])
    frame = frame.assign(
        due_on=pd.to_datetime(["2023-12-19", "2023-12-31", None]),
        days_overdue=pd.Series([12, 0, None], dtype="Int64"),
    )
    text = tables.open_points_table(published(frame, profile="public"), texts).text
    assert "Yde | 1 | 1 | 19 December 2023" in text
    assert "Vries | 2 | 0 | 31 December 2023" in text
    assert "Jansen" not in text


def test_promises_per_owner_add_up(texts):
    frame = pd.DataFrame({"owner": ["SEW", "residents", None], "points": [3, 1, 1], "overdue": [1, 0, 0],
                          "open": [1, 1, 0], "done_late": 0, "done_in_time": [1, 0, 0], "done": [0, 0, 1]})  # fmt: skip
    text = tables.promises_table(published(frame), texts).text
    assert "SEW | 3 | 1 | 1 | 0 | 1 | 0" in text
    assert "nobody named | 1 | 0 | 0 | 0 | 0 | 1" in text
    assert "all together | 5 | 1 | 2 | 0 | 1 | 1" in text
    assert "No point" in tables.promises_table(published(frame.iloc[:0]), texts).text


def test_each_signal_keeps_its_own_state(texts):
    rows = ledger(
        ("x.y_share", None, "Yde", None, "share", None, None, None),
        ("x.y_share", None, "Vries", 0.2, "share", 1, 5, None),
    )
    hidden = published(rows.frame.assign(suppressed=[True, False]), "household")
    text = tables.village_signals_table(visits(), texts, signals=[("x.y_share", hidden)]).text
    assert text.splitlines()[2:] == ["Bunne | – | –", "Yde | 30 | too few to show", "Vries | 1 | 20 %"]


def test_the_euro_is_shown(texts):
    frame = pd.DataFrame({"item": ["corporation", "contributions", "costs", "difference"],
                          "corporation": ["SEW", None, None, None], "agreed_eur": [6533.0, 38066.0, 38067.0, -1.0],
                          "reported_eur": [6533.0, None, 38067.0, None]})  # fmt: skip
    text = tables.mediation_table(published(frame), texts).text
    assert "Contribution of SEW | €6,533 | €6,533" in text
    assert "Contributions minus costs | −€1 | not reported" in text
    rows = ledger(("inspections.held_in_two_years_share", None, None, 0.5, "share", 1, 2, "broken"))
    told = conclusions.inspections(rows, rows, visits(), published(frame), texts, absent=[])
    assert told[0] == "2 of 3 villages are due for an inspection: Bunne (never), Yde (30 months ago)."
    assert "1 inspections were held for 2 villages (50 %): broken. More than one was held in Vries." in told[1]
    assert "€38,066, the text says €38,067; the difference of €1" in told[2]
