"""
The terminal's door: `afspraken run`, `check`, `card`, `prepare`, `sample`, `refresh`, `status`, `compare`.

Exit codes: 0 all reports made, whatever the verdicts (`--fail-on broken` turns verdicts into 3); 1 a report
failed; 2 input, parameters or usage refused, and nothing written.
"""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import paths
from .errors import AfsprakenError, DeliveryError, PublicationError

if TYPE_CHECKING:
    from .reports.draft import Report, Request

FAILED, REFUSED, VERDICTS = 1, 2, 3

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Measure whether the prestatieafspraken are kept.",
)

Data = Annotated[Path, typer.Option("--data", help="Folder of the delivery.", show_default="the shipped one")]


def main() -> None:
    """Run a command; a refusal is one message on the error stream and exit code 2, a failure is exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a log that knows no check mark must not fail a published report
    try:
        app()
    except DeliveryError as error:
        _show_findings(error)
        raise SystemExit(REFUSED) from None
    except PublicationError as error:
        typer.echo(f"failed: {error}", err=True)
        raise SystemExit(FAILED) from None
    except AfsprakenError as error:
        typer.echo(f"refused: {error}", err=True)
        raise SystemExit(REFUSED) from None


def _show_findings(error: DeliveryError) -> None:
    from .presentation.terminal import lines  # noqa: PLC0415 - only when there is something to say

    for line in lines(error.findings):
        typer.echo(line, err=True)
    typer.echo(f"refused: {error}", err=True)


@app.command()
def run(
    runs: Annotated[list[Path] | None, typer.Argument(help="Run files; default the reference run.")] = None,
    data: Data = paths.SAMPLE,
    only: Annotated[str, typer.Option(help="Numbers of notebooks, such as 10,20; the overview always runs.")] = "",
    jobs: Annotated[int, typer.Option(min=0, help="Notebooks side by side; 0 is one per core.")] = 0,
    profile: Annotated[str, typer.Option(help="internal, partners or public instead of the run file's.")] = "",
    language: Annotated[str, typer.Option(help="nl or en instead of the run file's.")] = "",
    out: Annotated[Path, typer.Option(help="Folder that holds the reports.", show_default="reports")] = paths.REPORTS,
    fail_on: Annotated[str, typer.Option(help="Exit with 3 when an agreement has this verdict, such as broken.")] = "",
    fresh: Annotated[bool, typer.Option("--fresh", help="Prepare the tables again, whatever is there.")] = False,
) -> None:
    """Make the report of one or more runs."""
    from .reports import requests  # noqa: PLC0415 - keeps `--help` quick

    asked = requests.from_files(
        runs or [paths.REFERENCE_RUN],
        delivery=data,
        out=out,
        only=tuple(number.strip() for number in only.split(",") if number.strip()),
        jobs=jobs or (os.cpu_count() or 1),
        profile=profile,
        language=language,
        fail_on=fail_on,
        fresh=fresh,
    )
    reports = [_run_one(request) for request in asked]
    if any(report.failures for report in reports):
        raise typer.Exit(FAILED)
    if fail_on and any(fail_on in set(report.verdicts) for report in reports):
        raise typer.Exit(VERDICTS)


def _run_one(request: Request) -> Report:
    from .reports import progress, runner  # noqa: PLC0415

    with progress.shown(request) as tell:
        report = runner.run(request, progress=tell)
    progress.close(report)
    return report


@app.command()
def status(
    out: Annotated[
        Path, typer.Option(help="Folder of reports, or one report.", show_default="reports")
    ] = paths.REPORTS,
    profile: Annotated[str, typer.Option(help="Only reports of this profile.")] = "",
    language: Annotated[str, typer.Option(help="nl or en.")] = "en",
) -> None:
    """Show how the agreements stand in the last report; runs nothing."""
    from .presentation.texts import Texts  # noqa: PLC0415
    from .reports import finding  # noqa: PLC0415
    from .reports.status import lines  # noqa: PLC0415

    for line in lines(finding.last(out, profile=profile), Texts(language)):
        typer.echo(line)


@app.command()
def compare(
    old: Annotated[str, typer.Argument(help="Earlier half-year, such as 2023-H1, or folder of a report.")],
    new: Annotated[str, typer.Argument(help="Later half-year, or folder of a report.")],
    out: Annotated[Path, typer.Option(help="Folder of the reports.", show_default="reports")] = paths.REPORTS,
    profile: Annotated[str, typer.Option(help="Reports of this profile.")] = "",
    language: Annotated[str, typer.Option(help="nl or en.")] = "en",
    recompute: Annotated[
        bool,
        typer.Option("--recompute", help="Make the earlier half-year again from --data: tells revised data apart."),
    ] = False,
    data: Data = paths.SAMPLE,
    everything: Annotated[bool, typer.Option("--all", help="Villages and complexes too.")] = False,
) -> None:
    """Show what changed between two reports: verdicts that moved, then the figures, split by what changed them."""
    from .presentation.texts import Texts  # noqa: PLC0415
    from .reports import comparing  # noqa: PLC0415
    from .reports.change import ends_of  # noqa: PLC0415

    ends = ends_of(old, new, place=out, profile=profile)
    if recompute:
        ends = comparing.made_again(ends, data)
    for line in comparing.lines(ends, Texts(language), everything=everything):
        typer.echo(line)


@app.command()
def check(data: Data = paths.SAMPLE) -> None:
    """Check a delivery and show everything found in it; writes nothing."""
    from .presentation.terminal import lines, summary  # noqa: PLC0415
    from .sources import check as check_delivery  # noqa: PLC0415

    found = check_delivery(data)
    for line in lines(found):
        typer.echo(line)
    typer.echo(summary(found))
    if any(finding.is_refusal for finding in found):
        raise typer.Exit(REFUSED)


@app.command()
def prepare(data: Data = paths.SAMPLE) -> None:
    """Check a delivery and write its core tables to data/processed."""
    from .prepare import prepare as prepare_delivery  # noqa: PLC0415

    prepared = prepare_delivery(data, paths.CORE)
    typer.echo(f"{len(prepared.tables)} tables in {prepared.folder.relative_to(paths.ROOT).as_posix()}")


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Where the synthetic delivery goes.")] = paths.SAMPLE,
    seed: Annotated[int, typer.Option(help="Seed of the draw.")] = 1730,
    complexes: Annotated[int, typer.Option(min=0, help="Number of complexes; 0 is the shipped number.")] = 0,
) -> None:
    """Make a synthetic delivery, the same bytes for the same seed."""
    from .sample import write_sample  # noqa: PLC0415

    write_sample(folder, seed=seed, complexes=complexes or None)
    typer.echo(f"synthetic delivery written, seed {seed}")


@app.command()
def refresh() -> None:
    """Execute the stored notebooks on the reference run and store what they give, with the reference results."""
    from .reports.reference import refresh as refresh_reference  # noqa: PLC0415

    for line in refresh_reference():
        typer.echo(line)


@app.command()
def card(
    folder: Annotated[Path, typer.Argument(help="Folder of the delivery.")],
    title: Annotated[str, typer.Option(help="Title of the delivery.")] = "",
    municipality: Annotated[str, typer.Option(help="CBS code, such as GM1730.")] = "",
    corporation: Annotated[list[str] | None, typer.Option(help="Name=L-number, once per association.")] = None,
    reference_date: Annotated[str, typer.Option(help="Day whose state `dwellings` gives, yyyy-mm-dd.")] = "",
    covers: Annotated[str, typer.Option(help="First and last day of the events, yyyy-mm-dd/yyyy-mm-dd.")] = "",
) -> None:
    """Write the card of a delivery: what it holds, the hash of every file, and what it is about."""
    from .catalogue import write_card  # noqa: PLC0415

    first, slash, last = covers.partition("/")
    halves = [one for one in corporation or [] if not all(one.partition("=")[::2])]
    if halves or (covers and not (slash and first and last)):
        message = "write --corporation as Name=L-number and --covers as 2021-01-01/2023-12-31: one half is missing"
        raise AfsprakenError(message)
    written = write_card(
        folder,
        title=title or None,
        municipality=municipality or None,
        corporations=dict(one.partition("=")[::2] for one in corporation or []) or None,
        reference_date=_day(reference_date),
        covers_from=_day(first),
        covers_to=_day(last),
    )
    typer.echo(f"card written for {len(written.resources)} tables")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = f"{text!r} is not a date: write it as 2023-12-31"
        raise AfsprakenError(message) from None
