"""
Plant each fault of the files in `planted` in a copy of the repository and expect the named test to go red.

A test counts only after it has been seen to fail; these files keep that proof. Every fault must still find the
text it replaces, so a fault cannot silently stop being planted.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(Path(__file__).with_name("planted").glob("*.yml"))
FAULTS = [fault for file in FILES for fault in yaml.safe_load(file.read_text(encoding="utf-8"))]
COPIED = (
    "src", "tests", "params", "notebooks", "data/raw", "data/processed/results", "docs", "pyproject.toml", "README.md",
    "CONTEXT.md", "environment.yml", "requirements.lock", "requirements-lab.lock", "run.py",
)  # fmt: skip
TESTS_FAILED = 1
Runner = Callable[[Path, str], int]


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository, byte code included. What a faulty test may write lands here at worst."""
    folder = tmp_path_factory.mktemp("copied")
    for name in COPIED:
        source = ROOT / name
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
        elif source.exists():
            shutil.copy2(source, target)
    return folder


def planted(fault: dict[str, str], copied: Path, folder: Path) -> Path:
    """Lay links to all files of the copy in `folder`, and plant one fault in a file of its own there."""
    shutil.copytree(copied, folder, copy_function=os.link, dirs_exist_ok=True)
    file = folder / fault["file"]
    text = file.read_text(encoding="utf-8")
    assert text.count(fault["old"]) == 1, f"{fault['id']}: the text to replace stands {text.count(fault['old'])} times"
    file.unlink()
    file.write_text(text.replace(fault["old"], fault["new"]), encoding="utf-8", newline="\n")
    return folder


def alone(folder: Path, node: str) -> int:
    """Run one test in a process of its own, with the copy's own package in front."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    options = ("-q", "-x", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib")
    command = [sys.executable, "-m", "pytest", *options, *shlex.split(node)]
    with (folder / "said.txt").open("w", encoding="utf-8") as log:
        return subprocess.run(
            command, cwd=folder, env=environment, stdout=log, stderr=log, check=False, timeout=300
        ).returncode


@pytest.fixture(scope="session")
def run_test() -> Iterator[Runner]:
    """The quickest way this system has to run one test in a fresh process."""
    if not hasattr(os, "fork"):
        yield alone
        return
    script = Path(__file__).with_name("fork_server.py")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    with subprocess.Popen([sys.executable, str(script)], env=environment, **pipes) as server:

        def forked(folder: Path, node: str) -> int:
            server.stdin.write(json.dumps([str(folder), node]) + "\n")
            server.stdin.flush()
            return int(server.stdout.readline())

        yield forked
        server.stdin.close()


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["id"] for fault in FAULTS])
def test_planted_fault_turns_its_test_red(
    fault: dict[str, str], copied: Path, tmp_path: Path, run_test: Runner
) -> None:
    code = run_test(planted(fault, copied, tmp_path), fault["test"])
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert code == TESTS_FAILED, f"{fault['id']} went unnoticed:\n{said[-3000:]}"


def test_every_fault_says_what_it_breaks() -> None:
    assert len({fault["id"] for fault in FAULTS}) == len(FAULTS)
    assert all(set(fault) == {"id", "why", "file", "old", "new", "test"} for fault in FAULTS)
