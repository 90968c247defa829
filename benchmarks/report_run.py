"""
Time the suite's own ways against the plain one: the papermill command, one notebook after the other.

    python benchmarks/report_run.py [ROUNDS] [--only 10,20]

Round by round every way makes the same notebooks from the same prepared tables: the loop, a report on ordinary
kernels, a report on warm ones, and the same call again, unchanged. The tables and pictures in their notebooks must be
equal, byte for byte. Ratios are against the loop of the same round; on a machine that does other work too, those of
CPU seconds count. Writes the table of `docs/performance.md`. Never part of the tests.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RUN = ROOT / "params" / "runs" / "reference.yml"
PAGE = ROOT / "docs" / "performance.md"
LIBRARIES = ("papermill", "nbclient", "ipykernel", "jupyter_client", "pandas", "geopandas", "matplotlib", "pyarrow")
MARKS = "<!-- measured -->\n", "<!-- end of measured -->\n"
PLAIN_RATIO = 20
"""From here on a ratio has no decimals."""
THREADS = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Measured:
    """Wall and CPU seconds of a way in one round, children included."""

    wall: float
    cpu: float


def notebooks(only: str) -> list[Path]:
    """Give the notebooks that are made, the overview last, as the loop needs its results no sooner."""
    numbers = {number for number in only.split(",") if number}
    found = sorted(ROOT.glob("notebooks/[0-9][0-9]_*.ipynb"))
    return [*(one for one in found[1:] if not numbers or one.name[:2] in numbers), found[0]]


def measured(commands: list[list[str]]) -> Measured:
    """Run commands one after the other and measure them with all their processes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONUTF8": "1", **THREADS}
    for command in commands:
        process = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, env=environment)
        if process.returncode:
            raise SystemExit(f"failed: {' '.join(command)}\n{process.stdout}{process.stderr}")
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - began
    return Measured(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def shown(folder: Path) -> dict[str, list[Any]]:
    """Give the outputs of every executed notebook but the overview, which tells of the run's own results."""
    found = {}
    for file in sorted(folder.glob("*.ipynb")):
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        if not file.name.startswith("00"):
            found[file.name] = [output.get("data", output.get("text")) for output in outputs]
    return found


def one_round(only: str, folder: Path) -> dict[str, Measured]:
    """Make the notebooks in every way; refuse a way that shows something else than the loop."""
    plain = folder / "plain"
    plain.mkdir()
    papermill = [sys.executable, "-m", "papermill", "--no-progress-bar", "-f", str(RUN)]
    own = [sys.executable, "-m", "analysis", "run", str(RUN), *(["--only", only] if only else [])]
    warm = [*own, "--out", str(folder / "warm")]
    found = {
        "loop over papermill": measured([[*papermill, str(one), str(plain / one.name)] for one in notebooks(only)])
    }
    found["report, ordinary kernels"] = measured(
        [[*own, "--fresh", "--kernels", "ordinary", "--out", str(folder / "ordinary")]]
    )
    found["report, warm kernels"] = measured([[*warm, "--fresh"]])
    subprocess.run(warm, cwd=ROOT, check=True, capture_output=True)  # the call that is remembered
    time.sleep(3)  # a file that changed in the last seconds is read again
    measured([warm])
    found["unchanged report"] = measured([warm])
    expected = shown(plain)
    for name in ("ordinary", "warm"):
        given = {
            file: outputs for file, outputs in shown(folder / name / RUN.stem / "notebooks").items() if file in expected
        }
        if given != expected:
            different = [file for file in expected if given.get(file) != expected[file]]
            message = f"the {name} report shows something else than the loop in {', '.join(different)}"
            raise SystemExit(message)
    return found


def ratios(rounds: list[dict[str, Measured]], way: str, kind: str) -> str:
    """Give the median ratio of the loop to a way, with its spread over the rounds."""
    found = [getattr(one["loop over papermill"], kind) / getattr(one[way], kind) for one in rounds]
    middle = statistics.median(found)
    digits = 0 if middle >= PLAIN_RATIO else 1
    return f"{middle:.{digits}f} ({min(found):.{digits}f} to {max(found):.{digits}f})"


def table(rounds: list[dict[str, Measured]], only: str) -> str:
    """Give what was measured as Markdown."""
    rows = ["| way | wall | CPU | faster than the loop | less CPU than the loop |", "|---|---|---|---|---|"]
    for way in rounds[0]:
        wall, cpu = (statistics.median(getattr(one[way], kind) for one in rounds) for kind in ("wall", "cpu"))
        rows.append(
            f"| {way} | {wall:.2f} s | {cpu:.2f} s | {ratios(rounds, way, 'wall')} | {ratios(rounds, way, 'cpu')} |"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    made = f"{len(notebooks(only))} notebooks, {len(rounds)} rounds, {os.cpu_count()} cores, medians; in brackets the"
    made += f" lowest and the highest ratio. Load of the machine at the end: {os.getloadavg()[0]:.1f}."
    largest = f"Largest process: {peak:.0f} MiB. {platform.system()}, Python {platform.python_version()}, {versions}."
    return "\n".join([made, "", *rows, "", largest, ""])


def main() -> None:
    """Run the rounds, print the table and put it on the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=3)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    subprocess.run([sys.executable, "-m", "analysis", "prepare"], cwd=ROOT, check=True, capture_output=True)
    rounds = []
    for number in range(1, asked.rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(one_round(asked.only, Path(folder)))
        print(f"round {number}:", {way: (round(one.wall, 1), round(one.cpu, 1)) for way, one in rounds[-1].items()})
    told = table(rounds, asked.only)
    print(told)
    begin, end = (re.escape(mark) for mark in MARKS)
    page = PAGE.read_text(encoding="utf-8")
    written = re.sub(f"({begin}).*({end})", lambda found: f"{found[1]}\n{told}\n{found[2]}", page, flags=re.DOTALL)
    PAGE.write_text(written, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
