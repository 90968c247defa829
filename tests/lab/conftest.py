"""Tests of the laboratory: they run in its own environment, which holds JupyterLab."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.conftest import need

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session", autouse=True)
def lab() -> Path:
    """Where JupyterLab is installed."""
    found = find_spec("jupyterlab")
    absence = "JupyterLab was not started and the helpers were not shown: this environment does not hold them"
    return need("lab", Path(found.origin) if found and found.origin else None, absence)


@pytest.fixture(scope="session")
def working(lab: Path) -> Iterator[Path]:
    """A folder of working copies that JupyterLab can serve, of these tests only."""
    folder = ROOT / "working" / "of-the-tests"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
