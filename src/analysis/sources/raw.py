"""A file as it was read: text in every cell, with the line of each row, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from ..contracts import placed
from ..findings import Finding
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd


@dataclass(frozen=True)
class Raw:
    """
    The content of one file.

    Parameters
    ----------
    file
        Path inside the delivery.
    cells
        Text per cell, missing where empty; its index says file and line.
    decimal_mark
        `.` or `,`; empty when each column of the file may have its own.
    geometry
        The geometries of the rows, as they stand in the file.
    findings
        What was wrong with the file itself.
    """

    file: str
    cells: pd.DataFrame
    decimal_mark: str = "."
    geometry: gpd.GeoSeries | None = None
    findings: tuple[Finding, ...] = field(default=())


def raw_cells(file: str, header: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int]) -> pd.DataFrame:
    """
    Make the frame of text cells: blanks around a text go, an empty text is missing.

    Examples
    --------
    >>> raw_cells("rents.csv", ["a", "b"], [[" 1", ""]], [2]).to_numpy().tolist()
    [['1', nan]]
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    cells = {
        name: pd.Series([text.strip() or None for text in column], dtype="str")
        for name, column in zip(header, columns, strict=True)
    }
    return placed(pd.DataFrame(cells), file, lines)


def refused(table: str, rule: str, message: str, remedy: str, file: str, line: int = 0) -> Finding:
    """
    Make a finding about a file that cannot be read as it is.

    Examples
    --------
    >>> refused("rents", "empty_file", "rents.csv is empty", "Deliver it.", "rents.csv").is_refusal
    True
    """
    return Finding(table, rule, "", message, remedy, "refused", first_row=line, file=file)


def header_findings(table: str, file: str, header: Sequence[str]) -> list[Finding]:
    """Find names that stand in the header twice, and columns without a name."""
    findings = []
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        message = said("{file} has more than one column {twice}", file=file, twice=", ".join(twice))
        findings.append(refused(table, "duplicate_column", message, said("Keep one of them."), file, 1))
    if "" in header:
        message = said("{file} has a column without a name", file=file)
        findings.append(refused(table, "unnamed_column", message, said("Name it, or take the column out."), file, 1))
    return findings


def no_rows(table: str, file: str) -> Finding:
    """Find a file with a header and nothing under it: it may be true, and is worth knowing."""
    message = said("{file} has a header and no rows", file=file)
    remedy = said("Deliver the rows, or leave the table out when there is nothing to report.")
    return Finding(table, "no_rows", "", message, remedy, "warning", file=file)
