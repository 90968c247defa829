"""Tables of rents: the first rents of new homes, and what changed the rent sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..labels import DWELLING_TYPES
from ..labels.rents import REASONS
from ..shown import rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

_PLACES: Final = ("corporation", "village", "dwelling_type")


def new_build_table(published: Published, texts: Texts) -> HtmlTable:
    """
    First rents of new homes by village and type of dwelling; groups too small to show are counted under the caption.

    Parameters
    ----------
    published
        Rows of `rent_levels.new_build_rents`.
    """
    rows = rows_of(published, (*_PLACES, "value", "unit", "denominator", "missing"))
    hidden = int(rows["suppressed"].sum())
    shown = rows[~rows["suppressed"]].reset_index(drop=True)
    if shown.empty:
        return sentence(texts("First rents of new homes: none, or too few in each group to show."))
    numbers = {
        texts("Median first rent"): cells.values(shown, texts),
        texts("Lettings"): cells.counts(shown, texts, "denominator"),
        texts("Unknown"): cells.counts(shown, texts, "missing"),
    }
    table = {
        texts("Association"): cells.words(shown["corporation"]),
        texts("Village"): [text or texts("all") for text in cells.words(shown["village"])],
        texts("Dwelling type"): [_type(code, texts) for code in shown["dwelling_type"]],
        **numbers,
    }
    caption = texts("First rents of new homes, by village and type of dwelling.")
    if hidden:
        caption += " " + texts("Left out: {count} groups with too few lettings to show.", count=texts.count(hidden))
    return table_of(table, texts, kind="new-build", caption=caption, numbers=numbers)


def reasons_table(published: Published, texts: Texts) -> HtmlTable:
    """
    What each reason adds to the rent sum, per association.

    Parameters
    ----------
    published
        Rows of `rent_increase.by_reason`.
    """
    needed = ("corporation", "step", "value", "unit", "change_eur_per_month", "changed_homes", "denominator")
    rows = rows_of(published, needed)
    numbers = {
        texts("Of the rent sum"): [_points(value, texts) for value in rows["value"]],
        texts("Euro per month"): [texts.signed(value) for value in rows["change_eur_per_month"]],
        texts("Homes it changed"): cells.counts(rows, texts, "changed_homes"),
        texts("Homes compared"): cells.counts(rows, texts, "denominator"),
    }
    table = {
        texts("Association"): [texts.association(name) for name in rows["corporation"]],
        texts("Reason"): [texts(REASONS[str(step)]) for step in rows["step"]],
        **numbers,
    }
    caption = texts("What changed the rent sum, by reason.")
    return table_of(table, texts, kind="reasons", caption=caption, numbers=numbers)


def rises_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Homes by how far their rent rose, with what law and agreement say of each class.

    Parameters
    ----------
    published
        Rows of `rent_increase.rises`.
    """
    needed = ("corporation", "kind", "above_share", "up_to_share", "value", "unit", "denominator", "missing")
    rows = rows_of(published, needed)
    numbers = {
        texts("Homes"): cells.values(rows, texts),
        texts("Homes compared"): cells.counts(rows, texts, "denominator"),
    }
    names = [rise_class(row, texts) for _, row in rows.iterrows()]
    table = {texts("Association"): cells.words(rows["corporation"]), texts("Rise of the rent"): names, **numbers}
    caption = texts("Homes by how far their rent rose.")
    return table_of(table, texts, kind="rises", caption=caption, numbers=numbers)


def rise_class(row: pd.Series, texts: Texts) -> str:
    """Words for one class of rises: between which shares, or of which kind."""
    if row["kind"] == "in_euros":
        return texts("low rent, rise in euros")
    if row["kind"] == "income_dependent":
        return texts("income-dependent rise")
    low, high = row["above_share"], row["up_to_share"]
    if is_missing(low):
        return texts("no rise")
    if is_missing(high):
        return texts("more than {low}", low=texts.share(low))
    return texts("{low} to {high}", low=texts.share(low), high=texts.share(high))


def _type(code: object, texts: Texts) -> str:
    if is_missing(code):
        return texts("all")
    return texts(DWELLING_TYPES[str(code)]) if str(code) in DWELLING_TYPES else str(code)


def _points(share: object, texts: Texts) -> str:
    """Write a part of a change in percentage points with its sign, two decimals: most reasons add little."""
    return texts.missing if is_missing(share) else texts.points(share, 2)
