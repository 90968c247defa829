"""A part of an earlier report is taken over only when everything it rests on is unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import paths
from analysis.catalogue import code_digest
from analysis.parameters import load_run
from analysis.reports import reuse

PARAMETERS = load_run(paths.REFERENCE_RUN)


def notebook(file: Path, source: str = "run.show(1)", outputs: tuple[object, ...] = ()) -> Path:
    cell = {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {}, "execution_count": 1}
    file.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    return file


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    return notebook(tmp_path / "22.ipynb")


def key(file: Path, *, parameters: object = PARAMETERS, digest: str = "abc") -> str:
    return reuse.key_of(file, parameters, digest)  # type: ignore[arg-type]


def test_outputs_do_not_count(stored: Path) -> None:
    before = key(stored)
    notebook(stored, outputs=({"output_type": "stream"},))
    assert key(stored) == before


def test_cells_count(stored: Path) -> None:
    before = key(stored)
    notebook(stored, source="run.show(2)")
    assert key(stored) != before


def test_the_delivery_counts(stored: Path) -> None:
    assert key(stored) != key(stored, digest="abd")


def test_the_parameters_count(stored: Path) -> None:
    other = load_run(paths.PARAMS / "runs" / "2023-H1.yml")
    assert key(stored) != key(stored, parameters=other)


def test_the_package_and_the_params_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, params = tmp_path / "src", tmp_path / "params"
    source.mkdir()
    params.mkdir()
    (source / "a.py").write_text("1", encoding="utf-8")
    (params / "b.yml").write_text("1", encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "SOURCE", source)
    monkeypatch.setattr(paths, "PARAMS", params)
    first = code_digest()
    (source / "a.py").write_text("2", encoding="utf-8")
    second = code_digest()
    (params / "b.yml").write_text("2", encoding="utf-8")
    assert len({first, second, code_digest()}) == 3


def test_parts_survive_the_manifest(tmp_path: Path) -> None:
    part = reuse.Part("k", ("a.b",), ("dwellings",), (), ("Said.",), ("maps/x.png",))
    (tmp_path / "run.json").write_text(json.dumps({"parts": reuse.dump_parts({"22_x": part})}), encoding="utf-8")
    assert reuse.read_parts(tmp_path) == {"22_x": part}


def test_without_a_report_there_is_nothing_to_take_over(tmp_path: Path) -> None:
    assert reuse.read_parts(tmp_path) == {}
