"""Tables that hold results beside one another: under other assumptions, and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..shown import decimals_by_row, rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

BASE = "base"


def sensitivity_table(published: Published, texts: Texts, *, names: Mapping[str, str] | None = None) -> HtmlTable:
    """
    Show results under each scenario beside the base: which assumption moves a figure, and which changes a verdict.

    Parameters
    ----------
    published
        Rows with `scenario`, `id`, `corporation`, the measures and `verdict`; a figure that may not be compared with
        the base is missing.
    texts
        Words and numbers.
    names
        Scenarios in words, by their name.
    """
    columns = ("scenario", "id", "corporation", "value", "unit", "verdict", "suppressed", "bound")
    rows = rows_of(published, columns).reset_index(drop=True)
    words = names or {}
    figures = {texts("Figure"): _figures(rows, texts, decimals_by_row(published, rows))}
    table = {
        texts("Scenario"): [words.get(name) or texts.scenario(name) for name in rows["scenario"]],
        texts("Result"): [texts.result(result) for result in rows["id"]],
    }
    if rows["corporation"].notna().any():
        table[texts("Association")] = [_association(name, texts) for name in rows["corporation"]]
    table |= figures
    if rows["verdict"].notna().any():
        table[texts("Verdict")] = [texts.verdict(verdict) for verdict in rows["verdict"]]
        table[texts("Compared with the base")] = _changes(rows, texts)
    caption = texts("The same results with one assumption at the end of its range.")
    return table_of(table, texts, kind="sensitivity", caption=caption, numbers=figures)


def _figures(rows: pd.DataFrame, texts: Texts, decimals: list[int]) -> list[str]:
    """Texts of the figures; one that is left out beside the base is withheld, not unknown."""
    is_withheld = (rows["scenario"] != BASE) & rows["value"].isna() & ~rows["suppressed"]
    shown = cells.values(rows, texts, decimals=decimals)
    return [texts.withheld if hidden else figure for hidden, figure in zip(is_withheld, shown, strict=True)]


def _changes(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Say of each row whether its verdict is another than in the base."""
    base = rows[rows["scenario"] == BASE].set_index(["id", "corporation"])["verdict"].to_dict()
    return [
        texts("changes to {verdict}", verdict=texts.verdict(row.verdict))
        if _verdict(row.verdict) != _verdict(base.get((row.id, row.corporation)))
        else ""
        for row in rows.itertuples()
    ]


def _verdict(verdict: object) -> str:
    return verdict if isinstance(verdict, str) else ""


def _association(name: object, texts: Texts) -> str:
    return texts("all together") if is_missing(name) else str(name)


def freshness_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show the first and last date of every table.

    Parameters
    ----------
    published
        One row per table: `table`, `rows`, `first_on`, `last_on`, or `first_year`, `last_year`.
    texts
        Words and dates.
    """
    rows = rows_of(published, ("table", "rows", "first_on", "last_on", "first_year", "last_year"))
    numbers = {texts("Rows"): cells.counts(rows, texts, "rows")}
    table = {
        texts("Table"): cells.words(rows["table"]),
        **numbers,
        texts("From and to"): [_reach(row, texts) for row in rows.to_dict("records")],
    }
    return table_of(table, texts, kind="freshness", caption=texts("How far the data reach."), numbers=numbers)


def _reach(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Stretch of days, or of years where a table knows no days."""
    if is_missing(row["first_year"]):
        return texts("{first} to {last}", first=texts.date(row["first_on"]), last=texts.date(row["last_on"]))
    return texts("years {first}\N{EN DASH}{last}", first=row["first_year"], last=row["last_year"])


def residuals_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show the homes counted beside those of another source, and what is left over.

    Parameters
    ----------
    published
        One row per place, and per date or kind: `corporation`, `village`, `checked`, `counted_homes`,
        `control_homes`, `residual_homes`, `source`.
    texts
        Words and numbers.
    """
    columns = ("corporation", "village", "checked", "counted_homes", "control_homes", "residual_homes", "source")
    rows = rows_of(published, columns)
    numbers = {
        texts("Counted"): cells.counts(rows, texts, "counted_homes"),
        texts("Other source"): cells.counts(rows, texts, "control_homes"),
        texts("Left over"): cells.counts(rows, texts, "residual_homes"),
    }
    table = {
        texts("Association"): cells.words(rows["corporation"]),
        texts("Village"): cells.words(rows["village"]),
        texts("What"): cells.words(rows["checked"]),
        **numbers,
        texts("Source"): [texts.quoted(words) for words in cells.words(rows["source"])],
    }
    caption = texts("Counted homes that another source does not confirm.")
    return table_of(table, texts, kind="residuals", caption=caption, numbers=numbers)


def displaced_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show the regular lettings a share on the line would have left beside those that took place.

    Parameters
    ----------
    published
        Frame as `displacement.displaced` gives it, gated.
    texts
        Words and numbers.
    """
    columns = ("corporation", "denominator", "regular_lettings", "regular_lettings_at_ceiling", "displaced_lettings")
    rows = rows_of(published, columns)
    numbers = {
        texts("Lettings"): cells.counts(rows, texts, "denominator"),
        texts("To regular seekers"): cells.counts(rows, texts, "regular_lettings"),
        texts("At a share on the line"): [texts.number(value, 1) for value in rows["regular_lettings_at_ceiling"]],
        texts("Displaced"): [texts.signed(value, 1) for value in rows["displaced_lettings"]],
    }
    table = {texts("Association"): [_association(name, texts) for name in rows["corporation"]], **numbers}
    caption = texts("Regular lettings, and what a share on the line would have left.")
    return table_of(table, texts, kind="displaced", caption=caption, numbers=numbers)


def chances_table(published: Published, texts: Texts, *, is_running: bool) -> HtmlTable:
    """
    Show the chance that a half-year that still runs ends over the line; of one that is over, say so.

    Parameters
    ----------
    published
        Frame as `displacement.running_chance` gives it, gated.
    texts
        Words and numbers.
    is_running
        Whether the half-year still runs on the reference date.
    """
    rows = rows_of(published, ("corporation", "numerator", "denominator", "remaining", "chance_share"))
    if not is_running:
        return sentence(texts("The half-year is over."))
    numbers = {
        texts("Urgent so far"): cells.counts(rows, texts, "numerator"),
        texts("Lettings so far"): cells.counts(rows, texts, "denominator"),
        texts("Still expected"): cells.counts(rows, texts, "remaining"),
        texts("Chance to end over the line"): [texts.share(value, 0) for value in rows["chance_share"]],
    }
    table = {texts("Association"): [_association(name, texts) for name in rows["corporation"]], **numbers}
    caption = texts("While the half-year runs: the chance to end over the line (as many lettings as a year before).")
    return table_of(table, texts, kind="chances", caption=caption, numbers=numbers)
