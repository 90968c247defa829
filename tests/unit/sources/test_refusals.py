"""One small delivery, one thing wrong with it at a time: exactly that is refused, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.small_delivery import CODES, TEXTS, SmallDelivery

from analysis.errors import DeliveryError
from analysis.prepare import prepare
from analysis.sources import check


@dataclass(frozen=True)
class Case:
    name: str
    change: Callable[[SmallDelivery], None]
    table: str
    rule: str
    column: str
    keys: tuple[str, ...] = ()
    row: int = 0


def replacing(table: str, old: str, new: str) -> Callable[[SmallDelivery], None]:
    return lambda delivery: delivery.replace(table, old, new)


def adding(table: str, line: str) -> Callable[[SmallDelivery], None]:
    return lambda delivery: delivery.add(table, line)


def without(table: str, column: str) -> Callable[[SmallDelivery], None]:
    return lambda delivery: delivery.drop_column(table, column)


def lacking(table: str) -> Callable[[SmallDelivery], None]:
    return lambda delivery: delivery.remove(table)


SPELL = "in_service_from, out_of_service_from"
CASES = [
    # ---- tables and columns others refer to
    Case("no dwellings", lacking("dwellings"), "dwellings", "missing_table", ""),
    Case("no complexes", lacking("complexes"), "complexes", "missing_table", ""),
    Case("no inspections", lacking("inspections"), "inspections", "missing_table", ""),
    Case("no key column", without("rents", "valid_from"), "rents", "missing_column", "valid_from"),
    Case("no reference", without("dwellings", "complex_id"), "dwellings", "missing_column", "complex_id"),
    Case("no association", without("dwellings", "corporation"), "dwellings", "missing_column", "corporation"),
    Case("nobody declared it", replacing("rents", "change_reason", "chnage_reason"), "rents", "undeclared_column",
         "chnage_reason"),
    # ---- keys
    Case("duplicate key", adding("rents", "W-1,2023-07-01,610.25,JAA,2010-04-01"), "rents", "duplicate_key",
         "dwelling_id, valid_from", ("W-1 / 2023-07-01", "W-1 / 2023-07-01"), 3),
    Case("duplicate spell", adding("permit_holders", "2023-Q1,,25,,,2023-04-11"), "permit_holders", "duplicate_key",
         "period, corporation", ("2023-Q1 / (empty)", "2023-Q1 / (empty)"), 2),
    Case("empty key", replacing("urgencies", "U-2,", ","), "urgencies", "missing_value", "urgency_id", ("(empty)",), 3),
    # ---- spells
    Case("overlapping spells", replacing("dwellings", "2022-01-01,REN", "2022-10-02,REN"), "dwellings",
         "overlapping_spells", SPELL, ("W-3 / 2022-10-01",), 5),
    Case("earlier spell never ended", replacing("dwellings", ",2022-01-01,REN\n", ",,\n"), "dwellings",
         "overlapping_spells", SPELL, ("W-3 / 2022-10-01",), 5),
    Case("spell ends before it begins", replacing("dwellings", "2023-03-15,VAH", "1984-12-31,VAH"), "dwellings",
         "spell_ends_before_it_begins", SPELL, ("W-4 / 1985-01-01",), 6),
    # ---- names nobody knows
    Case("dwelling without complex", replacing("dwellings", "S-2,2001-09-01,SEW,S-C1", "S-2,2001-09-01,SEW,"),
         "dwellings", "missing_value", "complex_id", ("S-2 / 2001-09-01",), 9),
    Case("dwelling in a complex that is not there", replacing("dwellings", "S-2,2001-09-01,SEW,S-C1",
         "S-2,2001-09-01,SEW,S-C7"), "dwellings", "unknown_complex", "complex_id", ("S-2 / 2001-09-01",), 9),
    Case("unknown association", replacing("urgencies", "U-3,SEW", "U-3,Actium"), "urgencies", "unknown_corporation",
         "corporation", ("U-3",), 4),
    Case("unknown village of a home", replacing("dwellings", "W-4,1985-01-01,Woonborg,W-C2,GM1730,Zuidlaren",
         "W-4,1985-01-01,Woonborg,W-C2,GM1730,Zuid-Laren"), "dwellings", "unknown_village", "village",
         ("W-4 / 1985-01-01",), 6),
    Case("unknown village of a count", replacing("stock", "SEW,Eelde", "SEW,Elde"), "stock", "unknown_village",
         "village"),
    Case("unknown village of a complex", replacing("complexes", "Esweg,Eelde", "Esweg,Elde"), "complexes",
         "unknown_village", "village", ("S-C1",), 5),
    Case("rent of an unknown dwelling", adding("rents", "W-8,2023-07-01,500,JAA,"), "rents", "unknown_dwelling",
         "dwelling_id", ("W-8 / 2023-07-01",), 8),
    Case("household in an unknown dwelling", replacing("households", "H-3,2023,S-1", "H-3,2023,S-8"), "households",
         "unknown_dwelling", "dwelling_id", ("H-3 / 2023",), 5),
    Case("allocation to an unknown dwelling", replacing("allocations", "A-3,SEW,GM1730,S-2", "A-3,SEW,GM1730,S-8"),
         "allocations", "unknown_dwelling", "dwelling_id", ("A-3",), 4),
    Case("improvement of an unknown dwelling", replacing("improvements", "I-1,W-3", "I-1,W-33"), "improvements",
         "unknown_dwelling", "dwelling_id"),
    Case("observation at an unknown inspection", replacing("observations", "O-1,N-1", "O-1,N-7"), "observations",
         "unknown_inspection", "inspection_id"),
    # ---- codes
    Case("unknown label", replacing("dwellings", "E,NTA,2015", "H,NTA,2015"), "dwellings", "unknown_code",
         "energy_label"),
    Case("unknown label method", replacing("dwellings", "E,NTA,2015", "E,GOK,2015"), "dwellings", "unknown_code",
         "label_method"),
    Case("unknown ground of priority", replacing("allocations", ",MED,", ",XXX,"), "allocations", "unknown_code",
         "priority_ground"),
    Case("unknown ground of urgency", replacing("urgencies", ",MED,", ",XXX,"), "urgencies", "unknown_code", "ground"),
    Case("unknown reason in", replacing("dwellings", "true,REN", "true,ZZZ"), "dwellings", "unknown_code",
         "in_service_reason"),
    Case("unknown reason out", replacing("dwellings", "2023-03-15,VAH", "2023-03-15,ZZZ"), "dwellings", "unknown_code",
         "out_of_service_reason"),
    Case("unknown segment", replacing("district_plan", "middle", "medium"), "district_plan", "unknown_code", "segment"),
    Case("unknown status", replacing("district_plan", "planned", "maybe"), "district_plan", "unknown_code", "status"),
    Case("unknown end", replacing("urgencies", "expired", "lapsed"), "urgencies", "unknown_code", "end_reason"),
    Case("unknown kind", replacing("programme", "demolition", "sloop"), "programme", "unknown_code", "kind"),
    Case("unknown status of an action", replacing("actions", "done", "gedaan"), "actions", "unknown_code", "status"),
    # ---- dates
    Case("impossible date", replacing("allocations", "2023-02-01,,", "1023-02-01,,"), "allocations", "impossible_date",
         "allocated_on", ("A-1",), 2),
    Case("day before the first", replacing("dwellings", "W-4,1985-01-01", "W-4,1849-12-31"), "dwellings",
         "impossible_date", "in_service_from", ("W-4 / 1849-12-31",), 6),
    Case("date far ahead", replacing("programme", "2024-06-01", "2054-02-02"), "programme", "impossible_date",
         "planned_on", ("P-2",), 3),
    Case("no such day", replacing("stock", "SEW,Eelde,2022-12-31", "SEW,Eelde,2022-02-30"), "stock", "not_a_date",
         "date"),
    Case("household year", replacing("households", "H-3,2023", "H-3,2203"), "households", "impossible_year", "year"),
    Case("building year", replacing("dwellings", "62.5,1985,true,true,,640", "62.5,985,true,true,,640"), "dwellings",
         "impossible_year", "construction_year"),
    Case("quarter", replacing("seekers", "2023-Q2", "2023-Q5"), "seekers", "impossible_period", "period"),
    Case("urgency ended before granted", replacing("urgencies", "2023-01-10,2023-05-01", "2023-06-10,2023-05-01"),
         "urgencies", "ended_before_granted", "granted_on, ended_on", ("U-1",), 2),
    Case("end without reason", replacing("urgencies", "2023-05-01,housed", "2023-05-01,"), "urgencies",
         "half_an_ending", "ended_on, end_reason", ("U-1",), 2),
    Case("reason without end", replacing("urgencies", "2023-05-01,housed", ",housed"), "urgencies", "half_an_ending",
         "ended_on, end_reason", ("U-1",), 2),
    # ---- amounts
    Case("negative rent", replacing("rents", "595.00", "-595.00"), "rents", "negative_number",
         "net_rent_eur_per_month", ("W-1 / 2022-07-01",), 2),
    Case("negative use", replacing("households", "1450", "-1450"), "households", "negative_number", "gas_m3_per_year"),
    Case("negative area", replacing("dwellings", "terraced,90", "terraced,-90"), "dwellings", "negative_number",
         "floor_area_m2"),
    Case("negative count", replacing("stock", "SEW,Eelde,2022-12-31,2", "SEW,Eelde,2022-12-31,-2"), "stock",
         "negative_number", "homes"),
    Case("rents differ", replacing("rents", "720.00", "720.01"), "dwellings", "contradicting_rents",
         "net_rent_eur_per_month", ("S-1 / 2001-09-01",), 8),
    Case("rents differ since the day itself", adding("rents", "S-1,2023-12-31,730.00,JAA,2015-08-01"), "dwellings",
         "contradicting_rents", "net_rent_eur_per_month", ("S-1 / 2001-09-01",), 8),
    # ---- forms
    Case("a word for a number", replacing("rents", "595.00", "onbekend"), "rents", "not_a_number",
         "net_rent_eur_per_month", ("W-1 / 2022-07-01",), 2),
    Case("a word for a whole number", replacing("stock", "SEW,Eelde,2022-12-31,2", "SEW,Eelde,2022-12-31,two"),
         "stock", "not_a_whole_number", "homes"),
    Case("endless number", replacing("rents", "595.00", "1e999"), "rents", "not_a_number", "net_rent_eur_per_month"),
    Case("half a home", replacing("stock", "SEW,Eelde,2022-12-31,2", "SEW,Eelde,2022-12-31,2.5"), "stock",
         "not_a_whole_number", "homes"),
    Case("a word for yes", replacing("dwellings", "NTA,2022-10-01,true", "NTA,2022-10-01,ja"), "dwellings",
         "not_true_or_false", "has_sale_label"),
    Case("a word for a date", replacing("rents", "2010-04-01\nW-1", "vroeger\nW-1"), "rents", "not_a_date",
         "tenancy_started_on"),
    Case("a word for a key date", replacing("dwellings", "W-4,1985-01-01", "W-4,jaren 80"), "dwellings", "not_a_date",
         "in_service_from"),
    # ---- coordinates
    Case("coordinates nowhere", replacing("dwellings", "234500,566200", "2345,5662"), "dwellings",
         "strange_coordinates", "x_rd_m, y_rd_m", ("W-1 / 1970-05-01",), 2),
    Case("x and y swapped", replacing("dwellings", "234500,566200", "566200,234500"), "dwellings",
         "strange_coordinates", "x_rd_m, y_rd_m"),
    Case("half a coordinate", replacing("dwellings", "234500,566200", "234500,"), "dwellings", "strange_coordinates",
         "x_rd_m, y_rd_m"),
    Case("swapped degrees", replacing("observations", "234505,566205", "53.07,6.57"), "observations",
         "strange_coordinates", "x_rd_m, y_rd_m"),
    # ---- files
    Case("hash differs", lambda one: one.replace("rents", "595.00", "595.10", card=False), "rents", "hash_differs", ""),
    Case("file gone", lambda one: one.path("seekers").unlink(), "seekers", "missing_file", ""),
    Case("empty file", lambda one: one.write("seekers", ""), "seekers", "empty_file", ""),
    Case("ragged row", adding("seekers", "2023-Q3,Vries,120"), "seekers", "ragged_row", "", row=4),
    Case("column twice", replacing("seekers", "responses_from_outside", "responses"), "seekers", "duplicate_column", "",
         row=1),
    Case("another encoding", lambda one: one.write("seekers", "period,village\n2023-Q1,Eelde\xeb\n".encode("latin-1")),
         "seekers", "unreadable_encoding", "", row=2),
    Case("open quotation", adding("seekers", '2023-Q3,"Vries,120,1,1,1,1'), "seekers", "unreadable_file", ""),
]  # fmt: skip


def needed(case: Case) -> tuple[str, ...]:
    """All tables where one is taken out; else the one that is broken and those it is held against: quicker to read."""
    if case.rule == "missing_table":
        return (*TEXTS, "neighbourhoods")
    beside = {"dwellings": "rents", "observations": "inspections"}.get(case.table, case.table)
    return tuple(dict.fromkeys(["complexes", "dwellings", "neighbourhoods", case.table, beside]))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_one_thing_wrong_is_refused_alone_and_nothing_is_written(case: Case, tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path / "delivery", needed(case))
    case.change(delivery)
    with pytest.raises(DeliveryError) as refusal:
        prepare(delivery.folder, tmp_path / "core", CODES)
    refused = [finding for finding in refusal.value.findings if finding.is_refusal]
    assert [(one.table, one.rule, one.column) for one in refused] == [(case.table, case.rule, case.column)]
    finding = refused[0]
    if case.keys:
        assert finding.first_keys == case.keys
        assert finding.count == len(case.keys)
    if case.row:
        assert finding.first_row == case.row
    if finding.first_row:
        assert finding.file == delivery.path(case.table).name
    assert finding.message
    assert finding.remedy.endswith(".")
    assert not (tmp_path / "core").exists()


def test_the_small_delivery_itself_is_accepted(tmp_path: Path) -> None:
    findings = check(SmallDelivery(tmp_path).folder, CODES)
    assert {finding.severity for finding in findings} == {"note"}


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("dwellings", "W-4,1985-01-01", "W-4,1850-01-01"),
        ("programme", "2024-06-01", "2054-02-01"),
        ("dwellings", "2022-01-01,REN", "2022-10-01,REN"),
        ("dwellings", "2023-03-15,VAH", "1985-01-01,VAH"),
        ("urgencies", "2023-01-10,2023-05-01", "2023-05-01,2023-05-01"),
        ("rents", "595.00", "0"),
        ("rents", "720.00", "720.004"),
        ("rents", "S-1,2024-07-01", "S-1,2024-01-01"),
    ],
)
def test_what_lies_just_on_the_good_side_is_accepted(table: str, old: str, new: str, tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.replace(table, old, new)
    assert not [finding for finding in check(delivery.folder, CODES) if finding.is_refusal]


def test_everything_is_found_at_once(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.replace("rents", "595.00", "veel")
    delivery.replace("urgencies", "U-3,SEW", "U-3,Actium")
    delivery.add("stock", "SEW,Eelde,2022-12-31,2,again")
    delivery.path("seekers").unlink()
    rules = {finding.rule for finding in check(delivery.folder, CODES) if finding.is_refusal}
    assert rules == {"not_a_number", "unknown_corporation", "duplicate_key", "missing_file"}


def test_five_keys_are_shown_and_all_rows_counted(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    for number in range(7):
        delivery.add("rents", f"X-{number},2023-07-01,500,JAA,")
    finding = next(one for one in check(delivery.folder, CODES) if one.rule == "unknown_dwelling")
    assert finding.count == 7
    assert finding.first_keys == tuple(f"X-{number} / 2023-07-01" for number in range(5))


def test_the_offending_text_is_named_but_never_that_of_a_household(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.replace("rents", "595.00", "€ 595")
    delivery.replace("households", "17500", "€ 17.500")
    messages = {one.column: one.message for one in check(delivery.folder, CODES) if one.rule == "not_a_number"}
    assert "'€ 595'" in messages["net_rent_eur_per_month"]
    assert "17" not in messages["disposable_income_eur_per_year"]


def test_homes_outside_the_municipality_need_not_be_delivered(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.replace("allocations", "A-4,Woonborg,GM1699,W-77", "A-4,Woonborg,,W-77")
    rules = {finding.rule for finding in check(delivery.folder, CODES) if finding.is_refusal}
    assert rules == {"unknown_dwelling", "missing_value"}


def test_without_neighbourhoods_the_complexes_name_the_villages(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.remove("neighbourhoods")
    assert not [finding for finding in check(delivery.folder, CODES) if finding.is_refusal]
    delivery.replace("inspections", "N-1,Vries", "N-1,Bunne")
    refused = [finding for finding in check(delivery.folder, CODES) if finding.is_refusal]
    assert [(one.table, one.rule) for one in refused] == [("inspections", "unknown_village")]
