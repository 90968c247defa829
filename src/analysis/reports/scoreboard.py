"""The scoreboard: every agreement and goal with its verdict and, where it was measured, its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..indicators.verdicts import read_flips
from ..results import read_json
from . import beside

if TYPE_CHECKING:
    from pathlib import Path

    from ..parameters import Register
    from ..presentation.texts import Texts

COLUMNS = (
    "agreement", "chapter", "chapter_title", "title", "corporation", "result", "verdict", "value", "unit", "threshold",
    "reason", "correction", "turns", "suppressed", "bound",
)  # fmt: skip


def scoreboard(results: Path, register: Register, texts: Texts) -> pd.DataFrame:
    """
    Read the scoreboard from published results.

    Parameters
    ----------
    results
        A `results.json`; what stands in it has passed the gate.
    register
        The agreements: titles, and chapters with theirs.
    texts
        Words of the reader's language, for what stands beside a verdict.

    Returns
    -------
    board
        One row per judged result of an entry, or one row without a result: `agreement, chapter, chapter_title, title,
        corporation, result, verdict, value, unit, threshold, reason, correction, turns, suppressed, bound`. In the
        register's order; verdict and reason of an entry's own row are the entry's. `correction` says that a party
        corrected the verdict on the entry, `turns` which assumptions turn the verdict of the row.
    """
    about, rows = read_json(results)
    titles = {entry.id: entry.title for entry in register.entries}
    judged = rows[rows["verdict"].notna() | (rows["suppressed"] & rows["threshold"].notna())]
    records = []
    for entry in about["agreements"]:
        own = judged[judged["agreement"] == entry["id"]]
        chapter = {"chapter": entry["chapter"], "chapter_title": register.chapters.get(entry["chapter"], "")}
        shared = {"agreement": entry["id"], **chapter, "title": titles.get(entry["id"], entry["title"])}
        shared["correction"] = beside.corrected(entry, texts) or None
        if own.empty:
            records.append(shared | {"verdict": entry["verdict"], "reason": entry["reason"], "suppressed": False})
        for row in own.to_dict("records"):
            turns = beside.flip_words(read_flips(row["flips"]), texts) or None
            records.append(shared | {"result": row["id"], "turns": turns} | row)
    frame = pd.DataFrame(records, columns=list(COLUMNS))
    text = dict.fromkeys([name for name in COLUMNS if name not in ("value", "suppressed")], "str")
    return frame.astype(text | {"value": "float64", "suppressed": "bool"})
