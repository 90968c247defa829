"""Tables of energy labels: the path of E, F and G to zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..shown import rows_of
from ..texts import is_missing
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    from ...disclosure import Published
    from ..texts import Texts

_NEEDED = (
    "corporation",
    "reading",
    "on",
    "until",
    "homes_at_start",
    "improved_homes",
    "left_homes",
    "homes",
    "unknown_homes",
    "agreed_homes",
    "pace_homes_per_year",
    "needed_homes_per_year",
    "zero_on",
)


def label_path_table(published: Published, texts: Texts) -> HtmlTable:
    """
    The path of labels E, F and G, a column for each reading of the year in which they are to be gone.

    Parameters
    ----------
    published
        Rows of `labels.path`.
    """
    rows = rows_of(published, _NEEDED)
    if rows.empty:
        return sentence(texts("No home was delivered for the path of labels E, F and G."))
    facts = {
        texts("Homes with label E, F or G at the start"): "homes_at_start",
        texts("Improved out of E, F or G"): "improved_homes",
        texts("Demolished or sold"): "left_homes",
        texts("Homes with label E, F or G now"): "homes",
        texts("Homes without a known label"): "unknown_homes",
        texts("Homes the agreed number adds up to"): "agreed_homes",
        texts("Pace so far, a year"): "pace_homes_per_year",
        texts("Pace needed, a year"): "needed_homes_per_year",
    }
    columns = {_reading(row, texts): [texts.count(row[name]) for name in facts.values()] for _, row in rows.iterrows()}
    gone = texts("Gone at the pace so far")
    numbers = {heading: [*cells, _gone(rows.iloc[0], texts)] for heading, cells in columns.items()}
    caption = texts(
        "Delivered homes of {name} with label E, F or G, on {on}.",
        name=rows.iloc[0]["corporation"],
        on=texts.date(rows.iloc[0]["on"]),
    )
    return table_of({texts("Homes"): [*facts, gone], **numbers}, texts, kind="path", caption=caption, numbers=numbers)


def _reading(row: pd.Series, texts: Texts) -> str:
    year = pd.Timestamp(row["until"]).year
    if row["reading"] == "before":
        return texts("Gone before {year}", year=str(year))
    return texts("Gone by the end of {year}", year=str(year - 1))


def _gone(row: pd.Series, texts: Texts) -> str:
    return texts("never") if is_missing(row["zero_on"]) else str(pd.Timestamp(row["zero_on"]).year)
