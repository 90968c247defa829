"""The page of a notebook: in the process that makes a report, and by an `nbconvert` process of its own."""

from __future__ import annotations

import base64
import io
import re
import statistics
import time
from pathlib import Path
from typing import Any

import run
from PIL import Image

from analysis import paths

from .measuring import FailedError, Line, Measured, Ratio, alone, command, same

NBCONVERT, PAGE = "page by an nbconvert process", "page of a report"
LINES = (Line("page of a notebook, against one `nbconvert` process", 30, 70, Ratio(NBCONVERT, PAGE)),)
CONVERTED = ("10", "20", "40")
"""Notebooks that nbconvert is asked for: one large, two of the middle."""


def one_round(_kept: Path, scratch: Path) -> dict[str, Measured]:
    """Make pages in both ways; each must hold as many pictures, of the same sizes, in the same order."""
    environment = next((one for one in (run.CORE, run.LAB) if _has_nbconvert(one.python)), None)
    if environment is None:
        message = "nbconvert is not installed here: python run.py lab makes .venv-lab, which holds it"
        raise FailedError(message)
    own = alone("pages", "own", scratch)
    converted, plain = [], {}
    for file in sorted(paths.NOTEBOOKS.glob("[0-9]*.ipynb")):
        if file.name[:2] in CONVERTED:
            target = [f"--output-dir={scratch}", f"--output={file.stem}"]
            converted.append(command([environment.python, "-m", "nbconvert", "--to", "html", *target, file]))
            plain[file.stem] = pictures((scratch / f"{file.stem}.html").read_text(encoding="utf-8"))
    same({NBCONVERT: plain, PAGE: {stem: [tuple(size) for size in own.answer[stem]] for stem in plain}})
    return {
        NBCONVERT: Measured(*(statistics.mean(getattr(one, kind) for one in converted) for kind in ("wall", "cpu"))),
        PAGE: Measured(own.parts["page"], own.parts["page, CPU"], own.peak_mib),
    }


def _has_nbconvert(python: Path) -> bool:
    return any(python.parent.parent.glob("lib/*/site-packages/nbconvert/__main__.py"))


def own(folder: str) -> tuple[dict[str, list[tuple[int, int]]], dict[str, float]]:
    """Make a report, build its pages once more in the same process, and give their pictures and the seconds of one."""
    from analysis.reports import requests, runner, site  # noqa: PLC0415 - the measuring process needs none of it
    from analysis.reports.pool import LocalProcesses  # noqa: PLC0415

    write, seconds, stems = site.write, {}, []

    def timed(*given: Any, **named: Any) -> None:
        write(*given, **named)
        stems.extend(sorted(file.stem for file in (given[0] / "notebooks").glob("*.ipynb")))
        wall, cpu = time.perf_counter(), time.process_time()
        write(*given, **named)
        seconds["page"] = (time.perf_counter() - wall) / len(stems)
        seconds["page, CPU"] = (time.process_time() - cpu) / len(stems)

    site.write = timed
    (request,) = requests.from_files([paths.REFERENCE_RUN], delivery=paths.SAMPLE, out=Path(folder), language="en")
    with LocalProcesses() as executor:
        report = runner.run(request, executor, progress=lambda _name, _outcome: None)
    made = {stem: (report.folder / f"{stem}.html").read_text(encoding="utf-8") for stem in stems}
    return {stem: pictures(page) for stem, page in made.items()}, seconds


def pictures(page: str) -> list[tuple[int, int]]:
    """Give width and height of the pictures of a page, in its order: as it says them, or of the pixels it holds."""
    found = []
    for attributes in re.findall(r'<img((?:\s+[\w-]+="[^"]*")*)', page):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        form, _, encoded = said["src"].partition(",")
        if form == "data:image/png;base64":
            found.append(Image.open(io.BytesIO(base64.b64decode(encoded))).size)
        elif form.startswith("data:"):
            found.append((int(said["width"]), int(said["height"])))
    return found
