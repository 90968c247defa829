"""Data quality: what is missing, what is no gap, how far the data reach."""

from __future__ import annotations

import pandas as pd

from analysis.contracts import TABLES
from analysis.indicators.data_quality import coverage, freshness

HOMES = pd.DataFrame(
    {
        "village": ["Vries", None, "Yde"],
        "out_of_service_from": pd.to_datetime(["2023-07-01", None, None]),
        "net_rent_eur_per_month": [600.0, None, None],
    }
)


def test_an_empty_cell_that_is_an_answer_is_not_missing():
    answers = {"dwellings": ["out_of_service_from"], "rents": ["village"]}
    counted = coverage({"dwellings": HOMES}, delivered=["dwellings"], meaningful_empty=answers)
    assert counted["missing"].tolist() == [1, 0, 2]
    assert counted["rows"].tolist() == [3, 3, 3]
    assert coverage({"dwellings": HOMES}, delivered=["dwellings"])["missing"].tolist() == [1, 2, 2]


def test_a_table_that_was_not_delivered_has_one_row_without_a_column():
    counted = coverage({"dwellings": HOMES}, delivered=[], meaningful_empty={"dwellings": ["village"]})
    assert counted["column"].isna().tolist() == [True]
    assert counted[["rows", "missing"]].to_numpy().tolist() == [[0, 0]]


def test_the_contract_knows_which_empty_cells_are_answers():
    answers = {name: [one.name for one in table.columns.values() if one.empty_means] for name, table in TABLES.items()}
    assert answers["dwellings"] == ["out_of_service_from", "out_of_service_reason"]
    assert answers["allocations"] == ["priority_ground"]
    assert "estate" not in answers["complexes"]


def test_a_table_of_years_reaches_from_its_first_to_its_last_year():
    households = pd.DataFrame({"year": pd.array([2023, None, 2022], dtype="Int64")})
    tables = {"households": households, "dwellings": HOMES, "empty": HOMES.iloc[:0], "undated": HOMES}
    dated_by = {"households": "year", "dwellings": "out_of_service_from", "empty": "out_of_service_from"}
    reach = freshness(tables, dated_by=dated_by)
    assert reach["table"].tolist() == ["households", "dwellings"]
    assert reach.loc[0, ["first_year", "last_year"]].tolist() == [2022, 2023]
    assert reach.loc[0, ["first_on", "last_on"]].isna().all()
    assert reach.loc[1, "first_on"] == pd.Timestamp("2023-07-01")
    assert reach.loc[1, ["first_year", "last_year"]].isna().all()
