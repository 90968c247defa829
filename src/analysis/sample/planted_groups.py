"""Cases worth finding about permit holders, inspections, and what the parties report themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..periods import Period
from .permit_holders import GROUND, quarter_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .reference import Reference
    from .world import World

    Found = tuple[dict[str, Any], Any]

_LAST: Final = Period(2023, 2)


def _no_one_housed(_: Reference, world: World) -> Found | None:
    """Woonborg housed nobody in the half-year."""
    housed = [
        letting
        for letting in world.lettings
        if letting.home.corporation == "Woonborg"
        and letting.ground == GROUND
        and letting.is_first_housing is True
        and _LAST.contains(letting.allocated_on)
    ]
    where = {"corporation": "Woonborg", "period": _LAST.label}
    return None if housed else (where, {"numerator": 0, "verdict": "at_risk"})


def _late_report(reference: Reference, _: World) -> Found:
    """One quarter of the year has no report: the one about it came later."""
    rows = [row for row in reference.rows("sample_permit_holders") if row["period"].startswith("2023")]
    told = {row["period"]: quarter_of(date.fromisoformat(row["reported_on"])) for row in rows}
    late = [quarter for quarter, when in told.items() if when > quarter]
    return {"quarter": late}, {"numerator": len(set(told.values())), "denominator": len(told)}


def _euro(reference: Reference, _: World) -> Found:
    """Costs of mediation and the contributions to it differ by a euro."""
    rows = [row for row in reference.rows("sample_reported_figures") if row["agreement"] == "41"]
    told = [(row["measure"], float(row["value"])) for row in rows]
    costs = next(value for measure, value in told if measure.startswith("costs"))
    paid = [int(value) for measure, value in told if measure.startswith(("municipality", "corporation"))]
    return {"agreement": "41", "contributions": sum(paid)}, {"value": costs}


def _due(reference: Reference, _: World) -> Found:
    """The village whose next inspection is planned, without a day, and overdue."""
    rows = reference.rows("sample_inspections")
    village = next(row["village"] for row in rows if not row["held_on"])
    last = max(date.fromisoformat(row["held_on"]) for row in rows if row["village"] == village and row["held_on"])
    end: date = reference.settings["reference_date"]
    months = (end.year - last.year) * 12 + end.month - last.month  # the reference date is the last day of a month
    return {"village": village}, {"value": float(months)}


def _late_figures(reference: Reference, _: World) -> Found:
    """The coordination point has not reported on the last half-year."""
    rows = [row for row in reference.rows("sample_reported_figures") if row["agreement"] == "33"]
    return {"agreement": "33", "party": rows[0]["party"]}, max(row["period"] for row in rows)


FINDERS: Final[dict[str, Callable[[Reference, World], Found | None]]] = {
    "half_year_with_a_backlog": _no_one_housed,
    "late_quarterly_report": _late_report,
    "euro_that_does_not_add_up": _euro,
    "village_due_for_inspection": _due,
    "figures_not_reported_yet": _late_figures,
}
