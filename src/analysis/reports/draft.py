"""A report in the making: what was asked, what it is made from, and the folders it is made in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from .. import paths
from ..errors import ParameterError
from ..wording import said
from .execution import DEADLINE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..findings import Finding
    from ..parameters import RunParameters
    from ..prepare import Prepared
    from .execution import Outcome

OVERVIEW = "00"
PUBLIC = "public"
"""Profile of what everyone may see."""


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
    municipality
        CBS code of the one that is reported on, in a delivery of many; empty in one that is about a single one.
    party
        Party the report is an edition for; empty where it is for everyone.
    deadline_seconds
        How long one notebook may take.
    fresh
        Whether everything is made again, whatever is there.
    """

    name: str
    parameters: RunParameters
    delivery: Path
    out: Path
    only: tuple[str, ...] = ()
    municipality: str = ""
    party: str = ""
    deadline_seconds: int = DEADLINE_SECONDS
    fresh: bool = False

    @property
    def folder(self) -> Path:
        """Where the report is published."""
        return self.out / self.name


@dataclass
class Report:
    """What a run left: its folder, its verdicts, how long each notebook took, and what went wrong."""

    name: str
    folder: Path
    language: str
    entries: pd.DataFrame = field(default_factory=pd.DataFrame)
    outcomes: list[Outcome] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def reused(self) -> list[str]:
        """Notebooks of which nothing had changed: not executed, their earlier part taken over."""
        return sorted(outcome.name for outcome in self.outcomes if outcome.is_reused)

    @property
    def failures(self) -> list[Outcome]:
        """Notebooks that failed; with any of them nothing is published."""
        return [outcome for outcome in self.outcomes if outcome.error]

    @property
    def verdicts(self) -> list[str]:
        """Verdicts of all entries of the register, one each."""
        return [] if self.entries.empty else list(self.entries["verdict"])


@dataclass(frozen=True)
class Draft:
    """
    A report in the making.

    Parameters
    ----------
    request
        What was asked.
    prepared
        The core tables.
    work
        A folder of this run only; what stands in it is exact and never published as it is.
    report
        What will be told of the run.
    """

    request: Request
    prepared: Prepared
    work: Path
    report: Report

    @property
    def staged(self) -> Path:
        """The folder that becomes the report."""
        return self.work / "staged"

    @property
    def results(self) -> Path:
        """Published results, once they are written."""
        return self.staged / "results.json"

    @property
    def executed(self) -> Path:
        """Executed notebooks, as papermill left them."""
        return self.work / "executed"

    @property
    def for_everyone(self) -> Path:
        """Results as everyone may see them, whatever the profile of the report."""
        return self.work / "public.json"

    @property
    def run_stems(self) -> list[str]:
        """Stems of the notebooks in this run but for the overview, and those of which the register asks nothing."""
        told = {outcome.name for outcome in self.report.outcomes if not outcome.unasked}
        return [file.stem for file in chosen(()).values() if file.stem in told]


def notebooks() -> dict[str, Path]:
    """Give the suite's notebooks by number, in order: `{"00": notebooks/00_overview.ipynb, …}`."""
    return {file.name[:2]: file for file in sorted(paths.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))}


def tutorials() -> list[Path]:
    """Give the notebooks that teach: stored and checked as the suite's, and no part of a report."""
    return sorted((paths.NOTEBOOKS / "tutorial").glob("*.ipynb"))


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
        message = said(
            "--only names no notebook: {unknown}; choose from {suite}",
            unknown=", ".join(unknown),
            suite=", ".join(suite),
        )
        raise ParameterError(message)
    return {number: file for number, file in suite.items() if number != OVERVIEW and (not only or number in only)}
