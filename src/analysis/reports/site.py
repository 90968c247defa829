"""
The pages of a run, built from what its notebooks show and recorded.

Pages hold outputs only: no code, no markdown cells. Everything stands in the file itself (style, pictures), so a
page opens from a file share without a network.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import jinja2

from ..parameters import load_register
from ..presentation.texts import Texts
from ..results import read_json
from . import beside, finding, front_page
from .blocks import Block, blocks_of
from .change import Change, before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ..parameters import Entry, Register, RunParameters
    from .harvest import Recorded

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


@dataclass(frozen=True)
class Clause:
    """An entry of the register with how it stands in this report; `steady` says which assumptions leave its verdict."""

    entry: Entry
    found: front_page.Entry
    steady: str


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
        Entries of the register it measures, with how they stand; none where the register is about another municipality.
    meanings
        Name and definition of each of its figures that has one.
    results
        Ids of its figures.
    """

    stem: str
    title: str
    answer: tuple[str, ...]
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...]
    meanings: tuple[tuple[str, str], ...]
    results: tuple[str, ...]

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
    place: Path | None = None,
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
    place
        Folder of reports in which one of the half-year before may stand; None tells of no change.
    """
    texts = Texts(about.parameters.language)
    left = {one.notebook: one for one in recorded}
    register = load_register(about.parameters.agreements)
    front = _front(staged, recorded, register, texts)
    clauses = _clauses(staged, register, front["entries"], texts)
    pages = [
        _page(file, left.get(file.stem), clauses.get(file.stem[:2], ()), texts)
        for file in sorted((staged / "notebooks").glob("*.ipynb"))
    ]
    change = _change(staged, about, place, texts)
    environment = _environment(texts)
    document = register.document if front["entries"] else ""
    shared = {"about": about, "pages": pages, "facts": _facts(about, texts), "document": document}
    for number, page in enumerate(pages):
        following = pages[number + 1] if number + 1 < len(pages) else None
        since = {"change": change, "changed": change.table(page.results) if change else None}
        _render(environment, "page.html.j2", staged / page.href, page=page, following=following, **since, **shared)
    since = {"change": change, "changed": change.table() if change else None}
    _render(environment, "index.html.j2", staged / "index.html", cards=_cards(pages), **since, **front, **shared)


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
    return [*facts, *_shown_for(about, texts)]


def _shown_for(about: About, texts: Texts) -> list[tuple[str, str]]:
    """Say for whom the report is and what it shows; nothing where it is for everyone."""
    party, corporation = about.party, about.parameters.corporation
    if not party and not corporation:
        return []
    own = texts("rows of {corporation}, and the totals", corporation=corporation)
    shown = own if corporation else texts("all rows")
    return [(texts("Edition for"), f"{party or corporation} ({shown})")]


def _clauses(
    staged: Path, register: Register, entries: Sequence[front_page.Entry], texts: Texts
) -> dict[str, tuple[Clause, ...]]:
    """Give the entries of the register by the number of the notebook that measures them, with how they stand."""
    agreements = read_json(staged / "results.json")[0]["agreements"]
    found = {about["id"]: (entry, about) for entry, about in zip(entries, agreements, strict=True)}
    clauses: dict[str, tuple[Clause, ...]] = {}
    for entry in register.entries:
        if entry.notebook and entry.id in found:
            stands, about = found[entry.id]
            clause = Clause(entry, stands, _steady(stands, about, texts))
            clauses[entry.notebook] = (*clauses.get(entry.notebook, ()), clause)
    return clauses


def _steady(stands: front_page.Entry, about: Mapping[str, Any], texts: Texts) -> str:
    """Say which assumptions were varied where none of them turns anything; empty where one does, or none was."""
    varied = about.get("sensitivity", {}).get("varied", ())
    return beside.steady_words(varied, texts) if varied and not stands.turns else ""


def _page(file: Path, left: Recorded | None, clauses: tuple[Clause, ...], texts: Texts) -> Page:
    """Turn an executed notebook and what it left into a page."""
    notebook = json.loads(file.read_text(encoding="utf-8"))
    results = sorted(set(left.rows["id"])) if left else []
    meanings = tuple((texts.result(one), texts.definition(one)) for one in results if texts.definition(one))
    answer = left.answer if left else ()
    blocks = tuple(blocks_of(notebook))
    return Page(file.stem, texts.question(file.stem), answer, blocks, clauses, meanings, tuple(results))


def _change(staged: Path, about: About, place: Path | None, texts: Texts) -> Change | None:
    """Give the change since the half-year before; None where nothing of it was published."""
    if place is None:
        return None
    found = replace(finding.read(staged / finding.RESULTS), name=about.run)
    ends = before(found, place)
    return Change(ends, texts) if ends else None


def _cards(pages: Sequence[Page]) -> list[Page]:
    """Give the pages with an answer: the agreements' questions first, then the delivery's (numbers below 10)."""
    return sorted((page for page in pages if page.answer), key=lambda page: page.stem.startswith("0"))


def _front(staged: Path, recorded: Sequence[Recorded], register: Register, texts: Texts) -> dict[str, Any]:
    """Give what only the first page shows."""
    about, rows = read_json(staged / "results.json")
    addresses = {result: f"{one.notebook}.html" for one in recorded for result in one.rows["id"].unique()}
    entries = front_page.entries_of(about["agreements"], rows, addresses, texts)
    return {
        "entries": entries,
        "attention": front_page.attention(entries),
        "tally": front_page.tally(entries),
        "scoreboard": front_page.by_chapter(entries, register.chapters, texts),
        "downloads": front_page.downloads(staged, texts),
    }
