"""Compare two published reports on a terminal; where asked, make the earlier half-year again from the later data."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .. import paths
from ..errors import AfsprakenError, ParameterError
from ..parameters import RunParameters
from ..prepare import prepare
from ..wording import LANGUAGES, joined, said
from . import finding, runner
from .change import Change, Ends
from .draft import Request
from .pool import LocalProcesses

if TYPE_CHECKING:
    from ..presentation.texts import Texts


def made_again(ends: Ends, delivery: Path) -> Ends:
    """
    Make the old half-year again from the delivery of the new report, to tell revised data from real change.

    Parameters
    ----------
    ends
        The two reports.
    delivery
        Folder of the delivery the new report was made from.

    Raises
    ------
    ParameterError
        If the new report was made from another delivery.
    AfsprakenError
        If the old half-year cannot be made from it.
    """
    inputs = [dict(one) for one in prepare(delivery, paths.CORE).inputs]
    if _sorted(inputs) != _sorted(ends.new.about["inputs"]):
        message = said(
            "{new} was not made from {delivery}: name the delivery it was made from with --data",
            new=ends.new.name,
            delivery=delivery.name,
        )
        raise ParameterError(message)
    about = ends.old.about
    parameters = RunParameters(
        period=about["period"],
        reference_date=about["reference_date"],
        corporation="",
        language=LANGUAGES[0],
        profile=ends.new.profile,
        scenario=ends.new.scenario,
        agreements=about.get("register", ends.new.about.get("register", "")),
    )
    with tempfile.TemporaryDirectory(prefix="afspraken-") as temporary, LocalProcesses() as executor:
        request = Request(ends.old.name, parameters, delivery, Path(temporary))
        report = runner.run(request, executor, progress=lambda _name, _outcome: None)
        if report.failures:
            told = joined("; ", (said("{place}: {what}", place=one.name, what=one.error) for one in report.failures))
            message = said(
                "{period} could not be made again from {delivery}: {told}",
                period=about["period"],
                delivery=delivery.name,
                told=told,
            )
            raise AfsprakenError(message)
        return Ends(ends.old, ends.new, finding.read(report.folder / finding.RESULTS))


def _sorted(inputs: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(inputs, key=lambda one: (one["table"], one["path"]))


def lines(ends: Ends, texts: Texts, *, everything: bool = False) -> list[str]:
    """Give the comparison as lines: what is compared, verdicts that moved, the figures."""
    change = Change(ends, texts)
    moved = change.moved or [texts("no verdict moved")]
    table = change.everything() if everything else change.table()
    figures = table.text.splitlines() if table else []
    return [change.source, *(f"  {one}" for one in moved), *figures]
