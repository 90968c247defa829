"""The table of what parties report themselves: who, about when, how much, and what was not filled in."""

from __future__ import annotations

import pandas as pd

from analysis.presentation import tables

from .made_up import published


def frame(**changes):
    row = {"agreement": "33", "measure": "registrations", "party": "WeerThuis", "period": "2023-H1", "value": 11.0,
           "unit": "persons", "source": "list", "is_of_period": False}  # fmt: skip
    return published(pd.DataFrame([row | changes]))


def test_an_older_figure_says_so(texts):
    table = tables.reported_table(frame(), texts)
    assert "2023-H1; nothing later reported | 11 persons | list" in table.text
    assert "Persons registered with WeerThuis" in table.html


def test_a_figure_that_was_not_filled_in_is_no_zero(texts):
    text = tables.reported_table(frame(value=None, is_of_period=True), texts).text
    assert "2023-H1 | not filled in | list" in text


def test_figures_in_their_unit(texts):
    def figure(value, unit):
        return tables.reported_table(frame(value=value, unit=unit), texts).text.split(" | ")[-2]

    assert figure(6533.0, "eur_per_year") == "€6,533 a year"
    assert figure(2.6, "fte") == "2.6 FTE"
    assert figure(12.345, "eur") == "€12.35"
    assert figure(0.5, "share") == "50.0 %"


def test_a_measure_without_a_name_reads_as_delivered(texts):
    assert "some_new thing".replace("_", " ") in tables.reported_table(frame(measure="some_new thing"), texts).text


def test_nothing_reported_is_a_sentence(texts):
    empty = published(frame().frame.iloc[:0])
    assert "reported no figures" in tables.reported_table(empty, texts).text
