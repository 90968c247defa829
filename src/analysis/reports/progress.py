"""Tell on the terminal how a run goes: a bar for a person, plain lines for a log, a scoreboard at the end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ..presentation import terminal
from ..presentation.texts import Texts
from .draft import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .draft import Report, Request
    from .execution import Outcome


@contextmanager
def shown(request: Request) -> Iterator[Callable[[str, Outcome | None], None]]:
    """
    Show the notebooks of a run as they start and end.

    Parameters
    ----------
    request
        The run.

    Yields
    ------
    tell
        To be called with a notebook's name and its outcome, None while it still runs.
    """
    console = Console(highlight=False, soft_wrap=True)
    if not console.is_terminal:
        yield lambda name, outcome: _line(console, name, outcome)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(request.name, total=len(chosen(request.only)) + 1)

        def tell(name: str, outcome: Outcome | None) -> None:
            if outcome is None:
                bar.update(task, description=f"{request.name}: {name}")
                return
            bar.advance(task)
            _line(bar.console, name, outcome)

        yield tell


def _line(console: Console, name: str, outcome: Outcome | None) -> None:
    if outcome is None:
        return
    end = f"failed: {outcome.error}" if outcome.error else f"left out: {outcome.unasked}" if outcome.unasked else "done"
    console.print(f"  {name:<38} {outcome.seconds:5.1f} s  {end}", markup=False)


def close(report: Report) -> None:
    """Say where the report stands, what it warns for, and end with the scoreboard of the agreements measured."""
    console = Console(highlight=False, soft_wrap=True)
    if report.failures:
        console.print(f"{report.name}: not published, {len(report.failures)} of the notebooks failed", markup=False)
        console.print(f"the notebooks as far as they came: {report.folder.name}.failed", markup=False)
        return
    for finding in report.warnings:
        console.print(f"disclosure: {finding.message} {finding.remedy}", markup=False)
    console.print(f"report: {report.folder.parent.name}/{report.folder.name}/index.html", markup=False)
    for line in terminal.scoreboard(report.entries, Texts(report.language)):
        console.print(line, markup=False)
