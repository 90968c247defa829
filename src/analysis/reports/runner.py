"""
The main job: a delivery and a run file in, one folder of report out, published by one rename.

Order of work: prepare the tables, execute the notebooks side by side, gather the exact ledger, take the
verdicts, pass everything through the disclosure gate, execute the overview, build the pages, rename.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from .. import __version__, disclosure, measures, paths
from ..errors import AfsprakenError, ParameterError
from ..parameters import load_assumptions, load_register
from ..prepare import known_on, prepare
from ..results import header, read_json, to_csv, to_json
from . import harvest, packages, site
from .context import Context
from .execution import Job, Outcome, execute_all
from .scrubbing import scrub

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..disclosure import Policy, Published
    from ..findings import Finding
    from ..parameters import RunParameters
    from ..prepare import Prepared

OVERVIEW = "00"


@dataclass(frozen=True)
class Request:
    """
    What one run is asked to do.

    Parameters
    ----------
    name
        Name of the run and of its folder.
    parameters
        The validated run file.
    delivery
        Folder of the delivery.
    out
        Parent of the report's folder.
    only
        Numbers of the notebooks to run, `("10", "20")`; empty means all. The overview always runs.
    jobs
        How many notebooks side by side.
    """

    name: str
    parameters: RunParameters
    delivery: Path
    out: Path
    only: tuple[str, ...] = ()
    jobs: int = 2


@dataclass
class Report:
    """What a run left: its folder, its verdicts, how long each notebook took, and what went wrong."""

    name: str
    folder: Path
    entries: pd.DataFrame = field(default_factory=pd.DataFrame)
    language: str = "en"
    outcomes: list[Outcome] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def verdicts(self) -> list[str]:
        """Verdicts of all entries of the register, one each."""
        return [] if self.entries.empty else list(self.entries["verdict"])

    @property
    def failures(self) -> list[Outcome]:
        """Notebooks that failed; with any of them nothing is published."""
        return [outcome for outcome in self.outcomes if outcome.error]


def notebooks() -> dict[str, Path]:
    """Give the suite's notebooks by number, in order: `{"00": notebooks/00_overview.ipynb, …}`."""
    return {file.name[:2]: file for file in sorted(paths.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))}


def chosen(only: Sequence[str]) -> dict[str, Path]:
    """
    Give the notebooks a run executes before the overview.

    Raises
    ------
    ParameterError
        If a number names no notebook.
    """
    suite = notebooks()
    unknown = sorted(set(only) - set(suite))
    if unknown:
        message = f"--only names no notebook: {', '.join(unknown)}; choose from {', '.join(suite)}"
        raise ParameterError(message)
    return {nr: file for nr, file in suite.items() if nr != OVERVIEW and (not only or nr in only)}


def run(request: Request, *, progress: Callable[[str, Outcome | None], None]) -> Report:
    """
    Make one report.

    Parameters
    ----------
    request
        What to do.
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
    prepared = prepare(request.delivery, paths.CORE)
    measures.check_reference_date(prepared.card, request.parameters.date)
    request.out.mkdir(parents=True, exist_ok=True)
    report = Report(request.name, request.out / request.name, language=request.parameters.language)
    with tempfile.TemporaryDirectory(prefix="afspraken-") as temporary:
        work = Path(temporary)
        staged = work / "staged"
        staged.mkdir()
        report.outcomes = _execute(request, prepared, work, suite.values(), progress)
        if report.failures:
            return _keep_failures(report, work)
        _assemble(request, prepared, work, staged, report, suite)
        report.outcomes += _execute(request, prepared, work, [notebooks()[OVERVIEW]], progress)
        if report.failures:
            return _keep_failures(report, work)
        _publish_pages(request, prepared, work, staged, report)
        _write_manifest(request, prepared, staged, report, time.perf_counter() - began)
        publish(staged, report.folder)
    return report


def _execute(
    request: Request,
    prepared: Prepared,
    work: Path,
    files: Iterable[Path],
    progress: Callable[[str, Outcome | None], None],
) -> list[Outcome]:
    executed = work / "executed"
    executed.mkdir(exist_ok=True)
    results = work / "staged" / "results.json"
    context = Context(request.name, prepared.folder, work, results if results.exists() else None)
    file = context.write(work / "context.json")
    jobs = [Job(one, executed / one.name, request.parameters.model_dump(), file) for one in files]
    for job in jobs:
        progress(job.notebook.stem, None)
    return execute_all(jobs, workers=request.jobs, report=lambda outcome: progress(outcome.name, outcome))


def _assemble(
    request: Request, prepared: Prepared, work: Path, staged: Path, report: Report, suite: dict[str, Path]
) -> None:
    """Write the ledger of the run, gated, as `results.json` and `results.csv`."""
    recorded = [harvest.read_recorded(work, file.stem) for file in suite.values()]
    exact = harvest.ledger(recorded)
    register = load_register(request.parameters.agreements)
    actions = known_on("actions", prepared.load("actions"), request.parameters.date)
    is_covered = register.municipality == prepared.card.municipality
    report.entries = harvest.judge_entries(
        register if is_covered else register.without_entries(),
        exact,
        recorded,
        built=tuple(notebooks()),
        actions=actions,
    )
    assumptions = load_assumptions(request.parameters.scenario)
    published = disclosure.gate(
        exact,
        data_class=disclosure.classes(exact),
        profile=request.parameters.profile,
        policy=measures.policy(assumptions),
        complexes=prepared.load("complexes")[["complex_id", "corporation", "village"]],
    )
    about = header(
        run=request.name,
        parameters=request.parameters,
        is_synthetic=prepared.card.is_synthetic,
        inputs=prepared.inputs,
    )
    (staged / "results.json").write_bytes(to_json(published, about, report.entries).encode("utf-8"))
    (staged / "results.csv").write_bytes(to_csv(published).encode("utf-8"))
    report.warnings = _compare_with_published(request, published, measures.policy(assumptions))


def _compare_with_published(request: Request, published: Published, policy: Policy) -> list[Finding]:
    """Look whether a report already in the folder gives away what this one suppresses."""
    found: list[Finding] = []
    for file in sorted(request.out.glob("*/results.json")):
        about, rows = read_json(file)
        same_place = about["period"] == request.parameters.period and about["profile"] != "internal"
        if same_place:
            found += disclosure.differencing(published, rows, policy=policy, other=file.parent.name)
    return found


def _publish_pages(request: Request, prepared: Prepared, work: Path, staged: Path, report: Report) -> None:
    (staged / "notebooks").mkdir()
    executed = sorted((work / "executed").glob("*.ipynb"))
    for file in executed:
        clean = scrub(json.loads(file.read_text(encoding="utf-8")))
        text = json.dumps(clean, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        (staged / "notebooks" / file.name).write_text(text, encoding="utf-8", newline="\n")
    packages.copy_maps(work, staged)
    packages.write_geopackage(work, staged, stamp=f"{request.parameters.reference_date}T00:00:00Z")
    site.write(
        staged,
        about=site.About(
            run=request.name,
            parameters=request.parameters,
            title=prepared.card.title,
            is_synthetic=prepared.card.is_synthetic,
        ),
        recorded=[harvest.read_recorded(work, file.stem) for file in executed if file.name[:2] != OVERVIEW],
        entries=report.entries,
    )


def _write_manifest(request: Request, prepared: Prepared, staged: Path, report: Report, seconds: float) -> None:
    manifest = {
        "run": request.name,
        "parameters": request.parameters.model_dump(),
        "inputs": prepared.inputs,
        "versions": site.versions(__version__),
        "seconds": {one.name: round(one.seconds, 2) for one in report.outcomes} | {"all": round(seconds, 2)},
        "disclosure": [finding.message for finding in report.warnings],
    }
    (staged / "run.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _keep_failures(report: Report, work: Path) -> Report:
    """Keep the executed notebooks of a failed run aside, where a person can open them."""
    aside = report.folder.with_name(f"{report.name}.failed")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(work / "executed", aside)
    return report


def publish(staged: Path, folder: Path) -> None:
    """
    Put a finished report in its place: copied beside it first, then one rename.

    Parameters
    ----------
    staged
        The finished report.
    folder
        Its place; an older report there is set aside first and removed last, so that a reader finds the old
        one or the new one, never a part.

    Raises
    ------
    AfsprakenError
        If a file of the old report is held open by another program; the old report stays.
    """
    fresh = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    old = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(staged, fresh)
    try:
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except OSError as error:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(fresh, ignore_errors=True)
        message = f"the report could not be put in place ({error.strerror}): close files of {folder.name} and run again"
        raise AfsprakenError(message) from error
    shutil.rmtree(old, ignore_errors=True)
