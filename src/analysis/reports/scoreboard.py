"""The scoreboard: every agreement and goal with its verdict and, where it was measured, its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..results import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = (
    "agreement", "chapter", "title", "corporation", "result", "verdict", "value", "unit", "threshold", "reason",
    "suppressed", "bound",
)  # fmt: skip


def scoreboard(results: Path, titles: Mapping[str, str]) -> pd.DataFrame:
    """
    Read the scoreboard from published results.

    Parameters
    ----------
    results
        A `results.json`; what stands in it has passed the gate.
    titles
        Short title of each agreement and goal, in the order of the register.

    Returns
    -------
    board
        One row per judged result of an entry, or one row without a result: `agreement, chapter, title, corporation,
        result, verdict, value, unit, threshold, reason, suppressed, bound`. In the register's order; the verdict and
        reason of an entry's own row are the entry's.
    """
    about, rows = read_json(results)
    judged = rows[rows["verdict"].notna() | (rows["suppressed"] & rows["threshold"].notna())]
    records = []
    for entry in about["agreements"]:
        own = judged[judged["agreement"] == entry["id"]]
        shared = {"agreement": entry["id"], "chapter": entry["chapter"], "title": titles.get(entry["id"], entry["id"])}
        if own.empty:
            records.append(shared | {"verdict": entry["verdict"], "reason": entry["reason"], "suppressed": False})
        records += [shared | {"result": row["id"]} | row for row in own.to_dict("records")]
    frame = pd.DataFrame(records, columns=list(COLUMNS))
    text = dict.fromkeys([name for name in COLUMNS if name not in ("value", "suppressed")], "str")
    return frame.astype(text | {"value": "float64", "suppressed": "bool"})
