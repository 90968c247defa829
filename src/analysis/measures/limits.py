"""What a run may show and vary, and how far its delivery reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..disclosure import Policy
from ..errors import ParameterError
from ..parameters import load_assumptions
from ..wording import said

if TYPE_CHECKING:
    from datetime import date

    from ..catalogue import Card
    from ..parameters import Assumptions


def scenarios(theme: str, assumptions: Assumptions) -> list[str]:
    """
    Scenarios that touch a theme.

    Parameters
    ----------
    theme
        As the assumptions' `used_by` names it.
    assumptions
        All assumptions.

    Returns
    -------
    scenarios
        `<assumption>:low` and `:high` of each, in the order of the file.
    """
    return [name for record in assumptions.records.values() if theme in record.used_by for name in record.scenarios]


def scenario_terms(name: str) -> tuple[str, Any, Any, str]:
    """
    Give what a scenario changes: label of the assumption, its value there, its value in the base, and its unit.

    Raises
    ------
    ParameterError
        If there is no such scenario.

    Examples
    --------
    >>> scenario_terms("circa_margin_share:low")[1:]
    (0.0, 0.02, 'share')
    """
    changed = load_assumptions(name)
    record = changed.record(name.partition(":")[0])
    return record.label, changed.value(record.id), record.value, record.unit


def policy(assumptions: Assumptions) -> Policy:
    """Give the disclosure table as the gate takes it."""
    return Policy.from_table(assumptions.disclosure)


def check_reference_date(card: Card, day: date) -> None:
    """
    Refuse a reference date the delivery does not reach.

    Raises
    ------
    ParameterError
        If it lies after the last day the delivery covers.
    """
    if day > card.covers_to:
        message = said(
            "reference date {day} lies after {covers_to}, the last day delivery {card!r} covers: choose an "
            "earlier date or deliver the later events",
            day=day,
            covers_to=card.covers_to,
            card=card.name,
        )
        raise ParameterError(message)
