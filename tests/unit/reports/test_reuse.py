"""What a notebook left is taken over only when everything it rests on is unchanged, and only as it was written."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import paths
from analysis.catalogue import code_digest, given_digest, read_card
from analysis.findings import Finding
from analysis.parameters import load_run
from analysis.prepare import Prepared
from analysis.reports.execution import Outcome
from analysis.reports.reuse import Store

PARAMETERS = load_run(paths.REFERENCE_RUN)
PREPARED = Prepared(
    paths.CORE, "abc", ("dwellings", "rents"), read_card(paths.SAMPLE), hashes={"dwellings": "1", "rents": "2"}
)
DONE = Outcome("22_trial", 1.5)
LEFT = {"ledger/22_trial.parquet": "rows", "answers/22_trial.json": "[]", "maps/trial.png": "picture"}


def notebook(file: Path, source: str = "run.show(1)", outputs: tuple[object, ...] = ()) -> Path:
    cell = {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {}, "execution_count": 1}
    content = {"cells": [cell], "metadata": {"path": "/secret"}, "nbformat": 4, "nbformat_minor": 5}
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    return notebook(tmp_path / "22_trial.ipynb")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """What a run of the notebook left; it asked for dwellings only."""
    about = {"asked": ["dwellings"], "files": ["maps/trial.png"]}
    notebook(tmp_path / "work" / "executed.ipynb")
    for name, content in (LEFT | {"ledger/22_trial.json": json.dumps(about)}).items():
        (tmp_path / "work" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "work" / name).write_text(content, encoding="utf-8")
    executed = tmp_path / "work" / "executed"
    executed.mkdir()
    (tmp_path / "work" / "executed.ipynb").rename(executed / "22_trial.ipynb")
    return tmp_path / "work"


@pytest.fixture
def store(tmp_path: Path, stored: Path, work: Path) -> Store:
    kept = Store(tmp_path / "parts", PARAMETERS, PREPARED)
    kept.keep(stored, work, DONE)
    return kept


def test_what_was_kept_is_taken_over_byte_for_byte(store: Store, stored: Path, work: Path, tmp_path: Path) -> None:
    taken = store.take_over(stored, tmp_path / "again")
    assert taken == Outcome("22_trial", 0.0, is_reused=True)
    for name in (*LEFT, "ledger/22_trial.json"):
        assert (tmp_path / "again" / name).read_bytes() == (work / name).read_bytes()
    assert (tmp_path / "again" / "executed" / "22_trial.ipynb").exists()


def test_what_is_kept_says_nothing_of_where_it_ran(store: Store) -> None:
    (kept,) = store.folder.rglob("22_trial.ipynb")
    assert "secret" not in kept.read_text(encoding="utf-8")


def test_outputs_do_not_count(store: Store, stored: Path, tmp_path: Path) -> None:
    notebook(stored, outputs=({"output_type": "stream"},))
    assert store.take_over(stored, tmp_path / "again")


CHANGES: dict[str, Callable[[Store], Store]] = {
    "a table it read": lambda store: with_prepared(store, hashes={"dwellings": "3", "rents": "2"}),
    "the table is not delivered any more": lambda store: with_prepared(store, hashes={"rents": "2"}),
    "the tables delivered": lambda store: with_prepared(store, tables=("dwellings",)),
    "the card": lambda store: with_prepared(store, card=dataclasses.replace(PREPARED.card, title="Another")),
    "the parameters": lambda store: dataclasses.replace(
        store, parameters=load_run(paths.PARAMS / "runs" / "2023-H1.yml")
    ),
    "the code or the libraries": lambda store: dataclasses.replace(store, folder=store.folder / "other"),
}


def with_prepared(store: Store, **changes: object) -> Store:
    return dataclasses.replace(store, prepared=dataclasses.replace(PREPARED, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_it_rests_on_counts(change: Callable[[Store], Store], store: Store, stored: Path, tmp_path: Path) -> None:
    assert change(store).take_over(stored, tmp_path / "again") is None


def test_a_table_it_did_not_read_does_not_count(store: Store, stored: Path, tmp_path: Path) -> None:
    other = with_prepared(store, hashes={"dwellings": "1", "rents": "3"})
    assert other.take_over(stored, tmp_path / "again")


def test_cells_count(store: Store, stored: Path, tmp_path: Path) -> None:
    notebook(stored, source="run.show(2)")
    assert store.take_over(stored, tmp_path / "again") is None


def test_two_deliveries_are_kept_side_by_side(store: Store, stored: Path, work: Path, tmp_path: Path) -> None:
    other = with_prepared(store, hashes={"dwellings": "3", "rents": "2"})
    other.keep(stored, work, DONE)
    assert other.take_over(stored, tmp_path / "other")
    assert store.take_over(stored, tmp_path / "again")


def test_findings_count_for_who_asked_for_them(stored: Path, work: Path, tmp_path: Path) -> None:
    (work / "ledger" / "22_trial.json").write_text(json.dumps({"asked": ["findings"], "files": []}), encoding="utf-8")
    store = Store(tmp_path / "parts", PARAMETERS, PREPARED)
    store.keep(stored, work, DONE)
    found = Finding("rents", "gap", "", "a gap", "look", "warning")
    assert store.take_over(stored, tmp_path / "again")
    assert with_prepared(store, findings=(found,)).take_over(stored, tmp_path / "again") is None


def test_published_results_count_for_the_overview(stored: Path, work: Path, tmp_path: Path) -> None:
    (work / "ledger" / "22_trial.json").write_text(json.dumps({"asked": ["results"], "files": []}), encoding="utf-8")
    results = tmp_path / "results.json"
    results.write_text("1", encoding="utf-8")
    store = Store(tmp_path / "parts", PARAMETERS, PREPARED, results)
    store.keep(stored, work, DONE)
    assert store.take_over(stored, tmp_path / "again")
    results.write_text("2", encoding="utf-8")
    assert store.take_over(stored, tmp_path / "again") is None


@pytest.mark.parametrize("name", ["ledger/22_trial.parquet", "maps/trial.png", "executed/22_trial.ipynb", "part.json"])
@pytest.mark.parametrize("harm", ["edited", "gone"])
def test_a_harmed_part_is_thrown_away(name: str, harm: str, store: Store, stored: Path, tmp_path: Path) -> None:
    (file,) = store.folder.rglob(name)
    if harm == "gone":
        file.unlink()
    else:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("unasked", "Unasked") if name == "part.json" else f"{text} ", encoding="utf-8")
    assert store.take_over(stored, tmp_path / "again") is None
    assert not list(store.folder.rglob("part.json"))
    assert not (tmp_path / "again").exists()


def test_an_edited_record_of_what_it_rests_on_is_noticed(store: Store, stored: Path, tmp_path: Path) -> None:
    (file,) = store.folder.rglob("part.json")
    file.write_text(file.read_text(encoding="utf-8").replace('"dwellings": "1"', '"dwellings": "3"'), encoding="utf-8")
    other = with_prepared(store, hashes={"dwellings": "3", "rents": "2"})
    assert other.take_over(stored, tmp_path / "again") is None


def test_a_failure_is_not_kept_and_what_the_register_does_not_ask_is(stored: Path, work: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "parts", PARAMETERS, PREPARED)
    store.keep(stored, work, dataclasses.replace(DONE, error="cell 1"))
    assert store.take_over(stored, tmp_path / "again") is None
    store.keep(stored, work, dataclasses.replace(DONE, unasked="no line"))
    assert store.take_over(stored, tmp_path / "again") == Outcome("22_trial", 0.0, unasked="no line", is_reused=True)
    assert with_prepared(store, hashes={"dwellings": "1", "rents": "3"}).take_over(stored, tmp_path / "more") is None


def test_what_other_code_made_is_thrown_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "PARTS", tmp_path / "parts")
    (tmp_path / "parts" / "older" / "x").mkdir(parents=True)
    store = Store.of(PARAMETERS, PREPARED)
    store.folder.mkdir()
    assert Store.of(PARAMETERS, PREPARED).folder == store.folder
    assert [folder.name for folder in (tmp_path / "parts").iterdir()] == [store.folder.name]


def test_code_and_params_count_and_run_files_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, params = tmp_path / "src", tmp_path / "params"
    (params / "runs").mkdir(parents=True)
    source.mkdir()
    monkeypatch.setattr(paths, "SOURCE", source)
    monkeypatch.setattr(paths, "PARAMS", params)

    def digests() -> tuple[str, str]:
        return code_digest(), given_digest()

    seen = [digests()]
    for file in (source / "a.py", source / "b.po", params / "c.yml"):
        file.write_text("1", encoding="utf-8")
        seen.append(digests())
    assert len(set(seen)) == len(seen)
    (params / "runs" / "d.yml").write_text("1", encoding="utf-8")
    (source / "a.pyc").write_text("1", encoding="utf-8")
    assert digests() == seen[-1]
    shutil.rmtree(source)
