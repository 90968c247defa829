"""Tables about the delivery and the run: findings, coverage, what the run is about, what it recorded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..shown import rows_of
from . import cells
from .html_table import HtmlTable, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts


def findings_table(published: Published, texts: Texts) -> HtmlTable:
    """
    What the check of the delivery found, each with its place and its remedy.

    Parameters
    ----------
    published
        One row per `Finding`, its fields as columns.
    """
    rows = rows_of(published, ("table", "rule", "column", "count", "message", "remedy", "severity"))
    numbers = {texts("Rows"): [texts.count(count) for count in rows["count"]]}
    table = {
        texts("Severity"): [texts.severity(severity) for severity in rows["severity"]],
        texts("Table"): cells.words(rows["table"]),
        texts("Column"): cells.words(rows["column"]),
        **numbers,
        texts("What was found"): cells.words(rows["message"]),
        texts("What to do"): cells.words(rows["remedy"]),
    }
    return table_of(table, texts, kind="findings", caption=texts("Findings about the delivery."), numbers=numbers)


def coverage_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Per delivered table: rows, columns, columns with gaps and the column with most of them.

    An empty cell that is an answer (still in service, a regular seeker) is no gap.

    Parameters
    ----------
    published
        One row per table and column: table, column, rows, missing. A table that was not delivered has one row
        without a column.
    """
    rows = rows_of(published, ("table", "column", "rows", "missing"))
    tables = list(dict.fromkeys(rows["table"]))
    parts = {table: rows[rows["table"] == table] for table in tables}
    numbers = {
        texts("Rows"): [_rows_of_table(part, texts) for part in parts.values()],
        texts("Columns"): [texts.count(part["column"].notna().sum()) for part in parts.values()],
        texts("Columns with gaps"): [texts.count((part["missing"] > 0).sum()) for part in parts.values()],
    }
    worst = [_largest_gap(part, texts) for part in parts.values()]
    table = {texts("Table"): tables, **numbers, texts("Largest gap"): worst}
    caption = texts("What was delivered. An empty cell that is an answer (still in service, regular seeker) is no gap.")
    return table_of(table, texts, kind="coverage", caption=caption, numbers=numbers)


def context_table(facts: Mapping[str, str], texts: Texts) -> HtmlTable:
    """
    What a run is about, one fact a row: period, reference date, delivery, profile, scenario.

    Parameters
    ----------
    facts
        Name and value of each fact, in the reader's language; parameters, so nothing the gate has to see.
    """
    table = {texts("About this run"): list(facts), texts("Value"): list(facts.values())}
    return table_of(table, texts, kind="context", caption=texts("What this run is about."))


def recorded_table(rows: pd.DataFrame, texts: Texts) -> HtmlTable:
    """
    Which results a notebook recorded: their ids and how many rows of each, never a value.

    Parameters
    ----------
    rows
        Exact rows of the ledger; only their ids are read.
    """
    counts = Counter(rows["id"] if len(rows) else [])
    numbers = {texts("Rows"): [texts.count(counts[result]) for result in sorted(counts)]}
    table = {texts("Result"): sorted(counts), **numbers}
    return table_of(table, texts, kind="recorded", caption=texts("Recorded results."), numbers=numbers)


def _rows_of_table(part: pd.DataFrame, texts: Texts) -> str:
    """Number of rows of a table; a table that was not delivered says so."""
    return texts("not delivered") if part["column"].isna().all() else texts.count(part["rows"].max())


def _largest_gap(part: pd.DataFrame, texts: Texts) -> str:
    """Name the column that is missing most often, with its share."""
    gaps = part[part["missing"] > 0]
    if gaps.empty:
        return ""
    worst = gaps.sort_values(["missing", "column"], ascending=[False, True], kind="stable").iloc[0]
    return f"{worst['column']} ({texts.share(worst['missing'] / worst['rows'])})"
