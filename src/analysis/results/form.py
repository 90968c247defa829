"""Form of the ledger: its fields, their order, and a cell as JSON and CSV write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMA = 1
KEY = ("id", "corporation", "village", "complex_id", "period")
COLUMNS = {
    "id": "str",
    "agreement": "str",
    "corporation": "str",
    "village": "str",
    "complex_id": "str",
    "period": "str",
    "value": "float64",
    "unit": "str",
    "numerator": "Int64",
    "denominator": "Int64",
    "missing": "Int64",
    "interval_low": "float64",
    "interval_high": "float64",
    "threshold": "str",
    "rule": "str",
    "verdict": "str",
    "reason": "str",
    "definition_version": "str",
    "suppressed": "bool",
    "bound": "str",
    "flips": "str",
}
SOMETIMES = ("bound", "flips")
"""Fields a result has only where there is something to say."""


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows in the columns and dtypes of `COLUMNS`, sorted by `KEY`, absent first."""
    return typed(frame).sort_values(list(KEY), kind="stable", na_position="first", ignore_index=True)


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows in the columns and dtypes of `COLUMNS`; a column that is not there is missing throughout."""
    rows = frame.reindex(columns=list(COLUMNS))
    rows["suppressed"] = rows["suppressed"].astype("boolean").fillna(value=False)
    return rows.astype(COLUMNS)


def records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    """Rows of a ledger, each cell as JSON knows it: missing is None, minus zero is zero."""
    decimals = {str(name): rows[name] + 0.0 for name in rows.select_dtypes("float64")}
    cells = rows.assign(**decimals).astype(object)
    columns = {name: column.tolist() for name, column in cells.where(cells.notna(), None).items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def by_agreement(rows: Iterable[Mapping[Any, Any]]) -> dict[str, list[Mapping[Any, Any]]]:
    """Rows held against an agreement, under its number, in their order; a row of none is left out."""
    found: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows:
        if isinstance(row["agreement"], str):
            found.setdefault(row["agreement"], []).append(row)
    return found


def value_of(record: Mapping[Any, Any]) -> float | int | None:
    """Value of one of the `records`: whole where it counts homes, a decimal where it is a share."""
    value = record["value"]
    is_count = value is not None and record["unit"] != "share" and value == int(value)
    return int(value) if is_count else value


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell of a frame
    """Cell as JSON knows it: missing is None, minus zero is zero."""
    if value is None or pd.isna(value):
        return None
    return 0.0 if isinstance(value, float) and value == 0 else value


def cell(value: object) -> object:
    """Cell as CSV writes it: missing is empty, a truth is `true` or `false`, a decimal keeps all its digits."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else repr(value) if isinstance(value, float) else value
