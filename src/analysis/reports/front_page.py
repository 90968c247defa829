"""What the first page of a report says: what asks for attention, the tally, the scoreboard, the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..indicators.verdicts import read_flips
from ..presentation import standing
from ..presentation.labels import WEIGHED
from ..presentation.tables.board import margin_text
from ..presentation.texts import is_missing
from ..results import by_agreement
from ..wording import to_say
from . import beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from ..presentation.texts import Texts

    Record = Mapping[Any, Any]

ATTENTION = ("broken", "at_risk")
_REASON = re.compile(r"(?P<said>[^(]+) \((?!\d{4}-\d{2}-\d{2} to )(?P<evidence>.+)\)", re.DOTALL)
"""What is said, and evidence in brackets behind it; a stretch of days in brackets is no evidence."""
TENANTS = "tenants/index.html"
"""The list of the pages for tenants; the pages themselves are reached from there."""
DESCRIPTIONS = {
    ".csv": "every figure of this report, for a spreadsheet",
    ".json": "every figure of this report, for other programs",
    ".html": "map for phone and computer, works without internet",
    ".pdf": "map to print",
    ".png": "map as a picture",
    ".gpkg": "map layers for QGIS and QField",
    ".ipynb": "the calculation, step by step",
    "qfield.zip": "project for a phone with QField: figures, open points, and a form for new ones",
    "qfield-residents.zip": "the same to walk with residents: places and the form, no figures",
    "data/": "the figures of one page, for a spreadsheet",
    "run.json": "what this report was made from: inputs, settings, versions",
    TENANTS: "a page for each village, to read, to print and to put up",
    "summary.pdf": "all agreements on one page, to print",
}


@dataclass(frozen=True)
class Entry:
    """
    An agreement or goal as the first page shows it, after the gate.

    Parameters
    ----------
    number
        Number in the agreement; empty for a goal.
    title, chapter, verdict
        As in the register and the results; no verdict where it is withheld.
    standing
        The verdict with what its reason adds, as `Texts.standing` gives it.
    reason, evidence
        Why, with dates in full; what stood in brackets behind it.
    page
        Address of the page with its figures; empty when there is none.
    figures
        One sentence per figure that gave the verdict.
    is_measured
        Whether the report holds a figure that belongs to it.
    is_overdue
        Whether a party last reported as planned what was due.
    corrected, correction
        Verdict that a party gave by hand, and who, when and why; empty where nobody did.
    turns
        Assumptions that turn the verdict on the agreement or on one of its figures, and to which.
    """

    number: str
    title: str
    chapter: str
    verdict: str | None
    standing: str
    reason: str
    evidence: str
    page: str
    figures: tuple[str, ...]
    is_measured: bool
    is_overdue: bool
    corrected: str = ""
    correction: str = ""
    turns: tuple[str, ...] = ()

    @property
    def is_folded(self) -> bool:
        """Whether there is neither a verdict nor a figure to show."""
        return self.verdict == "not_assessable" and not self.is_measured


def entries_of(
    agreements: Sequence[Mapping[str, Any]], rows: pd.DataFrame, pages: Mapping[str, str], texts: Texts
) -> list[Entry]:
    """
    Give the entries of the scoreboard, in the register's order.

    Parameters
    ----------
    agreements
        `agreements` of a published `results.json`.
    rows
        Its results.
    pages
        Address of the page that shows a result, by result id.
    texts
        Words of the reader's language.
    """
    judged = by_agreement(rows.to_dict("records"))
    return [_entry(one, judged.get(one["id"], []), pages, texts) for one in agreements]


def _entry(about: Mapping[str, Any], rows: Sequence[Record], pages: Mapping[str, str], texts: Texts) -> Entry:
    said, evidence = reason_parts(about["reason"] or "", texts)
    verdict = about["verdict"]
    decisive = [row for row in rows if verdict and row["verdict"] == verdict and not row["suppressed"]]
    is_one_result = len({row["id"] for row in rows if not is_missing(row["threshold"])}) == 1
    return Entry(
        number="" if about["id"].startswith("goal") else about["id"],
        title=texts(about["title"]),
        chapter=about["chapter"],
        verdict=verdict,
        standing=texts.standing(verdict, about["reason"]),
        reason=said,
        evidence=evidence,
        page=next((pages[name] for name in about["results"] if name in pages), ""),
        figures=tuple(_figure(row, is_one_result, texts) for row in decisive),
        is_measured=bool(about["results"]),
        corrected=about.get("correction", {}).get("verdict", ""),
        correction=beside.correction_words(about["correction"], texts) if "correction" in about else "",
        turns=_turns(about, rows, texts),
        is_overdue=standing.is_overdue(about["reason"] or ""),
    )


def _turns(about: Mapping[str, Any], rows: Sequence[Record], texts: Texts) -> tuple[str, ...]:
    """Say what turns the verdict on an agreement; else what turns one of its figures without turning the agreement."""
    own = beside.flip_words(about.get("sensitivity", {}).get("flips", ()), texts)
    if own:
        return (texts("the verdict {turns}", turns=own),)
    told = []
    for row in rows:
        if is_missing(row["flips"]):
            continue
        place = [texts.result(row["id"])] + ([] if is_missing(row["corporation"]) else [str(row["corporation"])])
        turns = beside.flip_words(read_flips(row["flips"]), texts)
        told.append(texts("the verdict on one figure ({figure}) {turns}", figure=", ".join(place), turns=turns))
    return tuple(told)


def reason_parts(reason: str, texts: Texts) -> tuple[str, str]:
    """
    Give a reason in two parts, what is said and the evidence in brackets behind it, with dates in full.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> reason_parts("2023-06-15, SEW: done (minutes of the talk)", Texts("en"))
    ('15 June 2023, SEW: done', 'minutes of the talk')
    """
    parts = _REASON.fullmatch(reason)
    said, evidence = parts.groups() if parts else (reason, "")
    return texts.reason(said), texts.reason(evidence)


def _figure(row: Record, is_one_result: bool, texts: Texts) -> str:
    """Say whose figure it is, what it is a share of, its line, and the distance between them."""
    value = texts.cell(row["value"], row["unit"], bound=row["bound"])
    if row["unit"] == "share" and not is_missing(row["numerator"]) and row["id"] not in WEIGHED:
        of = texts("{part} of {whole}", part=texts.count(row["numerator"]), whole=texts.count(row["denominator"]))
        value = f"{value} ({of})"
    place = [str(row[name]) for name in ("corporation", "village") if not is_missing(row[name])]
    name = [] if is_one_result and place else [texts.result(row["id"])]
    told = texts("{name}: {value}", name=", ".join(name + place), value=value)
    if is_missing(row["threshold"]):
        return f"{told}."
    line = texts.figure(row["threshold"], row["unit"])
    margin = margin_text(row["value"], row["threshold"], row["unit"], texts=texts)
    return texts("{told}, {margin} from the line of {line}.", told=told, margin=margin, line=line)


def tally(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Count how the entries stand, the worst first."""
    return list(standing.tally(entry.standing for entry in entries).items())


def attention(entries: Sequence[Entry]) -> list[Entry]:
    """Give the entries that ask for attention: broken, then at risk, then what is overdue or so corrected by hand."""
    missed = [entry for verdict in ATTENTION for entry in entries if entry.verdict == verdict]
    also = [entry for entry in entries if entry.is_overdue or entry.corrected in ATTENTION]
    return [*missed, *(entry for entry in also if entry.verdict not in ATTENTION)]


def downloads(staged: Path, texts: Texts) -> list[tuple[str, list[tuple[str, str]]]]:
    """Group the files of a report that are not pages: heading, then name and description of each."""
    found = [file.relative_to(staged) for file in staged.rglob("*") if file.is_file() and file.suffix != ".txt"]
    names = {file.as_posix() for file in found if file.suffix != ".html" or file.parent.name}
    names -= {name for name in names if name.startswith("tenants/") and name != TENANTS}
    groups: dict[str, list[tuple[str, str]]] = {
        texts("For tenants"): [],
        texts("For the consultation"): [],
        texts("Figures"): [],
        texts("Maps"): [],
        texts("How it was made"): [],
    }
    for name in sorted({*names, "run.json"}):
        groups[texts(_group(name))].append((name, _described(name, texts)))
    return [(heading, files) for heading, files in groups.items() if files]


def _group(name: str) -> str:
    if name.startswith("maps/") or name.endswith(".gpkg"):
        return to_say("Maps")
    if name == TENANTS:
        return to_say("For tenants")
    if name == "summary.pdf":
        return to_say("For the consultation")
    is_origin = name.startswith("notebooks/") or name == "run.json"
    return to_say("How it was made" if is_origin else "Figures")


def _described(name: str, texts: Texts) -> str:
    folder, ending = f"{name.partition('/')[0]}/", f".{name.rpartition('.')[2]}"
    known = DESCRIPTIONS.get(name) or DESCRIPTIONS.get(folder) or DESCRIPTIONS.get(ending)
    return texts(known) if known else ""
