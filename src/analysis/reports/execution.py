"""
Execute notebooks with papermill, each in a process of its own.

Processes, not threads: papermill changes the working directory of the whole process, and a kernel that dies
must not take its neighbours with it.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import NoLineError
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

CONTEXT_VARIABLE = "AFSPRAKEN_CONTEXT"
"""Environment variable that tells a notebook where its tables stand and where its results go."""


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
    """

    notebook: Path
    target: Path
    parameters: Mapping[str, str]
    context: Path


@dataclass(frozen=True)
class Outcome:
    """What became of a job: seconds it took, the reason when it failed, and what the register does not ask of it."""

    name: str
    seconds: float
    error: str = ""
    unasked: str = ""


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
        Name, seconds, and for a failure the cell, the error's name and its message.
    """
    import papermill  # noqa: PLC0415 - costs half a second, and only the workers need it
    from nbclient.exceptions import DeadKernelError  # noqa: PLC0415
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    began = time.perf_counter()
    os.environ[CONTEXT_VARIABLE] = str(job.context)
    error = ""
    try:
        papermill.execute_notebook(
            str(job.notebook),
            str(job.target),
            parameters=dict(job.parameters),
            cwd=str(job.target.parent),
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            shutdown_kernel="immediate",
            config=Config({"KernelManager": {"transport_encryption": "auto"}}),
        )
    except PapermillExecutionError as failure:
        if failure.ename == NoLineError.__name__:
            return Outcome(job.notebook.stem, time.perf_counter() - began, unasked=str(failure.evalue))
        error = said(
            "cell {number}: {error}: {message}", number=failure.exec_count, error=failure.ename, message=failure.evalue
        )
    except DeadKernelError:
        error = said("its kernel died: too little memory, or the library of a figure crashed; run again with --jobs 1")
    return Outcome(job.notebook.stem, time.perf_counter() - began, error)


def execute_all(jobs: Sequence[Job], *, workers: int, report: Callable[[Outcome], None]) -> list[Outcome]:
    """
    Execute notebooks side by side and report each as it ends.

    Parameters
    ----------
    jobs
        The notebooks; none may need another's result.
    workers
        How many at the same time, at least 1.
    report
        Called in this process with each outcome as it comes in.

    Returns
    -------
    outcomes
        One per job, in the order of `jobs`.
    """
    outcomes: dict[str, Outcome] = {}
    with ProcessPoolExecutor(max_workers=max(1, workers), mp_context=get_context("spawn")) as pool:
        running = {pool.submit(execute, job): job.notebook.stem for job in jobs}
        for future in as_completed(running):
            outcome = _outcome(future, running[future])
            outcomes[outcome.name] = outcome
            report(outcome)
    return [outcomes[job.notebook.stem] for job in jobs]


def _outcome(future: Future[Outcome], name: str) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return Outcome(
            name, 0.0, said("its process was ended by the system, often for want of memory: run with --jobs 1")
        )
