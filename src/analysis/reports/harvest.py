"""Gather what the notebooks of a run recorded into one exact ledger, and judge the register by it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import AfsprakenError
from ..indicators import verdicts
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ..parameters import Entry, Register
    from ..periods import Period


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
    rests_on
        Values of the norms and assumptions it asked for.
    varied
        Scenarios under which each agreement was judged again.
    turned
        Verdicts that turned under a scenario, as `verdicts.flips` gives them.
    kernel
        Which kind of kernel it ran in, warm or ordinary.
    peak_mib
        Memory its kernel took; None where the system does not tell.
    """

    notebook: str
    rows: pd.DataFrame
    needs: tuple[str, ...]
    absent: tuple[str, ...]
    answer: tuple[str, ...]
    files: tuple[str, ...]
    rests_on: Mapping[str, Any] = field(default_factory=dict)
    varied: Mapping[str, list[str]] = field(default_factory=dict)
    turned: Sequence[Mapping[str, str | None]] = ()
    kernel: str = ""
    peak_mib: int | None = None


def ids_of(recorded: Recorded) -> tuple[str, ...]:
    """Give the ids of what a notebook recorded, in order; none where the delivery gave nothing to measure."""
    return tuple(sorted(set(recorded.rows["id"]))) if len(recorded.rows) else ()


def read_recorded(work: Path, notebook: str) -> Recorded:
    """Read what a notebook recorded in the run's own folder."""
    file = work / "ledger" / f"{notebook}.json"
    if not file.exists():
        message = said("notebook {notebook} recorded nothing: end it with run.record(...)", notebook=notebook)
        raise AfsprakenError(message)
    about = json.loads(file.read_text(encoding="utf-8"))
    rows = pd.read_parquet(work / "ledger" / f"{notebook}.parquet")
    rows = rows if "id" in rows.columns else verdicts.empty()  # a notebook may measure nothing
    spoken = work / "answers" / f"{notebook}.json"
    answer = json.loads(spoken.read_text(encoding="utf-8")) if spoken.exists() else []
    return Recorded(
        notebook,
        rows,
        needs=tuple(about["needs"]),
        absent=tuple(about["absent"]),
        answer=tuple(answer),
        files=tuple(about["files"]),
        rests_on=about["rests_on"],
        varied=about["varied"],
        turned=tuple(about["turned"]),
        kernel=about["kernel"],
        peak_mib=about["peak_mib"],
    )


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
        message = said(
            "result {result!r} was recorded by two notebooks: record it in one of them", result=twice["id"].iloc[0]
        )
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
    period: Period,
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
    period
        Half-year reported on: a correction by hand is about one of them.

    Returns
    -------
    entries
        One row per entry in the register's order: `agreement, chapter, title, commitment, verdict, reason, ids`,
        `correction` and `sensitivity` (None where there is none).
    """
    by_number = {one.notebook[:2]: one for one in recorded}
    records = []
    for entry in register.entries:
        run = by_number.get(entry.notebook or "")
        judge = partial(
            verdicts.entry_verdict,
            entry=entry,
            is_built=entry.notebook is None or entry.notebook in built,
            is_in_run=entry.notebook is None or run is not None,
            absent=run.absent if run else (),
            actions=actions,
            on=on,
        )
        found = judge(rows=rows)
        correction = verdicts.correction_of(actions, entry.id, frequency=entry.frequency, period=period, on=on)
        found["correction"] = correction._asdict() if correction else None
        found["sensitivity"] = _sensitivity(entry, str(found["verdict"]), rows, recorded, judge)
        records.append(found)
    return pd.DataFrame(records)


def retold(found: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """
    Tell the verdicts of an edition: those over all rows, with the reasons that the rows it shows give.

    Parameters
    ----------
    found
        Verdicts over all rows of the run, as `judge_entries` gives them.
    own
        The same, over the rows the edition shows.

    Returns
    -------
    entries
        `found` with reasons and ids of `own`; where a verdict rests on rows of others the reason says so.
    """
    is_own = (found["verdict"] == own["verdict"]).to_numpy()
    return found.assign(reason=own["reason"].where(is_own, verdicts.RESTS_ON_OTHERS), ids=own["ids"])


def _sensitivity(
    entry: Entry,
    verdict: str,
    rows: pd.DataFrame,
    recorded: Sequence[Recorded],
    judge: Callable[..., dict[str, object]],
) -> dict[str, object] | None:
    """Judge an agreement again under every scenario it was varied by: the worst of its rows may be another one."""
    varied = sorted({name for one in recorded for name in one.varied.get(entry.id, ())})
    if not varied:
        return None
    turned = pd.DataFrame([record for one in recorded for record in one.turned], columns=list(verdicts.FLIP_COLUMNS))
    own = turned[turned["agreement"] == entry.id]
    near = rows[(rows["agreement"] == entry.id) | rows["id"].isin(own["id"])]
    under = {name: str(judge(rows=verdicts.under(near, own, name))["verdict"]) for name in sorted(set(own["scenario"]))}
    flips = [{"scenario": name, "verdict": other} for name, other in under.items() if other != verdict]
    return {"varied": varied, "flips": flips}
