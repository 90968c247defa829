"""Strip from an executed notebook everything that says when, where or by whom it was run."""

from __future__ import annotations

from typing import Any, Final

from ..errors import DisclosureError
from ..wording import said

SCREEN_ONLY: Final = "screen_only"
"""Mark, in the metadata of an output, of what was shown on a researcher's screen and may be kept nowhere."""
_WIDGET: Final = "application/vnd.jupyter.widget-view+json"
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
OUTPUT_METADATA = ("image/png", "image/webp")


def scrub(notebook: dict[str, Any]) -> dict[str, Any]:
    """
    Keep of a notebook's metadata what describes its content: kernel language, tags, alternative texts.

    Parameters
    ----------
    notebook
        An executed notebook (nbformat 4). Not modified.

    Returns
    -------
    notebook
        The same cells and outputs; no times, durations, paths, parameters, environment or versions in metadata.

    Raises
    ------
    DisclosureError
        If an output is for the screen only: it has not passed the gate.

    Examples
    --------
    >>> cell = {"cell_type": "code", "metadata": {"tags": ["answer"], "papermill": {"duration": 1.2}},
    ...         "source": "1", "outputs": [], "execution_count": 1, "id": "a"}
    >>> notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"papermill": {}}, "cells": [cell]}
    >>> scrub(notebook)["cells"][0]["metadata"]
    {'tags': ['answer']}
    """
    return {
        "cells": [_scrub_cell(cell, place) for place, cell in enumerate(notebook["cells"], start=1)],
        "metadata": {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}},
        "nbformat": notebook["nbformat"],
        "nbformat_minor": notebook["nbformat_minor"],
    }


def _scrub_cell(cell: dict[str, Any], place: int) -> dict[str, Any]:
    """Keep what a cell says; its id is its place, as papermill gives the cell it adds a random one."""
    kept: dict[str, Any] = {"cell_type": cell["cell_type"], "id": f"cell-{place:02d}", "source": cell["source"]}
    tags = cell["metadata"].get("tags", [])
    kept["metadata"] = {"tags": list(tags)} if tags else {}
    if cell["cell_type"] == "code":
        kept["execution_count"] = cell["execution_count"]
        kept["outputs"] = [_scrub_output(output) for output in cell["outputs"]]
    return kept


def once(notebook: dict[str, Any]) -> dict[str, Any]:
    """
    Give a notebook that says everything once: what it shows as markup it does not tell as plain text too.

    Parameters
    ----------
    notebook
        A scrubbed notebook. Not modified.

    Examples
    --------
    >>> output = {"output_type": "display_data", "data": {"text/html": "<p>a</p>", "text/plain": "a"}, "metadata": {}}
    >>> once({"cells": [{"cell_type": "code", "outputs": [output]}]})["cells"][0]["outputs"][0]["data"]
    {'text/html': '<p>a</p>'}
    """
    return {**notebook, "cells": [_cell_once(cell) for cell in notebook["cells"]]}


def _cell_once(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "outputs": [_output_once(one) for one in cell["outputs"]]} if "outputs" in cell else cell


def _output_once(output: dict[str, Any]) -> dict[str, Any]:
    if "text/html" not in output.get("data", {}):
        return output
    return {**output, "data": {kind: value for kind, value in output["data"].items() if kind != "text/plain"}}


def is_screen_only(output: dict[str, Any]) -> bool:
    """
    Whether an output was shown on a screen and may be kept nowhere: it is marked so, or lives in a widget.

    Examples
    --------
    >>> is_screen_only({"output_type": "display_data", "data": {}, "metadata": {"screen_only": True}})
    True
    >>> is_screen_only({"output_type": "stream", "name": "stdout", "text": "1"})
    False
    """
    return bool(output.get("metadata", {}).get(SCREEN_ONLY)) or _WIDGET in output.get("data", {})


def _scrub_output(output: dict[str, Any]) -> dict[str, Any]:
    if is_screen_only(output):
        message = said("a cell shows what is for the screen only: take the call of explore out of the notebook")
        raise DisclosureError(message)
    kept = dict(output)
    if "metadata" in kept:
        kept["metadata"] = {key: kept["metadata"][key] for key in OUTPUT_METADATA if key in kept["metadata"]}
    return kept
