"""Verdicts: exact figures held against the lines of the agreements. Definitions in docs/method/verdicts.md."""

from __future__ import annotations

import pandas as pd

from ..definitions import ROW_COLUMNS
from .conclusions import Conclusion, Margin, margin, may_conclude
from .corrections import Correction, correction_of
from .entries import RESTS_ON_OTHERS, VERDICTS, entry_verdict
from .judging import ADDED, judge
from .remarks import with_remarks
from .rules import RuleValues
from .sensitivity import FLIP_COLUMNS, flips, read_flips, under, with_flips, written_flips

__all__ = [
    "FLIP_COLUMNS",
    "RESTS_ON_OTHERS",
    "VERDICTS",
    "Conclusion",
    "Correction",
    "Margin",
    "RuleValues",
    "correction_of",
    "empty",
    "entry_verdict",
    "flips",
    "judge",
    "margin",
    "may_conclude",
    "read_flips",
    "under",
    "with_flips",
    "with_remarks",
    "written_flips",
]


def empty() -> pd.DataFrame:
    """
    Judged rows of a run that measured nothing: all columns, no rows.

    Examples
    --------
    >>> len(empty()), "verdict" in empty()
    (0, True)
    """
    columns = dict(ROW_COLUMNS) | dict.fromkeys(ADDED, "str")
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
