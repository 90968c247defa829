"""Grids: tables that sort and filter, with the unit of every column in its header, without a network."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

import pandas as pd
from pandas.api import types

from .columns import unit_of
from .screen import Screen, framed, lab_library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..presentation.texts import Texts

MOST_ROWS: Final = 10_000
"""Rows a grid shows at most: a browser stays quick with them."""
_HEIGHT_PX: Final = 470
_STYLE: Final = """
#box { padding: 0.4rem 0.6rem; overflow-x: auto; }
p { margin: 0.2rem 0; }
tfoot input { width: 95%; min-width: 4rem; }
"""


def grid(
    frame: pd.DataFrame, texts: Texts, *, caption: str = "", heads: Mapping[str, str] | None = None, is_internal: bool
) -> Screen:
    """
    Show a frame as a grid that sorts by a click on a header and filters by the box under its column.

    Parameters
    ----------
    frame
        Any frame; of more than `MOST_ROWS` rows the first ones are shown, and it says so. Not modified.
    texts
        Words of the reader.
    caption
        What the table shows, one sentence.
    heads
        Headers that are not the name of the column with its unit.
    is_internal
        Whether it holds exact figures.

    Returns
    -------
    screen
        To be shown by Jupyter.

    Raises
    ------
    AfsprakenError
        If itables is not installed.
    """
    itables = lab_library("itables")
    names = {str(name): head(str(name)) for name in frame.columns} | dict(heads or {})
    shown = _plain(frame.head(MOST_ROWS)).rename(columns=names)
    table = itables.to_html_datatable(
        shown,
        table_id="grid",
        connected=False,
        showIndex=False,
        maxBytes=0,
        maxColumns=0,
        column_filters="footer",
        allow_html=False,
        display_logo_when_loading=False,
        lengthMenu=[10, 25, 100],
        classes="display compact nowrap",
    )
    library = itables.javascript.generate_init_offline_itables_html(itables.options.dt_bundle)
    words = [html.escape(words) for words in (caption, _cut(len(frame), texts)) if words]
    notes = "".join(f"<p>{one}</p>" for one in words)
    document = framed(f'{library}<div id="box">{notes}{table}</div>', texts, is_internal=is_internal, style=_STYLE)
    return Screen(document, _HEIGHT_PX, texts)


def head(column: str) -> str:
    """
    Header of a column: its name, and its unit where it has one.

    Examples
    --------
    >>> head("net_rent_eur_per_month"), head("village")
    ('net_rent_eur_per_month [EUR per month]', 'village')
    """
    unit = unit_of(column)
    return f"{column} [{unit}]" if unit else column


def _cut(rows: int, texts: Texts) -> str:
    if rows <= MOST_ROWS:
        return ""
    return texts(
        "The first {shown} of {all} rows: filter the frame to see others.",
        shown=texts.count(MOST_ROWS),
        all=texts.count(rows),
    )


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Give columns a browser can sort: days as ISO text, truth values as words, shapes by their kind."""
    plain = pd.DataFrame(frame).copy()
    for name in plain.columns:
        column = plain[name]
        if types.is_datetime64_any_dtype(column):
            plain[name] = column.dt.strftime("%Y-%m-%d")
        elif types.is_bool_dtype(column):
            plain[name] = column.map({True: "true", False: "false"})
        elif str(column.dtype) == "geometry":
            plain[name] = column.map(lambda shape: None if shape is None else shape.geom_type)
    return plain
