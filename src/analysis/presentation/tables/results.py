"""Tables of results: the ledger, complexes in order, half-years and waiting times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..shown import decimals_by_row, rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, table_of

if TYPE_CHECKING:
    from ...disclosure import Published
    from ..texts import Texts

_DIMENSIONS: Final = ("corporation", "village", "complex_id", "period")
_COUNTED: Final = ("value", "numerator", "denominator", "missing")


def results_table(published: Published, texts: Texts, *, caption: str) -> HtmlTable:
    """
    Rows of the ledger, one row per result; dimensions that no row has are left out.

    Parameters
    ----------
    published
        Rows as every indicator gives them.
    caption
        What the table shows, in the reader's language.
    """
    rows = rows_of(published, ("id", *_DIMENSIONS, "unit", *_COUNTED, "interval_low", "interval_high"))
    decimals = decimals_by_row(published, rows)
    table = {texts("Figure"): [texts.result(result) for result in rows["id"]]}
    headings = (texts("Association"), texts("Village"), texts("Complex"), texts("Half-year"))
    for heading, dimension in zip(headings, _DIMENSIONS, strict=True):
        if rows[dimension].notna().any():
            table[heading] = [text or texts("all") for text in cells.words(rows[dimension])]
    numbers = {
        texts("Value"): cells.values(rows, texts, decimals=decimals),
        texts("95 % interval"): cells.intervals(rows, texts, decimals=decimals),
        texts("Counted"): cells.counts(rows, texts, "numerator"),
        texts("Of"): cells.counts(rows, texts, "denominator"),
        texts("Unknown"): cells.counts(rows, texts, "missing"),
    }
    return table_of(table | numbers, texts, kind="results", caption=caption, numbers=numbers)


def ranked_complex_table(published: Published, texts: Texts, *, result: str) -> HtmlTable:
    """
    Complexes by share, with interval, band and shrunken share: an order with its uncertainty, no league table.

    Parameters
    ----------
    published
        Rows of `energy_poverty.bands`, one per complex.
    result
        Id of the result the bands were made of.
    """
    needed = ("complex_id", "complex_name", "corporation", "village", "band", "shrunken_share", *_COUNTED)
    order = ["suppressed", "value", "complex_id"]
    rows = rows_of(published, needed).sort_values(order, ascending=[True, False, True], kind="stable")
    decimals = decimals_by_row(published, rows)
    numbers = {
        texts("Share"): cells.values(rows, texts, decimals=decimals, unit="share"),
        texts("95 % interval"): cells.intervals(rows, texts, decimals=decimals),
        texts("Households"): cells.counts(rows, texts, "denominator"),
        texts("Unknown"): cells.counts(rows, texts, "missing"),
        texts("Shrunken share"): cells.shares(rows, texts, "shrunken_share", decimals=decimals),
    }
    bands = [
        texts.suppressed if suppressed else texts.band(band)
        for band, suppressed in zip(rows["band"], rows["suppressed"], strict=True)
    ]
    table = {
        texts("Complex"): cells.words(rows["complex_id"]),
        texts("Name"): cells.words(rows["complex_name"]),
        texts("Association"): cells.words(rows["corporation"]),
        texts("Village"): cells.words(rows["village"]),
        **numbers,
        texts("Compared with all other homes"): bands,
    }
    caption = texts(
        "{result} by complex. {definition}", result=texts.result(result), definition=texts.definition(result)
    )
    return table_of(table, texts, kind="complexes", caption=caption, numbers=numbers)


def half_years_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Lettings to urgent seekers per half-year and association, with the headroom to the line.

    Parameters
    ----------
    published
        Rows of `displacement.half_years`.
    """
    needed = ("period", "corporation", "basis", "headroom", *_COUNTED, "interval_low", "interval_high")
    rows = rows_of(published, needed)
    numbers = {
        texts("Urgent"): cells.counts(rows, texts, "numerator"),
        texts("Lettings"): cells.counts(rows, texts, "denominator"),
        texts("Unknown"): cells.counts(rows, texts, "missing"),
        texts("Share"): cells.values(rows, texts, decimals=decimals_by_row(published, rows), unit="share"),
        texts("95 % interval"): cells.intervals(rows, texts, decimals=decimals_by_row(published, rows)),
    }
    table = {
        texts("Half-year"): cells.words(rows["period"]),
        texts("Association"): [text or texts("all") for text in cells.words(rows["corporation"])],
        texts("Share of"): [texts.basis(basis) for basis in rows["basis"]],
        **numbers,
        texts("Headroom"): [headroom_text(headroom, texts) for headroom in rows["headroom"]],
    }
    return table_of(
        table, texts, kind="half-years", caption=texts("Lettings to urgent seekers per half-year."), numbers=numbers
    )


def headroom_text(headroom: object, texts: Texts) -> str:
    """Say how far a half-year is from the line: urgent lettings that still fit, or regular ones needed to be back."""
    if is_missing(headroom):
        return texts.missing
    count = int(str(headroom))
    if count < 0:
        return texts("{count} regular lettings needed", count=texts.count(-count))
    return texts("room for {count}", count=texts.count(count))


def waiting_table(published: Published, texts: Texts, *, by: str) -> HtmlTable:
    """
    Registration time of regular seekers who were housed, by village or dwelling type.

    Parameters
    ----------
    published
        Rows of `displacement.waiting`: the dimension, median_registration_years, regular_lettings, missing.
    by
        Name of the dimension's column.
    """
    rows = rows_of(published, (by, "median_registration_years", "regular_lettings", "missing"))
    shown = rows.rename(columns={"median_registration_years": "value"})
    numbers = {
        texts("Median, years"): cells.values(shown, texts, unit="years"),
        texts("Lettings"): cells.counts(shown, texts, "regular_lettings"),
        texts("Unknown"): cells.counts(shown, texts, "missing"),
    }
    table = {texts.dimension(by): cells.words(rows[by]), **numbers}
    caption = texts(
        "Years of registration of regular seekers at the letting, by {dimension}.",
        dimension=texts.dimension(by).lower(),
    )
    return table_of(table, texts, kind="waiting", caption=caption, numbers=numbers)
