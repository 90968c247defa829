"""Tell on the terminal how a run goes: a bar for a person, plain lines for a log, a scoreboard at the end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from ..presentation import terminal
from ..presentation.texts import Texts
from .draft import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .cluster import Made
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
    console, texts = Console(highlight=False, soft_wrap=True), Texts(request.parameters.language)
    if not console.is_terminal:
        yield lambda name, outcome: _line(console, name, outcome, texts)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(request.name, total=len(chosen(request.only)) + 1)

        def tell(name: str, outcome: Outcome | None) -> None:
            if outcome is None:
                bar.update(task, description=f"{request.name}: {name}")
                return
            bar.advance(task)
            _line(bar.console, name, outcome, texts)

        yield tell


def _line(console: Console, name: str, outcome: Outcome | None, texts: Texts) -> None:
    if outcome is None:
        return
    end = texts("unchanged, taken over") if outcome.is_reused else texts("done")
    if outcome.error:
        end = texts("failed: {error}", error=texts.told(outcome.error))
    elif outcome.unasked:
        end = texts("left out: {reason}", reason=texts.reason(outcome.unasked))
    console.print(f"  {name:<38} {texts.number(outcome.seconds, 1):>5} s  {end}", markup=False)


def told_by(language: str) -> Callable[[Made], None]:
    """Give what prints a line for each report that a worker made."""
    console, texts = Console(highlight=False, soft_wrap=True), Texts(language)

    def told(made: Made) -> None:
        end = texts("failed: {error}", error="; ".join(made.errors)) if made.errors else texts("done")
        console.print(f"  {made.name:<38} {end}", markup=False)

    return told


def close(report: Report) -> None:
    """Say where the report stands, what it warns for, and end with the scoreboard of the agreements measured."""
    console = Console(highlight=False, soft_wrap=True)
    for line in _closing(report, Texts(report.language)):
        console.print(line, markup=False)


def again(report: Report) -> list[str]:
    """Give what a later call is told of which nothing changed: what it skips, and where the report stands."""
    texts = Texts(report.language)
    skipped = texts.plural("{count} notebook skipped", "{count} notebooks skipped", len(report.outcomes))
    unchanged = texts("{report}: nothing changed since it was made: {skipped}", report=report.name, skipped=skipped)
    return [unchanged, *_closing(report, texts)]


def _closing(report: Report, texts: Texts) -> list[str]:
    if report.failures:
        failed = texts.plural("{count} notebook failed", "{count} notebooks failed", len(report.failures))
        return [
            texts("{report}: not published, {failed}", report=report.name, failed=failed),
            texts("the notebooks as far as they came: {folder}", folder=f"{report.folder.name}.failed"),
        ]
    warnings = [
        texts("disclosure: {what} {remedy}", what=texts.told(one.message), remedy=texts.told(one.remedy))
        for one in report.warnings
    ]
    place = f"{report.folder.parent.name}/{report.folder.name}/index.html"
    return [*warnings, texts("report: {place}", place=place), *terminal.scoreboard(report.entries, texts)]
