from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from tests.small_delivery import CODES, SmallDelivery

from analysis.catalogue import delivery_digest
from analysis.contracts import TABLES, empty, validate
from analysis.errors import DeliveryError
from analysis.prepare import Prepared, known_on, prepare
from analysis.sources import read_delivery


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> SmallDelivery:
    return SmallDelivery(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def core(delivery: SmallDelivery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("core")
    prepare(delivery.folder, root, CODES)
    return root


@pytest.fixture
def own_core(core: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(core, tmp_path / "core"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_tables_come_back_as_they_were_read(delivery: SmallDelivery, core: Path) -> None:
    prepared = prepare(delivery.folder, core, CODES)
    assert prepared.tables == tuple(TABLES)
    for name, frame in read_delivery(delivery.folder).tables.items():
        loaded = prepared.load(name)
        expected = frame.sort_values(list(TABLES[name].key), kind="stable", ignore_index=True)
        pd.testing.assert_frame_equal(pd.DataFrame(loaded), pd.DataFrame(expected))
        assert validate(name, loaded) == []
        assert isinstance(loaded, gpd.GeoDataFrame) == bool(TABLES[name].geometry)


def test_the_folder_is_named_after_the_delivery(delivery: SmallDelivery, core: Path) -> None:
    prepared = prepare(delivery.folder, core, CODES)
    assert prepared.digest == delivery_digest(delivery.folder, delivery.card)
    assert [folder.name for folder in core.iterdir()] == [prepared.digest[:12]]
    assert prepared.card == delivery.card


def test_the_same_delivery_gives_the_same_bytes_anywhere(delivery: SmallDelivery, core: Path, tmp_path: Path) -> None:
    shutil.copytree(delivery.folder, tmp_path / "elsewhere")
    prepare(tmp_path / "elsewhere", tmp_path / "core", CODES)
    assert contents(tmp_path / "core") == contents(core)


def test_the_record_has_no_clock_and_no_place(delivery: SmallDelivery, core: Path) -> None:
    record = (prepare(delivery.folder, core, CODES).folder / "delivery.json").read_text(encoding="utf-8")
    assert str(delivery.folder) not in record
    assert set(json.loads(record)) == {"digest", "stamp", "card", "inputs", "findings", "tables"}


def test_inputs_name_every_file_with_its_hash(delivery: SmallDelivery, core: Path) -> None:
    inputs = prepare(delivery.folder, core, CODES).inputs
    assert [one["table"] for one in inputs] == sorted(TABLES)
    assert all(set(one) == {"table", "path", "hash"} and one["hash"].startswith("sha256:") for one in inputs)


def test_a_prepared_delivery_is_used_again(
    delivery: SmallDelivery, own_core: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        pytest.fail("the delivery was read again")

    monkeypatch.setattr("analysis.prepare.writing.read_delivery", fail)
    assert prepare(delivery.folder, own_core, CODES).tables == tuple(TABLES)


@pytest.mark.parametrize("damage", ["rents.parquet", "delivery.json", "a missing table", "half a record"])
def test_a_damaged_folder_is_built_again(damage: str, delivery: SmallDelivery, core: Path, own_core: Path) -> None:
    folder = next(own_core.iterdir())
    match damage:
        case "a missing table":
            (folder / "stock.parquet").unlink()
        case "half a record":
            (folder / "delivery.json").write_text('{"digest": "x"}', encoding="utf-8")
        case name:
            (folder / name).write_bytes(b"damaged")
    prepare(delivery.folder, own_core, CODES)
    assert contents(own_core) == contents(core)
    assert [path.name for path in own_core.iterdir()] == [folder.name]


def test_other_rules_check_a_delivery_again(
    delivery: SmallDelivery, own_core: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.prepare.writing.code_digest", lambda: "other rules")
    monkeypatch.setattr("analysis.prepare.writing.findings_of", lambda *_: [])
    assert prepare(delivery.folder, own_core, CODES).findings == ()


def test_other_lists_of_codes_are_checked_again(delivery: SmallDelivery, own_core: Path) -> None:
    with pytest.raises(DeliveryError):
        prepare(delivery.folder, own_core, {**CODES, "energy_label": ("A",)})


def test_a_changed_delivery_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path / "delivery")
    first = prepare(delivery.folder, tmp_path / "core", CODES)
    delivery.replace("rents", "595.00", "596.00")
    second = prepare(delivery.folder, tmp_path / "core", CODES)
    assert first.folder != second.folder
    assert second.load("rents")["net_rent_eur_per_month"].iloc[2] == 596.0


def test_a_refused_delivery_raises_with_everything_found(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path / "delivery")
    delivery.replace("rents", "595.00", "-1")
    delivery.replace("stock", "SEW,Eelde", "Actium,Eelde")
    with pytest.raises(DeliveryError, match="and 1 more; see `afspraken check`") as refusal:
        prepare(delivery.folder, tmp_path / "core", CODES)
    assert {one.rule for one in refusal.value.findings if one.is_refusal} == {"negative_number", "unknown_corporation"}
    assert any(one.severity == "note" for one in refusal.value.findings)
    assert not (tmp_path / "core").exists()


def test_writing_that_fails_leaves_nothing(
    delivery: SmallDelivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", fail)
    with pytest.raises(OSError, match="disk full"):
        prepare(delivery.folder, tmp_path / "core", CODES)
    assert list((tmp_path / "core").iterdir()) == []


def test_an_absent_table_is_empty(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path / "delivery")
    delivery.remove("seekers")
    prepared = prepare(delivery.folder, tmp_path / "core", CODES)
    assert "seekers" not in prepared.tables
    pd.testing.assert_frame_equal(prepared.load("seekers"), empty("seekers"))
    notes = [one for one in prepared.findings if one.rule == "table_not_delivered"]
    assert [(one.table, one.severity) for one in notes] == [("seekers", "note")]


def test_a_damaged_table_is_not_loaded(own_core: Path) -> None:
    prepared = Prepared.open(next(own_core.iterdir()))
    (prepared.folder / "rents.parquet").write_bytes(b"damaged")
    with pytest.raises(DeliveryError, match=r"rents\.parquet"):
        prepared.load("rents")


def test_a_folder_that_was_not_prepared_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="afspraken prepare"):
        Prepared.open(tmp_path)


# --------------------------------------------------------------------------------------------- known on a day

DAY = date(2023, 6, 30)


@pytest.fixture(scope="module")
def tables(delivery: SmallDelivery) -> dict[str, pd.DataFrame]:
    return {name: frame.reset_index(drop=True) for name, frame in read_delivery(delivery.folder).tables.items()}


@pytest.mark.parametrize("name", TABLES)
def test_nothing_dated_later_is_seen_in_any_table(name: str, tables: dict[str, pd.DataFrame]) -> None:
    before = tables[name].copy()
    seen = known_on(name, tables[name], DAY)
    pd.testing.assert_frame_equal(pd.DataFrame(tables[name]), pd.DataFrame(before))
    assert validate(name, seen) == []
    assert seen.index.tolist() == list(range(len(seen)))
    planned = {"planned_on", "due_on"}
    for column in TABLES[name].columns.values():
        if column.kind == "date" and column.name not in planned:
            assert not (seen[column.name] > pd.Timestamp(DAY)).any(), column.name


@pytest.mark.parametrize("name", TABLES)
def test_the_day_itself_is_known(name: str, tables: dict[str, pd.DataFrame]) -> None:
    assert len(known_on(name, tables[name], date(2024, 12, 31))) == len(tables[name])


@pytest.mark.parametrize(
    ("name", "day", "rows"),
    [
        ("dwellings", date(2022, 9, 30), 7),
        ("dwellings", date(2022, 10, 1), 8),
        ("stock", date(2022, 12, 30), 0),
        ("households", date(2022, 12, 31), 1),
        ("rents", date(2023, 6, 30), 2),
        ("rents", date(2023, 7, 1), 5),
        ("allocations", date(2023, 8, 14), 3 - 1),
        ("allocations", date(2023, 8, 15), 3),
        ("urgencies", date(2023, 3, 31), 2),
        ("seekers", date(2023, 6, 29), 1),
        ("seekers", date(2023, 6, 30), 2),
        ("programme", date(2020, 1, 1), 2),
        ("district_plan", date(2020, 1, 1), 2),
        ("improvements", date(2023, 3, 31), 1),
        ("permit_holders", date(2023, 4, 9), 0),
        ("permit_holders", date(2023, 4, 10), 3),
        ("inspections", date(2023, 6, 6), 0),
        ("observations", date(2023, 6, 6), 2),
        ("reported_figures", date(2023, 6, 30), 1),
        ("reported_figures", date(2023, 12, 31), 2),
        ("actions", date(2023, 9, 20), 1),
        ("complexes", date(2000, 1, 1), 4),
        ("neighbourhoods", date(2000, 1, 1), 4),
    ],
)
def test_rows_known_on_a_day(name: str, day: date, rows: int, tables: dict[str, pd.DataFrame]) -> None:
    assert len(known_on(name, tables[name], day)) == rows


def test_a_later_exit_and_a_later_label_are_emptied(tables: dict[str, pd.DataFrame]) -> None:
    dwellings = known_on("dwellings", tables["dwellings"], date(2023, 3, 14)).set_index(
        ["dwelling_id", "in_service_from"]
    )
    sold = dwellings.loc[("W-4", pd.Timestamp(1985, 1, 1))]
    assert sold[["out_of_service_from", "out_of_service_reason"]].isna().all()
    renovated = dwellings.loc[("W-3", pd.Timestamp(1985, 1, 1))]
    assert renovated["out_of_service_reason"] == "REN"
    late = dwellings.loc[("S-2", pd.Timestamp(2001, 9, 1))]
    assert late[["energy_label", "label_method", "label_registered_on"]].isna().all()
    assert late["net_rent_eur_per_month"] == 880.5


def test_a_later_end_of_an_urgency_is_emptied_with_its_reason(tables: dict[str, pd.DataFrame]) -> None:
    urgencies = known_on("urgencies", tables["urgencies"], date(2023, 4, 30)).set_index("urgency_id")
    assert urgencies["end_reason"].isna().all()
    assert urgencies["ended_on"].isna().all()
    assert known_on("urgencies", tables["urgencies"], date(2023, 5, 1))["end_reason"].notna().sum() == 1


def test_a_later_completion_is_emptied_with_its_homes(tables: dict[str, pd.DataFrame]) -> None:
    programme = known_on("programme", tables["programme"], date(2023, 11, 14))
    assert programme[["realised_on", "realised_homes"]].isna().all(axis=None)
    assert programme["planned_on"].notna().all()
    assert programme["realised_homes"].dtype == "Int64"


def test_a_later_closing_and_a_later_tenancy_are_emptied(tables: dict[str, pd.DataFrame]) -> None:
    assert known_on("observations", tables["observations"], date(2023, 9, 11))["closed_on"].isna().all()
    rents = tables["rents"].assign(tenancy_started_on=pd.Timestamp(2023, 8, 1))
    assert known_on("rents", rents, date(2023, 7, 31))["tenancy_started_on"].isna().all()


@pytest.mark.parametrize(
    ("period", "last"),
    [("2023", (2023, 12, 31)), ("2023-H1", (2023, 6, 30)), ("2023-H2", (2023, 12, 31)), ("2024-Q1", (2024, 3, 31)),
     ("2023-Q2", (2023, 6, 30)), ("2023-Q3", (2023, 9, 30)), ("2023-Q4", (2023, 12, 31))],
)  # fmt: skip
def test_a_period_is_known_when_it_is_over(
    period: str, last: tuple[int, int, int], tables: dict[str, pd.DataFrame]
) -> None:
    figures = tables["reported_figures"].assign(period=pd.Series([period] * 2, dtype="str"))
    over = date(*last)
    assert len(known_on("reported_figures", figures, over)) == 2
    assert len(known_on("reported_figures", figures, date.fromordinal(over.toordinal() - 1))) == 0


def test_a_period_that_is_none_stays(tables: dict[str, pd.DataFrame]) -> None:
    figures = tables["reported_figures"].assign(period=pd.Series(["2023-2026", None], dtype="str"))
    assert len(known_on("reported_figures", figures, date(2020, 1, 1))) == 2


def test_what_was_asked_for_is_remembered(delivery: SmallDelivery, tmp_path: Path) -> None:
    prepared = prepare(delivery.folder, tmp_path / "core", CODES)
    assert prepared.asked == set()
    prepared.load("stock")
    prepared.told()
    assert prepared.asked == {"stock", "findings"}
