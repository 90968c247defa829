from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.small_delivery import CODES, SmallDelivery

from analysis.errors import DeliveryError
from analysis.parameters import load_norms
from analysis.sources import check, in_order, known_codes, read_delivery

TABLES = ("complexes", "dwellings", "neighbourhoods")


@pytest.fixture
def delivery(tmp_path: Path) -> SmallDelivery:
    return SmallDelivery(tmp_path / "delivery", TABLES)


def found(delivery: SmallDelivery, *severities: str) -> list[tuple[str, str, str]]:
    findings = check(delivery.folder, CODES)
    return [(one.severity, one.table, one.rule) for one in findings if one.severity in severities]


def test_without_a_card_nothing_is_read_and_the_check_says_so(delivery: SmallDelivery) -> None:
    (delivery.folder / "datapackage.json").unlink()
    assert found(delivery, "refused", "warning", "note") == [("refused", "datapackage.json", "missing_card")]
    with pytest.raises(DeliveryError):
        read_delivery(delivery.folder)


def test_a_file_delivered_later_is_not_read_unseen(delivery: SmallDelivery) -> None:
    (delivery.folder / "rents.csv").write_text("dwelling_id,valid_from\n", encoding="utf-8")
    assert found(delivery, "refused", "warning") == [("warning", "rents", "file_not_on_card")]


def test_a_resource_that_is_no_table_is_left_alone(delivery: SmallDelivery) -> None:
    path = delivery.folder / "datapackage.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["resources"].append({**card["resources"][0], "name": "complex"})
    path.write_text(json.dumps(card), encoding="utf-8")
    assert found(delivery, "refused", "warning") == [("warning", "datapackage.json", "unknown_table")]


def test_absent_tables_say_what_cannot_be_assessed(delivery: SmallDelivery) -> None:
    messages = {one.table: one.message for one in check(delivery.folder, CODES) if one.rule == "table_not_delivered"}
    assert len(messages) == 14
    assert messages["households"] == "households is not delivered; not assessable: energy poverty"


def test_only_the_plan_of_a_district_may_be_delivered(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path, ("district_plan",))
    assert found(delivery, "refused", "warning") == []


def test_warnings_that_do_not_stop_a_run(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path, (*TABLES, "allocations"))
    delivery.replace("dwellings", "2023-03-15,VAH", "2023-03-15,")
    delivery.replace(
        "dwellings", "720.00,760,B,NTA,2018-02-01,false,NIE,,", "720.00,760,B,NTA,2018-02-01,false,NIE,,SLO"
    )
    delivery.replace("dwellings", "Eelde,BU17300700,234410", "Eelde,BU17309999,234410")
    delivery.replace("allocations", "2023-02-01,,,true,2016-05-01", "2023-02-01,,,true,2023-02-02")
    assert found(delivery, "refused", "warning") == [
        ("warning", "dwellings", "exit_without_reason"),
        ("warning", "dwellings", "reason_without_exit"),
        ("warning", "dwellings", "unknown_neighbourhood"),
        ("warning", "allocations", "registered_after_allocation"),
    ]


def test_refusals_come_first_then_the_order_of_the_contract(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.replace("rents", "595.00", "-1")
    delivery.drop_column("complexes", "estate")
    findings = check(delivery.folder, CODES)
    assert [one.severity for one in findings[:3]] == ["refused", "warning", "note"]
    assert findings == in_order(reversed(findings))


def test_shares_of_missing_values_are_notes(delivery: SmallDelivery) -> None:
    notes = {one.column: one for one in check(delivery.folder, CODES) if one.rule == "missing_share"}
    assert notes["net_rent_eur_per_month"].message == "net_rent_eur_per_month is empty in 2 of 8 rows (25.0%)"
    assert notes["net_rent_eur_per_month"].count == 2
    assert "out_of_service_from" not in notes


def test_the_norms_hold_a_list_for_every_coded_column() -> None:
    codes = known_codes(load_norms(), on=date(2023, 12, 31))
    assert set(codes) == set(CODES)
    assert {"A++++", "G"} <= set(codes["energy_label"])
    assert {"STA", "MED", "HUI"} <= set(codes["ground"])
    assert {"NIE", "PLA", "BEH"} <= set(codes["in_service_reason"])
    assert {"SLO", "VAH", "REN", "VEN"} <= set(codes["out_of_service_reason"])


def test_a_day_without_lists_of_codes_is_refused(delivery: SmallDelivery) -> None:
    delivery.write_card(reference_date=date(1990, 1, 1))
    assert "no_code_list" in {one.rule for one in check(delivery.folder) if one.is_refusal}


def test_codes_come_from_the_norms_when_none_are_given(delivery: SmallDelivery) -> None:
    delivery.replace("dwellings", "true,REN", "true,ZZZ")
    assert [(one.rule, one.column) for one in check(delivery.folder) if one.is_refusal] == [
        ("unknown_code", "in_service_reason")
    ]
