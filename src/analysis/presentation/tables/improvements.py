"""What one year of improvement would bring, by the way in which homes are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..labels.improvements import ORDERS
from ..shown import rows_of
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts


def priorities_table(published: Published, texts: Texts) -> HtmlTable:
    """
    What one year of improvement would bring, by association and way of choosing.

    Parameters
    ----------
    published
        Rows of `priorities.yearly`.
    """
    needed = ("corporation", "way", "homes_improved", "value", "unit", "cost_eur", "cost_low_eur", "cost_high_eur")
    rows = rows_of(published, needed)
    if rows.empty:
        return sentence(texts("Nothing to choose from: no home of low quality was delivered."))
    numbers = {
        texts("Homes improved"): [texts.count(int(homes)) for homes in rows["homes_improved"]],
        texts("Households lifted out"): cells.values(rows, texts),
        texts("Cost, million euro"): [_millions(row, texts) for _, row in rows.iterrows()],
    }
    table = {
        texts("Association"): cells.words(rows["corporation"]),
        texts("Which homes"): [texts(ORDERS[way]) for way in rows["way"]],
        **numbers,
    }
    caption = texts("What if: one year of improvement in the municipality, by which homes come first.")
    return table_of(table, texts, kind="priorities", caption=caption, numbers=numbers)


def _millions(row: pd.Series, texts: Texts) -> str:
    if row["suppressed"]:
        return texts.suppressed
    low, middle, high = (texts.number(row[name] / 1e6, 1) for name in ("cost_low_eur", "cost_eur", "cost_high_eur"))
    return texts("{middle} ({low} to {high})", middle=middle, low=low, high=high)
