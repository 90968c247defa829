"""The executor of one machine: a few processes that drive kernels, warm ones where that can be."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any

from .. import kernels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext
    from types import TracebackType

DRIVERS = ("papermill", "nbclient", "analysis.reports.execution", "analysis.reports.engine")
"""What every process of the pool loads, and on Linux one process for all of them."""


class LocalProcesses:
    """
    Processes on this machine; they start at the first job, and again after one of them was ended by the system.

    Parameters
    ----------
    jobs
        How many notebooks side by side; 0 is one more than there are cores, as each waits now and then for its kernel.
    kind
        Of the kernels, as for `kernels.are_warm`, which refuses one that does not exist.
    """

    def __init__(self, jobs: int = 0, kind: str = "warm") -> None:
        self._jobs = jobs or (os.cpu_count() or 1) + 1
        self._are_warm = kernels.are_warm(kind)
        self._pool: ProcessPoolExecutor | None = None
        self._parent: kernels.Parent | None = None

    def __enter__(self) -> LocalProcesses:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if self._parent is not None:
            self._parent.close()

    def prepare(self) -> None:
        """Let the process that kernels are forked from load its libraries, while the caller does something else."""
        if self._are_warm and self._parent is None:
            self._parent = kernels.Parent.start()

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """Have a function called in one of the processes."""
        self.prepare()
        try:
            return self._opened().submit(function, *arguments)
        except RuntimeError:  # broken by the end of a process: what was running is told, what comes next starts anew
            self._pool = None
            return self._opened().submit(function, *arguments)

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs, mp_context=_context(), initializer=_settle, initargs=(self._settings(),)
            )
        return self._pool

    def _settings(self) -> dict[str, str]:
        """Give what the processes and their kernels find in their environment."""
        address = str(self._parent.address) if self._parent else ""
        chosen = {kernels.PROVISIONER_VARIABLE: kernels.PROVISIONER} if address else {}
        return {**kernels.SETTINGS, **chosen, kernels.ADDRESS_VARIABLE: address}


def _context() -> BaseContext:
    """Fork the processes from one that has loaded papermill; elsewhere than on Linux each loads it itself."""
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(DRIVERS))
    return context


def _settle(settings: Mapping[str, str]) -> None:
    os.environ.update(settings)
    Thread(target=_end_with_owner, daemon=True).start()


def _end_with_owner() -> None:
    """Leave when the process that hands out the jobs is gone, however it ended: nobody else would end this one."""
    owner = parent_process()
    if owner is not None:
        wait([owner.sentinel])
        os._exit(1)
