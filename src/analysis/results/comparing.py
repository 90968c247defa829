"""Two ledgers side by side: what differs, row by row and column by column."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from ..errors import AfsprakenError
from ..wording import said
from .form import COLUMNS, KEY, cell, plain


def compare(old: pd.DataFrame, new: pd.DataFrame, *, rel: float = 1e-9) -> pd.DataFrame:
    """
    Differences between two ledgers, row by row and column by column.

    Parameters
    ----------
    old, new
        Rows as `read_json` gives them.
    rel
        Relative difference up to which two numbers are equal.

    Returns
    -------
    differences
        `id, corporation, village, complex_id, period, column, old, new`, sorted; a row that is only in one of the two
        has column `row`, with `absent` and `present`. Empty when the ledgers agree.

    Raises
    ------
    AfsprakenError
        If a ledger holds two rows for one place.
    """
    before, after = _by_key(old), _by_key(new)
    found = []
    for key in sorted(before.keys() | after.keys()):
        if key not in before or key not in after:
            found.append((*key, "row", _presence(key in before), _presence(key in after)))
            continue
        for name in COLUMNS:
            values = plain(before[key].get(name)), plain(after[key].get(name))
            if not _is_equal(*values, rel):
                found.append((*key, name, *(str(cell(value)) for value in values)))
    return pd.DataFrame(found, columns=[*KEY, "column", "old", "new"], dtype="str")


def _by_key(rows: pd.DataFrame) -> dict[tuple[str, ...], dict[Any, Any]]:
    records = {tuple(plain(row[name]) or "" for name in KEY): row for row in rows.to_dict(orient="records")}
    if len(records) < len(rows):
        message = said("a ledger holds two rows for one place: make the report again")
        raise AfsprakenError(message)
    return records


def _presence(is_present: bool) -> str:
    return "present" if is_present else "absent"


def _is_equal(old: object, new: object, rel: float) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return math.isclose(old, new, rel_tol=rel)
    return old == new
