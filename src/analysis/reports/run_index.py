"""The index of the runs in a folder of reports: which there are, of what, and how the agreements stand in each."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import PublicationError
from ..presentation.labels import LANGUAGES
from ..presentation.standing import standing, tally
from ..presentation.texts import Texts
from ..wording import said
from . import finding
from .publication import MANIFEST
from .rendering import environment, render

if TYPE_CHECKING:
    from pathlib import Path

    from .finding import Found

PAGE = "index.html"


@dataclass(frozen=True)
class Listed:
    """
    A run on the index.

    Parameters
    ----------
    name, period, reference_date
        Folder of the report, half-year, and the day whose state it gives, in words.
    profile, scenario, language, data
        For whom, on which assumptions, in which language, from which kind of data, in words.
    tally
        How many agreements stand how, the worst first; empty without a register.
    """

    name: str
    period: str
    reference_date: str
    profile: str
    scenario: str
    language: str
    data: str
    tally: tuple[tuple[str, int], ...]


def rewrite(folder: Path, language: str) -> Path | None:
    """
    Write the index of a folder that holds several reports; the old one or the new one is there, never a part.

    A run that publishes at the same time writes an index too: what is listed is looked at again after writing.

    Parameters
    ----------
    folder
        Folder of the reports.
    language
        Language of the index: that of the report that was just published.

    Returns
    -------
    file
        None where one report stands alone and there never were more.

    Raises
    ------
    PublicationError
        If the old index is held open by another program; the report itself is in place.
    """
    file, told = folder / PAGE, ""
    while (page := _page(folder, language)) not in ("", told):
        _put(file, page)
        told = page
    return file if told else None


def _page(folder: Path, language: str) -> str:
    """Give the index as a page; empty where there is nothing to choose from."""
    texts = Texts(language)
    reports = finding.reports_in(folder)
    if len(reports) < 2 and not (folder / PAGE).exists():  # noqa: PLR2004 - one report needs no index
        return ""
    runs = [_listed(one, folder, texts) for one in sorted(reports, key=finding.order)]
    return render(environment(texts), "runs.html.j2", runs=runs)


def _listed(found: Found, folder: Path, texts: Texts) -> Listed:
    about = found.about
    stands = (standing(one["verdict"] or "", one["reason"] or "") for one in about["agreements"])
    return Listed(
        name=found.name,
        period=found.period.label,
        reference_date=texts.reason(about["reference_date"]),
        profile=texts.profile(found.profile),
        scenario=texts.scenario(found.scenario),
        language=texts.language_name(_language(folder / found.name)),
        data=texts("synthetic") if about["data"] == "synthetic" else texts("delivered"),
        tally=tuple(tally(stands).items()),
    )


def _language(report: Path) -> str:
    """Language of a report, as its manifest tells; empty where that cannot be read."""
    try:
        content = json.loads((report / MANIFEST).read_text(encoding="utf-8"))
        language = str(content["parameters"]["language"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return language if language in LANGUAGES else ""


def _put(file: Path, page: str) -> None:
    fresh = file.with_name(f".{file.name}.new-{os.getpid()}")
    try:
        fresh.write_text(page, encoding="utf-8", newline="\n")
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        message = said(
            "the report is in place, but the index of runs could not be rewritten ({error}): close {file}",
            error=error,
            file=file.name,
        )
        raise PublicationError(message) from error
