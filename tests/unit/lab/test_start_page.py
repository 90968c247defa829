"""The start page: it tells where things stand without being run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import paths
from analysis.lab import start_page
from analysis.presentation.labels import QUESTIONS
from analysis.presentation.texts import Texts


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setattr(paths, "WORKING", tmp_path)
    return json.loads(start_page.write(paths.SAMPLE, language="en").read_text(encoding="utf-8"))


def words(page: dict[str, object]) -> str:
    return "\n".join("".join(cell["source"]) for cell in page["cells"])


def test_every_question_has_its_notebook_and_agreements(page: dict[str, object]) -> None:
    told = words(page)
    assert [stem for stem, question in QUESTIONS.items() if f"../notebooks/{stem}.ipynb" not in told] == []
    assert [question for question in QUESTIONS.values() if question not in told] == []
    assert "| goal-4.4, 31, 33 |" in told


def test_the_state_of_the_data_is_told(page: dict[str, object]) -> None:
    told = words(page)
    assert "| Reference date | 31 December 2023 |" in told
    assert "| `dwellings` | 2,344 | One row per spell of a dwelling in service. |" in told


def test_it_holds_no_output_and_the_way_to_the_delivery(page: dict[str, object], tmp_path: Path) -> None:
    assert [cell["outputs"] for cell in page["cells"] if cell.get("outputs")] == []
    beside = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    assert beside == {"delivery": str(paths.SAMPLE), "language": "en"}


def test_a_refused_delivery_is_told_and_not_raised(tmp_path: Path) -> None:
    told = "\n".join(str(cell["source"]) for cell in start_page.page(tmp_path, Texts("en")))
    assert "nothing to explore" in told
