"""The paper form as CSV: a line per complex and per open point, to be filled in and read back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .planning import Plan, Row

COLUMNS: Final = (
    "number",
    "village",
    "held_on",
    "complex_id",
    "complex_name",
    "observation_id",
    "x_rd_m",
    "y_rd_m",
    "subject",
    "grade",
    "action",
    "owner",
    "due_on",
    "closed_on",
)
"""Columns that `afspraken inspections import` reads."""
_OPEN: Final = ("overdue", "open")


def form_csv(plan: Plan) -> str:
    """
    Give the form of a village: what was seen is still empty, and a line in which nothing is filled in says nothing.

    A line per complex, with its number on the sheets and its place: what is filled in there is a new point. A line per
    point that is still open, with its letter and its `observation_id`: a day in `closed_on` closes it. Further lines
    can be added.

    Parameters
    ----------
    plan
        The village on paper.
    """
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, restval="", lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows({"village": plan.village} | line for line in (*_complexes(plan), *_points(plan)))
    return target.getvalue()


def _complexes(plan: Plan) -> Iterator[dict[str, Any]]:
    for stop in (stop for sheet in plan.sheets for stop in sheet.stops):
        place = {"x_rd_m": f"{stop.x:.0f}", "y_rd_m": f"{stop.y:.0f}"}
        yield {"number": stop.mark, **_named(stop.row), **place}
    for mark, row in plan.marked_unplaced():
        yield {"number": mark, **_named(row)}


def _named(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("complex_id", "complex_name")}


def _points(plan: Plan) -> Iterator[dict[str, Any]]:
    lettered = [(point.mark, point.row) for sheet in plan.sheets for point in sheet.points]
    for mark, row in (*lettered, *plan.marked_placeless()):
        if row["state"] in _OPEN:
            yield {"number": mark, "observation_id": row["observation_id"]}
