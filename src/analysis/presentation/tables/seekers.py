"""Tables of home seekers: quarter by quarter, village by village, search times and who was housed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..shown import rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

_QUARTER: Final = (
    "quarter",
    "active_seekers",
    "registered_seekers",
    "advertised_dwellings",
    "responses",
    "allocations",
)
_SHARES: Final = ("responses_per_advert", "outside_responses_share", "success_share", "not_delivered")
_MISSING: Final = ("missing_active", "missing_registered", "missing_responses")


def quarters_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Quarter by quarter over the municipality; a quarter that misses a village says which.

    Parameters
    ----------
    published
        Rows of `home_seekers.by_quarter`.
    """
    rows = rows_of(published, (*_QUARTER, *_SHARES, *_MISSING))
    numbers = {
        texts("Active seekers"): _at_least(rows, texts, "active_seekers", "missing_active"),
        texts("Registered seekers"): _at_least(rows, texts, "registered_seekers", "missing_registered"),
        texts("Homes advertised"): _at_least(rows, texts, "advertised_dwellings", "missing_responses"),
        texts("Responses"): _at_least(rows, texts, "responses", "missing_responses"),
        texts("Responses per home"): [texts.number(value) for value in rows["responses_per_advert"]],
        texts("From outside"): [texts.share(share) for share in rows["outside_responses_share"]],
        texts("Allocations"): cells.counts(rows, texts, "allocations"),
        texts("Success rate"): [texts.share(share) for share in rows["success_share"]],
    }
    table = {texts("Quarter"): cells.words(rows["quarter"]), **numbers}
    if rows["not_delivered"].notna().any():
        table[texts("Without")] = cells.words(rows["not_delivered"])
    caption = texts(
        "Seekers, responses and chances per quarter, villages together. At least: a village did not deliver the "
        "number; ratios take the villages of which both parts are known."
    )
    return table_of(table, texts, kind="quarters", caption=caption, numbers=numbers)


def village_quarters_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Active seekers per village, one column per quarter; too few, not delivered and none read differently.

    Parameters
    ----------
    published
        Rows of `home_seekers.by_village`.
    """
    rows = rows_of(published, ("quarter", "village", "value", "unit"))
    if rows.empty:
        return sentence(texts("No quarter of this half-year is over."))
    texts_of = rows.assign(text=cells.values(rows, texts))
    named = texts_of.assign(village=rows["village"].fillna(""))  # the villages together come first
    wide = named.set_index(["village", "quarter"])["text"].unstack("quarter")  # noqa: PD010 - nothing to add up
    wide = wide.fillna(texts.missing).reset_index()
    numbers = {str(quarter): cells.words(wide[quarter]) for quarter in wide.columns if quarter != "village"}
    table = {texts("Village"): [village or texts("all") for village in wide["village"]], **numbers}
    caption = texts("Active seekers per village and quarter. A dash: not delivered.")
    return table_of(table, texts, kind="village-quarters", caption=caption, numbers=numbers)


def search_times_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Years of registration of regular seekers when they were housed, per half-year and association.

    Parameters
    ----------
    published
        Rows of `home_seekers.search_times`.
    """
    rows = rows_of(
        published, ("period", "corporation", "lower_years", "value", "upper_years", "denominator", "missing")
    )
    numbers = {
        texts("A quarter below"): [_years(value, texts) for value in rows["lower_years"]],
        texts("Half below"): [_years(value, texts) for value in rows["value"]],
        texts("Three quarters below"): [_years(value, texts) for value in rows["upper_years"]],
        texts("Regular seekers housed"): cells.counts(rows, texts, "denominator"),
        texts("Unknown"): cells.counts(rows, texts, "missing"),
    }
    names = [texts.association(name) for name in rows["corporation"]]
    table = {texts("Half-year"): cells.words(rows["period"]), texts("Association"): names, **numbers}
    caption = texts("Years that regular seekers were registered when they were housed.")
    return table_of(table, texts, kind="search-times", caption=caption, numbers=numbers)


def groups_table(published: Published, texts: Texts, *, below_months: int) -> HtmlTable:
    """
    Who was housed per half-year: urgent, regular after a short registration, other regular.

    Parameters
    ----------
    published
        Rows of `home_seekers.groups`.
    below_months
        Months of registration below which a regular seeker was housed fast.
    """
    names = ("urgent_lettings", "fast_lettings", "other_lettings", "unknown_lettings", "lettings")
    rows = rows_of(published, ("period", *names))
    headings = (
        texts("Urgent"),
        texts("Regular, registered for less than {months} months", months=texts.count(below_months)),
        texts("Other regular"),
        texts("Unknown"),
        texts("Allocations"),
    )
    numbers = {heading: cells.counts(rows, texts, name) for heading, name in zip(headings, names, strict=True)}
    table = {texts("Half-year"): cells.words(rows["period"]), **numbers}
    caption = texts("Who was housed. What fast seekers were offered besides regular homes is not delivered.")
    return table_of(table, texts, kind="groups", caption=caption, numbers=numbers)


def _at_least(rows: pd.DataFrame, texts: Texts, column: str, missing: str) -> list[str]:
    """Texts of counts; a sum that misses a village is a lower bound."""
    told = zip(cells.counts(rows, texts, column), rows[missing], strict=True)
    return [texts.bound("at_least", count) if without else count for count, without in told]


def _years(value: object, texts: Texts) -> str:
    return texts.missing if is_missing(value) else texts.number(value, 1)
