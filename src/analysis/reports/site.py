"""
The pages of a run, built from what its notebooks show and recorded.

Pages hold outputs only: no code, no markdown cells. Everything stands in the file itself (style, pictures), so a
page opens from a file share without a network.
"""

from __future__ import annotations

import importlib.metadata
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..disclosure import reopened, require
from ..parameters import load_register
from ..presentation.texts import Texts
from . import board, front_page, methods
from .change import Change, next_to
from .harvest import ids_of
from .offered import write_data
from .question_page import Source
from .rendering import environment, render
from .trend import Trend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..parameters import RunParameters
    from .board import Row
    from .finding import Found
    from .harvest import Recorded
    from .question_page import Page

LIBRARIES = ("pandas", "geopandas", "matplotlib", "papermill", "scipy", "pyarrow", "pandera")


@dataclass(frozen=True)
class About:
    """
    What stands at the head of every page.

    Parameters
    ----------
    run, parameters
        The run.
    title, is_synthetic
        Of the delivery.
    party
        Party the report is an edition for; empty where it is for everyone.
    """

    run: str
    parameters: RunParameters
    title: str
    is_synthetic: bool
    party: str = ""


def versions(version: str) -> dict[str, str]:
    """Give the versions a run was made with: the suite, Python and the libraries that make figures."""
    return {
        "afsprakenmonitor": version,
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in LIBRARIES},
    }


def write(
    staged: Path,
    *,
    about: About,
    found: Found,
    recorded: Sequence[Recorded],
    past: Sequence[Found] = (),
) -> None:
    """
    Write `index.html`, one page per notebook with a table of its figures, and the page of methods into a report.

    Parameters
    ----------
    staged
        Folder of the report, with `notebooks/` in it.
    about
        Head of the pages.
    found
        Its published results; verdicts are theirs, because they passed the gate.
    recorded
        What the notebooks left, for their answers.
    past
        Published results of earlier half-years, the newest first; without any the pages tell of no change and no trend.
    """
    texts = Texts(about.parameters.language)
    published = reopened(found.rows, data_class="household", profile=about.parameters.profile)
    register = load_register(about.parameters.agreements)
    source = Source(about.parameters, found.about, published, register, texts)
    rows = _board(source, recorded, Trend(past, texts))
    pages = _pages(staged, source, recorded, rows)
    change = _change(found, past, texts)
    shared = {
        "about": about,
        "pages": pages,
        "facts": _facts(about, texts),
        "document": register.document if rows else "",
        "change": change,
    }
    template = environment(texts)
    for number, page in enumerate(pages):
        following = pages[number + 1] if number + 1 < len(pages) else None
        changed = change.table(page.results) if change else None
        text = render(template, "page.html.j2", page=page, following=following, changed=changed, **shared)
        _write(staged / page.href, text)
    _write(staged / methods.PAGE, render(template, "methods.html.j2", methods=methods.methods(), **shared))
    changed, downloads = change.table() if change else None, front_page.downloads(staged, texts)
    content = {"cards": _cards(pages), "changed": changed, "downloads": downloads, **_front(source, rows), **shared}
    _write(staged / "index.html", render(template, "index.html.j2", **content))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _facts(about: About, texts: Texts) -> list[tuple[str, str]]:
    """Give what a page is about as pairs of label and value."""
    parameters = about.parameters
    period = parameters.period_value
    days = texts("{first} to {last}", first=texts.date(period.first_day), last=texts.date(period.last_day))
    facts = [(texts("Period"), days), (texts("Reference date"), texts.date(parameters.date))]
    if parameters.scenario != "base":
        facts.append((texts("Scenario"), texts.scenario(parameters.scenario)))
    return [*facts, *_shown_for(about, texts)]


def _shown_for(about: About, texts: Texts) -> list[tuple[str, str]]:
    """Say for whom the report is and what it shows; nothing where it is for everyone."""
    party, corporation = about.party, about.parameters.corporation
    if not party and not corporation:
        return []
    own = texts("rows of {corporation}, and the totals", corporation=corporation)
    shown = own if corporation else texts("all rows")
    return [(texts("Edition for"), f"{party or corporation} ({shown})")]


def _pages(staged: Path, source: Source, recorded: Sequence[Recorded], rows: Sequence[Row]) -> list[Page]:
    """Turn the executed notebooks into pages, and write the tables of their figures."""
    left = {one.notebook: one for one in recorded}
    clauses = source.clauses(rows)
    data = write_data(staged, {stem: ids_of(one) for stem, one in left.items()}, source.published)
    files = sorted((staged / "notebooks").glob("*.ipynb"))
    return [
        source.page(file, left.get(file.stem), clauses.get(file.stem[:2], ()), data=data.get(file.stem, ""))
        for file in files
    ]


def _change(found: Found, past: Sequence[Found], texts: Texts) -> Change | None:
    """Give the change since the half-year before; None where nothing of it was published."""
    ends = next_to(found, past)
    return Change(ends, texts) if ends else None


def _cards(pages: Sequence[Page]) -> list[Page]:
    """Give the pages with an answer: the agreements' questions first, then the delivery's (numbers below 10)."""
    return sorted((page for page in pages if page.answer), key=lambda page: page.stem.startswith("0"))


def _board(source: Source, recorded: Sequence[Recorded], trend: Trend) -> list[Row]:
    """Give the scoreboard, with the address of the page that shows each figure."""
    agreements, texts = source.header["agreements"], source.texts
    addresses = {result: f"{one.notebook}.html" for one in recorded for result in ids_of(one)}
    entries = front_page.entries_of(agreements, require(source.published), addresses, texts)
    return board.board(entries, agreements, source.published, register=source.register, trend=trend, texts=texts)


def _front(source: Source, rows: Sequence[Row]) -> dict[str, Any]:
    """Give what only the first page shows."""
    entries, texts = [row.entry for row in rows], source.texts
    of_entry = {id(row.entry): row for row in rows}
    tally, chapters = front_page.tally(entries), board.by_chapter(rows, source.register.chapters, texts)
    return {
        "entries": entries,
        "attention": [of_entry[id(entry)] for entry in front_page.attention(entries)],
        "tally": tally,
        "scoreboard": chapters,
        "verdicts": [(standing or board.WITHHELD, texts.verdict(standing)) for standing, _ in tally],
        "parties": [(party, texts.party(party)) for party in board.parties_of(rows)],
        "chapters": [(number, title) for number, title, _ in chapters],
    }
