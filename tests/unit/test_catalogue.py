from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.small_delivery import SmallDelivery

from analysis.catalogue import CARD, covers, delivery_digest, file_hash, hash_findings, read_card, write_card
from analysis.errors import DeliveryError

GIVEN = {
    "title": "Half-year delivery",
    "municipality": "GM1730",
    "corporations": {"Woonborg": "L0666"},
    "reference_date": date(2023, 12, 31),
    "covers_from": date(2023, 1, 1),
    "covers_to": date(2023, 12, 31),
}


@pytest.fixture
def delivery(tmp_path: Path) -> SmallDelivery:
    return SmallDelivery(tmp_path / "delivery")


def changed(delivery: SmallDelivery, change: Callable[[dict[str, Any]], object]) -> Path:
    path = delivery.folder / CARD
    card = json.loads(path.read_text(encoding="utf-8"))
    change(card)
    path.write_text(json.dumps(card), encoding="utf-8")
    return delivery.folder


def rules(folder: Path) -> set[tuple[str, str]]:
    with pytest.raises(DeliveryError) as refusal:
        read_card(folder)
    assert all(finding.is_refusal for finding in refusal.value.findings)
    return {(finding.rule, finding.column) for finding in refusal.value.findings}


def test_a_card_is_read(delivery: SmallDelivery) -> None:
    card = read_card(delivery.folder)
    assert (card.name, card.municipality, card.created) == ("small", "GM1730", date(2024, 2, 1))
    assert (card.reference_date, card.covers_from, card.covers_to) == (
        date(2023, 12, 31),
        date(2022, 1, 1),
        date(2023, 12, 31),
    )
    assert dict(card.corporations) == {"Woonborg": "L0666", "SEW": "L0568"}
    assert card.is_synthetic
    assert len(card.resources) == 17
    assert card.resource("rents").paths == ("rents.csv",)
    assert card.resource("nothing") is None


def test_a_card_cannot_be_changed(delivery: SmallDelivery) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        delivery.card.municipality = "GM0014"
    with pytest.raises(TypeError):
        delivery.card.corporations["Actium"] = "L1"


def test_keys_that_are_not_ours_are_tolerated(delivery: SmallDelivery) -> None:
    folder = changed(
        delivery, lambda card: card.update(homepage="x", contributors=[{"title": "y"}], created="2024-02-01T10:00:00Z")
    )
    assert read_card(folder).content["homepage"] == "x"
    assert read_card(folder).created == date(2024, 2, 1)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe{}"])
def test_a_card_that_cannot_be_read(content: bytes, delivery: SmallDelivery) -> None:
    (delivery.folder / CARD).write_bytes(content)
    assert rules(delivery.folder) == {("unreadable_card", "")}


def test_a_missing_card_says_how_to_write_one(delivery: SmallDelivery) -> None:
    (delivery.folder / CARD).unlink()
    with pytest.raises(DeliveryError) as refusal:
        read_card(delivery.folder)
    assert [finding.rule for finding in refusal.value.findings] == ["missing_card"]
    assert "afspraken card DIR" in refusal.value.findings[0].remedy


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda card: card.pop("title"), {("missing_key", "title")}),
        (lambda card: card.update(name="Small Delivery"), {("wrong_key", "name")}),
        (lambda card: card.update(municipality="1730"), {("wrong_key", "municipality")}),
        (lambda card: card.update(reference_date="31-12-2023"), {("wrong_key", "reference_date")}),
        (lambda card: card.update(created=None), {("missing_key", "created")}),
        (lambda card: card.update(synthetic="yes"), {("wrong_key", "synthetic")}),
        (lambda card: card.pop("covers"), {("missing_key", "covers")}),
        (lambda card: card["covers"].pop("to"), {("missing_key", "covers.to")}),
        (lambda card: card.update(covers={"from": "2024-01-01", "to": "2023-12-31"}), {("impossible_date", "covers")}),
        (lambda card: card.update(corporations=["Woonborg"]), {("wrong_key", "corporations")}),
        (lambda card: card.update(corporations=[]), {("wrong_key", "corporations")}),
        (lambda card: card["corporations"].append({"name": "SEW"}), {("wrong_key", "corporations")}),
        (lambda card: card.update(resources=[]), {("missing_key", "resources")}),
        (lambda card: card["resources"][0].pop("name"), {("wrong_key", "resources[0]")}),
        (lambda card: card["resources"][0].pop("path"), {("missing_key", "complexes")}),
        (lambda card: card["resources"][0].pop("hash"), {("missing_hash", "complexes")}),
        (lambda card: card["resources"][0].update(hash="md5:0"), {("wrong_key", "complexes")}),
        (lambda card: card["resources"][0].update(schema=[]), {("wrong_key", "complexes")}),
        (lambda card: card["resources"].append(card["resources"][0]), {("duplicate_resource", "complexes")}),
        (lambda card: (card.pop("title"), card.pop("created")), {("missing_key", "title"), ("missing_key", "created")}),
    ],
)
def test_what_is_wrong_with_a_card_is_said(
    change: Callable[[dict[str, Any]], object], found: set[tuple[str, str]], delivery: SmallDelivery
) -> None:
    assert rules(changed(delivery, change)) == found


@pytest.mark.parametrize(
    "path", ["../rents.csv", "sub/../../rents.csv", "/etc/hosts", "C:\\rents.csv", "\\\\server\\rents.csv",
             "..\\rents.csv", "https://example.org/rents.csv"],
)  # fmt: skip
def test_a_path_outside_the_folder_is_refused(path: str, delivery: SmallDelivery) -> None:
    folder = changed(delivery, lambda card: card["resources"][0].update(path=path))
    assert rules(folder) == {("path_outside", "complexes")}


def test_a_link_out_of_the_folder_is_refused(delivery: SmallDelivery, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.csv"
    shutil.move(delivery.path("complexes"), outside)
    try:
        delivery.path("complexes").symlink_to(outside)
    except OSError:
        pytest.skip("links were not tested: this system does not allow them")
    assert rules(delivery.folder) == {("path_outside", "complexes")}


def test_a_file_that_differs_from_the_card(delivery: SmallDelivery) -> None:
    delivery.replace("rents", "595.00", "595.01", card=False)
    delivery.path("stock").unlink()
    found = [(one.table, one.rule, one.file) for one in hash_findings(delivery.folder, delivery.card)]
    assert found == [("stock", "missing_file", "stock.csv"), ("rents", "hash_differs", "rents.csv")]


def test_two_files_have_a_hash_each_or_one_together(delivery: SmallDelivery) -> None:
    shutil.copy(delivery.path("rents"), delivery.folder / "rents-sew.csv")
    card = delivery.write_card()
    assert card.resource("rents").paths == ("rents.csv", "rents-sew.csv")
    assert len(card.resource("rents").hashes) == 2
    together = file_hash(delivery.folder / "rents.csv", delivery.folder / "rents-sew.csv")
    at = [one.table for one in card.resources].index("rents")
    folder = changed(delivery, lambda content: content["resources"][at].update(hash=together))
    assert hash_findings(folder, read_card(folder)) == []
    (folder / "rents-sew.csv").write_text("dwelling_id\n", encoding="utf-8")
    assert [one.rule for one in hash_findings(folder, read_card(folder))] == ["hash_differs"]


def test_the_digest_is_that_of_the_content_wherever_it_stands(delivery: SmallDelivery, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(delivery.folder, copy)
    digest = delivery_digest(delivery.folder, delivery.card)
    assert delivery_digest(copy, read_card(copy)) == digest
    assert len(digest) == 64
    (copy / "rents.csv").write_bytes(b"")
    assert delivery_digest(copy, read_card(copy)) != digest
    card = changed(delivery, lambda content: content.update(title="Other"))
    assert delivery_digest(card, read_card(card)) != digest


def test_the_last_day_covered_is_covered(delivery: SmallDelivery) -> None:
    assert covers(delivery.card, date(2023, 12, 31)) is None
    finding = covers(delivery.card, date(2024, 1, 1))
    assert (finding.severity, finding.rule) == ("refused", "not_covered")
    assert "2023-12-31" in finding.message


# -------------------------------------------------------------------------------------------------- writing


@pytest.fixture
def bare(delivery: SmallDelivery) -> Path:
    (delivery.folder / CARD).unlink()
    return delivery.folder


def test_a_card_is_written_with_what_is_given(bare: Path) -> None:
    card = write_card(bare, **GIVEN)
    assert card == read_card(bare)
    assert (card.name, card.created, card.is_synthetic) == ("delivery", date(2023, 12, 31), False)
    assert hash_findings(bare, card) == []


def test_writing_twice_gives_the_same_bytes(bare: Path) -> None:
    write_card(bare, **GIVEN)
    first = (bare / CARD).read_bytes()
    write_card(bare)
    assert (bare / CARD).read_bytes() == first


@pytest.mark.parametrize("absent", sorted(GIVEN))
def test_what_nobody_says_is_refused_and_nothing_is_written(absent: str, bare: Path) -> None:
    with pytest.raises(DeliveryError) as refusal:
        write_card(bare, **{key: value for key, value in GIVEN.items() if key != absent})
    assert [one.column for one in refusal.value.findings] == [absent.replace("covers_", "covers.")]
    assert not (bare / CARD).exists()


def test_a_wrong_answer_leaves_the_old_card(delivery: SmallDelivery) -> None:
    before = (delivery.folder / CARD).read_bytes()
    with pytest.raises(DeliveryError):
        write_card(delivery.folder, municipality="Tynaarlo")
    assert (delivery.folder / CARD).read_bytes() == before


def test_what_a_card_says_stays(delivery: SmallDelivery) -> None:
    def say(card: dict[str, Any]) -> None:
        card["licenses"] = [{"name": "CC0-1.0"}]
        card["resources"][0].update(title="Complexes", schema={"fields": [{"name": "lift", "type": "boolean"}]})

    folder = changed(delivery, say)
    card = write_card(folder, title="New title")
    assert card.title == "New title"
    assert card.content["licenses"] == [{"name": "CC0-1.0"}]
    assert card.content["resources"][0]["title"] == "Complexes"
    assert dict(card.resource("complexes").extra) == {"lift": "boolean"}


def test_a_file_the_card_names_under_another_name_stays(delivery: SmallDelivery) -> None:
    shutil.move(delivery.path("rents"), delivery.folder / "huren 2023.csv")
    at = [one.table for one in delivery.card.resources].index("rents")
    folder = changed(delivery, lambda card: card["resources"][at].update(path="huren 2023.csv"))
    assert write_card(folder).resource("rents").paths == ("huren 2023.csv",)


def test_files_are_found_by_the_longest_table_name(bare: Path) -> None:
    (bare / "district_plan-north.csv").write_text("parcel_id\n", encoding="utf-8")
    (bare / "notes.csv").write_text("a\n", encoding="utf-8")
    card = write_card(bare, **GIVEN)
    assert card.resource("district_plan").paths == ("district_plan-north.csv", "district_plan.csv")
    assert len(card.resources) == 17


def test_a_folder_without_tables_gets_no_card(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(DeliveryError) as refusal:
        write_card(tmp_path, **GIVEN)
    assert [one.rule for one in refusal.value.findings] == ["no_tables"]
    assert not (tmp_path / CARD).exists()
