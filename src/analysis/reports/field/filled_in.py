"""Read what was filled in at an inspection: the form on paper as CSV, or the GeoPackage of a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from ...contracts import TABLES, Column, found
from ...errors import DeliveryError
from ...findings import Finding
from ...parameters.wording import suggestion
from ...sources.columnar import read_geography
from ...sources.coordinates import X, Y, points_in_rd
from ...sources.delimited import read_delimited
from ...sources.parsing import parsed
from ...sources.raw import Raw, refused
from ...wording import said
from .form import CHOSEN, COLUMNS, FILLED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .form import Choices

TABLE: Final = "observations"
KEY: Final = ("observation_id", X, Y, "subject")
"""What names a row of the form in a finding."""
_FORMS: Final = said("Give the form as CSV, or the GeoPackage of the phone (.gpkg).")


def read_filled_in(path: Path) -> tuple[pd.DataFrame, list[Finding]]:
    """
    Read a file that came back from an inspection.

    Parameters
    ----------
    path
        CSV with columns of the form, or a GeoPackage with a layer `observations` of points.

    Returns
    -------
    rows
        Every row with something filled in: all columns of the form with their dtypes, places in EPSG:28992; the index
        says file and line.
    findings
        Columns that are not of the form, and cells that are not what they should be.

    Raises
    ------
    DeliveryError
        If the file cannot be read at all.
    """
    raw = _raw(path)
    if isinstance(raw, Finding):
        raise DeliveryError(raw.message, [raw])
    findings = [*(one for one in raw.findings if one.is_refusal), *_unknown_columns(raw)]
    values: dict[str, pd.Series] = {}
    for name, column in COLUMNS.items():
        values[name], seen = _column(raw, column)
        findings += seen
    rows = pd.DataFrame(values, index=raw.cells.index)
    if raw.geometry is not None:
        points = raw.geometry.where(raw.geometry.geom_type == "Point", None)
        rows = rows.assign(**{X: points.x, Y: points.y})
    rows, seen = points_in_rd(TABLES[TABLE], rows)
    is_printed = rows[list(FILLED)].isna().all(axis="columns")
    is_place = rows[X].notna() & rows["complex_id"].isna() & rows["observation_id"].isna()
    return rows[~is_printed | is_place], [*findings, *(one for one in seen if one.is_refusal)]


def _raw(path: Path) -> Raw | Finding:
    if not path.is_file():
        return refused(TABLE, "missing_file", said("{file} is not there", file=path.name), _FORMS, path.name)
    if path.suffix.lower() == ".csv":
        return read_delimited(path, TABLE, file=path.name, dialect={})
    if path.suffix.lower() == ".gpkg":
        return read_geography(path, TABLE, file=path.name)
    return refused(
        TABLE, "unknown_format", said("{file} has a form that is not taken in", file=path.name), _FORMS, path.name
    )


def _unknown_columns(raw: Raw) -> list[Finding]:
    unknown = [str(name) for name in raw.cells.columns if name not in COLUMNS]
    return [
        refused(
            TABLE,
            "unknown_column",
            said("{file} has a column {name}, which the form has not", file=raw.file, name=repr(name)),
            said("Take it out or correct its name; {suggestion}.", suggestion=suggestion(name, tuple(COLUMNS))),
            raw.file,
            1,
        )
        for name in unknown
    ]


def _column(raw: Raw, column: Column) -> tuple[pd.Series, list[Finding]]:
    if column.name in raw.cells:
        return parsed(TABLES[TABLE], column, raw.cells, decimal_mark=raw.decimal_mark)
    return pd.Series(index=raw.cells.index, dtype=column.dtype), []


def coded(rows: pd.DataFrame, choices: Choices) -> tuple[pd.DataFrame, list[Finding]]:
    """
    Turn what people wrote in `subject`, `grade` and `owner` into codes.

    Parameters
    ----------
    rows
        As `read_filled_in` gives them. Not modified.
    choices
        What can be chosen.

    Returns
    -------
    rows
        With codes; what is none is missing.
    findings
        At most one per column: what cannot be chosen, and what can.
    """
    findings: list[Finding] = []
    codes: dict[str, pd.Series] = {}
    for column in CHOSEN:
        written = rows[column]
        codes[column] = written.map(lambda one, of=column: choices.code(of, one), na_action="ignore").astype("str")
        findings += _not_chosen(rows[written.notna() & codes[column].isna()], column, choices.codes(column))
    return rows.assign(**codes), findings


def _not_chosen(rows: pd.DataFrame, column: str, codes: Sequence[str]) -> list[Finding]:
    if rows.empty:
        return []
    written = ", ".join(repr(one) for one in sorted(set(rows[column]))[:5])
    message = said("{column} is none of the list: {written}", column=column, written=written)
    remedy = said("Choose one of: {codes}.", codes=", ".join(codes))
    return [found(TABLE, f"unknown_{column}", column, message, remedy, rows, key=KEY)]
