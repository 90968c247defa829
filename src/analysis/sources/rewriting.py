"""Change cells of a delivered CSV file and add rows to it: every other cell stays as it was written."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Self

import pandas as pd

from .cells import cell_text
from .delimited import sniffed_delimiter, split_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_DAY_FIRST = re.compile(r"\d{2}-\d{2}-\d{4}")


class Rewriting:
    """
    A CSV file that was read without a refusal, open for changes; nothing is written.

    Parameters
    ----------
    header
        Its column names.
    lines
        Line of the file on which each row begins.
    rows
        Text of every cell, a row as long as the header.
    delimiter, decimal_mark, encoding
        As the file has them.
    """

    def __init__(
        self,
        header: Sequence[str],
        lines: Sequence[int] = (),
        rows: Iterable[Sequence[str]] = (),
        *,
        delimiter: str = ",",
        decimal_mark: str = ".",
        encoding: str = "utf-8",
    ) -> None:
        self._header = list(header)
        self._lines = {line: position for position, line in enumerate(lines)}
        self._rows = [list(row) for row in rows]
        self._delimiter, self._decimal_mark, self._encoding = delimiter, decimal_mark, encoding

    @classmethod
    def of(cls, path: Path, table: str, *, dialect: Mapping[str, str], encoding: str = "utf-8") -> Self:
        """Open a file of a table; dialect and encoding as its card states them."""
        text = path.read_bytes().decode("utf-8-sig" if encoding.lower().replace("-", "") == "utf8" else encoding)
        delimiter = dialect.get("delimiter") or sniffed_delimiter(text, table)
        lines, records = split_records(text, delimiter)
        header = [name.strip() for name in records[0]]
        has_comma = delimiter == ";" and any(re.fullmatch(r"[+-]?\d+,\d+", cell) for row in records for cell in row)
        mark = dialect.get("decimalChar") or ("," if has_comma else ".")
        return cls(header, lines[1:], records[1:], delimiter=delimiter, decimal_mark=mark, encoding=encoding)

    def change(self, line: int, column: str, value: object) -> None:
        """Write another value in one cell of the row that begins on a line."""
        self._room_for(column)
        place = self._header.index(column)
        self._rows[self._lines[line]][place] = self._text(column, value)

    def add(self, values: Mapping[str, object]) -> None:
        """Add a row; columns that are not named stay empty."""
        for column in values:
            self._room_for(column)
        self._rows.append([self._text(column, values.get(column)) for column in self._header])

    def content(self) -> bytes:
        """Give the whole file as it now is."""
        target = io.StringIO()
        writer = csv.writer(target, delimiter=self._delimiter, lineterminator="\n")
        writer.writerows([self._header, *self._rows])
        return target.getvalue().encode(self._encoding)

    def _room_for(self, column: str) -> None:
        """Give the file a column it has not; in the rows there are it is empty."""
        if column not in self._header:
            self._header.append(column)
            for row in self._rows:
                row.append("")

    def _text(self, column: str, value: object) -> str:
        """Write a value in the form of its column: one form of dates, one decimal mark."""
        if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
            return ""
        if isinstance(value, pd.Timestamp):
            return value.strftime("%d-%m-%Y" if self._is_day_first(column) else "%Y-%m-%d")
        text = cell_text(value)
        return text.replace(".", self._decimal_mark) if isinstance(value, float) else text

    def _is_day_first(self, column: str) -> bool:
        place = self._header.index(column)
        filled = [row[place].strip() for row in self._rows if row[place].strip()]
        day_first = sum(bool(_DAY_FIRST.fullmatch(cell)) for cell in filled)
        return day_first > len(filled) - day_first
