"""Commands about reports: `run`, `status`, `compare`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import paths
from ..errors import AfsprakenError
from ..wording import said
from .asked import DEFAULT_LANGUAGE, FAILED, VERDICTS, Data, Kernels, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..reports.draft import Report, Request
    from ..reports.execution import Executor


def run(  # noqa: PLR0913, PLR0917 - an option of the command line is an argument each
    runs: Annotated[list[Path] | None, typer.Argument(help="Run files; default the reference run.")] = None,
    data: Data = paths.SAMPLE,
    municipality: Annotated[
        str, typer.Option(help="CBS code in a delivery of many municipalities; all makes a report of each.")
    ] = "",
    only: Annotated[str, typer.Option(help="Numbers of notebooks, such as 10,20; the overview always runs.")] = "",
    jobs: Annotated[int, typer.Option(min=0, help="Notebooks side by side; 0 is one more than there are cores.")] = 0,
    profile: Annotated[str, typer.Option(help="internal, partners or public instead of the run file's.")] = "",
    language: Annotated[str, typer.Option(help="nl or en instead of the run file's.")] = "",
    party: Annotated[
        str, typer.Option(help="Edition for a party, such as SEW or AH_WOON: its own rows and the totals.")
    ] = "",
    out: Annotated[
        str, typer.Option(help="Folder that holds the reports; with --cluster also an address.", show_default="reports")
    ] = str(paths.REPORTS),
    fail_on: Annotated[str, typer.Option(help="Exit with 3 when an agreement has this verdict, such as broken.")] = "",
    fresh: Annotated[bool, typer.Option("--fresh", help="Make everything again, whatever is there.")] = False,
    kernels: Kernels = "warm",
    deadline: Annotated[int, typer.Option(min=1, help="Seconds one notebook may take.")] = 900,
    cluster: Annotated[
        str, typer.Option(help="Address of a dask scheduler, tcp://host:8786: its workers make the reports.")
    ] = "",
) -> None:
    """Make the report of one or more runs."""
    from ..reports import progress, requests, unchanged  # noqa: PLC0415 - keeps `--help` quick
    from ..reports.pool import LocalProcesses  # noqa: PLC0415

    asked = requests.from_files(
        runs or [paths.REFERENCE_RUN],
        delivery=data,
        out=Path(out),
        municipality=municipality,
        only=tuple(number.strip() for number in only.split(",") if number.strip()),
        deadline_seconds=deadline,
        profile=profile,
        language=language,
        party=party,
        fail_on=fail_on,
        fresh=fresh,
    )
    if cluster:
        _on_workers(asked, cluster, out=out, kernels=kernels, fail_on=fail_on)
        return
    before = unchanged.inputs(data, runs or [paths.REFERENCE_RUN])
    with LocalProcesses(jobs, kernels) as executor:
        reports = [_run_one(request, executor) for request in asked]
    if any(report.failures for report in reports):
        raise typer.Exit(FAILED)
    is_crossed = bool(fail_on) and any(fail_on in set(report.verdicts) for report in reports)
    told = unchanged.Answer(tuple(line for report in reports for line in progress.again(report)), VERDICTS * is_crossed)
    folders = [report.folder for report in reports]
    unchanged.remember(sys.argv[1:], told, before=before, reports=folders)
    if is_crossed:
        raise typer.Exit(VERDICTS)


def _on_workers(asked: Sequence[Request], cluster: str, *, out: str, kernels: str, fail_on: str) -> None:
    """Make the reports on the workers of a scheduler; the exit codes are the same."""
    from ..reports import progress  # noqa: PLC0415

    try:
        from ..reports import cluster as workers  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = said(
            "--cluster needs {module}, which is not installed: pip install -e '.[cluster]'", module=error.name
        )
        raise AfsprakenError(message) from error
    language = asked[0].parameters.language
    told = progress.told_by(language)
    made = workers.run_all(asked, scheduler=cluster, out=out, language=language, kernels=kernels, told=told)
    if any(one.errors for one in made):
        raise typer.Exit(FAILED)
    if fail_on and any(fail_on in one.verdicts for one in made):
        raise typer.Exit(VERDICTS)


def _run_one(request: Request, executor: Executor) -> Report:
    from ..reports import progress, runner  # noqa: PLC0415

    with progress.shown(request) as tell:
        report = runner.run(request, executor, progress=tell)
    progress.close(report)
    return report


def status(
    out: Annotated[
        Path, typer.Option(help="Folder of reports, or one report.", show_default="reports")
    ] = paths.REPORTS,
    profile: Annotated[str, typer.Option(help="Only reports of this profile.")] = "",
    language: Language = DEFAULT_LANGUAGE,
) -> None:
    """Show how the agreements stand in the last report; runs nothing."""
    from ..presentation.texts import Texts  # noqa: PLC0415
    from ..reports import finding  # noqa: PLC0415
    from ..reports.status import lines  # noqa: PLC0415

    for line in lines(finding.last(out, profile=profile), Texts(language)):
        typer.echo(line)


def compare(
    old: Annotated[str, typer.Argument(help="Earlier half-year, such as 2023-H1, or folder of a report.")],
    new: Annotated[str, typer.Argument(help="Later half-year, or folder of a report.")],
    out: Annotated[Path, typer.Option(help="Folder of the reports.", show_default="reports")] = paths.REPORTS,
    profile: Annotated[str, typer.Option(help="Reports of this profile.")] = "",
    language: Language = DEFAULT_LANGUAGE,
    recompute: Annotated[
        bool,
        typer.Option("--recompute", help="Make the earlier half-year again from --data: tells revised data apart."),
    ] = False,
    data: Data = paths.SAMPLE,
    everything: Annotated[bool, typer.Option("--all", help="Villages and complexes too.")] = False,
) -> None:
    """Show what changed between two reports: verdicts that moved, then the figures, split by what changed them."""
    from ..presentation.texts import Texts  # noqa: PLC0415
    from ..reports import comparing  # noqa: PLC0415
    from ..reports.change import ends_of  # noqa: PLC0415

    ends = ends_of(old, new, place=out, profile=profile)
    if recompute:
        ends = comparing.made_again(ends, data)
    for line in comparing.lines(ends, Texts(language), everything=everything):
        typer.echo(line)


COMMANDS = (run, status, compare)
