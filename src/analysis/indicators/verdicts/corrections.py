"""Verdicts that a party corrected by hand: shown beside what was measured, never in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .rules import text
from .talks import CORRECTED, logged

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ...periods import Period

EVERY_HALF_YEAR = ("half_year", "quarter")
"""Rhythms of clauses whose verdict is another one every half-year."""


class Correction(NamedTuple):
    """A verdict given by hand: which, on which day, by whom, and why."""

    verdict: str
    date: str
    party: str
    reason: str


def correction_of(
    actions: pd.DataFrame, agreement: str, *, frequency: str, period: Period, on: date
) -> Correction | None:
    """
    Correction by hand that holds for an agreement: the last one in the log that is about this verdict.

    Parameters
    ----------
    actions
        The table `actions`: a correction has the status `corrected:<verdict>`, its reason stands in `evidence`.
    agreement
        Number of the agreement or goal.
    frequency
        Rhythm of the clause. What is looked at every half-year or quarter is corrected for the half-year that holds the
        day of the correction; anything else for the calendar year that holds it.
    period, on
        Half-year reported on and reference date; a correction of a later day is not seen.

    Returns
    -------
    correction
        None where nobody corrected it. Of two on one day the party that comes last in the alphabet counts.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> import pandas as pd
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> log = pd.DataFrame({"agreement": ["31"], "date": [pd.Timestamp("2023-10-05")], "party": ["SEW"],
    ...                     "status": ["corrected:kept"], "evidence": ["two lettings were booked twice"]})
    >>> about = dict(frequency="half_year", on=date(2023, 12, 31))
    >>> correction_of(log, "31", period=Period(2023, 2), **about).verdict
    'kept'
    >>> correction_of(log, "31", period=Period(2024, 1), **about) is None
    True
    """
    found = logged(actions, agreement)
    if found.empty:
        return None
    found = found[found["status"].str.startswith(CORRECTED).fillna(value=False) & found["date"].notna()]
    lines = [(line["date"].date(), line) for line in found.to_dict(orient="records")]
    holding = [line for day, line in lines if day <= on and _is_about(day, frequency, period)]
    if not holding:
        return None
    last = holding[-1]
    verdict = last["status"].removeprefix(CORRECTED)
    return Correction(verdict, f"{last['date']:%Y-%m-%d}", text(last["party"]), text(last["evidence"]))


def _is_about(day: date, frequency: str, period: Period) -> bool:
    if frequency in EVERY_HALF_YEAR:
        return period.contains(day)
    return day.year == period.year
