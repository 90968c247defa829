"""
Pictures of a report: the same pixels in the form that takes the fewest bytes.

A stored notebook shows PNG, which every program knows and whose hash the repository keeps. In a report a picture is
lossless WebP and stands once, on its page; the executed notebook tells in words what it shows, with a link.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..presentation.texts import Texts

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
    return {**notebook, "cells": [_cell(cell, _light) for cell in notebook["cells"]]}


def _cell(cell: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    return {**cell, "outputs": [change(output) for output in cell["outputs"]]} if "outputs" in cell else cell


def _light(output: dict[str, Any]) -> dict[str, Any]:
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


def told(notebook: dict[str, Any], page: str, texts: Texts) -> dict[str, Any]:
    """
    Give a notebook of a report with its pictures in words, each with a link to the page where it stands.

    A picture stands once in a report: on its page. The notebook tells what it shows.

    Parameters
    ----------
    notebook
        A notebook as `lighter` gives it. Not modified.
    page
        Address of its page, seen from the notebook.
    texts
        Words of the reader's language.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> output = {"output_type": "display_data", "data": {WEBP: "UklGR"}, "metadata": {WEBP: {"alt": "Two bars."}}}
    >>> found = told({"cells": [{"outputs": [output]}]}, "../12.html", Texts("en"))
    >>> found["cells"][0]["outputs"][0]["data"]["text/html"]
    '<p>Two bars. <a href="../12.html">The picture stands on the page of this question.</a></p>'
    """
    return {**notebook, "cells": [_cell(cell, lambda output: _told(output, page, texts)) for cell in notebook["cells"]]}


def _told(output: dict[str, Any], page: str, texts: Texts) -> dict[str, Any]:
    if WEBP not in output.get("data", {}):
        return output
    words = str(output["metadata"][WEBP]["alt"])
    link = texts("The picture stands on the page of this question.")
    markup = Markup('<p>{} <a href="{}">{}</a></p>').format(words, page, link)
    return {**output, "data": {"text/html": str(markup), "text/plain": words}, "metadata": {}}
