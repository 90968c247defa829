"""A table as a page and as plain text: caption, scopes and classes around `DataFrame.to_html`."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..texts import Texts


@dataclass(frozen=True)
class HtmlTable:
    """
    A finished table; JupyterLab shows `html`, a terminal and a log show `text`.

    Parameters
    ----------
    html
        One `<table>` element without scripts, styles or requests; one `<p>` where a sentence says it all.
    text
        The same cells as plain text.
    """

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def sentence(words: str) -> HtmlTable:
    """
    Say in one sentence what a table would show in no row.

    Examples
    --------
    >>> sentence("The half-year is over.").html
    '<p class="afspraken">The half-year is over.</p>'
    """
    return HtmlTable(f'<p class="afspraken">{html.escape(words)}</p>', words)


def table_of(
    columns: Mapping[str, Sequence[str]], texts: Texts, *, kind: str, caption: str, numbers: Collection[str] = ()
) -> HtmlTable:
    """Build a table from columns of texts; suppressed, withheld and missing cells get a class of their own."""
    states = {texts.suppressed: "suppressed", texts.withheld: "withheld", texts.missing: "missing"}
    return render(pd.DataFrame(dict(columns), dtype="str"), kind=kind, caption=caption, numbers=numbers, states=states)


def render(
    cells: pd.DataFrame,
    *,
    kind: str,
    caption: str,
    numbers: Collection[str] = (),
    states: Mapping[str, str] | None = None,
) -> HtmlTable:
    """
    Turn a frame of texts into a table; everything in it is text, never markup.

    Parameters
    ----------
    cells
        One row per row of the table, column labels as the reader sees them; the first column heads its row.
    kind
        Name of the table, its second class: `afspraken scoreboard`.
    caption
        What the table shows, one sentence.
    numbers
        Labels of the columns of numbers; their cells get class `number`.
    states
        Class of a cell by its text, for the words of suppressed and missing.

    Examples
    --------
    >>> table = render(pd.DataFrame({"Village": ["<Vries>"]}), kind="small", caption="Villages")
    >>> "&lt;Vries&gt;" in table.html, 'scope="col"' in table.html
    (True, True)
    """
    with pd.option_context("display.html.use_mathjax", False):  # a dollar sign in a name is a dollar sign
        markup = cells.to_html(index=False, escape=True, border=0, classes=["afspraken", kind], justify="unset")
        text = "\n".join(" | ".join(row) for row in [list(cells.columns), *cells.to_numpy().tolist()])
    is_number = [column in numbers for column in cells.columns]
    lines = _marked(markup.splitlines(), is_number, states or {})
    lines.insert(1, f"<caption>{html.escape(caption)}</caption>")
    return HtmlTable("\n".join(lines), f"{caption}\n{text}")


def _marked(lines: list[str], is_number: list[bool], states: Mapping[str, str]) -> list[str]:
    """Give header cells their scope, and cells their classes; pandas writes one cell a line, this one row a line."""
    marked: list[str] = []
    row: list[str] = []
    for line in lines:
        tag = line.strip()
        if tag.startswith("<tr"):
            row = []
        elif tag.startswith(("<th>", "<td>")):
            row.append(_cell(tag, len(row), is_number[len(row)], states))
        elif tag == "</tr>":
            marked.append(f"<tr>{''.join(row)}</tr>")
        else:
            marked.append(tag)
    return marked


def _cell(tag: str, position: int, is_number: bool, states: Mapping[str, str]) -> str:
    content = tag[4:-5]
    names = [name for name in ("number" if is_number else "", states.get(html.unescape(content), "")) if name]
    attribute = f' class="{" ".join(names)}"' if names else ""
    if tag.startswith("<th>"):
        return f'<th scope="col"{attribute}>{content}</th>'
    if position == 0:
        return f'<th scope="row"{attribute}>{content}</th>'
    return f"<td{attribute}>{content}</td>"
