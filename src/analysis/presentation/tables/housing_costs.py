"""Tables of housing costs: what kinds of households pay, and what they have left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..labels import HOUSEHOLD_KINDS
from ..shown import decimals_of, rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

_AMOUNTS = ("mean_rent_after_huurtoeslag", "mean_energy", "mean_local_taxes", "median_costs", "median_left")
_COUNTED = ("value", "numerator", "denominator", "interval_low", "interval_high")
_NEEDED = ("kind", "median_cost_quote", "mean_budget", *_COUNTED, *_AMOUNTS)


def household_kinds_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show what each kind of household pays for its home and has left, and how many of them are at payment risk.

    Parameters
    ----------
    published
        Rows of `housing_costs.by_household_kind`.
    texts
        Words and numbers.
    """
    rows = rows_of(published, _NEEDED)
    if rows.empty:
        return sentence(texts("Housing costs by kind of household: nothing that could be calculated."))
    decimals = [decimals_of(published)] * len(rows)
    numbers = {
        texts("Rent after huurtoeslag"): _euros(rows, texts, "mean_rent_after_huurtoeslag"),
        texts("Energy"): _euros(rows, texts, "mean_energy"),
        texts("Local taxes"): _euros(rows, texts, "mean_local_taxes"),
        texts("Median costs"): _euros(rows, texts, "median_costs"),
        texts("Median share of income"): _shares(rows, texts, "median_cost_quote"),
        texts("Median left"): _euros(rows, texts, "median_left"),
        texts("Budget for living"): _euros(rows, texts, "mean_budget"),
        texts("At payment risk"): cells.values(rows, texts, decimals=decimals, unit="share"),
        texts("95 % interval"): cells.intervals(rows, texts, decimals=decimals),
        texts("Households"): cells.counts(rows, texts, "denominator"),
    }
    if set(numbers[texts("Households")]) <= {texts.withheld, texts.suppressed}:
        del numbers[texts("Households")]
    table = {texts("Kind of household"): [texts(HOUSEHOLD_KINDS[kind]) for kind in rows["kind"]], **numbers}
    caption = texts(
        "Housing costs by kind of household, euro per month. Averages, or medians where it says so; rounded to tens."
    )
    return table_of(table, texts, kind="household_kinds", caption=caption, numbers=numbers)


def _euros(rows: pd.DataFrame, texts: Texts, column: str) -> list[str]:
    """Amounts in whole euros; one of a kind that is withheld reads as withheld."""
    return [
        texts.suppressed if hidden else texts.missing if is_missing(amount) else texts.eur(amount, 0)
        for amount, hidden in zip(rows[column], rows["suppressed"], strict=True)
    ]


def _shares(rows: pd.DataFrame, texts: Texts, column: str) -> list[str]:
    return [
        texts.suppressed if hidden else texts.share(share, 0)
        for share, hidden in zip(rows[column], rows["suppressed"], strict=True)
    ]
