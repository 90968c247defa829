"""Working copies: a stored notebook with other parameters, in a git-ignored folder of its own."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

from .. import paths
from ..catalogue import read_card
from ..errors import ParameterError
from ..parameters import load_run
from ..reports.context import COPY
from ..reports.draft import notebooks
from ..reports.settings import given, parameters_of
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ..catalogue import Card
    from ..parameters import RunParameters

Notebook = dict[str, Any]


def open_copy(asked: str, settings: Sequence[str], *, delivery: Path, working: Path | None = None) -> Path:
    """
    Make a working copy of a notebook with other parameters, or find the one that was made so before.

    The copy holds the same cells with other values in its parameters cell and no outputs. Of a copy that was worked in
    since, a second one is made beside it: nothing is lost.

    Parameters
    ----------
    asked
        Number of the notebook, `40`, or its stem.
    settings
        Parameters as `name=value`; those not named are those of the reference run. Without a reference date the last
        day of the period that the delivery covers is taken.
    delivery
        Folder of the delivery the copy reads.
    working
        Folder of the working copies; `paths.WORKING` when not given.

    Returns
    -------
    file
        The copy.

    Raises
    ------
    ParameterError
        If there is no such notebook, or a parameter is unknown, given twice or not what it should be.
    """
    source = notebook_of(asked)
    card = read_card(delivery)
    parameters = parameters_of(given(settings), card)
    content = copied(json.loads(source.read_text(encoding="utf-8")), parameters.model_dump())
    name = _name(source.name[:2], parameters, card if delivery != paths.SAMPLE else None)
    folder = _folder(working or paths.WORKING, name, source.name, content)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / source.name).exists():
        _write(folder / COPY, {"delivery": str(delivery.resolve())})
        _write(folder / source.name, content)
    return folder / source.name


def notebook_of(asked: str) -> Path:
    """Find a stored notebook by its number, its stem or its file name."""
    found = notebooks()
    for number, file in found.items():
        if asked in (number, file.stem, file.name):
            return file
    message = said("there is no notebook {asked!r}: choose from {known}", asked=asked, known=", ".join(found))
    raise ParameterError(message)


def copied(notebook: Notebook, values: Mapping[str, str]) -> Notebook:
    """
    Give a notebook with other values in its parameters cell, and without outputs.

    Parameters
    ----------
    notebook
        A stored notebook. Not modified.
    values
        Values by name; each must stand in the cell tagged `parameters`, whose comments stay.
    """
    cells = [_cell(cell, values) for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def _cell(cell: Notebook, values: Mapping[str, str]) -> Notebook:
    if cell["cell_type"] != "code":
        return cell
    source = "".join(cell["source"])
    if "parameters" in cell["metadata"].get("tags", []):
        source = "\n".join(_line(line, values) for line in source.splitlines())
    return {**cell, "source": source.splitlines(keepends=True), "outputs": [], "execution_count": None}


def _line(line: str, values: Mapping[str, str]) -> str:
    """Put a value in a line such as `period: str = "2023-H2"  # half-year reported on`."""
    statement = ast.parse(line).body
    target = statement[0].target if statement and isinstance(statement[0], ast.AnnAssign) else None
    if not isinstance(target, ast.Name) or target.id not in values:
        return line
    comment = re.search(r"\s+#.*$", line)
    return f"{target.id}: str = {json.dumps(values[target.id], ensure_ascii=False)}{comment[0] if comment else ''}"


def _name(number: str, parameters: RunParameters, card: Card | None) -> str:
    """Name of the copy's folder: number of the notebook, what differs from the reference run, the delivery."""
    base = load_run(paths.REFERENCE_RUN).model_dump()
    told = {key: value for key, value in parameters.model_dump().items() if value != base[key]}
    if told.get("reference_date") == parameters.period_value.last_day.isoformat():
        del told["reference_date"]  # the period says it
    changed = list(told.values())
    words = [number, *changed, card.name if card else ""]
    return re.sub(r"[^A-Za-z0-9-]+", "_", "-".join(word for word in words if word))


def _folder(working: Path, name: str, file: str, content: Notebook) -> Path:
    """Give the first folder of that name that is free, or that holds this very copy."""
    number = 1
    while True:
        folder = working / (name if number == 1 else f"{name}-{number}")
        if not (folder / file).exists() or _sources(folder / file) == _sources_of(content):
            return folder
        number += 1


def _sources(file: Path) -> list[str]:
    return _sources_of(json.loads(file.read_text(encoding="utf-8")))


def _sources_of(notebook: Notebook) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def _write(file: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")
