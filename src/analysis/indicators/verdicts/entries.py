"""One verdict per agreement: the worst over its rows, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .judging import Outcome
from .rules import text
from .talks import DONE, PLANNED, as_planned, as_sentence, entries_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from .rules import Record

VERDICTS = ("broken", "at_risk", "not_assessable", "reported_by_hand", "kept")
RESTS_ON_OTHERS = "it rests on figures of another party, which this edition does not show"
"""Reason of a verdict in an edition that shows none of the rows that gave it."""
_LOG = "actions."
_AS_REPORTED = "as reported: "
"""Stands before a reason that rests on a party's own line in the log."""


class EntryRule(Protocol):
    """What is asked of a rule of the register."""

    @property
    def kind(self) -> str:
        """How value and line are compared."""

    @property
    def result(self) -> str:
        """Id of the result."""


class Entry(Protocol):
    """What is asked of an entry of the register."""

    @property
    def id(self) -> str:
        """Number of the agreement or goal."""

    @property
    def chapter(self) -> str:
        """Chapter of the text."""

    @property
    def title(self) -> str:
        """Short name."""

    @property
    def commitment(self) -> str:
        """Force of its verb."""

    @property
    def figures(self) -> Sequence[str]:
        """Results shown with it, as ids or beginnings of ids."""

    @property
    def due_on(self) -> date | None:
        """Last day for what is agreed."""

    @property
    def rules(self) -> Sequence[EntryRule]:
        """Its rules."""


def entry_verdict(
    *,
    entry: Entry,
    rows: pd.DataFrame,
    actions: pd.DataFrame,
    on: date | None = None,
    is_built: bool = True,
    is_in_run: bool = True,
    absent: Sequence[str] = (),
) -> dict[str, object]:
    """
    One verdict on an agreement or goal: the worst of its rows; without rows the reason why.

    Parameters
    ----------
    entry
        The entry of the register.
    rows
        The exact judged ledger of the run.
    actions
        The hand-kept log, as known on the reference date.
    on
        Reference date; without one no due date counts as passed.
    is_built
        Whether the notebook that measures it exists.
    is_in_run
        Whether that notebook is part of this run.
    absent
        Tables that notebook asked for and that were not delivered.

    Returns
    -------
    verdict
        `agreement, chapter, title, commitment, verdict, reason, ids` (ids of the results shown with it, sorted).
        Worst first: `broken`, `at_risk`, `not_assessable`, `reported_by_hand`, `kept`.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> import pandas as pd
    >>> from types import SimpleNamespace
    >>> entry = SimpleNamespace(id="12", chapter="4.1", title="Rents", commitment="duty", rules=(), figures=(),
    ...                         due_on=None)
    >>> entry_verdict(entry=entry, rows=pd.DataFrame(), actions=pd.DataFrame(), is_built=False)["reason"]
    'not built yet'
    """
    outcome = _by_hand(entry, actions, on)
    if outcome is None:
        outcome = _worst(rows[rows["agreement"] == entry.id]) if len(rows) else None
    if outcome is None:
        ids = ids_of(entry, rows)
        reason = _why_none(entry, ids, is_built=is_built, is_in_run=is_in_run, absent=absent)
        outcome = Outcome("not_assessable", reason)
    return {
        "agreement": entry.id,
        "chapter": entry.chapter,
        "title": entry.title,
        "commitment": entry.commitment,
        "verdict": outcome.verdict,
        "reason": outcome.reason,
        "ids": ids_of(entry, rows),
    }


def ids_of(entry: Entry, rows: pd.DataFrame) -> list[str]:
    """Ids of the results in a ledger that an entry judges or shows, sorted."""
    if not len(rows):
        return []
    judged = {rule.result for rule in entry.rules}
    return sorted(
        {name for name in rows["id"].unique() if name in judged or any(name.startswith(one) for one in entry.figures)}
    )


def _by_hand(entry: Entry, actions: pd.DataFrame, on: date | None) -> Outcome | None:
    """Verdict that comes from the log alone; None where something is measured."""
    logged = [rule for rule in entry.rules if rule.kind == "log" or rule.result.startswith(_LOG)]
    if entry.commitment != "process" and not logged:
        return None
    found = entries_of(actions, entry.id).to_dict(orient="records")
    last = _latest(found[-1], entry, on) if found else "nothing reported"
    if entry.commitment == "process" or all(rule.kind == "log" for rule in logged):
        return Outcome("reported_by_hand", last)
    if not found:
        return Outcome("not_assessable", "nothing reported: the log of actions holds no entry")
    done = [one for one in found if one["status"] == DONE]
    if not done:
        return Outcome("at_risk", f"{_AS_REPORTED}{last}")
    said = f"{_AS_REPORTED}{as_sentence(done[0])}"
    if entry.due_on is not None and done[0]["date"].date() > entry.due_on:
        verdict = "broken" if entry.commitment == "duty" else "at_risk"
        return Outcome(verdict, f"{said}; it was due on {entry.due_on}")
    return Outcome("kept", said)


def _latest(logged: Record, entry: Entry, on: date | None) -> str:
    """Latest line of the log in words; one that is still a plan says so when its day has passed."""
    due_on = entry.due_on
    if due_on is None or on is None or on < due_on or logged["status"] != PLANNED:
        return as_sentence(logged)
    return as_planned(logged, due_on)


def _worst(rows: pd.DataFrame) -> Outcome | None:
    judged = rows[rows["verdict"].notna()].to_dict(orient="records")
    for verdict in VERDICTS:
        worst = [row for row in judged if row["verdict"] == verdict]
        if worst:
            reasons = dict.fromkeys(_reason(row) for row in worst)
            return Outcome(verdict, "; ".join(reason for reason in reasons if reason) or None)
    return None


def _reason(row: Record) -> str:
    """Reason of one row, with the place it is about."""
    place = [name for name in (text(row.get("corporation")), text(row.get("village"))) if name]
    reason = text(row["reason"])
    return f"{', '.join(place)}: {reason}" if place and reason else reason


def _why_none(entry: Entry, ids: Sequence[str], *, is_built: bool, is_in_run: bool, absent: Sequence[str]) -> str:
    if not is_built:
        return "not built yet"
    if not is_in_run:
        return "not in this run"
    if not entry.rules and ids:
        sets = f"a date ({entry.due_on}) and no figure" if entry.due_on else "no line"
        return f"the text sets {sets}: the figure is shown without a verdict"
    if absent:
        return f"not delivered: {', '.join(absent)}"
    if not entry.rules:
        return "the text sets no line"
    return "nothing to measure: the denominator is 0"
