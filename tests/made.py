"""Reports made as a user makes them, through the command line; the common ones once for all test processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
MINUTES = 10
SPEAKING = ("check", "compare", "run", "status")
"""Commands that can be asked for a language."""


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
    """Call the command line; in English, whose words the tests read, unless a language is asked for."""
    english = arguments[0] in SPEAKING and "--language" not in arguments
    arguments = (*arguments, "--language", "en") if english else arguments
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "analysis", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=MINUTES * 60
    )


def made(out: Path, name: str, *arguments: str) -> Made:
    """Run and collect what came of it: in English, in a folder that says so, unless a language is asked for."""
    process = afspraken("run", "--out", str(out), *arguments)
    folder = out / (name if "--language" in arguments else f"{name}-en")
    return Made(process.returncode, process.stdout, process.stderr, folder)


def made_plainly(out: Path, name: str) -> Made:
    """Make the exact results of a run on the shipped delivery: the notebooks' code in one process, no pages."""
    script = ROOT / "tests" / "independent" / "plain_run.py"
    places = (ROOT / "params" / "runs" / f"{name}.yml", ROOT / "data" / "raw" / "sample", out / name)
    command = [sys.executable, *(str(path) for path in (script, *places))]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=MINUTES * 60)
    return Made(process.returncode, process.stdout, process.stderr, out / name)


def made_once(out: Path, make: Callable[[Path], Made]) -> Made:
    """
    Make a report in a folder all test processes share, or wait for the process that is making it.

    The first to make the folder makes the report; what it left is written beside it, last.
    """
    left = out.with_suffix(".json")
    try:
        out.mkdir(parents=True)
    except FileExistsError:
        end = time.monotonic() + MINUTES * 60
        while not left.exists():
            if time.monotonic() > end:
                message = f"another test process was to make {out.name} and did not"
                raise TimeoutError(message) from None
            time.sleep(0.2)
        found = json.loads(left.read_text(encoding="utf-8"))
        return Made(found["code"], found["out"], found["err"], out / found["name"])
    report = make(out)
    content = {"code": report.code, "out": report.out, "err": report.err, "name": report.folder.name}
    partial = out.with_suffix(".partial")
    partial.write_text(json.dumps(content), encoding="utf-8")
    partial.rename(left)
    return report
