"""
The main job: a delivery and a run file in, one folder of report out, published by one rename.

Order of work: prepare the tables, execute side by side the notebooks of which something changed, gather the
exact ledger, take the verdicts, pass everything through the disclosure gate, make maps and papers while the
overview is executed, build the pages, rename.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .. import paths
from ..prepare import prepare
from . import assembly, publication, reuse, run_index
from .context import Context
from .draft import OVERVIEW, Draft, Report, Request, chosen, notebooks
from .execution import Job, begin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .execution import Executor, Outcome, Running

    Tell = Callable[[str, Outcome | None], None]


def run(request: Request, executor: Executor, *, progress: Tell) -> Report:
    """
    Make one report.

    Parameters
    ----------
    request
        What to do.
    executor
        Where the notebooks are executed.
    progress
        Called with a notebook's name when it is queued (None) and when it ends (its outcome).

    Returns
    -------
    report
        The published folder; with failures nothing is published and the folder keeps what it held.

    Raises
    ------
    DeliveryError, ParameterError
        If the delivery or the parameters are refused; nothing is written.
    """
    began = time.perf_counter()
    chosen(request.only)
    prepared = prepare(request.delivery, paths.CORE, municipality=request.municipality, fresh=request.fresh)
    request.out.mkdir(parents=True, exist_ok=True)
    report = Report(request.name, request.folder, request.parameters.language)
    with tempfile.TemporaryDirectory(prefix="afspraken-") as temporary:
        draft = Draft(request, prepared, Path(temporary), report)
        draft.staged.mkdir()
        draft.executed.mkdir()
        report.outcomes += _begin(draft, list(chosen(()).values()), executor, progress).outcomes()
        if report.failures:
            publication.keep_failures(draft)
            return report
        assembly.write_results(draft)
        overview = _begin(draft, [notebooks()[OVERVIEW]], executor, progress)
        try:
            told = publication.Told.of(draft)
            pages_seconds = _seconds(publication.write_packages, draft, told)
        finally:  # it works in the draft's folder, which goes when this fails
            report.outcomes += overview.outcomes()
        if report.failures:
            publication.keep_failures(draft)
            return report
        pages_seconds += _seconds(publication.write_pages, draft, told)
        publication.write_manifest(draft, {"pages": pages_seconds, "all": time.perf_counter() - began})
        publication.publish(draft.staged, report.folder)
    run_index.rewrite(request.out, request.parameters.language)
    return report


def _seconds(write: Callable[[Draft, publication.Told], None], draft: Draft, told: publication.Told) -> float:
    began = time.perf_counter()
    write(draft, told)
    return time.perf_counter() - began


@dataclass(frozen=True)
class _Step:
    """Notebooks of a run that need not wait for each other: those taken over, those that are being executed."""

    taken: Sequence[Outcome]
    running: Running

    def outcomes(self) -> list[Outcome]:
        """Wait for all of them, and give what became of each, in the order of the suite."""
        return sorted([*self.taken, *self.running.ended()], key=lambda outcome: outcome.name)


def _begin(draft: Draft, files: Sequence[Path], executor: Executor, progress: Tell) -> _Step:
    """
    Take over what has not changed and begin to execute the rest.

    Of notebooks that were not asked for only what can be taken over is in the report.
    """
    request = draft.request
    results = draft.results if draft.results.exists() else None
    store = reuse.Store.of(request.parameters, draft.prepared, results)
    asked = {*chosen(request.only).values(), notebooks()[OVERVIEW]}
    taken = []
    for file in files:
        outcome = None if request.fresh and file in asked else store.take_over(file, draft.work)
        if outcome is not None:
            taken.append(outcome)
            progress(file.stem, outcome)
    known = {outcome.name for outcome in taken}
    wanted = {file.stem: file for file in files if file in asked and file.stem not in known}

    def told(name: str, outcome: Outcome | None) -> None:
        if outcome is not None:
            store.keep(wanted[name], draft.work, outcome)
        progress(name, outcome)

    context = Context(request.name, draft.prepared.folder, draft.work, results).write(draft.work / "context.json")
    shared = (request.parameters.model_dump(), context, request.deadline_seconds)
    jobs = [Job(file, draft.executed / file.name, *shared) for file in wanted.values()]
    return _Step(taken, begin(jobs, executor, report=told))
