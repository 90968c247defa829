"""Does a frame keep the contract of its table? The answer is a list of findings, all at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from ..wording import said
from .fields import RD, Column, Table
from .places import found
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..findings import Finding, Severity


def empty(table: str) -> pd.DataFrame:
    """
    Give a table of the contract without rows: every column with its dtype.

    Examples
    --------
    >>> empty("rents").dtypes["valid_from"]
    dtype('<M8[us]')
    """
    return completed(table, pd.DataFrame(index=pd.RangeIndex(0)))


def completed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give the frame with the contract's columns first, in order; absent ones are missing in every row."""
    contract = TABLES[table]
    columns = {name: _present(frame, column) for name, column in contract.columns.items()}
    columns |= {str(name): frame[name] for name in frame.columns if name not in columns}
    whole = pd.DataFrame(columns, index=frame.index)
    return gpd.GeoDataFrame(whole, geometry=contract.geometry, crs=RD) if contract.geometry else whole


def _present(frame: pd.DataFrame, column: Column) -> pd.Series:
    if column.name in frame.columns:
        present: pd.Series = frame[column.name]
    elif column.kind == "geometry":
        present = gpd.GeoSeries([None] * len(frame), index=frame.index, crs=RD)
    else:
        present = pd.Series(index=frame.index, dtype=column.dtype)
    return present


def validate(table: str, frame: pd.DataFrame, *, extra: Collection[str] = ()) -> list[Finding]:
    """
    Hold a frame against the contract of its table.

    Parameters
    ----------
    table
        Name of the table.
    frame
        The rows; not modified.
    extra
        Columns beyond the contract that the card declares.

    Returns
    -------
    findings
        Absent and undeclared columns, wrong types, empty cells, numbers out of range, unknown codes and
        duplicate keys; empty when the contract is kept.

    Examples
    --------
    >>> validate("stock", empty("stock"))
    []
    """
    contract = TABLES[table]
    own = frame.drop(columns=[name for name in extra if name in frame.columns and name not in contract.columns])
    wrong = {name for name, column in contract.columns.items() if name in own and not _is_typed(own[name], column)}
    findings = [_wrong_type(contract, frame, name) for name in sorted(wrong)]
    try:
        contract.schema.validate(own.reset_index(drop=True), lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        findings += _column_findings(contract, cases)
        findings += _row_findings(contract, frame, cases[~cases["column"].isin(wrong)])
    return findings


def _is_typed(values: pd.Series, column: Column) -> bool:
    if str(values.dtype) != column.dtype:
        return False
    return column.kind != "geometry" or gpd.GeoSeries(values).crs == RD


def _wrong_type(contract: Table, frame: pd.DataFrame, name: str) -> Finding:
    message = said(
        "{name} has type {dtype}, not {expected}",
        name=name,
        dtype=frame[name].dtype,
        expected=contract.columns[name].dtype,
    )
    remedy = said("Read the table with analysis.sources.")
    return found(contract.name, "wrong_type", name, message, remedy, frame, key=contract.key)


def _column_findings(contract: Table, cases: pd.DataFrame) -> list[Finding]:
    """Columns that are absent, and columns nobody declared."""
    nowhere = pd.DataFrame()
    findings = []
    for name in sorted(cases.loc[cases["check"] == "column_in_dataframe", "failure_case"]):
        may_be_empty = contract.columns[name].nullable
        if may_be_empty:
            message = said("column {name} is absent; it is missing in every row", name=name)
            remedy = said("Deliver the column.")
        else:
            message = said("column {name} is absent", name=name)
            remedy = said("Deliver the column; rows are found, placed or joined by it.")
        severity: Severity = "warning" if may_be_empty else "refused"
        findings.append(
            found(contract.name, "missing_column", name, message, remedy, nowhere, key=(), severity=severity)
        )
    for name in sorted(map(str, cases.loc[cases["check"] == "column_in_schema", "failure_case"])):
        near = get_close_matches(name, contract.columns, n=1)
        message = said("column {name} is not in the contract", name=name)
        if near:
            message = said("column {name} is not in the contract; is it {near}?", name=name, near=near[0])
        remedy = said("Correct the name, leave the column out, or declare it on the card under schema.fields.")
        findings.append(found(contract.name, "undeclared_column", name, message, remedy, nowhere, key=()))
    return findings


def _row_findings(contract: Table, frame: pd.DataFrame, cases: pd.DataFrame) -> list[Finding]:
    rows = cases.dropna(subset=["index"])
    if not set(contract.key) <= set(frame.columns):
        rows = rows[rows["check"] != "multiple_fields_uniqueness"]  # half a key repeats by itself
    findings = []
    for (column, check), those in rows.groupby(["column", "check"], sort=True):
        positions = sorted({int(position) for position in those["index"]})
        rule, message, remedy = _said(contract, str(column), str(check))
        name = ", ".join(contract.key) if rule == "duplicate_key" else str(column)
        findings.append(
            found(contract.name, rule, name, message, remedy, frame.iloc[positions], key=contract.key),
        )
    return list({(one.rule, one.column): one for one in findings}.values())


def _said(contract: Table, column: str, check: str) -> tuple[str, str, str]:
    """Give rule, message and remedy of one failed check of the model."""
    if check == "multiple_fields_uniqueness":
        message = said("the key {key} stands in more than one row", key=", ".join(contract.key))
        return "duplicate_key", message, said("Keep one row per key.")
    if check == "not_nullable":
        return (
            "missing_value",
            said("{column} is empty", column=column),
            said("Fill it in: the row cannot be used without it."),
        )
    if check.startswith("isin"):
        message = said(
            "{column} holds a code that is not in the list: {codes}",
            column=column,
            codes=", ".join(contract.columns[column].codes),
        )
        return "unknown_code", message, said("Use a code of the data dictionary.")
    if check.startswith("greater_than_or_equal_to"):
        return (
            "negative_number",
            said("{column} is below 0", column=column),
            said("Correct the number, or leave it empty when unknown."),
        )
    return (
        "wrong_type",
        said("{column} does not pass {check}", column=column, check=check),
        said("Correct the values of the column."),
    )
