"""Measure a command with every process it leaves, and say how two ways of one job compare."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
THREADS = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
"""Libraries of the plain way start no more threads than those of the suite."""
DEADLINE_SECONDS = 1200
"""How long one way may take: one that hangs is a failure, and the others go on."""
PATIENCE_SECONDS = 60
"""How long what a command leaves behind may take to end."""
ANSWER = "measured: "
"""What the line with an answer begins with, among whatever else a process says."""
_BECOME_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


class UnequalError(Exception):
    """Two ways of one job gave something else: their times may not be compared."""


class FailedError(Exception):
    """A way did not come to its end."""


@dataclass(frozen=True)
class Measured:
    """
    What a way took in one round.

    Parameters
    ----------
    wall, cpu
        Seconds; those of the processor with all processes it left.
    peak_mib
        Memory of its largest process.
    answer
        What it gave, as JSON holds it.
    parts
        Seconds of each of its parts, by name; empty where it has none.
    """

    wall: float
    cpu: float
    peak_mib: float = 0.0
    answer: Any = None
    parts: Mapping[str, float] = field(default_factory=dict)


Ways = Mapping[str, Measured]


@dataclass(frozen=True)
class Ratio:
    """How many times what `of` takes goes into what `than` takes, in wall seconds or those of the processor."""

    of: str
    than: str
    kind: str = "wall"

    def __call__(self, ways: Ways) -> float:
        """Give the ratio in one round."""
        return getattr(ways[self.of], self.kind) / getattr(ways[self.than], self.kind)

    def by_processor(self) -> Ratio:
        """Give the same ratio in seconds of the processor, which hardly feels what else a machine does."""
        return Ratio(self.of, self.than, "cpu")


@dataclass(frozen=True)
class Line:
    """
    Something to be reached.

    Parameters
    ----------
    what
        In words.
    least, goal
        What is to be reached at least, and what is hoped for.
    figure
        Gives it for one round.
    unit
        Behind the figure.
    is_most
        Whether the figure may be no more than that, instead of no less.
    """

    what: str
    least: float
    goal: float
    figure: Callable[[Ways], float]
    unit: str = " ×"
    is_most: bool = False

    def is_reached(self, rounds: Sequence[Ways]) -> bool:
        """Whether the middle round reaches it."""
        middle = statistics.median(map(self.figure, rounds))
        return middle <= self.least if self.is_most else middle >= self.least


def same(ways: Mapping[str, Any]) -> None:
    """Refuse ways of one job that did not give the same; `ways` holds what each gave by its name."""
    (first, expected), *others = ways.items()
    for name, given in others:
        if given != expected:
            differing = (
                [key for key in expected if given.get(key) != expected[key]] if _are_tables(given, expected) else []
            )
            message = f"{name} gives something else than {first}{' in ' if differing else ''}{', '.join(differing)}"
            raise UnequalError(message)


def _are_tables(*given: Any) -> bool:
    return all(isinstance(one, dict) for one in given)


def command(arguments: Sequence[object], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Measured:
    """
    Run a command and measure it with all its processes, those too that it leaves to end by themselves.

    Parameters
    ----------
    arguments
        The command.
    env
        Variables beside, or instead of, those of this process.
    cwd
        Where it runs.

    Returns
    -------
    measured
        Wall seconds until it ended; its answer is what it printed.

    Raises
    ------
    FailedError
        If it ends with another code than 0, or takes too long.
    """
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    words = [str(one) for one in arguments]
    _adopt_orphans()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env=own | {"PYTHONUTF8": "1", **THREADS, **(env or {})},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = threading.Timer(DEADLINE_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        watch.start()
        status, used = os.wait4(process.pid, 0)[1:]
        wall = time.perf_counter() - began
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        every = [used, *_left_behind()]
        said.seek(0)
        answer = said.read()
    cpu, peak = sum(one.ru_utime + one.ru_stime for one in every), max(one.ru_maxrss for one in every) / 1024
    if process.returncode:
        message = f"{' '.join(words)} ended with {process.returncode}: {answer[-3000:]}"
        raise FailedError(message)
    return Measured(wall, cpu, peak, answer)


def _adopt_orphans() -> None:
    """Become the parent of what a command leaves behind: a process is counted by who waits for it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BECOME_PARENT_OF_ORPHANS, 1, 0, 0, 0)


def _left_behind() -> Iterator[resource.struct_rusage]:
    """Give what processes used that a command left behind, as they end; one that stays is not waited for."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience:
        try:
            number, _, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if number:
            yield used
        else:
            time.sleep(0.01)


def alone(
    module: str, function: str, *arguments: object, python: Path | str = sys.executable, is_whole: bool = False
) -> Measured:
    """
    Call a function of a module of this package in a process of its own.

    Parameters
    ----------
    module, function, *arguments
        What is called, see `benchmarks.alone`.
    python
        Interpreter, for what another environment holds.
    is_whole
        Whether starting Python and every process it starts count too; else the clock starts after the imports.
    """
    done = command([python, "-m", "benchmarks.alone", module, function, *arguments])
    found = json.loads(next(line for line in done.answer.splitlines() if line.startswith(ANSWER)).removeprefix(ANSWER))
    kinds = ("wall", "cpu", "peak_mib")
    wall, cpu, peak = (getattr(done, kind) if is_whole else found[kind] for kind in kinds)
    return Measured(wall, cpu, peak, found["answer"], found["parts"])
