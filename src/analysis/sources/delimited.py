"""Read CSV: the separator from the header, the lines as they stand in the file, every cell as text."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ..contracts import TABLES
from ..findings import Finding
from ..wording import said
from .raw import Raw, header_findings, no_rows, raw_cells, refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_DELIMITERS = (",", ";", "\t")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}


def read_delimited(
    path: Path, table: str, *, file: str, dialect: Mapping[str, str], encoding: str = "utf-8"
) -> Raw | Finding:
    """
    Read a CSV file.

    Parameters
    ----------
    path
        The file.
    table
        Table it holds; its column names help to find the separator.
    file
        Path inside the delivery, for findings.
    dialect
        `delimiter` and `decimalChar` where the card states them.
    encoding
        Encoding the card states; a byte order mark is skipped.

    Returns
    -------
    raw
        The cells, or the finding that says why there are none.
    """
    text = _decoded(path, table, file, encoding)
    if isinstance(text, Finding):
        return text
    if not text.strip():
        return refused(
            table, "empty_file", said("{file} is empty", file=file), said("Deliver the file with its header."), file
        )
    delimiter = dialect.get("delimiter") or sniffed_delimiter(text, table)
    try:
        lines, records = split_records(text, delimiter)
    except csv.Error as error:
        message = said("{file} cannot be read as CSV: {error}", file=file, error=error)
        return refused(table, "unreadable_file", message, said("Look for a quotation mark that is not closed."), file)
    return _raw(table, file, lines, records, decimal_mark=_decimal_mark(dialect, delimiter))


def _decoded(path: Path, table: str, file: str, encoding: str) -> str | Finding:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig" if encoding.lower().replace("-", "") == "utf8" else encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = said(
            "{file} is not {encoding}: byte {byte} on line {line}",
            file=file,
            encoding=encoding,
            byte=f"{content[error.start]:#04x}",
            line=line,
        )
        remedy = said("Save it as CSV UTF-8, or state its encoding on the card.")
        return refused(table, "unreadable_encoding", message, remedy, file, line)
    except LookupError:
        message = said("the card states encoding {encoding!r}, which is not known", encoding=encoding)
        return refused(table, "unreadable_encoding", message, said("State utf-8 or windows-1252."), file)


def sniffed_delimiter(text: str, table: str) -> str:
    """
    Find the separator of a file: the one with which its header holds most names of the table.

    Examples
    --------
    >>> sniffed_delimiter("dwelling_id;valid_from", "rents")
    ';'
    """
    known = set(TABLES[table].columns)
    first = text.lstrip("\r\n").splitlines()[0]

    def fits(delimiter: str) -> tuple[int, int]:
        names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        return len(known.intersection(names)), len(names)

    return max(_DELIMITERS, key=fits)


def _decimal_mark(dialect: Mapping[str, str], delimiter: str) -> str:
    """A semicolon leaves room for the decimal comma; which of the two marks it is, each column shows."""
    return dialect.get("decimalChar") or ("" if delimiter == ";" else ".")


def split_records(text: str, delimiter: str) -> tuple[list[int], list[list[str]]]:
    """Split into records with the line on which each begins; blank lines are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, records, begins = [], [], 1
    for record in reader:
        if record:
            lines.append(begins)
            records.append(record)
        begins = reader.line_num + 1
    return lines, records


def _raw(table: str, file: str, lines: list[int], records: list[list[str]], *, decimal_mark: str) -> Raw | Finding:
    header = [name.strip() for name in records[0]]
    problems = header_findings(table, file, header)
    if problems:
        return problems[0]
    findings = _ragged(table, file, header, lines, records)
    width = len(header)
    rows = [(record + [""] * width)[:width] for record in records[1:]]
    if not rows:
        findings.append(no_rows(table, file))
    cells = raw_cells(file, header, rows, lines[1:])
    return Raw(file, cells, decimal_mark, findings=tuple(findings))


def _ragged(table: str, file: str, header: list[str], lines: list[int], records: list[list[str]]) -> list[Finding]:
    width = len(header)
    odd = [line for line, record in zip(lines[1:], records[1:], strict=True) if len(record) != width]
    if not odd:
        return []
    message = said(
        "{count} rows of {file} have not the {width} cells of the header; the first is line {first}",
        count=len(odd),
        file=file,
        width=width,
        first=odd[0],
    )
    remedy = said("Look for a separator inside a cell: such a cell stands between quotation marks.")
    return [Finding(table, "ragged_row", "", message, remedy, "refused", count=len(odd), first_row=odd[0], file=file)]
