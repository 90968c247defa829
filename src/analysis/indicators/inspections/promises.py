"""What was promised at inspections, and how much of it was kept (agreement 40)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from ..definitions import answers, share_rows
from .points import raised_by

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ...periods import Period

RESULT: Final = "inspections.promises_kept_share"
STATES: Final = ("overdue", "open", "done_late", "done_in_time", "done")
"""In the order in which they ask for attention."""
OTHERS: Final = "others"
_COLUMNS: Final = [
    "village", "inspection_id", "held_on", "observation_id", "subject", "grade", "action", "owner", "due_on",
    "closed_on", "state", "days_late", "x_rd_m", "y_rd_m",
]  # fmt: skip


def promises(inspections: pd.DataFrame, observations: pd.DataFrame, *, on: date) -> pd.DataFrame:
    """
    Every point raised at an inspection held by the reference date, with what became of it.

    Parameters
    ----------
    inspections, observations
        Core tables, as known on the reference date. Not modified.
    on
        Reference date.

    Returns
    -------
    promises
        One row per point, by village, inspection and point: `village`, `inspection_id`, `held_on`, `observation_id`,
        `subject`, `grade`, `action`, `owner`, `due_on` (missing: no day agreed), `closed_on` (missing: not done by the
        reference date), `state` (`open`; `overdue`: its day lies before the reference date, on the day itself it does
        not; `done_in_time`: on its day at the latest; `done_late`; `done`: no day was agreed), `days_late` (Int64, of
        what is overdue or was done late; else missing), `x_rd_m`, `y_rd_m`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 40: "welke acties ondernomen moeten worden"; docs/method/inspections.md.

    Examples
    --------
    >>> from datetime import date
    >>> inspections = pd.DataFrame({"inspection_id": ["i"], "village": ["Vries"],
    ...                             "held_on": pd.to_datetime(["2023-01-01"])})
    >>> observations = pd.DataFrame({"observation_id": ["a", "b", "c"], "inspection_id": "i", "subject": "litter",
    ...     "grade": "C", "action": "clear it", "owner": "SEW", "due_on": pd.to_datetime(["2023-06-01"] * 3),
    ...     "closed_on": pd.to_datetime(["2023-06-01", "2023-06-03", None]), "x_rd_m": 0.0, "y_rd_m": 0.0})
    >>> promises(inspections, observations, on=date(2023, 6, 30))[["state", "days_late"]].values.tolist()
    [['done_in_time', <NA>], ['done_late', 2], ['overdue', 29]]
    """
    day = pd.Timestamp(on)
    points = raised_by(inspections, observations, day)
    closed_on, due_on = points["closed_on"].mask(points["closed_on"] > day), points["due_on"]
    is_done, is_late = closed_on.notna(), closed_on.fillna(day) > due_on
    state = pd.Series("open", index=points.index, dtype="str").mask(is_late, "overdue")
    state = state.mask(is_done, "done_in_time").mask(is_done & is_late, "done_late")
    state = state.mask(is_done & due_on.isna(), "done")
    days_late = (closed_on.fillna(day) - due_on).dt.days.where(is_late).astype("Int64")
    told = points.assign(closed_on=closed_on, state=state, days_late=days_late)[_COLUMNS]
    return told.sort_values(["village", "held_on", "observation_id"], kind="stable", ignore_index=True)


def promise_rows(promises: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Share of the promises whose day has come that were kept: done on that day at the latest.

    Parameters
    ----------
    promises
        Frame as `promises` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; id `inspections.promises_kept_share`, grains *village* and *all*; numerator = done in time;
        denominator = done in time, done late or overdue. What is open and not yet due is no promise broken or kept and
        counts nowhere; `missing` = points without a day agreed. No interval: points are counted.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 40; docs/method/inspections.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> told = pd.DataFrame({"village": "Vries", "state": ["done_in_time", "overdue", "open", "done"],
    ...                      "due_on": pd.to_datetime(["2023-01-01", "2023-01-01", "2024-01-01", None])})
    >>> promise_rows(told, period=Period(2023, 2))[["value", "denominator", "missing"]].values.tolist()
    [[0.5, 2, 1], [0.5, 2, 1]]
    """
    counted = promises[(promises["state"] != "open") | promises["due_on"].isna()]
    is_kept = (counted["state"] == "done_in_time").astype("boolean").mask(counted["due_on"].isna())
    kept = answers(counted[["village"]].assign(is_kept=is_kept), {RESULT: "is_kept"})
    return share_rows(kept, grains=[["village"], []], period=period, has_interval=False)


def by_owner(promises: pd.DataFrame, *, parties: Collection[str]) -> pd.DataFrame:
    """
    Count per owner what became of its points.

    Parameters
    ----------
    promises
        Frame as `promises` gives it. Not modified.
    parties
        Owners that are named; all others are counted together as `others`, whatever was written: it may be a person.

    Returns
    -------
    counts
        One row per owner, by name, points without one last: `owner`, `points`, and a column of whole numbers per state:
        `overdue`, `open`, `done_late`, `done_in_time`, `done` (without a day agreed).

    Notes
    -----
    Source: docs/method/inspections.md.

    Examples
    --------
    >>> told = pd.DataFrame({"owner": ["SEW", "SEW", "J. Smit", None], "state": ["open", "done", "open", "open"]})
    >>> by_owner(told, parties=["SEW"])[["owner", "points", "open", "done"]].values.tolist()
    [['SEW', 2, 1, 1], ['others', 1, 1, 0], [nan, 1, 1, 0]]
    """
    owner = promises["owner"].astype("str")
    owner = owner.where(owner.isin(list(parties)) | owner.isna(), OTHERS)
    states = {state: (promises["state"] == state).astype("int64") for state in STATES}
    counted = pd.DataFrame({"owner": owner, "points": 1, **states})
    sums: pd.DataFrame = counted.groupby("owner", dropna=False, sort=True, as_index=False).sum()
    return sums
