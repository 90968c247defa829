"""
The pages of a run, built from what its notebooks show and recorded.

Pages hold outputs only: no code, no markdown cells. Everything stands in the file itself (style, pictures), so a
page opens from a file share without a network.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jinja2

from ..parameters import load_register
from ..presentation.texts import Texts
from ..results import read_json
from . import front_page
from .blocks import Block, blocks_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..parameters import Entry, RunParameters
    from .harvest import Recorded

LIBRARIES = ("pandas", "geopandas", "matplotlib", "papermill", "scipy", "pyarrow", "pandera")


@dataclass(frozen=True)
class About:
    """What stands at the head of every page: the run, its parameters, the delivery's title, synthetic or not."""

    run: str
    parameters: RunParameters
    title: str
    is_synthetic: bool


@dataclass(frozen=True)
class Page:
    """
    One notebook's page.

    Parameters
    ----------
    stem, title, answer
        File name, question, and the answer's sentences.
    blocks
        What stands on it.
    clauses
        Entries of the register it measures; none where the register is about another municipality.
    meanings
        Name and definition of each of its figures that has one.
    """

    stem: str
    title: str
    answer: tuple[str, ...]
    blocks: tuple[Block, ...]
    clauses: tuple[Entry, ...]
    meanings: tuple[tuple[str, str], ...]

    @property
    def href(self) -> str:
        """Relative address of the page."""
        return f"{self.stem}.html"


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
    recorded: Sequence[Recorded],
) -> None:
    """
    Write `index.html` and one page per notebook into a report.

    Parameters
    ----------
    staged
        Folder of the report, with `notebooks/` and `results.json` in it; verdicts are those of `results.json`,
        because they passed the gate.
    about
        Head of the pages.
    recorded
        What the notebooks left, for their answers.
    """
    texts = Texts(about.parameters.language)
    left = {one.notebook: one for one in recorded}
    clauses = _clauses(staged, about)
    pages = [
        _page(file, left.get(file.stem), clauses.get(file.stem[:2], ()), texts)
        for file in sorted((staged / "notebooks").glob("*.ipynb"))
    ]
    environment = _environment(texts)
    shared = {"about": about, "pages": pages, "facts": _facts(about, texts)}
    for number, page in enumerate(pages):
        following = pages[number + 1] if number + 1 < len(pages) else None
        _render(environment, "page.html.j2", staged / page.href, page=page, following=following, **shared)
    front = _front(staged, recorded, texts) | {"cards": _cards(pages)}
    _render(environment, "index.html.j2", staged / "index.html", **front, **shared)


def _render(environment: jinja2.Environment, template: str, file: Path, **content: object) -> None:
    file.write_text(environment.get_template(template).render(**content), encoding="utf-8", newline="\n")


def _environment(texts: Texts) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("analysis.reports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["t"] = texts
    return environment


def _facts(about: About, texts: Texts) -> list[tuple[str, str]]:
    """Give what a page is about as pairs of label and value."""
    parameters = about.parameters
    period = parameters.period_value
    days = texts("{first} to {last}", first=texts.date(period.first_day), last=texts.date(period.last_day))
    facts = [(texts("Period"), days), (texts("Reference date"), texts.date(parameters.date))]
    if parameters.scenario != "base":
        facts.append((texts("Scenario"), texts.scenario(parameters.scenario)))
    if parameters.corporation:
        facts.append((texts("Shown for"), parameters.corporation))
    return facts


def _clauses(staged: Path, about: About) -> dict[str, tuple[Entry, ...]]:
    """Give the entries of the register by the number of the notebook that measures them."""
    found: dict[str, tuple[Entry, ...]] = {}
    if not read_json(staged / "results.json")[0]["agreements"]:  # the register is about another municipality
        return found
    for entry in load_register(about.parameters.agreements).entries:
        if entry.notebook:
            found[entry.notebook] = (*found.get(entry.notebook, ()), entry)
    return found


def _page(file: Path, left: Recorded | None, clauses: tuple[Entry, ...], texts: Texts) -> Page:
    """Turn an executed notebook and what it left into a page."""
    notebook = json.loads(file.read_text(encoding="utf-8"))
    results = sorted(set(left.rows["id"])) if left else []
    meanings = tuple((texts.result(one), texts.definition(one)) for one in results if texts.definition(one))
    answer = left.answer if left else ()
    return Page(file.stem, texts.question(file.stem), answer, tuple(blocks_of(notebook)), clauses, meanings)


def _cards(pages: Sequence[Page]) -> list[Page]:
    """Give the pages with an answer: the agreements' questions first, then the delivery's (numbers below 10)."""
    return sorted((page for page in pages if page.answer), key=lambda page: page.stem.startswith("0"))


def _front(staged: Path, recorded: Sequence[Recorded], texts: Texts) -> dict[str, Any]:
    """Give what only the first page shows."""
    about, rows = read_json(staged / "results.json")
    addresses = {result: f"{one.notebook}.html" for one in recorded for result in one.rows["id"].unique()}
    entries = front_page.entries_of(about["agreements"], rows, addresses, texts)
    return {
        "attention": front_page.attention(entries),
        "tally": front_page.tally(entries),
        "scoreboard": front_page.by_chapter(entries),
        "downloads": front_page.downloads(staged, texts),
    }
