"""Read Excel: the sheet named after the table, else the first; every cell as text."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from ..wording import said
from .cells import cell_text
from .raw import Raw, header_findings, no_rows, raw_cells, refused

if TYPE_CHECKING:
    from pathlib import Path

    from ..findings import Finding


def read_workbook(path: Path, table: str, *, file: str) -> Raw | Finding:
    """
    Read a sheet of an Excel workbook.

    Returns
    -------
    raw
        The cells, or the finding that says why there are none. A formula counts as the value Excel stored.
    """
    import openpyxl  # noqa: PLC0415 - only deliveries in Excel need it

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        message = said("{file} is not a readable workbook: {error}", file=file, error=error)
        return refused(table, "unreadable_file", message, said("Save it again as .xlsx, without a password."), file)
    sheet = book[table] if table in book.sheetnames else book.worksheets[0]
    sheet.reset_dimensions()
    records = list(enumerate(sheet.iter_rows(values_only=True), start=1))
    book.close()
    return _raw(table, file, [(line, record) for line, record in records if any(map(_is_filled, record))])


def _is_filled(value: object) -> bool:
    return value is not None and value != ""


def _raw(table: str, file: str, records: list[tuple[int, tuple[Any, ...]]]) -> Raw | Finding:
    if not records:
        return refused(
            table, "empty_file", said("{file} is empty", file=file), said("Deliver the file with its header."), file
        )
    header = _trimmed([cell_text(value).strip() for value in records[0][1]])
    problems = header_findings(table, file, header)
    if problems:
        return problems[0]
    width = len(header)
    rows = [([cell_text(value) for value in record] + [""] * width)[:width] for _, record in records[1:]]
    findings = [] if rows else [no_rows(table, file)]
    beyond = [line for line, record in records[1:] if any(map(_is_filled, record[width:]))]
    if beyond:
        message = said("line {first} of {file} has cells to the right of the header", first=beyond[0], file=file)
        findings.append(
            refused(table, "ragged_row", message, said("Name the column, or empty the cells."), file, beyond[0])
        )
    cells = raw_cells(file, header, rows, [line for line, _ in records[1:]])
    return Raw(file, cells, findings=tuple(findings))


def _trimmed(header: list[str]) -> list[str]:
    """Leave out the empty cells to the right of the last name."""
    while header and not header[-1]:
        header = header[:-1]
    return header
