"""The data dictionary: the contract as a page to read, made from the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import TABLES

if TYPE_CHECKING:
    from .fields import Column, Table

_KINDS = {
    "text": "text",
    "identifier": "identifier",
    "whole": "whole number",
    "decimal": "decimal number",
    "boolean": "true or false",
    "date": "date",
    "geometry": "geometry",
}

_INTRODUCTION = """\
# Data dictionary

The tables of a delivery. This page is generated from the contracts in `src/analysis/contracts`; a test keeps it
equal to them.

A delivery is a folder with a card, `datapackage.json`, and files named after the tables: CSV, Excel or Parquet;
GeoJSON, GeoPackage or GeoParquet for tables with a geometry. `afspraken card DIR` writes the card,
`afspraken check --data DIR` says what is wrong with a delivery.

- CSV: UTF-8; comma, semicolon or tab; decimal point, or decimal comma where the separator is a semicolon; dates
  `yyyy-mm-dd` or `dd-mm-yyyy`, one form per column; `true` or `false`; an empty cell is missing; lists with `|`.
- Coordinates: x 0-300,000 and y 300,000-625,000 are metres in EPSG:28992, whatever the file declares; x 3-8 and
  y 50-54 are degrees, and are transformed; anything else is refused.
- *Required* columns may not be absent or empty: rows are found, placed or joined by them. Any other column may be
  absent; it is then missing in every row.
- More columns are allowed where the card declares them under `schema.fields`.
- Personal columns say something about one household: their content never appears in a finding.
"""


def dictionary() -> str:
    """
    Give the data dictionary as a Markdown page, the same text every time.

    Examples
    --------
    >>> dictionary().splitlines()[0]
    '# Data dictionary'
    """
    return "\n".join([_INTRODUCTION, *map(_section, TABLES.values())])


def _section(table: Table) -> str:
    refers = ", ".join(f"`{column}` to `{target}`" for column, target in table.references.items())
    lines = [
        f"## {table.name}",
        "",
        f"{table.grain} Key: {', '.join(f'`{name}`' for name in table.key)}."
        + (f" Refers: {refers}." if refers else "")
        + f" Class of disclosure: {table.data_class}. Without it cannot be assessed: {table.serves}.",
        "",
        "| column | kind | unit | empty | meaning |",
        "|---|---|---|---|---|",
        *map(_row, table.columns.values()),
        "",
    ]
    return "\n".join(lines)


def _row(column: Column) -> str:
    codes = f" One of: {', '.join(f'`{code}`' for code in column.codes)}." if column.codes else ""
    personal = " Personal." if column.is_personal else ""
    meaning = column.description + codes + personal
    return f"| `{column.name}` | {_KINDS[column.kind]} | {column.unit} | {_emptiness(column)} | {meaning} |"


def _emptiness(column: Column) -> str:
    if not column.nullable:
        return "required"
    return column.empty_means or "unknown"
