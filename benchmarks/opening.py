"""A researcher opens a notebook and runs all its cells: from a kernel that answers to the last cell done."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from analysis import kernels, paths
from analysis.reports.scrubbing import scrub

from .measuring import Line, Measured, Ways, alone, same

KINDS = {"ordinary kernel": "ordinary", "warm kernel": "warm"}
MOST_SECONDS = 5
LINES = tuple(
    Line(
        f"slowest notebook on 2,200 homes, once its {kind} is up",
        MOST_SECONDS,
        MOST_SECONDS,
        lambda ways, kind=kind: max(ways[kind].parts.values()),
        unit=" s",
        is_most=True,
    )
    for kind in KINDS
)


def one_round(_kept: Path, _scratch: Path) -> dict[str, Measured]:
    """Open every notebook on a kernel of either kind."""
    ways = {name: alone("opening", "opened", kind) for name, kind in KINDS.items()}
    check(ways)
    return ways


def check(ways: Ways) -> None:
    """Hold what the notebooks show against each other."""
    same({name: one.answer for name, one in ways.items()})


def opened(kind: str) -> tuple[dict[str, Any], dict[str, float]]:
    """Give what every notebook shows, and its seconds."""
    parent = kernels.Parent.start() if kind == "warm" else None
    if parent:
        settings = {kernels.PROVISIONER_VARIABLE: kernels.PROVISIONER, kernels.ADDRESS_VARIABLE: str(parent.address)}
        os.environ.update(kernels.SETTINGS | settings)
    shown, seconds = {}, {}
    try:
        for file in sorted(paths.NOTEBOOKS.glob("[0-9]*.ipynb")):
            shown[file.stem], seconds[file.stem] = _run(file)
    finally:
        if parent:
            parent.close()
    return shown, seconds


def _run(file: Path) -> tuple[list[Any], float]:
    """Run a notebook; the clock starts when its kernel answers."""
    notebook = nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)
    client = NotebookClient(notebook, resources={"metadata": {"path": str(file.parent)}}, kernel_name="python3")
    with client.setup_kernel():
        began = time.perf_counter()
        for place, cell in enumerate(notebook["cells"]):
            client.execute_cell(cell, place)
        seconds = time.perf_counter() - began
    cells = scrub(json.loads(nbformat.writes(notebook)))["cells"]
    return [output.get("data") for cell in cells for output in cell.get("outputs", [])], seconds
