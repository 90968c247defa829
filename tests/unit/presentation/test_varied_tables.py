"""Tables beside one another: what may not be compared is withheld, what has no rows is one sentence."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from tests.unit.presentation.made_up import LIHELEK, complexes_frame, published

from analysis.presentation import tables

RESULT = "displacement.urgent_share"


def scenarios(**columns):
    """One association in the base and under two scenarios; the last changes the verdict."""
    frame = pd.DataFrame(
        {
            "scenario": ["base", "daeb:low", "hui:high"],
            "id": RESULT,
            "corporation": "SEW",
            "value": [0.2, None, None],
            "unit": "share",
            "verdict": ["kept", "kept", "broken"],
            "suppressed": False,
            "bound": None,
        }
    )
    return frame.assign(**columns)


def lines(table):
    return [line.split(" | ") for line in table.text.splitlines()[1:]]


def test_a_scenario_stands_in_words_and_its_figure_is_withheld(texts):
    names = {"hui:high": "Rehousing counts as urgent: yes instead of no"}
    table = tables.sensitivity_table(published(scenarios(), "association"), texts, names=names)
    assert lines(table)[1:] == [
        ["base", "Lettings to urgent seekers", "SEW", "20.0 %", "kept", ""],
        ["daeb, low end", "Lettings to urgent seekers", "SEW", "not shown", "kept", ""],
        [names["hui:high"], "Lettings to urgent seekers", "SEW", "not shown", "broken", "changes to broken"],
    ]


def test_without_a_verdict_or_an_association_their_columns_are_left_out(texts):
    table = tables.sensitivity_table(published(scenarios(verdict=None, corporation=None, value=0.2)), texts)
    assert lines(table)[0] == ["Scenario", "Result", "Figure"]


@pytest.mark.parametrize(("is_running", "has_rows"), [(True, True), (False, False)])
def test_chances_are_left_out_when_the_half_year_is_over(texts, is_running, has_rows):
    frame = pd.DataFrame({"corporation": ["SEW"], "numerator": [9], "denominator": [40], "remaining": [3],
                          "chance_share": [0.4]})  # fmt: skip
    table = tables.chances_table(published(frame, "association"), texts, is_running=is_running)
    assert ("<table" in table.html) == has_rows
    assert has_rows or table.text == "The half-year is over."


def waited(**columns):
    return pd.DataFrame(
        {"dwelling_type": ["HOE", "odd"], "median_registration_years": [7.25, 6.0], "regular_lettings": [31, 40],
         "missing": [2, 0], "suppressed": [False, True]}
    ).assign(**columns)  # fmt: skip


def test_types_of_dwelling_stand_in_words_and_unknown_ones_as_they_are(texts):
    table = tables.waiting_table(published(waited()), texts, by="dwelling_type")
    assert [line[0] for line in lines(table)] == ["Dwelling type", "corner house", "odd"]


def test_waiting_of_all_associations_has_a_name(texts):
    frame = waited(corporation=pd.Series([None, "SEW"], dtype="str"))
    table = tables.waiting_table(published(frame), texts, by="corporation")
    assert [line[0] for line in lines(table)] == ["Association", "all associations", "SEW"]


def test_waiting_that_is_withheld_everywhere_is_one_sentence(texts):
    table = tables.waiting_table(published(waited(suppressed=True)), texts, by="dwelling_type")
    assert table.text == "Years of registration by dwelling type: too few lettings each to show."
    assert "HOE" not in table.html


def results(**columns):
    frame = pd.DataFrame({"id": ["social_stock.kept", "social_stock.owner_count"], "value": [4.0, 12.0],
                          "unit": "homes", "numerator": [12, 12], "denominator": [8, 12], "missing": 0,
                          "interval_low": None, "interval_high": None})  # fmt: skip
    absent = dict.fromkeys(["corporation", "village", "complex_id", "period"])
    return frame.assign(**absent).assign(**columns)


def test_dates_stand_for_counted_and_of(texts):
    dates = date(2023, 12, 31), date(2022, 12, 31)
    table = tables.results_table(published(results()), texts, caption="x", dates=dates, without=["social_stock.kept"])
    assert lines(table)[0] == ["Figure", "Value", "31 December 2023", "31 December 2022", "Unknown"]
    assert len(lines(table)) == 2


def test_complexes_leave_out_what_no_row_may_show_and_name_the_wider_intervals(texts):
    frame = complexes_frame(12).assign(numerator=None, denominator=None, missing=None)
    table = tables.ranked_complex_table(published(frame, "household"), texts, result=LIHELEK)
    interval = "95 % interval (widened to protect households)"
    assert lines(table)[0] == [
        *("Name", "Share", "Compared with all other homes", interval, "Village", "Association", "Complex"),
        "Shrunken share",
    ]


def test_exact_intervals_are_not_called_widened(texts):
    table = tables.ranked_complex_table(published(complexes_frame(12), "household", "internal"), texts, result=LIHELEK)
    assert "widened" not in table.text
    assert "Households" in table.text
