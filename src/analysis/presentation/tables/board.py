"""The scoreboard as a table: every agreement with its verdict and what may be concluded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..shown import decimals_by_row, rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts


def scoreboard_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Every agreement with its verdict, figure, line, margin and what may be concluded.

    Parameters
    ----------
    published
        One row per agreement, or per agreement and association: chapter, agreement, title, corporation, verdict,
        value, unit, threshold, reason; where they are there also `chapter_title`, and in words what stands beside the
        verdict: `correction`, by hand, and `turns`, the assumptions that turn it.
    """
    needed = ("chapter", "agreement", "title", "corporation", "verdict", "value", "unit", "threshold", "reason")
    rows = rows_of(published, needed)
    numbers = {
        texts("Figure"): cells.values(rows, texts, decimals=decimals_by_row(published, rows)),
        texts("Line"): [
            texts.figure(line, _text(unit)) for line, unit in zip(rows["threshold"], rows["unit"], strict=True)
        ],
        texts("Margin"): [
            margin_text(*row, texts=texts) for row in zip(rows["value"], rows["threshold"], rows["unit"], strict=True)
        ],
    }
    standings = [texts.standing(*row) for row in zip(rows["verdict"], rows["reason"], strict=True)]
    table = {
        texts("Agreement"): cells.words(rows["agreement"]),
        texts("Chapter"): chapters(rows, texts),
        texts("Subject"): [texts(title) for title in cells.words(rows["title"])],
        texts("Association"): cells.words(rows["corporation"]),
        texts("Verdict"): [f"{texts.symbol(standing)} {texts.verdict(standing)}" for standing in standings],
        **numbers,
        texts("Reason"): _reasons(rows, texts),
        texts("What may be concluded"): [texts.conclusion(standing) for standing in standings],
    }
    return table_of(table, texts, kind="scoreboard", caption=texts("Are the agreements kept?"), numbers=numbers)


def margin_text(value: object, threshold: object, unit: object, *, texts: Texts) -> str:
    """Difference between a figure and its line with its sign: percentage points of a share, euros, else a number."""
    if is_missing(value) or is_missing(threshold):
        return texts.missing
    margin = Decimal(str(value)) - Decimal(str(threshold))
    if _text(unit) == "share":
        return texts.points(margin)
    if _text(unit).startswith("eur"):
        return texts("+{amount}", amount=texts.eur(margin)) if margin > 0 else texts.eur(margin)
    return texts.signed(margin)


def chapters(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Give number and title of the chapter of each row; the number alone where the register gives no title."""
    titles = rows["chapter_title"] if "chapter_title" in rows else [""] * len(rows)
    return [
        f"{chapter} {texts(title)}" if _text(title) else str(chapter)
        for chapter, title in zip(rows["chapter"], titles, strict=True)
    ]


def _reasons(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Say why each verdict is what it is, and what stands beside it."""
    told = rows.reindex(columns=["reason", "correction", "turns"])
    parts = ((texts.reason(row[0]), _text(row[1]), _text(row[2])) for row in told.itertuples(index=False, name=None))
    return ["; ".join(part for part in row if part) for row in parts]


def _text(value: object) -> str:
    return "" if is_missing(value) else str(value)
