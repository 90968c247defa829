"""Spells of a dwelling in service: one after the other, each with an end not before its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import said
from .rows import about

if TYPE_CHECKING:
    from ...findings import Finding
    from ..delivery import Delivery

_ENDS = "in_service_from, out_of_service_from"


def overlapping_spells(delivery: Delivery) -> list[Finding]:
    """Find spells of one dwelling that begin before its earlier spell has ended: the home would count twice."""
    dwellings = delivery.tables.get("dwellings")
    if dwellings is None:
        return []
    dated = dwellings.dropna(subset=["dwelling_id", "in_service_from"])
    spells = dated.drop_duplicates(["dwelling_id", "in_service_from"]).sort_values(
        ["dwelling_id", "in_service_from"], kind="stable"
    )
    before = spells.groupby("dwelling_id", sort=False)
    follows = before.cumcount() > 0
    ended = before["out_of_service_from"].shift()
    overlap = follows & ~(ended <= spells["in_service_from"])
    message = said("a dwelling comes into service while an earlier spell of it still runs")
    remedy = said("End the earlier spell on or before the day the next begins, or take one of the rows out.")
    return about(spells[overlap], "dwellings", "overlapping_spells", _ENDS, message, remedy=remedy)


def spells_ending_before_they_begin(delivery: Delivery) -> list[Finding]:
    """Find spells whose first day out of service lies before their first day in service."""
    dwellings = delivery.tables.get("dwellings")
    if dwellings is None:
        return []
    backwards = dwellings["out_of_service_from"] < dwellings["in_service_from"]
    message = said("a spell ends before it begins")
    return about(
        dwellings[backwards],
        "dwellings",
        "spell_ends_before_it_begins",
        _ENDS,
        message,
        remedy=said("Correct the days."),
    )


def unexplained_exits(delivery: Delivery) -> list[Finding]:
    """Find exits without a reason, and reasons without an exit: the account of the stock cannot place them."""
    dwellings = delivery.tables.get("dwellings")
    if dwellings is None:
        return []
    has_left, has_reason = dwellings["out_of_service_from"].notna(), dwellings["out_of_service_reason"].notna()
    columns = "out_of_service_from, out_of_service_reason"
    remedy = said("Deliver the day and the reason together.")
    without = about(
        dwellings[has_left & ~has_reason],
        "dwellings",
        "exit_without_reason",
        columns,
        said("a home left service without a reason"),
        remedy=remedy,
        severity="warning",
    )
    alone = about(
        dwellings[~has_left & has_reason],
        "dwellings",
        "reason_without_exit",
        columns,
        said("a home has a reason for leaving service and no day on which it left"),
        remedy=remedy,
        severity="warning",
    )
    return without + alone
