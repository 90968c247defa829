"""Tables of results: the ledger, complexes in order, half-years and waiting times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..labels import DWELLING_TYPES
from ..shown import decimals_by_row, rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ...disclosure import Published
    from ..texts import Texts

_DIMENSIONS: Final = ("corporation", "village", "complex_id", "period")
_COUNTED: Final = ("value", "numerator", "denominator", "missing")


def results_table(
    published: Published,
    texts: Texts,
    *,
    caption: str,
    dates: tuple[date, date] | None = None,
    without: Collection[str] = (),
) -> HtmlTable:
    """
    Rows of the ledger, one row per result; dimensions that no row has are left out, and counts no row may show.

    Parameters
    ----------
    published
        Rows as every indicator gives them.
    caption
        What the table shows, in the reader's language.
    dates
        For results that compare two days: the day the numerator is counted on, and the day of the denominator.
    without
        Ids of results that are left out.
    """
    rows = rows_of(published, ("id", *_DIMENSIONS, "unit", *_COUNTED, "interval_low", "interval_high"))
    rows = rows[~rows["id"].isin(list(without))].reset_index(drop=True)
    decimals = decimals_by_row(published, rows)
    table = {texts("Figure"): [texts.result(result) for result in rows["id"]]}
    headings = (texts("Association"), texts("Village"), texts("Complex"), texts("Half-year"))
    for heading, dimension in zip(headings, _DIMENSIONS, strict=True):
        if rows[dimension].notna().any():
            table[heading] = [text or texts("all") for text in cells.words(rows[dimension])]
    counted, of = (texts("Counted"), texts("Of")) if dates is None else (texts.date(dates[0]), texts.date(dates[1]))
    numbers = {
        texts("Value"): cells.values(rows, texts, decimals=decimals),
        _interval_heading(decimals, texts): cells.intervals(rows, texts, decimals=decimals),
        counted: cells.counts(rows, texts, "numerator"),
        of: cells.counts(rows, texts, "denominator"),
        texts("Unknown"): cells.counts(rows, texts, "missing"),
    }
    table |= _told(numbers, texts)
    return table_of(table, texts, kind="results", caption=caption, numbers=numbers)


def _interval_heading(decimals: list[int], texts: Texts) -> str:
    """Heading of the intervals: where shares are published coarsely, the intervals are made wider too."""
    if 0 in decimals:
        return texts("95 % interval (widened to protect households)")
    return texts("95 % interval")


def _told(numbers: dict[str, list[str]], texts: Texts) -> dict[str, list[str]]:
    """Leave out the columns that tell nothing: withheld or missing in every row that is shown."""
    silent = {texts.withheld, texts.missing, texts.suppressed}
    return {
        heading: column
        for heading, column in numbers.items()
        if not silent.issuperset(column) or set(column) == {texts.suppressed}
    }


def ranked_complex_table(published: Published, texts: Texts, *, result: str) -> HtmlTable:
    """
    Complexes by share, with interval, band and shrunken share: an order with its uncertainty, no league table.

    Parameters
    ----------
    published
        Rows of `definitions.complex_bands`, one per complex.
    result
        Id of the result the bands were made of.
    """
    needed = ("complex_id", "complex_name", "corporation", "village", "band", "shrunken_share", *_COUNTED)
    order = ["suppressed", "value", "complex_id"]
    rows = rows_of(published, needed).sort_values(order, ascending=[True, False, True], kind="stable")
    decimals = decimals_by_row(published, rows)
    bands = [
        texts.suppressed if suppressed else texts.band(band)
        for band, suppressed in zip(rows["band"], rows["suppressed"], strict=True)
    ]
    share = {texts("Share"): cells.values(rows, texts, decimals=decimals, unit="share")}
    interval = {_interval_heading(decimals, texts): cells.intervals(rows, texts, decimals=decimals)}
    counts = {
        texts("Households"): cells.counts(rows, texts, "denominator"),
        texts("Unknown"): cells.counts(rows, texts, "missing"),
        texts("Shrunken share"): cells.shares(rows, texts, "shrunken_share", decimals=decimals),
    }
    places = {
        texts("Village"): cells.words(rows["village"]),
        texts("Association"): cells.words(rows["corporation"]),
        texts("Complex"): cells.words(rows["complex_id"]),
    }
    names = cells.words(rows["complex_name"].fillna(rows["complex_id"]))
    table = {texts("Name"): names, **share, texts("Compared with all other homes"): bands, **interval, **places}
    caption = texts(
        "{result} by complex. {definition}", result=texts.result(result), definition=texts.definition(result)
    )
    numbers = {*share, *interval, *counts}
    return table_of(table | _told(counts, texts), texts, kind="complexes", caption=caption, numbers=numbers)


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
    Registration time of regular seekers who were housed, by village, association or dwelling type.

    Parameters
    ----------
    published
        Rows of `displacement.waiting`: the dimension, median_registration_years, regular_lettings, missing.
    by
        Name of the dimension's column.
    """
    rows = rows_of(published, (by, "median_registration_years", "regular_lettings", "missing"))
    dimension = texts.dimension(by).lower()
    if len(rows) and rows["suppressed"].all():
        return sentence(
            texts("Years of registration by {dimension}: too few lettings each to show.", dimension=dimension)
        )
    shown = rows.assign(value=rows["median_registration_years"])
    numbers = {
        texts("Median, years"): cells.values(shown, texts, unit="years"),
        texts("Lettings"): cells.counts(shown, texts, "regular_lettings"),
        texts("Unknown"): cells.counts(shown, texts, "missing"),
    }
    table = {texts.dimension(by): [_place(place, by, texts) for place in rows[by]], **numbers}
    caption = texts("Years of registration of regular seekers at the letting, by {dimension}.", dimension=dimension)
    return table_of(table, texts, kind="waiting", caption=caption, numbers=numbers)


def _place(place: object, by: str, texts: Texts) -> str:
    """Words for one value of a dimension: a type of dwelling by its name, a missing association stands for all."""
    if by == "corporation":
        return texts.association(place)
    code = "" if is_missing(place) else str(place)
    return texts(DWELLING_TYPES[code]) if by == "dwelling_type" and code in DWELLING_TYPES else code
