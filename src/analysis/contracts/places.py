"""
Where a row comes from, and a finding that says so.

A frame that was read from a delivery has an index `place`, with texts such as `rents.csv:12`; it goes along with
every selection of rows, so a finding made from any of them still names the file and the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from ..findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACE: Final = "place"
FIRST_KEYS = 5
FIRST_LINE = 2  # line 1 of a file is its header


def placed(frame: pd.DataFrame, file: str, lines: Sequence[int]) -> pd.DataFrame:
    """
    Give a frame the index that says from which file and line each row comes.

    Examples
    --------
    >>> placed(pd.DataFrame({"a": [1]}), "rents.csv", [2]).index.tolist()
    ['rents.csv:2']
    """
    return frame.set_axis(pd.Index([f"{file}:{line}" for line in lines], dtype="object", name=PLACE))


def found(
    table: str,
    rule: str,
    column: str,
    message: str,
    remedy: str,
    rows: pd.DataFrame,
    *,
    key: Sequence[str],
    severity: Severity = "refused",
) -> Finding:
    """
    Make one finding of the rows it concerns: their number, the first place and the first keys.

    Parameters
    ----------
    rows
        The rows concerned, with the index of `placed`, or a plain one (then line = position + 2).
    key
        Columns that name a row; those the frame lacks are left out.

    Examples
    --------
    >>> rents = placed(pd.DataFrame({"dwelling_id": ["W-1", "W-2"]}), "rents.csv", [2, 3])
    >>> found("rents", "unknown_dwelling", "dwelling_id", "…", "…", rows=rents, key=["dwelling_id"]).first_keys
    ('W-1', 'W-2')
    """
    file, line = _first_place(rows)
    return Finding(
        table=table,
        rule=rule,
        column=column,
        message=message,
        remedy=remedy,
        severity=severity,
        count=len(rows),
        first_row=line,
        first_keys=keys_of(rows, key),
        file=file,
    )


def _first_place(rows: pd.DataFrame) -> tuple[str, int]:
    if rows.empty:
        return "", 0
    first = rows.index[0]
    if rows.index.name != PLACE:
        return "", int(first) + FIRST_LINE
    file, _, line = str(first).rpartition(":")
    return file, int(line)


def keys_of(rows: pd.DataFrame, key: Sequence[str]) -> tuple[str, ...]:
    """
    Give the keys of the first five rows, the parts of a key joined by ` / `.

    Examples
    --------
    >>> keys_of(pd.DataFrame({"village": ["Vries"], "date": pd.to_datetime(["2023-01-01"])}), ["village", "date"])
    ('Vries / 2023-01-01',)
    """
    present = [name for name in key if name in rows.columns]
    first = rows[present].head(FIRST_KEYS)
    return tuple(" / ".join(map(_part, row)) for row in first.itertuples(index=False, name=None)) if present else ()


def _part(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "(empty)"
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
