"""The first steps of a researcher, executed; what they show asks nothing of any network."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from tests.lab.first_steps import STEPS

from analysis import paths
from analysis.explore import Compared, Screen
from analysis.explore.what_if import Form
from analysis.lab.start_page import STEPS as FIRST_CELLS


def run_cell(source: str, names: dict[str, Any]) -> Any:
    """Run the statements of a cell and give the value of its last line, as IPython does."""
    *before, last = ast.parse(source).body
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([last], []), "cell", "exec"), names)
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


@pytest.fixture(scope="module")
def done(working: Path) -> dict[str, Any]:
    """What each step gave."""
    before = paths.WORKING
    paths.WORKING = working
    names: dict[str, Any] = {}
    yield {name: run_cell(source, names) for name, source in STEPS.items()}
    paths.WORKING = before
    shutil.rmtree(working / "exports", ignore_errors=True)


def test_there_are_thirty_of_at_most_three_lines() -> None:
    assert len(STEPS) == 30
    assert max(source.count("\n") + 1 for source in STEPS.values()) <= 3


@pytest.mark.parametrize("name", STEPS)
def test_a_first_step_can_be_taken(done: dict[str, Any], name: str) -> None:
    given = done[name]
    if isinstance(given, Compared):
        given = given.screen
    if isinstance(given, Screen):
        assert "<table" in given.document or "leaflet" in given.document
        outside = re.findall(r'(?:src|href)="(https?://[^"]+)"', given.document)
        assert [link for link in outside if "itables.org" not in link and "leafletjs.com" not in link] == []
    elif isinstance(given, Form):
        assert given.answer.sentences
        assert given.answer.pictures[0][0].startswith(b"\x89PNG")
    elif isinstance(given, pd.DataFrame | pd.Series):
        assert len(given) > 0
    elif isinstance(given, Path):
        assert given.is_file()


def test_what_is_taken_along_is_what_was_looked_at(done: dict[str, Any]) -> None:
    assert done["homes to a spreadsheet"].name == "poor-labels-internal.xlsx"
    assert len(pd.read_excel(done["homes to a spreadsheet"])) == done["poor labels"]
    assert gpd.read_file(done["homes to a map"]).crs.to_epsg() == 28992


def test_a_grid_says_how_many_rows_it_leaves_out(done: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {}
    monkeypatch.setattr("analysis.explore.grids.MOST_ROWS", 100)
    run_cell(STEPS["begin"], names)
    assert "The first 100 of 2,212 rows" in run_cell("data.grid(data.homes)", names).document


def test_names_of_a_delivery_are_text_and_never_markup() -> None:
    names: dict[str, Any] = {}
    run_cell(STEPS["begin"] + '\nhomes = data.homes\nhomes["village"] = "<img src=x onerror=alert(1)>"', names)
    for cell in ("data.grid(homes)", 'data.compare(homes, "is_daeb")'):
        shown = run_cell(cell, names)
        document = (shown.screen if isinstance(shown, Compared) else shown).document
        assert "<img src=x" not in document


def test_the_cells_of_the_start_page_are_steps_that_can_be_taken() -> None:
    names: dict[str, Any] = {}
    for cell in FIRST_CELLS:
        run_cell(cell, names)
