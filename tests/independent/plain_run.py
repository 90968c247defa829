"""
Make the product's ledger without kernels and pictures: the notebooks' code, run in one process.

A script: run file, delivery, folder. What it leaves is `results.json` as the product's own writers make it. The
committed results of the reference run were made through the command line, with kernels, and are held against these.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import yaml

from analysis import paths
from analysis.notebook import Run
from analysis.parameters import RunParameters
from analysis.prepare import prepare
from analysis.reports import assembly
from analysis.reports.context import Context
from analysis.reports.draft import Draft, Report, Request, chosen
from analysis.reports.execution import CONTEXT_VARIABLE

FOR_EYES = ("answer", "figure", "layer", "map", "show")
"""What a run shows and no figure rests on."""


def main(run: Path, delivery: Path, folder: Path) -> None:
    """Run every notebook but the overview, and let the product gather and write its results."""
    content = yaml.safe_load(run.read_text(encoding="utf-8")) | {"profile": "internal"}
    request = Request(run.stem, RunParameters(**content), delivery, folder)
    for name in FOR_EYES:
        setattr(Run, name, _nothing)
    with TemporaryDirectory() as work:
        draft = Draft(request, prepare(delivery, paths.CORE), Path(work), Report(run.stem, folder, "en"))
        draft.staged.mkdir()
        context = Context(run.stem, draft.prepared.folder, draft.work, None)
        os.environ[CONTEXT_VARIABLE] = str(context.write(draft.work / "context.json"))
        for notebook in chosen(()).values():
            execute(notebook, content)
        assembly.write_results(draft)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "results.json").write_bytes((draft.staged / "results.json").read_bytes())


def execute(notebook: Path, content: dict[str, str]) -> None:
    """Run the code of one notebook, the values of its parameters cell replaced by those of the run."""
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, notebook.name, "exec"), names)
            names |= content if "parameters" in cell.metadata.get("tags", []) else {}


def _nothing(*_: object, **__: object) -> None:
    """Show nothing."""


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
