"""
What a notebook shows, as the blocks of a page: answers, tables and pictures, read from its stored outputs.

Only outputs become blocks: no code, no markdown cells. A table keeps the markup the presentation gave it; what the
page puts around it (a region that scrolls, a title) is decided by what is known here: its caption and its size.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from .pictures import address, form_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PLACES = {"answer": 0, "data": 2}
"""Order of cells on a page by tag; others stand between, in the notebook's order."""
NOT_ON_PAGE = {"parameters", "injected-parameters", "setup", "record"}
FOUNDATIONS = {"lines", "norms", "assumptions", "coverage"}
"""Kinds of tables that say what the figures rest on; they stand under a heading of their own."""
WIDE_COLUMNS = 10
SENSITIVITY = "sensitivity"
"""Kind of table that says how sure the figures are."""
LONG_ROWS = 20
_OF_PANDAS = "dataframe tex2jax_ignore mathjax_ignore "
"""Classes that matter where a notebook is open, and not on a page."""
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_KIND = re.compile(r'<table class="[^"]*\bafspraken ([\w-]+)"')


@dataclass(frozen=True)
class Block:
    """
    One thing on a page.

    Parameters
    ----------
    kind
        "table", "picture", "html" (the answer), or "text".
    content
        Markup of a table or an answer, text, or the address of a picture (`data:`).
    title
        Short name for the list of what stands on the page; empty for an answer or text.
    alternative
        What a picture shows, in words.
    size
        Width and height of a picture in pixels; columns and rows of a table.
    table
        Kind of table, `norms`; empty for what is no table.
    """

    kind: str
    content: Markup
    title: str = ""
    alternative: str = ""
    size: tuple[int, int] = (0, 0)
    table: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether a table has so many columns that it needs a sheet on its side."""
        return self.kind == "table" and self.size[0] >= WIDE_COLUMNS

    @property
    def is_long(self) -> bool:
        """Whether a table has so many rows that its head must stay in sight."""
        return self.kind == "table" and self.size[1] > LONG_ROWS

    @property
    def is_empty(self) -> bool:
        """Whether a table has no rows."""
        return self.kind == "table" and self.size[1] == 0

    @property
    def is_about_certainty(self) -> bool:
        """Whether it says how sure the figures are."""
        return self.table == SENSITIVITY

    @property
    def is_foundation(self) -> bool:
        """Whether it says what the figures rest on."""
        return self.table in FOUNDATIONS


def blocks_of(notebook: Mapping[str, Any]) -> list[Block]:
    """
    Give the blocks of a page: the answer first, what was delivered last, the rest in the notebook's order.

    Parameters
    ----------
    notebook
        An executed notebook, as its file holds it.

    Examples
    --------
    >>> output = {"output_type": "display_data", "data": {"text/html": "<p>Kept.</p>"}, "metadata": {}}
    >>> cell = {"cell_type": "code", "metadata": {"tags": ["answer"]}, "outputs": [output]}
    >>> [(block.kind, str(block.content)) for block in blocks_of({"cells": [cell]})]
    [('html', '<p>Kept.</p>')]
    """
    placed = [(place, cell) for cell in notebook["cells"] if (place := _place(cell)) is not None]
    ordered = [cell for _, cell in sorted(placed, key=lambda pair: pair[0])]
    return [block for cell in ordered for output in cell["outputs"] for block in _blocks(output)]


def _place(cell: Mapping[str, Any]) -> int | None:
    """Place of a cell on a page; None for what is no code or concerns the run alone."""
    tags = set(cell["metadata"].get("tags", []))
    if cell["cell_type"] != "code" or tags & NOT_ON_PAGE:
        return None
    return min((PLACES[tag] for tag in tags if tag in PLACES), default=1)


def _blocks(output: Mapping[str, Any]) -> Iterator[Block]:
    data = output.get("data", {})
    if "text/html" in data:
        yield _html(_joined(data["text/html"]))
    elif form := form_of(data):
        yield _picture(address(form, _joined(data[form])), output["metadata"][form])
    else:
        text = _joined(output.get("text", data.get("text/plain", "")))
        if text.strip():
            yield Block("text", escape(text))


def _joined(text: str | Sequence[str]) -> str:
    """Join the lines of a field: a notebook's file may hold a list of them."""
    return text if isinstance(text, str) else "".join(text)


def _html(markup: str) -> Block:
    found = _CAPTION.search(markup)
    if found is None:
        return Block("html", Markup(markup))
    title, _, rest = found[1].strip().partition(". ")
    title = title.removesuffix(".")
    caption = f"<caption><span>{title}{f' <small>{rest}</small>' if rest else ''}</span></caption>"
    kind = _KIND.search(markup)
    size = markup.count('scope="col"'), markup.count('scope="row"')
    content = Markup(markup.replace(found[0], caption).replace(_OF_PANDAS, "", 1))
    return Block("table", content, html.unescape(title), size=size, table=kind[1] if kind else "")


def _picture(content: Markup, about: Mapping[str, Any]) -> Block:
    alternative = str(about["alt"])
    title = re.split(r"[.:;](?:\s|$)", alternative, maxsplit=1)[0]
    return Block("picture", content, title, alternative, (about["width"], about["height"]))
