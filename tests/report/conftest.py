"""Reports made once per worker, as a user makes them: through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Made:
    """What a run left: exit code, both streams, the report's folder."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def results(self) -> dict[str, Any]:
        return json.loads((self.folder / "results.json").read_text(encoding="utf-8"))

    @property
    def rows(self) -> pd.DataFrame:
        return pd.DataFrame(self.results["results"])

    def entry(self, agreement: str) -> dict[str, Any]:
        return next(one for one in self.results["agreements"] if one["id"] == agreement)


def afspraken(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the command line of the package under test."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "analysis", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)


def made(out: Path, name: str, *arguments: str) -> Made:
    """Run and collect what came of it."""
    process = afspraken("run", "--out", str(out), *arguments)
    return Made(process.returncode, process.stdout, process.stderr, out / name)


@pytest.fixture(scope="session")
def make() -> Callable[..., Made]:
    return made


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The reference run as it is published."""
    return made(tmp_path_factory.mktemp("public"), "reference")


@pytest.fixture(scope="session")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The reference run with exact figures."""
    return made(tmp_path_factory.mktemp("internal"), "reference-internal", "--profile", "internal")
