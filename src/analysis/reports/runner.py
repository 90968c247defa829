"""
The main job: a delivery and a run file in, one folder of report out, published by one rename.

Order of work: prepare the tables, execute the notebooks side by side, gather the exact ledger, take the
verdicts, pass everything through the disclosure gate, execute the overview, build the pages, rename.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .. import paths
from ..prepare import prepare
from . import assembly, publication, reuse, run_index
from .context import Context
from .draft import OVERVIEW, Draft, Report, Request, chosen, notebooks
from .execution import Job, execute_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..prepare import Prepared
    from .execution import Executor, Outcome

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
    suite = chosen(request.only)
    prepared = prepare(request.delivery, paths.CORE, municipality=request.municipality)
    request.out.mkdir(parents=True, exist_ok=True)
    report = Report(request.name, request.folder, request.parameters.language)
    with tempfile.TemporaryDirectory(prefix="afspraken-") as temporary:
        draft = Draft(request, prepared, Path(temporary), report, _reusable(request, prepared))
        draft.staged.mkdir()
        draft.executed.mkdir()
        for step in (suite.values(), [notebooks()[OVERVIEW]]):
            report.outcomes += _execute(draft, step, executor, progress)
            if report.failures:
                publication.keep_failures(draft)
                return report
            if not (draft.staged / "results.json").exists():
                assembly.write_results(draft)
        report.reused = tuple(sorted(draft.reused))
        pages_began = time.perf_counter()
        publication.write_pages(draft)
        now = time.perf_counter()
        publication.write_manifest(draft, {"pages": now - pages_began, "all": now - began})
        publication.publish(draft.staged, report.folder)
    run_index.rewrite(request.out, request.parameters.language)
    return report


def _reusable(request: Request, prepared: Prepared) -> dict[str, reuse.Part]:
    """Parts of an earlier report that `--only` may take over: not asked for now, and resting on the same things."""
    if not request.only:
        return {}
    asked = set(chosen(request.only).values())
    others = {file.stem: file for file in chosen(()).values() if file not in asked}
    earlier = reuse.read_parts(request.folder)
    return {
        stem: part
        for stem, part in earlier.items()
        if stem in others
        and part.is_complete(request.folder, stem)
        and part.key == reuse.key_of(others[stem], request.parameters, prepared.digest)
    }


def _execute(draft: Draft, files: Iterable[Path], executor: Executor, progress: Tell) -> list[Outcome]:
    results = draft.staged / "results.json"
    request = draft.request
    context = Context(request.name, draft.prepared.folder, draft.work, results if results.exists() else None)
    file = context.write(draft.work / "context.json")
    shared = (request.parameters.model_dump(), file, request.deadline_seconds)
    jobs = [Job(one, draft.executed / one.name, *shared) for one in files]
    return execute_all(jobs, executor, report=progress)
