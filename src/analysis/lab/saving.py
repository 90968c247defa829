"""
What JupyterLab may write: the hook that every save goes through.

Nothing that was shown on screen only ends in a file, nor does the state of a widget. A stored notebook keeps the
outputs that `afspraken refresh` gave it, however often it is run and saved here; its code can be changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .. import paths
from ..reports.scrubbing import KERNELSPEC, is_screen_only

Cell = dict[str, Any]


def guard(*, model: dict[str, Any], path: str, contents_manager: Any, **_others: Any) -> None:  # noqa: ANN401 - Jupyter's own
    """
    Take out of a notebook what may not be stored, just before JupyterLab writes it (`pre_save_hook`).

    Parameters
    ----------
    model
        What is about to be saved; changed in place, as Jupyter asks.
    path
        Place of the file from the root of the server.
    contents_manager
        The server's own, for that root.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    content["cells"] = [without_screens(cell) for cell in content.get("cells", [])]
    content.get("metadata", {}).pop("widgets", None)
    file = Path(contents_manager.root_dir) / path
    if file.resolve().is_relative_to(paths.NOTEBOOKS) and file.is_file():
        stored = json.loads(file.read_text(encoding="utf-8"))
        content["metadata"] = {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}}
        content["cells"] = as_stored(content["cells"], stored["cells"])


def without_screens(cell: Cell) -> Cell:
    """
    Give a cell without the outputs that are for the screen only.

    Examples
    --------
    >>> shown = {"output_type": "display_data", "data": {"text/plain": ""}, "metadata": {"screen_only": True}}
    >>> without_screens({"cell_type": "code", "outputs": [shown]})["outputs"]
    []
    """
    if cell.get("cell_type") != "code":
        return cell
    return {**cell, "outputs": [output for output in cell.get("outputs", []) if not is_screen_only(output)]}


def as_stored(cells: list[Cell], stored: list[Cell]) -> list[Cell]:
    """
    Give cells with the outputs and metadata they have in the repository; a cell that was changed has no outputs.

    Parameters
    ----------
    cells
        As they are in JupyterLab.
    stored
        As they stand in the file.
    """
    known = {cell.get("id"): cell for cell in stored}
    return [_as_stored(cell, known.get(cell.get("id"))) for cell in cells]


def _as_stored(cell: Cell, stored: Cell | None) -> Cell:
    if stored and stored["cell_type"] == cell["cell_type"] and _source(stored) == _source(cell):
        return stored
    tags = cell.get("metadata", {}).get("tags", [])
    kept = {**cell, "metadata": {"tags": tags} if tags else {}}
    return {**kept, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else kept


def _source(cell: Cell) -> str:
    return "".join(cell["source"])
