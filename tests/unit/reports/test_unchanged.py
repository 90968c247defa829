"""A run of which nothing changed is answered at once; whatever did change, it is made again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis import paths
from analysis.reports import unchanged
from analysis.reports.unchanged import Answer, answer, inputs, remember

CALL = ("run", "--out", "reports")
TOLD = Answer(("reference: nothing changed",), 3)


@dataclass(frozen=True)
class World:
    """Places of a small repository, with a delivery and a report."""

    root: Path

    def file(self, name: str) -> Path:
        return self.root / name

    def remember(self) -> None:
        before = inputs(self.file("delivery"), [self.file("mine.yml")])
        remember(CALL, TOLD, before=before, reports=[self.file("reports/reference")])


FILES = (
    "src/a.py", "params/b.yml", "raw/reference/c.csv", "notebooks/d.ipynb", "requirements.lock", "mine.yml",
    "delivery/rents.csv", "reports/index.html", "reports/reference/index.html", "reports/reference/maps/e.png",
    "reports/earlier/results.json",
)  # fmt: skip


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("as it was", encoding="utf-8")
        os.utime(file, (1_600_000_000, 1_600_000_000))
    places = {"ROOT": "", "SOURCE": "src", "PARAMS": "params", "RAW": "raw", "NOTEBOOKS": "notebooks", "DONE": "done"}
    for name, folder in places.items():
        monkeypatch.setattr(paths, name, tmp_path / folder)
    made = World(tmp_path)
    made.remember()
    return made


def test_a_call_of_which_nothing_changed_is_answered(world: World) -> None:
    assert answer(CALL) == TOLD
    assert answer(CALL) == TOLD


@pytest.mark.parametrize("name", FILES)
def test_every_file_counts(name: str, world: World) -> None:
    file = world.file(name)
    file.write_text("as it is ", encoding="utf-8")
    os.utime(file, (1_600_000_000, 1_600_000_000))  # as many bytes, and the time set back
    assert answer(CALL) is None
    file.write_text("as it was", encoding="utf-8")
    assert answer(CALL) == TOLD  # touched, but the same
    file.unlink()
    assert answer(CALL) is None


def test_a_time_that_was_set_back_tells_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "_SETTLED_NS", 0)
    time.sleep(0.05)  # longer than the clock of a file system ticks
    assert answer(CALL) == TOLD
    file = world.file("reports/reference/index.html")
    file.write_text("as it is ", encoding="utf-8")
    os.utime(file, (1_600_000_000, 1_600_000_000))
    assert answer(CALL) is None


ADDED = ("src/new.po", "delivery/new.csv", "reports/reference/new.html", "reports/later/results.json")


@pytest.mark.parametrize("name", ADDED)
def test_a_file_that_is_added_counts(name: str, world: World) -> None:
    world.file(name).parent.mkdir(exist_ok=True)
    world.file(name).write_text("new", encoding="utf-8")
    assert answer(CALL) is None


def test_compiled_files_do_not_count(world: World) -> None:
    world.file("src/__pycache__").mkdir()
    world.file("src/__pycache__/a.pyc").write_text("x", encoding="utf-8")
    assert answer(CALL) == TOLD


@pytest.mark.parametrize(
    "call", [("run",), ("run", "--out", "other"), (*CALL, "--fresh"), ("status", "--out", "reports"), ()]
)
def test_another_call_is_not_answered(call: tuple[str, ...], world: World) -> None:
    assert answer(call) is None


def test_a_call_from_another_folder_is_not_answered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.root)
    assert answer(CALL) is None


def test_an_input_that_changed_during_the_run_is_not_remembered(world: World) -> None:
    before = inputs(world.file("delivery"), [world.file("mine.yml")])
    world.file("delivery/rents.csv").write_text("another", encoding="utf-8")
    for file in world.file("done").iterdir():
        file.unlink()
    remember(CALL, TOLD, before=before, reports=[world.file("reports/reference")])
    assert answer(CALL) is None


def settled(world: World) -> None:
    record = next(file for file in world.file("done").glob("*.json") if file.name != "seen.json")
    record.write_text("{", encoding="utf-8")


def learned(world: World) -> None:
    world.file("done/seen.json").write_text("[1]", encoding="utf-8")


@pytest.mark.parametrize(("harm", "told"), [(settled, None), (learned, TOLD)])
def test_a_harmed_memory_is_no_answer_and_no_error(
    harm: Callable[[World], None], told: Answer | None, world: World
) -> None:
    harm(world)
    assert answer(CALL) == told


def test_the_way_of_an_unchanged_run_loads_no_library() -> None:
    script = (
        "import sys; sys.argv = ['afspraken', 'run', '--out', '/nowhere']; before = set(sys.modules);"
        "from analysis import cli; from analysis.reports import unchanged; unchanged.answer(sys.argv[1:]);"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert set(loaded.split()) - set(sys.stdlib_module_names) == {"analysis"}
