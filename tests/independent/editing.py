"""Change rows of delivered CSV files in place."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction
    from pathlib import Path

Record = dict[str, str]
Rows = list[Record]


def edit(path: Path, change: Callable[[Rows], Rows], *, delimiter: str = ",") -> None:
    """Rewrite one CSV file with changed rows."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def apply(rows: Iterator[Record], edges: list[Record]) -> None:
    """Lay one edge over each of the first rows."""
    for row, edge in zip(rows, edges, strict=False):
        row.update(edge)


def text(amount: Fraction) -> str:
    """Write an exact amount as a decimal."""
    return str(Decimal(amount.numerator) / Decimal(amount.denominator))
