"""
The page "how these figures are made": the method pages of `docs/method`, as they stand there, on one page.

They are written in English, for whoever wants to recalculate; a report in another language says so and marks them.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from .. import paths

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAGE = "methods.html"
LANGUAGE = "en"
GENERAL = ("verdicts", "disclosure", "change", "reported", "synthetic_delivery")
"""Method pages about every figure; those of a theme come before them."""


@dataclass(frozen=True)
class Method:
    """
    A method page.

    Parameters
    ----------
    stem
        Name of its file, and its place on the page.
    title
        Its heading.
    content
        Everything below the heading, as markup whose headings begin at the third level.
    """

    stem: str
    title: str
    content: Markup


@cache
def methods(folder: Path = paths.METHODS) -> tuple[Method, ...]:
    """
    Read the method pages: those of the themes by name, then those about every figure.

    Parameters
    ----------
    folder
        Where they stand.
    """
    found = [_method(file) for file in sorted(folder.glob("*.md"))]
    return tuple(sorted(found, key=lambda one: GENERAL.index(one.stem) if one.stem in GENERAL else -1))


def of_notebook(notebook: str, found: Sequence[Method] | None = None) -> tuple[Method, ...]:
    """
    Give the method pages that name a notebook.

    Examples
    --------
    >>> [method.stem for method in of_notebook("40_displacement_by_urgent_seekers")]
    ['displacement']
    """
    return tuple(
        method for method in (methods() if found is None else found) if f"<code>{notebook}</code>" in method.content
    )


def _method(file: Path) -> Method:
    """Turn a method page into markup; markup inside it is text, for there is none to keep."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(file.read_text(encoding="utf-8"))
    title, body = tokens[1].content, tokens[3:]
    rendered = parser.renderer.render(_placed(body, title), parser.options, {})
    return Method(file.stem, title.removesuffix("."), Markup(rendered))


def _placed(tokens: Sequence[Token], title: str) -> list[Token]:
    """Set headings one level down, and tell of each table what it is about and which way its headings read."""
    placed: list[Token] = []
    heading = title
    for number, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) + 1}"
        if token.type == "heading_open":
            heading = tokens[number + 1].content
        if token.type == "th_open":
            token.attrSet("scope", "col")
        placed.append(token)
        if token.type == "table_open":
            placed += _caption(heading)
    return placed


def _caption(heading: str) -> list[Token]:
    return [Token("html_block", "", 0, content=f'<caption class="unseen">{html.escape(heading)}</caption>\n')]
