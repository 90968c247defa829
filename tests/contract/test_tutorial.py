"""The tutorial: as thin as a notebook of the suite, executed in order, and with a test that can fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "notebooks" / "tutorial" / "question_to_indicator.ipynb"
CODE_LINES = 60


@pytest.fixture(scope="module")
def code() -> list[dict[str, Any]]:
    cells = json.loads(FILE.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_it_is_thin(code: list[dict[str, Any]]) -> None:
    lines = [line for cell in code for line in "".join(cell["source"]).splitlines() if line.strip()]
    assert len(lines) <= CODE_LINES


def test_it_runs_on_the_reference_run(code: list[dict[str, Any]]) -> None:
    given: dict[str, Any] = {}
    exec("".join(code[0]["source"]), given)
    reference = yaml.safe_load((ROOT / "params" / "runs" / "reference.yml").read_text(encoding="utf-8"))
    assert {name: given[name] for name in reference} == reference | {"language": "en", "profile": "public"}


def test_every_cell_was_executed_once_and_in_order_without_an_error(code: list[dict[str, Any]]) -> None:
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert [one for one in outputs if one["output_type"] == "error" or one.get("name") == "stderr"] == []


def test_metadata_says_nothing_about_who_when_or_where(code: list[dict[str, Any]]) -> None:
    assert set(json.loads(FILE.read_text(encoding="utf-8"))["metadata"]) == {"kernelspec", "language_info"}
    assert all(set(cell["metadata"]) <= {"tags"} for cell in code)


def test_its_small_world_notices_a_fault(code: list[dict[str, Any]], tmp_path: Path, monkeypatch: Any) -> None:
    """The assertion is what the tutorial teaches: an edge that moves by a year has to turn it red."""
    monkeypatch.setattr("analysis.paths.SCRATCH", tmp_path)
    monkeypatch.delenv("AFSPRAKEN_CONTEXT", raising=False)
    source = "\n".join("".join(cell["source"]) for cell in code)
    exec(compile(source, "tutorial", "exec"), {})
    assert source.count('["construction_year"] < year') == 1
    with pytest.raises(AssertionError):
        exec(
            compile(source.replace('["construction_year"] < year', '["construction_year"] <= year'), "fault", "exec"),
            {},
        )
