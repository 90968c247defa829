"""Permit holders per quarter: the municipality's task, and the persons the lettings of the delivery housed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import whole

if TYPE_CHECKING:
    from datetime import date

    from .model import Letting
    from .reference import Reference

GROUND = "STA"


def permit_holder_rows(reference: Reference, lettings: list[Letting], complexes: int) -> list[list[str]]:
    """
    Write the table `permit_holders`: per quarter the municipality's row, then one per association.

    Task and family reunion are fixed, to scale with the number of complexes; the persons housed are those of the
    lettings to permit holders at their first housing, so that the two tables agree.

    Parameters
    ----------
    reference
        Facts and assumptions.
    lettings
        All lettings of the delivery.
    complexes
        How many complexes the delivery has.
    """
    names = [row["name"] for row in reference.rows("corporations")]
    full = int(reference.settings["complexes"])
    rows = []
    for row in reference.rows("sample_permit_holders"):
        quarter, reported_on = row["period"], row["reported_on"]
        task = (int(row["task_persons"]) * complexes + full // 2) // full
        rows.append([quarter, "", whole(task), "", "", reported_on])
        for name in names:
            family = row[f"family_reunion_{name.lower()}"]
            rows.append([quarter, name, "", whole(_housed(lettings, name, quarter)), family, reported_on])
    return rows


def _housed(lettings: list[Letting], corporation: str, quarter: str) -> int:
    """Persons of the lettings to permit holders at their first housing in a quarter."""
    found = [
        letting.people.persons
        for letting in lettings
        if letting.ground == GROUND
        and letting.is_first_housing is True
        and letting.home.is_here
        and letting.home.corporation == corporation
        and quarter_of(letting.allocated_on) == quarter
    ]
    return sum(found)


def quarter_of(day: date) -> str:
    """
    Write the quarter of a day.

    Examples
    --------
    >>> from datetime import date
    >>> quarter_of(date(2023, 4, 1))
    '2023-Q2'
    """
    return f"{day.year}-Q{(day.month + 2) // 3}"
