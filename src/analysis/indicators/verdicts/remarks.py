"""What is said beside a verdict without changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE = ["id", "corporation", "village"]


def with_remarks(rows: pd.DataFrame, remarks: Mapping[tuple[str, str, str], str]) -> pd.DataFrame:
    """
    Add remarks to the reasons of judged rows.

    Parameters
    ----------
    rows
        Judged rows; only those with a verdict get a remark. Not modified.
    remarks
        Remark by id, association and village; empty text where a dimension is absent.

    Returns
    -------
    rows
        The same rows, `reason` with the remark behind it.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["social_stock.kept"], "corporation": [None], "village": [None],
    ...                      "verdict": ["kept"], "reason": [None]})
    >>> with_remarks(rows, {("social_stock.kept", "", ""): "no control total"})["reason"].item()
    'no control total'
    """
    keys = list(rows[_PLACE].astype("str").fillna("").itertuples(index=False, name=None))
    said = zip(keys, rows["verdict"], rows["reason"], strict=True)
    reasons = [_joined(reason, remarks.get(key) if pd.notna(verdict) else None) for key, verdict, reason in said]
    return rows.assign(reason=pd.Series(reasons, index=rows.index, dtype="str"))


def _joined(reason: object, remark: str | None) -> str | None:
    said = [text for text in (reason, remark) if isinstance(text, str) and text]
    return "; ".join(said) or None
