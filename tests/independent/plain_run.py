"""
Make the product's ledger without kernels and pictures: the notebooks' code, run in one process, in Dutch.

A script: run file, delivery, folder. What it leaves is `results.json` as the product's own writers make it. The
committed results of the reference run were made through the command line, with kernels and in English, and are held
against these. Beside it stands `words.json`: the tables, answers and alternative texts that a reader would see, by
notebook, and every message that had no Dutch.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partialmethod
from gettext import NullTranslations
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import yaml

from analysis import paths
from analysis.notebook import Run
from analysis.notebook.display import alternative
from analysis.parameters import RunParameters
from analysis.prepare import prepare
from analysis.presentation.catalogues import catalogue
from analysis.reports import assembly
from analysis.reports.context import Context
from analysis.reports.draft import Draft, Report, Request, chosen
from analysis.reports.execution import CONTEXT_VARIABLE, Outcome

LANGUAGE = "nl"


class Missing(NullTranslations):
    """Stands behind the catalogues: what is asked of it was not translated."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message


class Said:
    """What a run shows, as words only; no figure is drawn."""

    def __init__(self) -> None:
        self.words: dict[str, list[str]] = {}

    def show(self, run: Run, table: object) -> None:
        self._add(run, table.text)

    def answer(self, run: Run, sentences: list[str]) -> None:
        self._add(run, *sentences)

    def figure(self, run: Run, draw: object, *published: object, **options: object) -> None:
        self._add(run, alternative(draw)(*published, run.texts, **options))

    def map(self, run: Run, _: str, draw: object, published: object, __: object, **options: object) -> None:
        self._add(run, alternative(draw)(published, run.texts, **options))

    def _add(self, run: Run, *words: str) -> None:
        self.words.setdefault(run.notebook, []).extend(words)


def main(run: Path, delivery: Path, folder: Path) -> None:
    """Run every notebook but the overview, and let the product gather and write its results."""
    content = yaml.safe_load(run.read_text(encoding="utf-8")) | {"profile": "internal", "language": LANGUAGE}
    request = Request(run.stem, RunParameters(**content), delivery, folder)
    missing, said = Missing(), Said()
    catalogue(LANGUAGE).add_fallback(missing)
    for name in ("answer", "figure", "map", "show"):
        setattr(Run, name, partialmethod(_shown, getattr(said, name)))
    Run.layer = lambda *_: None
    with TemporaryDirectory() as work:
        draft = Draft(request, prepare(delivery, paths.CORE), Path(work), Report(run.stem, folder, LANGUAGE))
        draft.staged.mkdir()
        context = Context(run.stem, draft.prepared.folder, draft.work, None)
        os.environ[CONTEXT_VARIABLE] = str(context.write(draft.work / "context.json"))
        for notebook in chosen(()).values():
            execute(notebook, content)
            draft.report.outcomes.append(Outcome(notebook.stem, 0.0))
        assembly.write_results(draft)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "results.json").write_bytes((draft.staged / "results.json").read_bytes())
        told = {"words": said.words, "missing": sorted(missing.messages)}
        (folder / "words.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def execute(notebook: Path, content: dict[str, str]) -> None:
    """Run the code of one notebook, the values of its parameters cell replaced by those of the run."""
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, notebook.name, "exec"), names)
            names |= content if "parameters" in cell.metadata.get("tags", []) else {}


def _shown(run: Run, show: Callable[..., None], *arguments: object, **options: object) -> None:
    show(run, *arguments, **options)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
