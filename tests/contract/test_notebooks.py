"""The stored notebooks: their shape, their parameters, their outputs."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from analysis.presentation.labels import QUESTIONS

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CODE_LINES, CODE_CELLS, KILOBYTES = 60, 16, 320
FORBIDDEN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Try, ast.For, ast.While, ast.With)
ALLOWED_NUMBERS = {0, 1, -1}
TIMINGS = ("papermill", "execution", "ExecuteTime")

everywhere = pytest.mark.parametrize("file", NOTEBOOKS, ids=[file.stem for file in NOTEBOOKS])


def cells(file: Path, kind: str = "code") -> list[dict[str, Any]]:
    return [cell for cell in json.loads(file.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def tree(file: Path) -> ast.Module:
    return ast.parse("\n".join(source(cell) for cell in cells(file)))


def test_the_six_notebooks_of_the_half_year_report_exist() -> None:
    assert {"00", "01", "10", "20", "22", "40"} <= {file.name[:2] for file in NOTEBOOKS}


@everywhere
def test_title_is_one_heading_with_the_number(file: Path) -> None:
    first = json.loads(file.read_text(encoding="utf-8"))["cells"][0]
    assert first["cell_type"] == "markdown"
    assert source(first).startswith(f"# {file.name[:2]} ")


@everywhere
def test_title_is_the_question_of_its_page(file: Path) -> None:
    first = json.loads(file.read_text(encoding="utf-8"))["cells"][0]
    assert source(first).splitlines()[0] == f"# {file.name[:2]} {QUESTIONS[file.stem]}"


@everywhere
def test_one_parameters_cell_and_it_comes_first(file: Path) -> None:
    tagged = [index for index, cell in enumerate(cells(file)) if "parameters" in cell["metadata"].get("tags", [])]
    assert tagged == [0]


@everywhere
def test_parameters_are_typed_literals_equal_to_the_reference_run(file: Path) -> None:
    statements = ast.parse(source(cells(file)[0])).body
    assert all(isinstance(one, ast.AnnAssign) and isinstance(one.value, ast.Constant) for one in statements)
    found = {one.target.id: one.value.value for one in statements}
    reference = yaml.safe_load((ROOT / "params" / "runs" / "reference.yml").read_text(encoding="utf-8"))
    assert found == reference | {"language": "en", "profile": "public"}


@everywhere
def test_parameter_comments_hold_nothing_papermill_trips_over(file: Path) -> None:
    for line in source(cells(file)[0]).splitlines():
        code, _, comment = line.partition("#")
        assert comment, f"say what the parameter is: {line}"
        assert "=" not in comment
        assert "|" not in code


@everywhere
def test_notebook_is_thin(file: Path) -> None:
    lines = [
        line
        for cell in cells(file)
        for line in source(cell).splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]
    assert len(lines) <= CODE_LINES
    assert len(cells(file)) <= CODE_CELLS
    assert file.stat().st_size <= KILOBYTES * 1024


@everywhere
def test_notebook_argues_and_does_not_calculate(file: Path) -> None:
    found = [type(node).__name__ for node in ast.walk(tree(file)) if isinstance(node, FORBIDDEN)]
    assert found == []


@everywhere
def test_no_number_but_zero_and_one_stands_in_code(file: Path) -> None:
    constants = [node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant)]
    numbers = [value for value in constants if isinstance(value, int | float) and not isinstance(value, bool)]
    assert set(numbers) <= ALLOWED_NUMBERS


@everywhere
def test_no_path_stands_in_code(file: Path) -> None:
    constants = [node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant)]
    assert [text for text in constants if isinstance(text, str) and ("/" in text or "\\" in text)] == []


@everywhere
def test_imports_stand_in_one_cell(file: Path) -> None:
    importing = [cell for cell in cells(file) if re.search(r"^(import|from) ", source(cell), re.MULTILINE)]
    assert len(importing) == 1


@everywhere
def test_last_code_cell_records(file: Path) -> None:
    assert "run.record(" in source(cells(file)[-1])


@everywhere
def test_prose_holds_no_result(file: Path) -> None:
    """A digit in prose is an article, a section, a year or a file number."""
    for cell in cells(file, "markdown"):
        text = re.sub(r"`[^`]*`|\]\([^)]*\)|\"[^\"]*\"", "", source(cell))  # but for code, links and quotes
        for number in re.findall(r"\d[\d.,]*", text):
            bare = number.rstrip(".,")
            assert re.fullmatch(r"\d{1,2}|\d\.\d|20[12]\d", bare), f"{bare!r} in {text[:80]!r}"
        assert "%" not in text, "a percentage in prose is a result or a norm: compute it"


@everywhere
def test_every_code_cell_was_executed_once_and_in_order(file: Path) -> None:
    counts = [cell["execution_count"] for cell in cells(file) if source(cell).strip()]
    assert counts == list(range(1, len(counts) + 1))


@everywhere
def test_no_error_or_warning_is_stored(file: Path) -> None:
    outputs = [output for cell in cells(file) for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [output for output in outputs if output.get("name") == "stderr"] == []


@everywhere
def test_metadata_says_nothing_about_who_when_or_where(file: Path) -> None:
    notebook = json.loads(file.read_text(encoding="utf-8"))
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert all(set(cell["metadata"]) <= {"tags"} for cell in notebook["cells"])
    assert not any(word in json.dumps(notebook["metadata"]) for word in TIMINGS)


@everywhere
def test_every_stored_picture_has_an_alternative_text(file: Path) -> None:
    for cell in cells(file):
        for output in cell["outputs"]:
            if "image/png" in output.get("data", {}):
                assert len(output["metadata"]["image/png"]["alt"]) > 40


def pictures(file: Path) -> list[str]:
    """Hash every stored picture: nbval does not look at them."""
    found = []
    for cell in cells(file):
        for output in cell["outputs"]:
            picture = output.get("data", {}).get("image/png")
            if picture:
                found.append(hashlib.sha256("".join(picture).replace("\n", "").encode("ascii")).hexdigest())
    return found


@everywhere
def test_stored_pictures_are_the_ones_that_were_hashed(file: Path) -> None:
    hashed = json.loads((ROOT / "notebooks" / "pictures.json").read_text(encoding="utf-8"))
    assert pictures(file) == hashed[file.stem]
