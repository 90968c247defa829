"""How an agreement stands: its verdict, and what the reason beside it adds for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .labels import NOT_MEASURED

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDINGS: Final = (
    *("broken", "broken_as_reported", "at_risk", "at_risk_as_reported"),
    *("cannot_be_judged", "not_measured_yet", "", "reported_by_hand", "kept_as_reported", "kept"),
)
"""Order in which standings are told and counted, everywhere: the worst first; empty is a verdict that is withheld."""
_COUNTED_AS: Final = {"shown_without_line": "cannot_be_judged"}
_AS_REPORTED: Final = "as reported: "
"""How a reason of the results begins that rests on a party's own line in the log."""
_OVERDUE: Final = "due on "
"""How the reason of a plan begins whose day has passed."""
_WITHOUT_LINE: Final = "the figure is shown without a verdict"
"""How a reason ends where a figure stands and the text draws no line."""


def standing(verdict: str, reason: str) -> str:
    """
    Code of a verdict with what its reason adds: reported by a party only, not measured, or without a line.

    Parameters
    ----------
    verdict, reason
        As in the results; empty where there is none.

    Returns
    -------
    standing
        The verdict itself, `<verdict>_as_reported`, or for `not_assessable` one of `not_measured_yet`,
        `shown_without_line` and `cannot_be_judged`.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> standing("kept", "as reported: 2023-03-09, SEW: done"), standing("kept", "")
    ('kept_as_reported', 'kept')
    >>> standing("not_assessable", "not built yet"), standing("not_assessable", "not delivered: rents")
    ('not_measured_yet', 'cannot_be_judged')
    """
    if verdict == "not_assessable":
        if reason in NOT_MEASURED:
            return "not_measured_yet"
        return "shown_without_line" if reason.endswith(_WITHOUT_LINE) else "cannot_be_judged"
    return f"{verdict}_as_reported" if verdict and reason.startswith(_AS_REPORTED) else verdict


def counted_as(standing: str) -> str:
    """
    Give the standing under which one is counted: without a line it cannot be judged.

    Examples
    --------
    >>> counted_as("shown_without_line"), counted_as("kept")
    ('cannot_be_judged', 'kept')
    """
    return _COUNTED_AS.get(standing, standing)


def tally(standings: Iterable[str]) -> dict[str, int]:
    """
    Count standings, the worst first.

    Examples
    --------
    >>> tally(["kept", "shown_without_line", "broken", "kept"])
    {'broken': 1, 'cannot_be_judged': 1, 'kept': 2}
    """
    found = [counted_as(one) for one in standings]
    return {one: found.count(one) for one in STANDINGS if one in found}


def is_overdue(reason: str) -> bool:
    """Whether a reason says that something is still a plan after its day."""
    return reason.startswith(_OVERDUE)
