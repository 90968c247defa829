"""One cell of a typed file (Excel, Parquet, GeoPackage) as the text the same value has in a CSV file."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable


def cell_text(value: object) -> str:
    """
    Write a value as text: whole numbers without a point, dates yyyy-mm-dd, `true` and `false`.

    Examples
    --------
    >>> [cell_text(value) for value in (5.0, 0.25, True, datetime(2023, 1, 31), None)]
    ['5', '0.25', 'true', '2023-01-31', '']
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float | np.floating):
        return _number_text(float(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number_text(value: float) -> str:
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact floats


def column_texts(values: Iterable[object]) -> list[str]:
    """Write every value of a column as text; a list of texts is joined with `|`."""
    return [
        "|".join(map(cell_text, value)) if isinstance(value, list | tuple | np.ndarray) else cell_text(value)
        for value in values
    ]
