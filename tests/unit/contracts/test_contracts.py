from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from tests.small_delivery import SmallDelivery

from analysis.contracts import DTYPES, TABLES, completed, dictionary, empty, found, keys_of, placed, validate
from analysis.sources import read_delivery

# the exchange format others build on: keys, then columns
COLUMNS = {
    "complexes": "complex_id* corporation complex_name village estate",
    "dwellings": "dwelling_id* in_service_from* corporation complex_id municipality_code village neighbourhood_code "
    "x_rd_m y_rd_m dwelling_type floor_area_m2 construction_year is_self_contained is_daeb net_rent_eur_per_month "
    "target_rent_eur_per_month energy_label label_method label_registered_on has_sale_label in_service_reason "
    "out_of_service_from out_of_service_reason",
    "stock": "corporation* village* date* homes source",
    "households": "household_id* year* dwelling_id adults children is_pension_age disposable_income_eur_per_year "
    "has_wealth_below_limit gas_m3_per_year electricity_kwh_per_year heat_gj_per_year feed_in_kwh_per_year",
    "rents": "dwelling_id* valid_from* net_rent_eur_per_month change_reason tenancy_started_on",
    "allocations": "allocation_id* corporation municipality_code dwelling_id allocated_on priority_ground "
    "is_first_housing is_vacated_dwelling registered_on origin_municipality_code persons is_pension_age "
    "income_eur_per_year",
    "urgencies": "urgency_id* corporation ground granted_on ended_on end_reason",
    "seekers": "period* village* active_seekers registered_seekers advertised_dwellings responses "
    "responses_from_outside",
    "programme": "project_id* project_name corporation village kind homes social_homes planned_on realised_homes "
    "realised_on is_lifetime_proof agreement",
    "district_plan": "parcel_id* district phase segment homes status expected_year geometry x_rd_m y_rd_m",
    "improvements": "improvement_id* dwelling_id corporation municipality_code completed_on measures label_before "
    "label_after label_method_before label_method_after rent_change_eur_per_month energy_saving_eur_per_month "
    "programme",
    "permit_holders": "period* corporation* task_persons housed_persons family_reunion_persons reported_on",
    "inspections": "inspection_id* village held_on points_raised points_closed",
    "observations": "observation_id* inspection_id x_rd_m y_rd_m subject grade action owner due_on closed_on",
    "reported_figures": "agreement* period* measure* party* value unit source",
    "actions": "agreement* date* party* status evidence",
    "neighbourhoods": "neighbourhood_code* neighbourhood_name district_code village geometry total_dwellings",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return read_delivery(SmallDelivery(tmp_path_factory.mktemp("small")).folder).tables


def test_the_exchange_format_is_fixed() -> None:
    assert list(TABLES) == list(COLUMNS)
    for name, columns in COLUMNS.items():
        assert list(TABLES[name].columns) == columns.replace("*", "").split()
        assert TABLES[name].key == tuple(one.rstrip("*") for one in columns.split() if one.endswith("*"))


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_table_keeps_its_contract(name: str) -> None:
    frame = empty(name)
    assert len(frame) == 0
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == {
        column.name: DTYPES[column.kind] for column in TABLES[name].columns.values()
    }
    assert isinstance(frame, gpd.GeoDataFrame) == bool(TABLES[name].geometry)
    assert validate(name, frame) == []


@pytest.mark.parametrize("name", COLUMNS)
def test_a_delivered_table_keeps_its_contract_and_is_not_changed(name: str, tables: dict[str, pd.DataFrame]) -> None:
    before = tables[name].copy()
    assert validate(name, tables[name]) == []
    pd.testing.assert_frame_equal(tables[name], before)


@pytest.mark.parametrize("name", COLUMNS)
def test_keys_and_references_may_not_be_empty(name: str) -> None:
    required = {column.name for column in TABLES[name].columns.values() if not column.nullable}
    optional_key = {"corporation"} if name == "permit_holders" else set()
    assert {*TABLES[name].key, *TABLES[name].references} - optional_key <= required


def test_what_may_be_empty() -> None:
    optional = {name: [one.name for one in table.columns.values() if one.nullable] for name, table in TABLES.items()}
    assert {"net_rent_eur_per_month", "energy_label", "x_rd_m", "y_rd_m", "is_daeb"} <= set(optional["dwellings"])
    assert {"disposable_income_eur_per_year", "gas_m3_per_year"} <= set(optional["households"])
    assert not {"corporation", "municipality_code", "village", "complex_id"} & set(optional["dwellings"])


@pytest.mark.parametrize(
    ("column", "values", "rule"),
    [
        ("homes", [1.0, 2.0, 3.0], "wrong_type"),
        ("source", [1, 2, 3], "wrong_type"),
        ("date", pd.to_datetime(["2022-12-31"] * 3).astype("datetime64[ns]"), "wrong_type"),
        ("village", pd.Series(["Vries", None, "Eelde"], dtype="str"), "missing_value"),
        ("homes", pd.array([1, -1, 2], dtype="Int64"), "negative_number"),
    ],
)
def test_nothing_is_coerced(column: str, values: object, rule: str, tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["stock"].reset_index(drop=True)
    frame[column] = values
    assert [(one.rule, one.column) for one in validate("stock", frame)] == [(rule, column)]


def test_a_plain_frame_counts_lines_from_its_rows(tables: dict[str, pd.DataFrame]) -> None:
    stock = tables["stock"].reset_index(drop=True)
    finding = validate("stock", pd.concat([stock, stock.iloc[[0]]], ignore_index=True))[0]
    assert (finding.rule, finding.count, finding.first_row, finding.file) == ("duplicate_key", 2, 2, "")


def test_absent_columns_refuse_or_warn(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["dwellings"].drop(columns=["complex_id", "energy_label"])
    found_there = {(one.column, one.severity) for one in validate("dwellings", frame)}
    assert found_there == {("complex_id", "refused"), ("energy_label", "warning")}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_that_are_absent_are_missing_in_every_row(name: str) -> None:
    key = TABLES[name].key
    whole = completed(name, pd.DataFrame({column: ["one", "two"] for column in key}))
    others = [column for column in TABLES[name].columns if column not in key]
    assert whole[others].isna().all(axis=None)
    assert {column: str(whole[column].dtype) for column in others} == {
        column: TABLES[name].columns[column].dtype for column in others
    }


def test_declared_columns_are_allowed(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["stock"].assign(note="x")
    assert [one.rule for one in validate("stock", frame)] == ["undeclared_column"]
    assert validate("stock", frame, extra=["note"]) == []


def test_another_coordinate_system_is_refused(tables: dict[str, pd.DataFrame]) -> None:
    frame = gpd.GeoDataFrame(tables["neighbourhoods"]).to_crs("EPSG:4326")
    assert [one.rule for one in validate("neighbourhoods", frame)] == ["wrong_type"]


def test_a_completed_frame_has_all_columns_in_order() -> None:
    frame = completed("stock", pd.DataFrame({"note": ["x"], "homes": pd.array([1], dtype="Int64")}))
    assert frame.columns.tolist() == ["corporation", "village", "date", "homes", "source", "note"]
    assert frame["village"].isna().all()


def test_a_finding_of_rows_names_place_and_first_five_keys() -> None:
    rows = placed(pd.DataFrame({"dwelling_id": list("abcdefg")}), "rents:2.csv", range(10, 17))
    finding = found("rents", "rule", "dwelling_id", "m", "r", rows.iloc[1:], key=["dwelling_id", "valid_from"])
    assert (finding.file, finding.first_row, finding.count) == ("rents:2.csv", 11, 6)
    assert finding.first_keys == ("b", "c", "d", "e", "f")
    assert keys_of(rows.iloc[:0], ["dwelling_id"]) == ()


def test_the_dictionary_names_every_table_and_column() -> None:
    page = dictionary()
    for name, table in TABLES.items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(table.columns)
    assert page.endswith("|\n")


def test_personal_columns_are_marked(tmp_path: Path) -> None:
    personal = {name for name, one in TABLES["households"].columns.items() if one.is_personal}
    assert personal == set(TABLES["households"].columns) - {"household_id", "year", "dwelling_id"}
    assert {name for name, one in TABLES["allocations"].columns.items() if one.is_personal} == {
        "persons",
        "is_pension_age",
        "income_eur_per_year",
    }
