"""Nothing that was for a researcher's screen stands in a stored notebook."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analysis.reports.scrubbing import is_screen_only, scrub

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))

everywhere = pytest.mark.parametrize("file", NOTEBOOKS, ids=[file.stem for file in NOTEBOOKS])


@everywhere
def test_no_output_is_for_the_screen_only(file: Path) -> None:
    notebook = json.loads(file.read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    assert [output for output in outputs if is_screen_only(output)] == []
    scrub(notebook)


@everywhere
def test_no_state_of_a_widget_is_stored(file: Path) -> None:
    notebook = json.loads(file.read_text(encoding="utf-8"))
    assert "widgets" not in notebook["metadata"]
    assert "application/vnd.jupyter.widget" not in file.read_text(encoding="utf-8")


@everywhere
def test_a_stored_notebook_uses_no_helper_of_the_screen(file: Path) -> None:
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert not re.search(r"\bexplore\b", code)
