"""The same bytes every time, in the shipped folder too, and a card that says so."""

from __future__ import annotations

import hashlib
import json
import time

import pytest
import yaml

from analysis.sample import write_sample
from analysis.sample.reference import load_reference


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_runs_give_the_same_bytes(tmp_path):
    write_sample(tmp_path / "one", seed=5, complexes=40)
    write_sample(tmp_path / "two", seed=5, complexes=40)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_another_seed_gives_other_homes(tmp_path):
    write_sample(tmp_path / "one", seed=5, complexes=40)
    write_sample(tmp_path / "two", seed=6, complexes=40)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one["dwellings_woonborg.csv"] != two["dwellings_woonborg.csv"]
    assert one["programme.csv"] == two["programme.csv"]


def test_the_shipped_folder_is_what_the_generator_writes(tmp_path, shipped):
    write_sample(tmp_path)
    fresh, stored = contents(tmp_path), contents(shipped)
    assert sorted(fresh) == sorted(stored)
    assert [name for name in fresh if fresh[name] != stored[name]] == []


def test_files_are_small_and_end_their_lines_with_lf(shipped):
    files = contents(shipped)
    assert sum(map(len, files.values())) < 2_000_000
    assert [name for name, data in files.items() if b"\r" in data or not data.endswith(b"\n")] == []


def test_making_the_delivery_is_quick(tmp_path):
    started = time.perf_counter()
    write_sample(tmp_path)
    assert time.perf_counter() - started < 3


def test_too_few_complexes_are_refused(tmp_path):
    with pytest.raises(ValueError, match="at least 24 complexes; asked for 10"):
        write_sample(tmp_path, complexes=10)


def resource_hash(folder, resource):
    paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
    return "sha256:" + hashlib.sha256(b"".join((folder / path).read_bytes() for path in paths)).hexdigest()


def test_the_card_holds_the_hash_of_every_file(delivery):
    folder, _, _ = delivery
    card = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    named = {"datapackage.json", "planted.yml"}
    for resource in card["resources"]:
        assert resource["hash"] == resource_hash(folder, resource), resource["name"]
        named |= set(resource["path"]) if isinstance(resource["path"], list) else {resource["path"]}
    assert {path.name for path in folder.iterdir()} == named


def test_a_changed_file_no_longer_has_the_hash_of_the_card(tmp_path):
    write_sample(tmp_path, complexes=30)
    with (tmp_path / "rents_sew.csv").open("ab") as file:
        file.write(b"S-0001,2024-01-01,1.00,JAA,\n")
    card = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    wrong = [r["name"] for r in card["resources"] if r["hash"] != resource_hash(tmp_path, r)]
    assert wrong == ["rents"]


def test_everything_says_that_it_is_synthetic(shipped):
    card = json.loads((shipped / "datapackage.json").read_text(encoding="utf-8"))
    assert card["synthetic"] is True
    assert "SYNTHETIC" in card["title"]
    assert all("ynthetic" in resource["title"] for resource in card["resources"])
    assert (shipped / "planted.yml").read_text(encoding="utf-8").startswith("# Synthetic")


def test_the_card_names_who_when_and_where(shipped):
    card = json.loads((shipped / "datapackage.json").read_text(encoding="utf-8"))
    assert (card["municipality"], card["reference_date"]) == ("GM1730", "2023-12-31")
    assert card["covers"] == {"from": "2021-01-01", "to": "2024-01-01"}
    assert card["corporations"] == [
        {"name": "Woonborg", "l_number": "L0666"},
        {"name": "SEW", "l_number": "L0568"},
    ]


def test_every_reference_file_has_a_card_with_its_hash(shipped):
    folder = shipped.parent / "reference"
    card = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in card["resources"]:
        assert resource["hash"] == resource_hash(folder, resource), resource["name"]
        assert {"title", "source", "publisher", "licenses", "url", "verified"} <= resource.keys()
        assert resource["title"].startswith("Synthetic") == resource["name"].startswith("sample_")
    named = {resource["path"] for resource in card["resources"]} | {"datapackage.json"}
    assert {path.name for path in folder.iterdir()} == named


def test_the_planted_cases_are_plain_yaml(shipped):
    cases = yaml.safe_load((shipped / "planted.yml").read_text(encoding="utf-8"))
    told = [case["id"] for case in load_reference().planted]
    assert [case["id"] for case in cases] == told
    assert len(set(told)) == len(told)
    assert all(list(case) == ["id", "what", "where", "why", "shows_as"] for case in cases)
