"""
Pictures of a report: the same pixels in the form that takes the fewest bytes.

A notebook shows PNG, which every program knows and whose hash the repository keeps. In a report each picture stands
twice, on a page and in the executed notebook; there it is lossless WebP, which browsers and JupyterLab show alike.
"""

from __future__ import annotations

import base64
import io
from typing import Any

from PIL import Image

PNG, WEBP = "image/png", "image/webp"
EFFORT = 4
"""How hard WebP tries, 0 to 6: more takes a hundred times as long and saves a fifteenth."""


def lighter(notebook: dict[str, Any]) -> dict[str, Any]:
    """
    Give a notebook with its pictures in the form of a report, each with its size; those that have it are left alone.

    Parameters
    ----------
    notebook
        An executed notebook (nbformat 4). Not modified.

    Examples
    --------
    >>> lighter({"cells": [{"cell_type": "markdown", "source": "a"}]})
    {'cells': [{'cell_type': 'markdown', 'source': 'a'}]}
    """
    return {**notebook, "cells": [_cell(cell) for cell in notebook["cells"]]}


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "outputs": [_output(output) for output in cell["outputs"]]} if "outputs" in cell else cell


def _output(output: dict[str, Any]) -> dict[str, Any]:
    if PNG not in output.get("data", {}):
        return output
    content, width, height = _webp("".join(output["data"][PNG]))
    data = {kind: value for kind, value in output["data"].items() if kind != PNG}
    about = {**output["metadata"].get(PNG, {}), "width": width, "height": height}
    return {**output, "data": {**data, WEBP: content}, "metadata": {WEBP: about}}


def _webp(png: str) -> tuple[str, int, int]:
    """Write a PNG as lossless WebP, and give it in base64 with its width and height."""
    drawn = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    target = io.BytesIO()
    drawn.save(target, "WEBP", lossless=True, method=EFFORT, quality=75)
    return base64.b64encode(target.getvalue()).decode("ascii"), *drawn.size
