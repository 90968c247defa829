"""
Make typed columns of text, column by column: one form per column, nothing guessed, nothing coerced.

A cell that does not have the form of its kind becomes missing, and a finding names its file, line and text.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from ..contracts import FIRST_KEYS, found
from ..wording import said

if TYPE_CHECKING:
    from ..contracts import Column, Table
    from ..findings import Finding

_WHOLE: Final = r"[+-]?\d{1,15}(?:[.]0)?"
_POINT: Final = r"[+-]?\d+(?:[.]\d+)?(?:[eE][+-]?\d+)?"
_COMMA: Final = r"[+-]?\d+(?:,\d+)?"
_THOUSANDS: Final = r"[+-]?\d{1,3}(?:[.]\d{3})+"
_YEAR_FIRST: Final = r"\d{4}-\d{2}-\d{2}"
_DAY_FIRST: Final = r"\d{2}-\d{2}-\d{4}"

_EXPECTED: Final = {
    "whole": (
        "not_a_whole_number",
        said("a whole number"),
        said("Write digits only, or leave the cell empty when unknown."),
    ),
    "decimal": (
        "not_a_number",
        said("a number"),
        said("Write digits with a decimal point (a comma only in files separated by ;), no thousands separator."),
    ),
    "boolean": (
        "not_true_or_false",
        said("true or false"),
        said("Write true or false, or leave the cell empty when unknown."),
    ),
    "date": ("not_a_date", said("a date"), said("Write yyyy-mm-dd or dd-mm-yyyy, the same form in the whole column.")),
}


def parsed(table: Table, column: Column, cells: pd.DataFrame, *, decimal_mark: str) -> tuple[pd.Series, list[Finding]]:
    """
    Make one typed column of its text.

    Parameters
    ----------
    table, column
        The contract: the kind decides the form.
    cells
        All text cells of one file; not modified.
    decimal_mark
        `.` or `,`; empty when the column shows it itself (files separated by a semicolon).

    Returns
    -------
    values
        The column with the dtype of its kind; missing where the cell is empty or has not that form.
    findings
        At most one: the cells that have not that form.
    """
    text = cells[column.name]
    match column.kind:
        case "whole":
            values: pd.Series = _numbers(text, text.str.fullmatch(_WHOLE), decimal_comma=False).astype("Int64")
        case "decimal":
            values = _decimals(text, decimal_mark)
        case "boolean":
            values = text.str.lower().map({"true": True, "false": False}).astype("boolean")
        case "date":
            values = _dates(text)
        case _:
            return text.astype("str"), []
    bad = text.notna() & values.isna()
    return values, [_misread(table, column, cells[bad])] if bad.any() else []


def _numbers(text: pd.Series, fits: pd.Series, *, decimal_comma: bool) -> pd.Series:
    kept = text.where(fits.fillna(value=False).astype(bool))
    return pd.to_numeric(kept.str.replace(",", ".", regex=False) if decimal_comma else kept)


def _decimals(text: pd.Series, decimal_mark: str) -> pd.Series:
    """Read the decimal mark of a column; where points may be thousands, no cell is read as a number."""
    has_comma = bool(text.str.contains(",", regex=False).any())
    is_comma = decimal_mark == "," or (not decimal_mark and has_comma)
    fits = text.str.fullmatch(_COMMA if is_comma else _POINT)
    if not decimal_mark and not is_comma:
        fits &= ~_may_be_thousands(text)
    numbers = _numbers(text, fits, decimal_comma=is_comma).astype("float64")
    return numbers.where(numbers.abs() < math.inf)


def _may_be_thousands(text: pd.Series) -> pd.Series:
    """Cells such as 1.234 in a column where every point stands before three digits: 1234, or a little over 1."""
    pointed = text.str.contains(".", regex=False).fillna(value=False).astype(bool)
    looks = text.str.fullmatch(_THOUSANDS).fillna(value=False).astype(bool)
    return looks if bool((pointed == looks).all()) else looks & False


def _dates(text: pd.Series) -> pd.Series:
    """Read dates in the one form of the column: the form of most of its cells."""
    year_first = text.str.fullmatch(_YEAR_FIRST).fillna(value=False).astype(bool)
    day_first = text.str.fullmatch(_DAY_FIRST).fillna(value=False).astype(bool)
    is_year_first = year_first.sum() >= day_first.sum()
    kept = text.where(year_first if is_year_first else day_first)
    form = "%Y-%m-%d" if is_year_first else "%d-%m-%Y"
    return pd.to_datetime(kept, format=form, errors="coerce").astype("datetime64[us]")


def _misread(table: Table, column: Column, bad: pd.DataFrame) -> Finding:
    rule, expected, remedy = _EXPECTED[column.kind]
    shown = "" if column.is_personal else ": " + ", ".join(repr(one) for one in bad[column.name].head(FIRST_KEYS))
    message = said(
        "{column} holds text that is not {expected}{shown}", column=column.name, expected=expected, shown=shown
    )
    return found(table.name, rule, column.name, message, remedy, bad, key=table.key)
