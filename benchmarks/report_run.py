"""
Time one report against the plain way: the papermill command, one notebook after the other.

    python benchmarks/report_run.py [ROUNDS]

Both ways execute the same notebooks with the same parameters on the same prepared tables, in turn, round by round.
Printed are wall and CPU seconds of each, their ratio per round, and the peak memory of the largest process. The report
does more than the loop (pages, ledger, gate, maps), so its ratio is on the safe side. Never part of the tests.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = ROOT / "params" / "runs" / "reference.yml"


def report(folder: Path) -> list[list[str]]:
    """Give the commands of the suite's own way: one."""
    return [[sys.executable, "-m", "analysis", "run", str(RUN), "--out", str(folder)]]


def loop(folder: Path) -> list[list[str]]:
    """Give the commands of the plain way: one per notebook."""
    papermill = [sys.executable, "-m", "papermill", "--no-progress-bar", "-f", str(RUN)]
    return [[*papermill, str(file), str(folder / file.name)] for file in sorted(ROOT.glob("notebooks/*.ipynb"))]


def measured(commands: list[list[str]]) -> tuple[float, float]:
    """Run commands one after the other; give wall and CPU seconds of all their processes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=os.environ | {"PYTHONUTF8": "1"})
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - began
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run the rounds and print what they took."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    ratios: list[tuple[float, float]] = []
    for number in range(1, rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            plain, own = measured(loop(Path(folder))), measured(report(Path(folder) / "reports"))
        ratios.append((plain[0] / own[0], plain[1] / own[1]))
        print(
            f"round {number}: loop {plain[0]:.1f} s ({plain[1]:.1f} s CPU), report {own[0]:.1f} s ({own[1]:.1f} s CPU)"
        )
    wall, cpu = (statistics.median(column) for column in zip(*ratios, strict=True))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"median ratio loop / report: wall {wall:.2f}, CPU {cpu:.2f}; largest process {peak:.0f} MiB")


if __name__ == "__main__":
    main()
