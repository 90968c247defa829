"""What a report holds for the table and the notice board: the summary for the consultation, pages for tenants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..disclosure import reopened
from ..parameters import load_register
from ..presentation.imprint import Imprint
from ..presentation.texts import Texts
from . import finding, summary
from .change import before, moves

if TYPE_CHECKING:
    from pathlib import Path

    from .site import About


def write_summary(staged: Path, about: About, place: Path | None) -> None:
    """
    Write `summary.pdf` into a report; none where no register is about its municipality.

    Parameters
    ----------
    staged
        Folder of the report, with `results.json` in it.
    about
        The run, the delivery's title, synthetic or not.
    place
        Folder of reports in which one of the half-year before may stand; None tells of no change.
    """
    found = replace(finding.read(staged / finding.RESULTS), name=about.run)
    if not found.about["agreements"]:
        return
    texts = Texts(about.parameters.language)
    ends = before(found, place) if place else None
    told = summary.Told(
        found.about,
        reopened(found.rows, data_class="household", profile=found.profile),
        load_register(about.parameters.agreements),
        moves(ends) if ends else None,
    )
    imprint = Imprint(about.title, about.parameters.date, about.is_synthetic)
    (staged / summary.FILE).write_bytes(summary.pdf(told, texts, imprint))
