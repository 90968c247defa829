"""
Many reports on many machines: each is a task of a dask.distributed scheduler, each notebook a process of its worker.

A worker makes a report in a folder of its own and stores it whole. When a worker is lost its task goes to another
one; a report that was stored already is then stored once more, in the same place. Every worker keeps one warm process
that its kernels are forked from.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from distributed import Client, WorkerPlugin, as_completed, get_worker

from ..errors import AfsprakenError, ParameterError
from ..wording import said
from . import runner
from .pool import LocalProcesses
from .storage import Storage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from distributed import Worker

    from .draft import Request

_PLUGIN: Final = "afspraken-kernels"
_RETRIES: Final = 2
_PATIENCE: Final = "15s"  # for a scheduler that does not answer


@dataclass(frozen=True)
class Made:
    """What became of a report on another machine: its name, its verdicts, and why it failed where it did."""

    name: str
    verdicts: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


class Kernels(WorkerPlugin):
    """
    What a worker executes notebooks with, from its start to its end.

    Parameters
    ----------
    kind
        Kind of kernel, as for `LocalProcesses`.
    """

    name = _PLUGIN

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.executor: LocalProcesses | None = None

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 - what distributed calls
        """Start with the worker; a worker that may have no processes of its own is refused."""
        if multiprocessing.current_process().daemon:
            message = said(
                "this worker may not start processes: start it with DASK_DISTRIBUTED__WORKER__DAEMON=False in its "
                "environment, or with --no-nanny"
            )
            raise ParameterError(message)
        self.executor = LocalProcesses(1, self._kind)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - what distributed calls
        """End with the worker."""
        if self.executor is not None:
            self.executor.__exit__(None, None, None)


def run_all(
    requests: Sequence[Request],
    *,
    scheduler: str,
    out: str,
    language: str,
    kernels: str = "warm",
    told: Callable[[Made], None],
) -> list[Made]:
    """
    Make every report on the workers of a scheduler.

    Parameters
    ----------
    requests
        What to make; their deliveries must stand where every worker finds them by the same path.
    scheduler
        Address, `tcp://host:8786`.
    out
        Where the reports go: a folder every worker sees, or an address that fsspec knows.
    language
        Of the index over all reports.
    kernels
        Kind of kernel, as for `LocalProcesses`.
    told
        Called with each report as it is made.

    Returns
    -------
    made
        One per request, in their order.

    Raises
    ------
    ParameterError
        If no scheduler answers there.
    """
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = said(
            "no scheduler answers at {address} ({error}): start one, or check --cluster", address=scheduler, error=error
        )
        raise ParameterError(message) from error
    with client:
        client.register_plugin(Kernels(kernels))
        futures = {
            client.submit(_make, request, out, key=f"report-{request.name}", pure=False, retries=_RETRIES): request.name
            for request in requests
        }
        found = {}
        for future in as_completed(futures, loop=client.loop):  # type: ignore[no-untyped-call]
            found[futures[future]] = _came(future, futures[future])
            told(found[futures[future]])
    Storage(out).rewrite_index(language)
    return [found[request.name] for request in requests]


def _came(future: Any, name: str) -> Made:  # noqa: ANN401 - distributed has no types
    """Give what a task left; a task that no worker could end says why."""
    error = future.exception()
    return future.result() if error is None else Made(name, errors=(f"{type(error).__name__}: {error}",))


def _make(request: Request, out: str) -> Made:
    """Make one report, on a worker."""
    storage = Storage(out)
    kernels: Any = get_worker().plugins[_PLUGIN]
    with tempfile.TemporaryDirectory(prefix="afspraken-") as folder:
        own = replace(request, out=Path(folder))
        try:
            storage.bring(own.out)
            report = runner.run(own, kernels.executor, progress=_silent)
            if not report.failures:
                storage.store(report.folder)
        except AfsprakenError as error:
            return Made(request.name, errors=(str(error),))
    errors = tuple(f"{outcome.name}: {outcome.error}" for outcome in report.failures)
    return Made(request.name, tuple(report.verdicts), errors)


def _silent(_name: str, _outcome: object) -> None:
    """Tell nobody: the terminal is on another machine."""
