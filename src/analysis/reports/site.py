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

import jinja2
from markupsafe import Markup

from ..presentation.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from ..parameters import RunParameters
    from .harvest import Recorded

PLACES = {"answer": 0, "data": 2}
"""Order of cells on a page by tag; others stand between, in the notebook's order."""
NOT_ON_PAGE = {"parameters", "setup", "record"}
VERDICTS = ("broken", "at_risk", "kept", "reported_by_hand", "not_assessable")
LIBRARIES = ("pandas", "geopandas", "matplotlib", "papermill", "scipy", "pyarrow", "pandera", "nbconvert")


@dataclass(frozen=True)
class About:
    """What stands at the head of every page: the run, its parameters, the delivery's title, synthetic or not."""

    run: str
    parameters: RunParameters
    title: str
    is_synthetic: bool


@dataclass(frozen=True)
class Page:
    """One notebook's page: file name, title, answer, and the body in HTML."""

    stem: str
    title: str
    answer: tuple[str, ...]
    body: Markup

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


def write(staged: Path, *, about: About, recorded: Sequence[Recorded], entries: pd.DataFrame) -> None:
    """
    Write `index.html` and one page per notebook into a report.

    Parameters
    ----------
    staged
        Folder of the report, with `notebooks/` and `results.json` in it.
    about
        Head of the pages.
    recorded
        What the notebooks left, for their answers.
    entries
        Verdict of every agreement and goal.
    """
    texts = Texts(about.parameters.language)
    answers = {one.notebook: one.answer for one in recorded}
    pages = [_page(file, answers.get(file.stem, ()), texts) for file in sorted((staged / "notebooks").glob("*.ipynb"))]
    environment = _environment(texts)
    shared = {"about": about, "pages": pages, "facts": _facts(about, texts)}
    for page in pages:
        html = environment.get_template("page.html.j2").render(page=page, **shared)
        (staged / page.href).write_text(html, encoding="utf-8", newline="\n")
    index = environment.get_template("index.html.j2").render(
        scoreboard=_scoreboard(entries),
        tally=_tally(entries),
        downloads=_downloads(staged),
        **shared,
    )
    (staged / "index.html").write_text(index, encoding="utf-8", newline="\n")


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
    """Give the head of a page as pairs of label and value."""
    parameters = about.parameters
    facts = [
        (texts("Period"), parameters.period),
        (texts("Reference date"), texts.date(parameters.date)),
        (texts("Delivery"), about.title),
        (texts("Profile"), texts.profile(parameters.profile)),
    ]
    if parameters.scenario != "base":
        facts.append((texts("Scenario"), parameters.scenario))
    if parameters.corporation:
        facts.append((texts("Shown for"), parameters.corporation))
    return facts


def _page(file: Path, answer: tuple[str, ...], texts: Texts) -> Page:
    """Turn an executed notebook into a page."""
    import nbformat  # noqa: PLC0415 - with nbconvert the heaviest import of a run, so only here
    from nbconvert import HTMLExporter  # noqa: PLC0415

    notebook = nbformat.read(file, as_version=4)
    cells: list[Any] = [cell for cell in notebook.cells if cell.cell_type == "code" and _place(cell) is not None]
    notebook.cells = sorted(cells, key=_place)
    exporter = HTMLExporter(template_name="basic", exclude_input=True, exclude_input_prompt=True)
    exporter.exclude_output_prompt = True
    body, _ = exporter.from_notebook_node(notebook)
    return Page(file.stem, texts.question(file.stem), answer, Markup(body))


def _place(cell: Any) -> int | None:  # noqa: ANN401 - a cell of nbformat
    """Place of a cell on a page: the answer first, what was delivered last; what concerns the run alone is left out."""
    tags = set(cell.metadata.get("tags", []))
    if tags & NOT_ON_PAGE:
        return None
    return min((PLACES[tag] for tag in tags if tag in PLACES), default=1)


def _scoreboard(entries: pd.DataFrame) -> list[dict[str, Any]]:
    """Group the entries by chapter, in the register's order."""
    chapters: dict[str, list[dict[str, Any]]] = {}
    for entry in entries.to_dict("records"):
        chapters.setdefault(str(entry["chapter"]), []).append({str(key): value for key, value in entry.items()})
    return [{"chapter": chapter, "entries": members} for chapter, members in chapters.items()]


def _tally(entries: pd.DataFrame) -> list[tuple[str, int]]:
    """Count the verdicts, the ones that ask for attention first."""
    if entries.empty:
        return []
    counts = entries["verdict"].value_counts()
    return [(verdict, int(counts[verdict])) for verdict in VERDICTS if verdict in counts.index]


def _downloads(staged: Path) -> list[str]:
    """Name the files of the report that are not pages, in order."""
    files = [file for file in staged.rglob("*") if file.is_file() and file.suffix != ".txt"]
    names = [file.relative_to(staged).as_posix() for file in files if file.suffix != ".html" or file.parent != staged]
    return sorted({*names, "run.json"})
