"""
Execute notebooks with papermill, each in a process of its own.

Processes, not threads: papermill changes the working directory of the whole process, and a kernel that dies
must not take its neighbours with it. Where they run is the executor's business: anything with the `submit` of
`concurrent.futures` will do, `pool.LocalProcesses` or the executor of another machine's scheduler.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .. import kernels
from ..errors import NoLineError
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

CONTEXT_VARIABLE = "AFSPRAKEN_CONTEXT"
"""Environment variable that tells a notebook where its tables stand and where its results go."""
DEADLINE_SECONDS = 900
"""How long one notebook may take; ten times what the slowest needs on a busy machine."""


class Executor(Protocol):
    """Where jobs are done."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """Have a function called elsewhere."""
        ...


@dataclass(frozen=True)
class Job:
    """
    One notebook to execute.

    Parameters
    ----------
    notebook
        The stored notebook.
    target
        Where the executed notebook goes.
    parameters
        What papermill injects; empty keeps the notebook's own defaults and injects no cell.
    context
        File that `analysis.notebook.open_run` reads (see `analysis.notebook.Context`).
    deadline_seconds
        How long it may take.
    """

    notebook: Path
    target: Path
    parameters: Mapping[str, str]
    context: Path
    deadline_seconds: int = DEADLINE_SECONDS


@dataclass(frozen=True)
class Outcome:
    """
    What became of a notebook.

    Parameters
    ----------
    name, seconds
        Its stem, and how long it took.
    error
        Why it failed; empty when it did not.
    unasked
        What the register does not ask of it; empty when it does.
    is_reused
        Whether nothing was executed: what an earlier run made of the same things was taken over.
    """

    name: str
    seconds: float
    error: str = ""
    unasked: str = ""
    is_reused: bool = False


def execute(job: Job) -> Outcome:
    """
    Execute one notebook and say how it went; a failing notebook is an answer, not an exception.

    Parameters
    ----------
    job
        The notebook with its parameters and context.

    Returns
    -------
    outcome
        Name, seconds, and for a failure the cell, the error's name and its message. A kernel that did not start gets
        one more chance, as an ordinary one.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415 - only the workers need them
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415

    began = time.perf_counter()
    os.environ[CONTEXT_VARIABLE] = str(job.context)
    error = ""
    try:
        try:
            _papermill(job, began)
        except DeadKernelError:
            raise
        except RuntimeError:  # what jupyter_client raises for a kernel that does not answer
            os.environ[kernels.ADDRESS_VARIABLE] = ""
            _papermill(job, began)
    except PapermillExecutionError as failure:
        if failure.ename == NoLineError.__name__:
            return Outcome(job.notebook.stem, time.perf_counter() - began, unasked=str(failure.evalue))
        error = said(
            "cell {number}: {error}: {message}", number=failure.exec_count, error=failure.ename, message=failure.evalue
        )
    except CellTimeoutError:
        error = said(
            "it took longer than {seconds} seconds: run again with a longer --deadline", seconds=job.deadline_seconds
        )
    except DeadKernelError:
        error = said("its kernel died: too little memory, or the library of a figure crashed; run again with --jobs 1")
    except RuntimeError as failure:
        error = said(
            "its kernel did not start, twice: {message}; run again with --kernels ordinary", message=str(failure)
        )
    return Outcome(job.notebook.stem, time.perf_counter() - began, error)


def _papermill(job: Job, began: float) -> None:
    import papermill  # noqa: PLC0415 - costs half a second, and only the workers need it
    from traitlets.config import Config  # noqa: PLC0415

    from . import engine  # noqa: PLC0415 - loads papermill

    def remaining(_cell: object) -> int:
        return max(1, round(job.deadline_seconds - (time.perf_counter() - began)))

    papermill.execute_notebook(
        str(job.notebook),
        str(job.target),
        parameters=dict(job.parameters),
        cwd=str(job.target.parent),
        kernel_name="python3",
        engine_name=engine.NAME,
        progress_bar=False,
        log_output=False,
        shutdown_kernel="immediate",
        timeout_func=remaining,
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )


@dataclass(frozen=True)
class Running:
    """
    Notebooks that were handed over to be executed.

    Parameters
    ----------
    futures
        What becomes of each, with its name.
    report
        Called in this process with a notebook's name and None when it is handed over, with its outcome when it ends.
    """

    futures: Mapping[Future[Outcome], str]
    report: Callable[[str, Outcome | None], None]

    def ended(self) -> list[Outcome]:
        """Wait for all of them, report each as it ends, and give the outcomes by name."""
        outcomes = []
        for future in as_completed(self.futures):
            outcomes.append(_outcome(future, self.futures[future]))
            self.report(outcomes[-1].name, outcomes[-1])
        return sorted(outcomes, key=lambda outcome: outcome.name)


def begin(jobs: Sequence[Job], executor: Executor, *, report: Callable[[str, Outcome | None], None]) -> Running:
    """
    Have notebooks executed while the caller does something else.

    Parameters
    ----------
    jobs
        The notebooks; none may need another's result.
    executor
        Where they are executed.
    report
        As for `Running`.
    """
    futures = {}
    # what shows most takes longest, and goes first: nobody waits for it alone at the end
    for job in sorted(jobs, key=lambda job: job.notebook.stat().st_size, reverse=True):
        report(job.notebook.stem, None)
        futures[executor.submit(execute, job)] = job.notebook.stem
    return Running(futures, report)


def _outcome(future: Future[Outcome], name: str) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return Outcome(
            name, 0.0, said("its process was ended by the system, often for want of memory: run with --jobs 1")
        )
