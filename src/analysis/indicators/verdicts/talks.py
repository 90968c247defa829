"""The hand-kept log: which talk was held, what the parties reported last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .rules import is_missing, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...periods import Period
    from .rules import Record

DONE = "done"
PLANNED = "planned"
CORRECTED = "corrected:"
"""How the status of a line begins that corrects a verdict by hand; the verdict follows."""
_COLUMNS = ("agreement", "date", "party", "status", "evidence")


def talk_held(talks: pd.DataFrame, agreement: str, *, period: Period, on: date, parties: set[str]) -> date | None:
    """
    Day of the last talk that answers a signal; None if none was held.

    Parameters
    ----------
    talks
        The table `actions`: agreement, date, party, status, evidence.
    agreement
        Number of the agreement.
    period, on
        The half-year of the signal and the reference date; a talk in it, not after the date, counts.
    parties
        Parties whose entry counts; empty: any party.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 31; docs/method/verdicts.md.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> talks = pd.DataFrame({"agreement": ["31"], "date": [pd.Timestamp("2023-10-05")], "party": ["SEW"],
    ...                       "status": ["done"], "evidence": ["minutes"]})
    >>> talk_held(talks, "31", period=Period(2023, 2), on=date(2023, 12, 31), parties={"SEW", "HBV"})
    datetime.date(2023, 10, 5)
    """
    rows = _rows(talks)
    held = rows[(rows["agreement"] == agreement) & (rows["status"] == DONE) & rows["date"].notna()]
    if parties:
        held = held[held["party"].isin(parties)]
    days = [day.date() for day in held["date"] if period.contains(day.date()) and day.date() <= on]
    return max(days, default=None)


def due_between(corporation: str, tenants: Mapping[str, str], period: Period) -> str:
    """
    Sentence for a signal nobody answered yet: who talks with whom, in the half-year after the one measured.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> due_between("SEW", {"SEW": "HBV"}, Period(2023, 2))
    'a talk is due between SEW and HBV in the half-year after this one (2024-01-01 to 2024-06-30)'
    """
    other = tenants.get(corporation, "its tenants' organisation")
    who = f"{corporation} and {other}" if corporation else "the parties"
    first, last = period.following.first_day, period.following.last_day
    return f"a talk is due between {who} in the half-year after this one ({first} to {last})"


def entries_of(actions: pd.DataFrame, agreement: str) -> pd.DataFrame:
    """What the log says was done or is planned on one agreement, the oldest first; corrections of verdicts are none."""
    rows = logged(actions, agreement)
    return rows[~rows["status"].str.startswith(CORRECTED).fillna(value=False)].reset_index(drop=True)


def logged(actions: pd.DataFrame, agreement: str) -> pd.DataFrame:
    """Every line of the log on one agreement, the oldest first."""
    rows = _rows(actions)
    rows = rows[rows["agreement"] == agreement]
    return rows.sort_values(["date", "party"], kind="stable", na_position="first", ignore_index=True)


def as_sentence(entry: Record) -> str:
    """
    One entry of the log in words: day, party, status, evidence.

    Examples
    --------
    >>> as_sentence({"date": pd.Timestamp("2023-03-14"), "party": "SEW", "status": "done", "evidence": None})
    '2023-03-14, SEW: done'
    """
    return f"{_who(entry)}: {entry['status']}{_evidence(entry)}"


def as_planned(entry: Record, due_on: date) -> str:
    """
    One entry of the log that is still a plan on its due date, in words: due day, day, party, evidence.

    Examples
    --------
    >>> from datetime import date
    >>> as_planned({"date": pd.Timestamp("2023-06-27"), "party": "SEW", "evidence": "agenda"}, date(2023, 12, 31))
    'due on 2023-12-31, last reported as planned: 2023-06-27, SEW (agenda)'
    """
    return f"due on {due_on}, last reported as planned: {_who(entry)}{_evidence(entry)}"


def _who(entry: Record) -> str:
    day = entry["date"]
    when = "" if is_missing(day) else f"{day:%Y-%m-%d}"
    return ", ".join(part for part in (when, text(entry["party"])) if part)


def _evidence(entry: Record) -> str:
    return "" if is_missing(entry["evidence"]) else f" ({entry['evidence']})"


def _rows(actions: pd.DataFrame) -> pd.DataFrame:
    rows = actions.reindex(columns=list(_COLUMNS))
    return rows.assign(date=pd.to_datetime(rows["date"]), status=rows["status"].astype("str"))
