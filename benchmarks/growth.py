"""One worker executes a hundred notebooks: how much larger it is after the last, and what forks its kernels."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from analysis.reports.execution import Job, execute
from analysis.reports.pool import LocalProcesses

from .fan_out import jobs_of
from .measuring import FailedError, Line, Measured, alone

MANY = "100 notebooks by one worker"
NOTEBOOK = "22"
EARLY, LATE = 10, 100
"""Notebooks after which memory is looked at."""
LINES = (
    Line(
        f"memory growth of a worker, from its {EARLY}th notebook to its {LATE}th",
        5,
        2,
        lambda ways: ways[MANY].answer["worker_percent"],
        unit=" %",
        is_most=True,
    ),
    Line(
        "the same of the process its kernels are forked from",
        5,
        2,
        lambda ways: ways[MANY].answer["parent_percent"],
        unit=" %",
        is_most=True,
    ),
)


def one_round(_kept: Path, _scratch: Path) -> dict[str, Measured]:
    """Execute them one after the other."""
    return {MANY: alone("growth", "grown", LATE, is_whole=True)}


def grown(number: str) -> tuple[dict[str, Any], dict[str, float]]:
    """Give the growth of both processes in percent, and how many MiB they took early and late."""
    early, late = EARLY, int(number)
    with LocalProcesses(jobs=1) as executor, tempfile.TemporaryDirectory() as work:
        executor.prepare()
        weights = [executor.submit(weighed, job).result() for job in jobs_of(late, (NOTEBOOK,), Path(work))]
    answer: dict[str, Any] = {}
    for name in ("worker", "parent"):
        first, last = weights[early - 1][name], weights[-1][name]
        answer |= {f"{name}_percent": 100 * (last / first - 1), f"{name}_mib": [first, last]}
    return answer, {}


def weighed(job: Job) -> dict[str, float]:
    """Execute a notebook in a worker, and weigh the worker and the process that kernels are forked from."""
    outcome = execute(job)
    if outcome.error:
        raise FailedError(outcome.error)
    return {"worker": _resident_mib("self"), "parent": sum(map(_resident_mib, _parents()))}


def _parents() -> list[str]:
    """Give the process that kernels are forked from: started by the process that started what started this worker."""
    owner = _started_by(_started_by("self"))
    return [
        folder.name
        for folder in Path("/proc").glob("[0-9]*")
        if b"analysis.kernels.parent" in _command(folder).split(b"\0") and _started_by(folder.name) == owner
    ]


def _command(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:  # ended a moment ago
        return b""


def _started_by(process: str) -> str:
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]


def _resident_mib(process: str) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
