"""What the first page of a report says: what asks for attention, the tally, the scoreboard, the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..presentation.standing import is_overdue
from ..presentation.tables.board import margin_text
from ..presentation.texts import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from ..presentation.texts import Texts

ATTENTION = ("broken", "at_risk")
STANDINGS = (
    *("broken", "broken_as_reported", "at_risk", "at_risk_as_reported", "kept", "kept_as_reported"),
    *("reported_by_hand", "not_measured_yet", "cannot_be_judged", ""),
)
"""Order of the tally: what asks for attention first; empty is a verdict that is withheld."""
COUNTED_AS = {"shown_without_line": "cannot_be_judged"}
_REASON = re.compile(r"(?P<said>[^(]+) \((?!\d{4}-\d{2}-\d{2} to )(?P<evidence>.+)\)", re.DOTALL)
"""What is said, and evidence in brackets behind it; a stretch of days in brackets is no evidence."""
DESCRIPTIONS = {
    ".csv": "every figure of this report, for a spreadsheet",
    ".json": "every figure of this report, for other programs",
    ".html": "map for phone and computer, works without internet",
    ".pdf": "map to print",
    ".png": "map as a picture",
    ".gpkg": "map layers for QGIS and QField",
    ".ipynb": "the calculation, step by step",
    "run.json": "what this report was made from: inputs, settings, versions",
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
    return [_entry(one, rows[rows["agreement"] == one["id"]], pages, texts) for one in agreements]


def _entry(about: Mapping[str, Any], rows: pd.DataFrame, pages: Mapping[str, str], texts: Texts) -> Entry:
    said, evidence = reason_parts(about["reason"] or "", texts)
    decisive = rows[(rows["verdict"] == about["verdict"]) & ~rows["suppressed"]] if about["verdict"] else rows[:0]
    is_one_result = len(set(rows.loc[rows["threshold"].notna(), "id"])) == 1
    return Entry(
        number="" if about["id"].startswith("goal") else about["id"],
        title=about["title"],
        chapter=about["chapter"],
        verdict=about["verdict"],
        standing=texts.standing(about["verdict"], about["reason"]),
        reason=said,
        evidence=evidence,
        page=next((pages[name] for name in about["results"] if name in pages), ""),
        figures=tuple(_figure(row, is_one_result, texts) for row in decisive.to_dict("records")),
        is_measured=bool(about["results"]),
        is_overdue=is_overdue(about["reason"] or ""),
    )


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


def _figure(row: Mapping[Any, Any], is_one_result: bool, texts: Texts) -> str:
    """Say whose figure it is, what it is a share of, its line, and the distance between them."""
    value = texts.cell(row["value"], row["unit"], bound=row["bound"])
    if row["unit"] == "share" and not is_missing(row["numerator"]):
        of = texts("{part} of {whole}", part=texts.count(row["numerator"]), whole=texts.count(row["denominator"]))
        value = f"{value} ({of})"
    name = [] if is_one_result else [texts.result(row["id"])]
    place = [texts.association(row["corporation"])] if is_one_result or not is_missing(row["corporation"]) else []
    told = texts("{name}: {value}", name=", ".join(name + place), value=value)
    if is_missing(row["threshold"]):
        return f"{told}."
    line = texts.figure(row["threshold"], row["unit"])
    margin = margin_text(row["value"], row["threshold"], row["unit"], texts=texts)
    return texts("{told}, {margin} from the line of {line}.", told=told, margin=margin, line=line)


def tally(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Count how the entries stand, the ones that ask for attention first."""
    found = [COUNTED_AS.get(entry.standing, entry.standing) for entry in entries]
    return [(standing, found.count(standing)) for standing in STANDINGS if standing in found]


def attention(entries: Sequence[Entry]) -> list[Entry]:
    """Give the entries that ask for attention: what is broken, then what is at risk, then what is overdue."""
    missed = [entry for verdict in ATTENTION for entry in entries if entry.verdict == verdict]
    return [*missed, *(entry for entry in entries if entry.is_overdue and entry.verdict not in ATTENTION)]


def by_chapter(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Group the entries by chapter, in the register's order."""
    chapters: dict[str, list[Entry]] = {}
    for entry in entries:
        chapters.setdefault(entry.chapter, []).append(entry)
    return list(chapters.items())


def downloads(staged: Path, texts: Texts) -> list[tuple[str, list[tuple[str, str]]]]:
    """Group the files of a report that are not pages: heading, then name and description of each."""
    found = [file.relative_to(staged) for file in staged.rglob("*") if file.is_file() and file.suffix != ".txt"]
    names = {file.as_posix() for file in found if file.suffix != ".html" or file.parent.name}
    groups: dict[str, list[tuple[str, str]]] = {texts("Figures"): [], texts("Maps"): [], texts("How it was made"): []}
    for name in sorted({*names, "run.json"}):
        groups[texts(_group(name))].append((name, _described(name, texts)))
    return [(heading, files) for heading, files in groups.items() if files]


def _group(name: str) -> str:
    if name.startswith("maps/") or name.endswith(".gpkg"):
        return "Maps"
    return "How it was made" if name.startswith("notebooks/") or name == "run.json" else "Figures"


def _described(name: str, texts: Texts) -> str:
    known = DESCRIPTIONS.get(name) or DESCRIPTIONS.get(f".{name.rpartition('.')[2]}")
    return texts(known) if known else ""
