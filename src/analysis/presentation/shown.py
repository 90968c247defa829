"""The door of the presentation layer: only rows that passed the disclosure gate come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..disclosure import classes, require
from ..errors import DisclosureError
from ..wording import said
from .texts import is_missing

if TYPE_CHECKING:
    import pandas as pd

    from ..disclosure import Published


def rows_of(published: Published, columns: tuple[str, ...] = ()) -> pd.DataFrame:
    """
    Give the rows of a published table, with `suppressed` and `bound` in any case.

    Parameters
    ----------
    published
        What is about to be shown.
    columns
        Columns the caller is going to show.

    Raises
    ------
    DisclosureError
        If the object did not pass the gate, or lacks one of the columns.
    """
    rows = require(published).reset_index(drop=True)
    absent = [column for column in columns if column not in rows.columns]
    if absent:
        message = said(
            "published rows lack the columns {absent}: give the table this view is made for", absent=", ".join(absent)
        )
        raise DisclosureError(message)
    if "suppressed" not in rows:
        rows["suppressed"] = False
    if "bound" not in rows:
        rows["bound"] = None
    return rows.assign(suppressed=rows["suppressed"].fillna(value=False).astype(bool))


def drawable(rows: pd.DataFrame, column: str = "value") -> pd.DataFrame:
    """Rows that hold a value to draw: not suppressed and not missing."""
    return rows[~rows["suppressed"] & rows[column].notna()].reset_index(drop=True)


def complex_name(row: pd.Series) -> str:
    """Name of a complex with its village, so that two streets of one name can be told apart; else its id."""
    name = row["complex_id"] if is_missing(row["complex_name"]) else row["complex_name"]
    parts = (
        [str(name)]
        if is_missing(row["village"]) or str(row["village"]) in str(name)
        else [str(name), str(row["village"])]
    )
    return ", ".join(parts)


def decimals_of(published: Published) -> int:
    """Decimals of a percentage: none where the gate publishes coarse shares of households, else one."""
    return _decimals(published.data_class, published.profile)


def decimals_by_row(published: Published, rows: pd.DataFrame) -> list[int]:
    """Decimals of a percentage, row by row: a ledger holds results of several classes of data."""
    if "id" not in rows:
        return [decimals_of(published)] * len(rows)
    known = rows.assign(id=rows["id"].fillna(""))
    return [
        _decimals(name if result else published.data_class, published.profile)
        for name, result in zip(classes(known), known["id"], strict=True)
    ]


def _decimals(data_class: str, profile: str) -> int:
    return 0 if (data_class, profile) == ("household", "public") else 1
