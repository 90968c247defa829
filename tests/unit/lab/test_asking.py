"""A question of one's own: a notebook in the house's shape that runs, and a test that fails until it is answered."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import paths
from analysis.errors import ParameterError
from analysis.lab import new_question

QUESTION = "Who moves where?"


@pytest.fixture
def written(tmp_path: Path) -> list[Path]:
    return new_question("43", QUESTION, root=tmp_path)


def cells(file: Path) -> list[dict[str, object]]:
    return json.loads(file.read_text(encoding="utf-8"))["cells"]


def test_the_notebook_has_the_shape_of_its_siblings(written: list[Path]) -> None:
    own, sibling = cells(written[0]), cells(paths.NOTEBOOKS / "22_laarhove_social_share.ipynb")
    assert written[0].name == "43_who_moves_where.ipynb"
    assert "".join(own[0]["source"]).startswith("# 43 Who moves where?\n")
    assert own[1] == sibling[1] | {"outputs": [], "execution_count": None}
    assert [cell["metadata"].get("tags") for cell in own if cell["metadata"]] == [
        ["parameters"], ["setup"], ["data"], ["answer"], ["record"],
    ]  # fmt: skip


def test_the_notebook_runs_at_once(written: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "SCRATCH", tmp_path / "scratch")
    monkeypatch.delenv("AFSPRAKEN_CONTEXT", raising=False)
    code = "\n".join("".join(cell["source"]) for cell in cells(written[0]) if cell["cell_type"] == "code")
    exec(compile(code, "43", "exec"), {})
    assert (tmp_path / "scratch" / "answers" / "43_who_moves_where.json").is_file()


def test_its_test_fails_until_there_is_an_answer(written: list[Path]) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(written[1])]
    process = subprocess.run(command, cwd=written[1].parent, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert "not answered yet" in process.stdout


@pytest.mark.parametrize(
    ("number", "question", "words"),
    [("40", QUESTION, "is taken by"), ("4", QUESTION, "two digits"), ("43", "Who moves where", "question mark")],
)
def test_what_cannot_be_a_question_is_refused(tmp_path: Path, number: str, question: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        new_question(number, question, root=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(written: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="exists already"):
        new_question("44", QUESTION, root=tmp_path)
