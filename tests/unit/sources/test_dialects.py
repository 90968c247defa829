"""The same small delivery in other dialects and file formats reads to the same tables."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from tests.small_delivery import CODES, TEXTS, SmallDelivery

from analysis.catalogue import read_card
from analysis.sources import check, read_delivery
from analysis.sources.delimited import read_delimited, sniffed_delimiter
from analysis.sources.raw import Raw
from analysis.sources.tables import read_table


def read(delivery: SmallDelivery, table: str) -> pd.DataFrame:
    frame = read_table(delivery.folder, read_card(delivery.folder).resource(table)).frame
    assert frame is not None
    return frame


@pytest.fixture
def delivery(tmp_path: Path) -> SmallDelivery:
    return SmallDelivery(tmp_path)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return read_delivery(SmallDelivery(tmp_path_factory.mktemp("expected")).folder).tables


def refused(delivery: SmallDelivery) -> list[tuple[str, str]]:
    return [(one.rule, one.column) for one in check(delivery.folder, CODES) if one.is_refusal]


def dutch(text: str) -> str:
    """Semicolon, decimal comma, day first: how a Dutch Excel saves a CSV file."""
    frame = pd.read_csv(StringIO(text), dtype="str")
    for name in frame.columns:
        if frame[name].str.fullmatch(r"\d{4}-\d{2}-\d{2}").any():
            frame[name] = frame[name].str.replace(r"(\d{4})-(\d{2})-(\d{2})", r"\3-\2-\1", regex=True)
        elif frame[name].str.fullmatch(r"-?\d+\.\d+").any():
            frame[name] = frame[name].str.replace(".", ",", regex=False)
    return str(frame.to_csv(sep=";", index=False, lineterminator="\r\n"))


@pytest.mark.parametrize("table", ["rents", "dwellings", "improvements"])
def test_dutch_csv_with_a_byte_order_mark_reads_the_same(
    table: str, delivery: SmallDelivery, expected: dict[str, pd.DataFrame]
) -> None:
    delivery.write(table, dutch(TEXTS[table]).encode("utf-8-sig"))
    pd.testing.assert_frame_equal(read(delivery, table), expected[table])


def test_tabs_and_blank_lines_and_padding_read_the_same(
    delivery: SmallDelivery, expected: dict[str, pd.DataFrame]
) -> None:
    delivery.write("rents", TEXTS["rents"].replace(",", "\t ").rstrip("\n") + "\n\n\n")
    pd.testing.assert_frame_equal(read(delivery, "rents"), expected["rents"])


def test_lines_are_those_of_the_file_when_a_cell_holds_a_line_break(delivery: SmallDelivery) -> None:
    delivery.replace("actions", "minutes of the meeting", '"minutes,\nsecond page"')
    places = read(delivery, "actions").index.tolist()
    assert places == ["actions.csv:2", "actions.csv:4"]


@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_decimal_comma_without_semicolons_is_refused(separator: str, delivery: SmallDelivery) -> None:
    lines = ["dwelling_id,valid_from,net_rent_eur_per_month", 'W-1,2022-07-01,"595,00"', 'W-2,2023-07-01,"598,10"']
    text = "\n".join(lines).replace(",", separator).replace(f"5{separator}0", "5,0").replace(f"8{separator}1", "8,1")
    delivery.write("rents", text)
    assert refused(delivery) == [("not_a_number", "net_rent_eur_per_month")]


def test_two_decimal_marks_in_one_column_are_refused(delivery: SmallDelivery) -> None:
    delivery.write("rents", dutch(TEXTS["rents"]).replace("610,25", "610.25"))
    assert refused(delivery) == [("not_a_number", "net_rent_eur_per_month")]


@pytest.mark.parametrize("amount", ["1.234,50", "1.234"])
def test_thousands_are_never_guessed(amount: str, delivery: SmallDelivery) -> None:
    delivery.write("households", dutch(TEXTS["households"]).replace(";3100;", f";{amount};"))
    assert refused(delivery) == [("not_a_number", "electricity_kwh_per_year")]


def test_three_decimals_are_read_where_the_card_says_what_the_mark_is(delivery: SmallDelivery) -> None:
    delivery.write(
        "households", dutch(TEXTS["households"]).replace(";3100;", ";3.125;").replace("31000,50", "31000.50")
    )
    card = json.loads((delivery.folder / "datapackage.json").read_text(encoding="utf-8"))
    next(one for one in card["resources"] if one["name"] == "households")["dialect"] = {"decimalChar": "."}
    (delivery.folder / "datapackage.json").write_text(json.dumps(card), encoding="utf-8")
    assert read(delivery, "households")["electricity_kwh_per_year"].tolist()[2] == 3.125


def test_numbers_without_points_are_never_thousands(delivery: SmallDelivery) -> None:
    delivery.write("rents", TEXTS["rents"].replace(",", ";").replace("595.00", "595").replace("610.25", "1610.250"))
    assert read(delivery, "rents")["net_rent_eur_per_month"].tolist()[:2] == [595.0, 1610.25]


def test_points_in_a_semicolon_file_are_decimal_points(delivery: SmallDelivery) -> None:
    delivery.write("rents", TEXTS["rents"].replace(",", ";"))
    assert read(delivery, "rents")["net_rent_eur_per_month"].tolist()[:2] == [595.00, 610.25]


def test_two_forms_of_date_in_one_column_are_refused(delivery: SmallDelivery) -> None:
    delivery.replace("rents", "W-2,2023-07-01", "W-2,01-07-2023")
    assert refused(delivery) == [("not_a_date", "valid_from")]


@pytest.mark.parametrize("text", ["2023/07/01", "1-7-2023", "20230701", "2023-07-01 00:00", "07-2023", "31-04-2023"])
def test_other_dates_are_refused(text: str, delivery: SmallDelivery) -> None:
    delivery.replace("rents", "S-1,2024-07-01", f"S-1,{text}")
    assert refused(delivery) == [("not_a_date", "valid_from")]


def test_true_and_false_in_any_case_and_a_whole_number_with_point_zero(delivery: SmallDelivery) -> None:
    delivery.replace("households", "H-2,2023,W-2,2,2,false", "H-2,2023,W-2,2.0,2,FALSE")
    households = read(delivery, "households")
    assert households["adults"].tolist()[2] == 2
    assert not households["is_pension_age"].tolist()[2]


def test_missing_is_neither_zero_nor_false_nor_a_text(delivery: SmallDelivery) -> None:
    households = read(delivery, "households")
    assert pd.isna(households["feed_in_kwh_per_year"].iloc[3])
    assert households["feed_in_kwh_per_year"].iloc[0] == 0
    assert households["has_wealth_below_limit"].iloc[3] is pd.NA
    assert pd.isna(read(delivery, "allocations")["priority_ground"].iloc[0])


def test_excel_reads_the_same(delivery: SmallDelivery, expected: dict[str, pd.DataFrame]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "toelichting"
    sheet = book.create_sheet("rents")
    sheet.append(list(expected["rents"].columns))
    for row in expected["rents"].astype("object").itertuples(index=False, name=None):
        sheet.append([None if pd.isna(value) else value for value in row])
    delivery.path("rents").unlink()
    book.save(delivery.folder / "rents.xlsx")
    delivery.write_card()
    read_back = read(delivery, "rents")
    pd.testing.assert_frame_equal(read_back.reset_index(drop=True), expected["rents"].reset_index(drop=True))
    assert read_back.index[0] == "rents.xlsx:2"


def test_excel_takes_the_first_sheet_and_names_the_row_of_a_word(delivery: SmallDelivery) -> None:
    book = openpyxl.Workbook()
    for row in (["period", "village", "responses"], ["2023-Q1", "Vries", 12], ["2023-Q2", "Vries", "veel"]):
        book.active.append(row)
    delivery.path("seekers").unlink()
    book.save(delivery.folder / "seekers.xlsx")
    delivery.write_card()
    finding = next(one for one in check(delivery.folder, CODES) if one.is_refusal)
    assert (finding.rule, finding.column, finding.first_row) == ("not_a_whole_number", "responses", 3)


@pytest.mark.parametrize("table", ["dwellings", "households", "allocations"])
def test_parquet_reads_the_same(table: str, delivery: SmallDelivery, expected: dict[str, pd.DataFrame]) -> None:
    delivery.path(table).unlink()
    expected[table].reset_index(drop=True).to_parquet(delivery.folder / f"{table}.parquet")
    delivery.write_card()
    pd.testing.assert_frame_equal(read(delivery, table).reset_index(drop=True), expected[table].reset_index(drop=True))


@pytest.mark.parametrize("suffix", ["parquet", "gpkg"])
def test_geometry_reads_the_same_from_other_formats(
    suffix: str, delivery: SmallDelivery, expected: dict[str, pd.DataFrame]
) -> None:
    frame = gpd.GeoDataFrame(expected["neighbourhoods"].reset_index(drop=True))
    delivery.path("neighbourhoods").unlink()
    target = delivery.folder / f"neighbourhoods.{suffix}"
    frame.to_parquet(target) if suffix == "parquet" else frame.to_file(target)
    delivery.write_card()
    assert_geodataframe_equal(read(delivery, "neighbourhoods").reset_index(drop=True), frame)


def test_two_associations_deliver_two_files(delivery: SmallDelivery, expected: dict[str, pd.DataFrame]) -> None:
    header, *lines = TEXTS["rents"].splitlines(keepends=True)
    delivery.path("rents").unlink()
    woonborg = [line for line in lines if line.startswith("W")]
    sew = dutch(header + "".join(line for line in lines if line.startswith("S")))
    (delivery.folder / "rents_woonborg.csv").write_text(header + "".join(woonborg), encoding="utf-8")
    (delivery.folder / "rents_sew.csv").write_text(sew.replace("738,00", "duur"), encoding="utf-8")
    delivery.write_card()
    finding = next(one for one in check(delivery.folder, CODES) if one.is_refusal)
    assert (finding.rule, finding.file, finding.first_row) == ("not_a_number", "rents_sew.csv", 3)
    (delivery.folder / "rents_sew.csv").write_text(sew, encoding="utf-8")
    delivery.write_card()
    both = read(delivery, "rents").sort_values(["dwelling_id", "valid_from"], ignore_index=True)
    one = expected["rents"].sort_values(["dwelling_id", "valid_from"], ignore_index=True)
    pd.testing.assert_frame_equal(both, one)


def test_a_key_in_two_files_is_a_duplicate(delivery: SmallDelivery) -> None:
    header, *lines = TEXTS["seekers"].splitlines(keepends=True)
    (delivery.folder / "seekers-other.csv").write_text(header + lines[0], encoding="utf-8")
    delivery.write_card()
    assert refused(delivery) == [("duplicate_key", "period, village")]


def test_columns_the_card_declares_stay_and_are_typed(delivery: SmallDelivery) -> None:
    delivery.replace("complexes", "estate\n", "estate,lift,floors\n")
    text = delivery.path("complexes").read_text(encoding="utf-8")
    text = text.replace("De Fledders\n", "De Fledders,true,4\n").replace("Zuidlaren,\n", "Zuidlaren,,false,2\n")
    text = text.replace("Haren,\n", "Haren,,,\n").replace("Eelde,Esweg\n", "Eelde,Esweg,true,3\n")
    delivery.write("complexes", text)
    assert refused(delivery) == [("undeclared_column", "floors"), ("undeclared_column", "lift")]
    card = json.loads((delivery.folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = [{"name": "lift", "type": "boolean"}, {"name": "floors", "type": "integer"}]
    card["resources"][0]["schema"] = {"fields": fields}
    (delivery.folder / "datapackage.json").write_text(json.dumps(card), encoding="utf-8")
    assert refused(delivery) == []
    complexes = read(delivery, "complexes")
    assert complexes.columns.tolist()[-2:] == ["lift", "floors"]
    assert complexes["floors"].dtype == "Int64"


def test_an_absent_column_is_a_warning_and_missing_in_every_row(delivery: SmallDelivery) -> None:
    delivery.drop_column("dwellings", "energy_label")
    findings = [one for one in check(delivery.folder, CODES) if one.column == "energy_label"]
    assert [(one.severity, one.rule) for one in findings] == [("warning", "missing_column")]
    assert read(delivery, "dwellings")["energy_label"].isna().all()


def test_a_misspelt_column_is_told_what_it_may_be(delivery: SmallDelivery) -> None:
    delivery.replace("rents", "change_reason", "change_raeson")
    finding = next(one for one in check(delivery.folder, CODES) if one.rule == "undeclared_column")
    assert "is it change_reason?" in finding.message


def test_a_table_without_rows_is_a_warning(delivery: SmallDelivery) -> None:
    delivery.write("urgencies", TEXTS["urgencies"].splitlines()[0] + "\n")
    findings = [one for one in check(delivery.folder, CODES) if one.table == "urgencies"]
    assert [(one.severity, one.rule) for one in findings] == [("warning", "no_rows")]
    assert len(read(delivery, "urgencies")) == 0


def test_another_encoding_is_read_when_the_card_states_it(delivery: SmallDelivery) -> None:
    delivery.write("inspections", TEXTS["inspections"].encode("utf-8"))
    delivery.write("actions", TEXTS["actions"].replace("agenda", "agendapunt één").encode("windows-1252"))
    assert refused(delivery) == [("unreadable_encoding", "")]
    card = json.loads((delivery.folder / "datapackage.json").read_text(encoding="utf-8"))
    next(one for one in card["resources"] if one["name"] == "actions")["encoding"] = "windows-1252"
    (delivery.folder / "datapackage.json").write_text(json.dumps(card), encoding="utf-8")
    assert read(delivery, "actions")["evidence"].tolist()[1] == "agendapunt één"


def test_damaged_files_of_every_format_are_findings(delivery: SmallDelivery) -> None:
    for table, suffix in (("seekers", "xlsx"), ("rents", "parquet"), ("stock", "txt")):
        delivery.path(table).unlink()
        (delivery.folder / f"{table}.{suffix}").write_bytes(b"not what it says")
    delivery.write("neighbourhoods", "{", card=True)
    card = json.loads((delivery.folder / "datapackage.json").read_text(encoding="utf-8"))
    card["resources"].append({"name": "stock", "path": "stock.txt", "hash": "sha256:0"})
    (delivery.folder / "datapackage.json").write_text(json.dumps(card), encoding="utf-8")
    found = {(one.table, one.rule) for one in check(delivery.folder, CODES) if one.is_refusal}
    assert found == {
        ("seekers", "unreadable_file"),
        ("rents", "unreadable_file"),
        ("neighbourhoods", "unreadable_file"),
        ("stock", "unknown_format"),
        ("stock", "hash_differs"),
    }


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("dwelling_id,valid_from", ","),
        ("dwelling_id;valid_from;change_reason", ";"),
        ("dwelling_id\tvalid_from", "\t"),
        ('"dwelling_id";"note, with, commas";"valid_from"', ";"),
        ("dwelling_id", ","),
    ],
)
def test_the_separator_comes_from_the_header(header: str, delimiter: str) -> None:
    assert sniffed_delimiter(header + "\nW-1;x,y,z;2", "rents") == delimiter


def test_an_export_of_statline_is_read_as_it_comes(shared_data: Path) -> None:
    path = next((shared_data / "statline_csv").glob("*.csv"))
    raw = read_delimited(path, "neighbourhoods", file=path.name, dialect={})
    assert isinstance(raw, Raw)
    assert raw.cells.columns.tolist() == ["Wijken en buurten", "Vrije tijd en cultuur/Afstand tot bibliotheek (km)"]
    assert raw.cells.iloc[0].tolist() == ["Nederland", "2.0"]
    assert raw.decimal_mark == ""
