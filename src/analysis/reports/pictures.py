"""
Pictures of a report: in the form that takes the fewest bytes, and once.

A stored notebook shows PNG, which every program knows and whose hash the repository keeps. On the page of a report
stands the drawing that the notebook left beside it, sharp at any size; a picture without one is lossless WebP. The
executed notebook tells in words what it shows, with a link.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup
from PIL import Image

from ..presentation.drawing import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ..presentation.texts import Texts

PNG: Final = "image/png"
WEBP: Final = "image/webp"
SVG: Final = "image/svg+xml"
ON_PAGE: Final = (SVG, WEBP)
"""Forms of a picture on a page."""
EFFORT = 4
"""How hard WebP tries, 0 to 6: more takes a hundred times as long and saves a fifteenth."""
_IN_ADDRESS: Final = str.maketrans({"%": "%25", "#": "%23"})
"""What an address holds in another form; a browser reads the rest of a drawing as it is."""


def lighter(notebook: dict[str, Any], drawings: Path) -> dict[str, Any]:
    """
    Give a notebook with its pictures in the form of a report, each with its size; those that have it are left alone.

    Parameters
    ----------
    notebook
        An executed notebook (nbformat 4). Not modified.
    drawings
        Folder with the drawings of its pictures; it need not exist.

    Examples
    --------
    >>> from pathlib import Path
    >>> lighter({"cells": [{"cell_type": "markdown", "source": "a"}]}, Path("drawings"))
    {'cells': [{'cell_type': 'markdown', 'source': 'a'}]}
    """
    return {**notebook, "cells": [_cell(cell, lambda output: _light(output, drawings)) for cell in notebook["cells"]]}


def _cell(cell: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    return {**cell, "outputs": [change(output) for output in cell["outputs"]]} if "outputs" in cell else cell


def _light(output: dict[str, Any], drawings: Path) -> dict[str, Any]:
    if PNG not in output.get("data", {}):
        return output
    png = base64.b64decode("".join(output["data"][PNG]))
    drawn, file = Image.open(io.BytesIO(png)), drawings / name_of(png)
    form, content = (SVG, file.read_text(encoding="utf-8")) if file.exists() else (WEBP, _webp(drawn))
    data = {kind: value for kind, value in output["data"].items() if kind != PNG}
    about = {**output["metadata"].get(PNG, {}), "width": drawn.width, "height": drawn.height}
    return {**output, "data": {**data, form: content}, "metadata": {form: about}}


def _webp(drawn: Image.Image) -> str:
    """Write a picture as lossless WebP, in base64."""
    target = io.BytesIO()
    drawn.convert("RGB").save(target, "WEBP", lossless=True, method=EFFORT, quality=75)
    return base64.b64encode(target.getvalue()).decode("ascii")


def address(form: str, content: str) -> Markup:
    """
    Give the address (`data:`) of a picture, as an attribute between double quotes holds it.

    Examples
    --------
    >>> print(address(WEBP, "UklGR"), address(SVG, "<svg><use href='#a'/></svg>"))
    data:image/webp;base64,UklGR data:image/svg+xml,<svg><use href='%23a'/></svg>
    """
    if form != SVG:
        return Markup("data:{};base64,{}").format(form, content)
    told = content.translate(_IN_ADDRESS).replace("&", "&amp;").replace('"', "%22")
    return Markup(f"data:{SVG},{told}")


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
    form = form_of(output.get("data", {}))
    if form is None:
        return output
    words = str(output["metadata"][form]["alt"])
    link = texts("The picture stands on the page of this question.")
    markup = Markup('<p>{} <a href="{}">{}</a></p>').format(words, page, link)
    return {**output, "data": {"text/html": str(markup), "text/plain": words}, "metadata": {}}


def form_of(data: Mapping[str, Any]) -> str | None:
    """Give the form of a picture on a page; None for what is no picture."""
    return next((form for form in ON_PAGE if form in data), None)
