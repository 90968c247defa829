"""Benchmarks can be started, and refuse to compare ways that give something else. Nothing is timed here."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import __main__ as started
from benchmarks import country, fan_out, measuring, nbval, neighbourhoods, opening, suite, table
from benchmarks.measuring import Line, Measured, Ratio, UnequalError

ROOT = Path(__file__).resolve().parents[2]
APART = {"__init__", "__main__", "alone", "deliveries", "measuring", "table"}
OTHERWISE = {
    country: {"read": 1},
    fan_out: {"00/10.ipynb": ["a"]},
    nbval: "12 passed in 1.00s",
    neighbourhoods: "1 homes placed, ab",
    opening: {"10": ["a"]},
}
"""Measurements of which every way gives an answer, and what one of them could give instead."""


def test_every_measurement_is_named_and_no_other() -> None:
    modules = {file.stem for file in (ROOT / "benchmarks").glob("*.py")} - APART
    assert set(started.NAMES) == modules


@pytest.mark.parametrize("name", started.NAMES)
def test_a_measurement_says_what_is_to_be_reached(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    assert callable(module.one_round)
    assert all(
        line.what and (line.goal <= line.least if line.is_most else line.goal >= line.least) for line in module.LINES
    )


@pytest.mark.parametrize("module", OTHERWISE, ids=lambda module: module.__name__)
def test_a_way_that_gives_something_else_is_refused(module: object) -> None:
    expected = {country: {"read": 2}, nbval: "13 passed in 2.00s"}.get(module, {"00/10.ipynb": ["b"], "10": ["b"]})
    names = [value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)]
    names = list(getattr(module, "KINDS", names))
    equal = {name: Measured(1.0, 1.0, answer=expected) for name in names}
    module.check(equal)
    with pytest.raises(UnequalError):
        module.check(equal | {names[-1]: Measured(1.0, 1.0, answer=OTHERWISE[module])})


def test_the_suite_compares_what_notebooks_show(tmp_path: Path) -> None:
    def notebook(folder: str, text: str) -> Path:
        output = {"output_type": "display_data", "data": {"text/plain": text}, "metadata": {}}
        cell = {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [output], "execution_count": 1}
        content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (tmp_path / folder).mkdir()
        for name in ("00_overview", "10_energy"):
            (tmp_path / folder / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")
        return tmp_path / folder

    one, same, other = (suite.outputs(notebook(folder, text)) for folder, text in (("a", "5"), ("b", "5"), ("c", "6")))
    assert one == {"10_energy": [{"text/plain": "5"}]}
    measuring.same({"a": one, "b": same})
    with pytest.raises(UnequalError, match="c gives something else than a in 10_energy"):
        measuring.same({"a": one, "c": other})


MEASURES = """
import sys
from benchmarks.measuring import FailedError, command
left = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'sum(range(10**7))']); print('answered')"
done = command([sys.executable, "-c", left])
alone = command([sys.executable, "-c", "pass"])
assert done.answer == "answered\\n", done
assert done.cpu > 2 * alone.cpu, (done, alone)
try:
    command([sys.executable, "-c", "print('said first'); raise SystemExit(3)"])
except FailedError as error:
    assert "ended with 3: said first" in str(error)
    print("told")
"""


def test_a_command_is_measured_with_what_it_leaves_behind_and_its_failure_told() -> None:
    """In a process of its own: it waits for every process there is."""
    done = subprocess.run([sys.executable, "-c", MEASURES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "told\n", done.stderr


def test_the_table_tells_figures_failures_and_what_is_reached() -> None:
    lines = [
        Line("fast", 2, 3, Ratio("slow", "quick")),
        Line("small", 2, 1, lambda ways: ways["slow"].wall, " s", True),
    ]
    rounds = [{"slow": Measured(wall, 8.0, parts={"first": 0.5}), "quick": Measured(1.0, 4.0)} for wall in (3.0, 5.0)]
    told = table.told([table.Found("some", lines, rounds, ["no reason"]), table.Found("none", lines[:1], [], [])])
    assert "| fast | 2 × | 3 × | 4 (3 to 5) × | 2 (2 to 2) × | yes |" in told
    assert "| small | ≤ 2 s | ≤ 1 s | 4 (3 to 5) s |  | no |" in told
    assert "| fast | 2 × | 3 × | failed |  |  |" in told
    assert "| first | 0.50 (0.50 to 0.50) s |" in told
    assert "**some failed**: no reason" in told
