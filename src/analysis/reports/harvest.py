"""Gather what the notebooks of a run recorded into one exact ledger, and judge the register by it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import AfsprakenError
from ..indicators import verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from ..parameters import Register


@dataclass(frozen=True)
class Recorded:
    """
    What one notebook left: exact rows, the tables it needed, those not delivered, and its answer in words.

    Parameters
    ----------
    notebook
        Stem of the notebook.
    rows
        Exact judged rows; empty when the delivery gave nothing to measure.
    needs, absent
        Tables it asked for, and those of them that were not delivered.
    answer
        Sentences of its conclusion, already gated.
    files
        Maps and layers it left, relative to the run's own folder.
    """

    notebook: str
    rows: pd.DataFrame
    needs: tuple[str, ...]
    absent: tuple[str, ...]
    answer: tuple[str, ...]
    files: tuple[str, ...]


def read_recorded(work: Path, notebook: str) -> Recorded:
    """Read what a notebook recorded in the run's own folder."""
    file = work / "ledger" / f"{notebook}.json"
    if not file.exists():
        message = f"notebook {notebook} recorded nothing: end it with run.record(...)"
        raise AfsprakenError(message)
    about = json.loads(file.read_text(encoding="utf-8"))
    rows = pd.read_parquet(work / "ledger" / f"{notebook}.parquet")
    said = work / "answers" / f"{notebook}.json"
    answer = json.loads(said.read_text(encoding="utf-8")) if said.exists() else []
    return Recorded(notebook, rows, tuple(about["needs"]), tuple(about["absent"]), tuple(answer), tuple(about["files"]))


def ledger(recorded: Sequence[Recorded]) -> pd.DataFrame:
    """
    One exact ledger of a run.

    Parameters
    ----------
    recorded
        What each notebook left.

    Returns
    -------
    rows
        All rows, sorted by id, corporation, village, complex (absent first).

    Raises
    ------
    AfsprakenError
        If two notebooks recorded the same result.
    """
    frames = [one.rows for one in recorded if len(one.rows)]
    if not frames:
        return verdicts.empty()
    rows = pd.concat(frames, ignore_index=True)
    key = ["id", "corporation", "village", "complex_id", "period"]
    twice = rows[rows.duplicated(key)]
    if len(twice):
        message = f"result {twice['id'].iloc[0]!r} was recorded by two notebooks: record it in one of them"
        raise AfsprakenError(message)
    return rows.sort_values(key, na_position="first", kind="stable", ignore_index=True)


def judge_entries(
    register: Register,
    rows: pd.DataFrame,
    recorded: Sequence[Recorded],
    *,
    built: Sequence[str],
    actions: pd.DataFrame,
    on: date,
) -> pd.DataFrame:
    """
    One verdict for every agreement and goal of the register.

    Parameters
    ----------
    register
        The agreements of the year.
    rows
        The exact ledger of the run.
    recorded
        What each notebook left, for the tables that were not delivered.
    built
        Numbers of the notebooks that exist, `("00", "10", …)`.
    actions
        The hand-kept log, as known on the reference date.
    on
        Reference date: a plan whose day has passed says so.

    Returns
    -------
    entries
        One row per entry in the register's order: `agreement, chapter, title, commitment, verdict, reason, ids`.
    """
    by_number = {one.notebook[:2]: one for one in recorded}
    records = []
    for entry in register.entries:
        run = by_number.get(entry.notebook or "")
        outcome = verdicts.entry_verdict(
            entry=entry,
            rows=rows,
            is_built=entry.notebook is None or entry.notebook in built,
            is_in_run=entry.notebook is None or run is not None,
            absent=run.absent if run else (),
            actions=actions,
            on=on,
        )
        records.append(outcome)
    return pd.DataFrame(records)
