"""Inspections, permit holders and reported figures that contradict themselves: such rows are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    from ...findings import Finding
    from ..delivery import Delivery

_SAME = ["agreement", "period", "measure"]


def contradicting_points(delivery: Delivery) -> list[Finding]:
    """Find inspections with more points closed than raised, or with more observations than points."""
    inspections = delivery.tables.get("inspections")
    if inspections is None:
        return []
    more_closed = inspections["points_closed"] > inspections["points_raised"]
    found = about(
        inspections[more_closed.fillna(value=False).astype(bool)],
        "inspections",
        "more_closed_than_raised",
        "points_closed",
        said("more points are closed than were raised"),
        remedy=said("Correct one of the two numbers."),
        severity="warning",
    )
    observations = delivery.tables.get("observations")
    if observations is None:
        return found
    noted = inspections["inspection_id"].map(observations["inspection_id"].value_counts()).fillna(0)
    more_noted = noted > inspections["points_raised"].astype("float64")
    return found + about(
        inspections[more_noted],
        "inspections",
        "more_observations_than_points",
        "points_raised",
        said("more observations were delivered than points raised; the observations count"),
        remedy=said("Correct points_raised, or leave it out where the observations are delivered."),
        severity="warning",
    )


def task_beside_association(delivery: Delivery) -> list[Finding]:
    """Find tasks on the row of an association: the task is the municipality's and is divided by the monitor."""
    permit_holders = delivery.tables.get("permit_holders")
    if permit_holders is None:
        return []
    rows = permit_holders[permit_holders["corporation"].notna() & permit_holders["task_persons"].notna()]
    return about(
        rows,
        "permit_holders",
        "task_of_an_association",
        "task_persons",
        said("a task stands on the row of {corporation}; it counts nowhere", corporation=listed(rows["corporation"])),
        remedy=said("Write the municipality's task on the row without association."),
        severity="warning",
    )


def contradicting_reports(delivery: Delivery) -> list[Finding]:
    """Find figures that two parties, neither of them an association, report differently."""
    told = delivery.tables.get("reported_figures")
    if told is None:
        return []
    others = told[~told["party"].isin(list(delivery.card.corporations))]
    differs = others.groupby(_SAME)["value"].transform("nunique", dropna=False) > 1
    rows = others[differs]
    return about(
        rows,
        "reported_figures",
        "contradicting_reports",
        "value",
        said("{party} report different figures about the same thing; none of them counts", party=listed(rows["party"])),
        remedy=said("Let one party report it, or give the measures different names."),
        severity="warning",
    )
