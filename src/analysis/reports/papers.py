"""What a report holds for the table and the notice board: the summary for the consultation, pages for tenants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import disclosure, measures
from ..parameters import load_assumptions, load_register
from ..prepare import known_on
from ..presentation.imprint import Imprint
from ..presentation.texts import Texts
from . import finding, summary, tenants
from .change import moves, next_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..prepare import Prepared
    from .draft import Draft
    from .finding import Found
    from .site import About


def write(draft: Draft, about: About, found: Found, past: Sequence[Found]) -> None:
    """Write the summary and the pages for tenants of a report: of its published results, and earlier ones."""
    write_summary(draft.staged, about, found, past)
    write_tenants(draft.staged, draft.for_everyone, draft.prepared, about)


def write_tenants(staged: Path, results: Path, prepared: Prepared, about: About) -> None:
    """
    Write the pages for tenants into a report; none where there is no register, or homes were not counted by village.

    Parameters
    ----------
    staged
        Folder of the report.
    results
        Results as everyone may see them, whatever the profile of the report.
    prepared
        Its villages, and its programme.
    about
        The run, the delivery's title, synthetic or not.
    """
    found, parameters = finding.read(results), about.parameters
    if not found.about["agreements"]:
        return
    programme = disclosure.gate(
        known_on("programme", prepared.load("programme"), parameters.date),
        data_class="plan",
        profile=found.profile,
        policy=measures.policy(load_assumptions(parameters.scenario)),
        by=["project_id"],
    )
    source = tenants.Source.of(
        found.about["agreements"],
        disclosure.reopened(found.rows, data_class="household", profile=found.profile),
        programme,
        register=load_register(parameters.agreements),
        on=parameters.date,
        texts=Texts(parameters.language),
    )
    if not source.counts_homes:
        return
    villages = {*prepared.load("neighbourhoods")["village"].dropna(), *found.rows["village"].dropna()}
    tenants.write(staged, villages, source, Imprint(about.title, parameters.date, about.is_synthetic))


def write_summary(staged: Path, about: About, found: Found, past: Sequence[Found]) -> None:
    """
    Write `summary.pdf` into a report; none where no register is about its municipality.

    Parameters
    ----------
    staged
        Folder of the report.
    about
        The run, the delivery's title, synthetic or not.
    found
        Its published results.
    past
        Those of earlier half-years, the newest first; without the half-year before it tells of no change.
    """
    if not found.about["agreements"]:
        return
    texts = Texts(about.parameters.language)
    ends = next_to(found, past)
    told = summary.Told(
        found.about,
        disclosure.reopened(found.rows, data_class="household", profile=found.profile),
        load_register(about.parameters.agreements),
        moves(ends) if ends else None,
    )
    imprint = Imprint(about.title, about.parameters.date, about.is_synthetic)
    (staged / summary.FILE).write_bytes(summary.pdf(told, texts, imprint))
