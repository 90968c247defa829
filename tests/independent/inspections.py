"""Agreement 40, independently: villages visited in two years, months since, and what became of the points."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from .delivered import stock_on
from .letting import months_before
from .shape import row

if TYPE_CHECKING:
    from datetime import date

    from .delivered import Record, World

Row = dict[str, Any]
THEME = "inspections"


class Points(NamedTuple):
    """The points of one inspection; overdue is None where the days are not known, all None where nothing is."""

    raised: int | None
    closed: int | None
    overdue: int | None


def rows(world: World, *, window_months: int, period: str) -> list[Row]:
    """Visits and points, of inspections held by the reference date."""
    held = [one for one in world.tables["inspections"] if one["held_on"] is not None]
    villages = sorted({home["village"] for home in stock_on(world, world.today) if home["corporation"]} - {None})
    return [
        *(share_row(held, villages, world.today, window_months, period) if world.tables["inspections"] else []),
        *(months_row(village, held, world.today, period) for village in villages),
        *point_rows(held, world, period),
        *promise_rows(held, world, period),
    ]


def share_row(held: list[Record], villages: list[str], today: date, window_months: int, period: str) -> list[Row]:
    """Inspections of the last 24 months in villages with homes over these villages."""
    opening = months_before(today, window_months)
    visits = sum(one["village"] in villages and one["held_on"] > opening for one in held)
    name = f"{THEME}.held_in_two_years_share"
    return [row(name, {}, period, "share", **share(visits, len(villages), 0))] if villages else []


def months_row(village: str, held: list[Record], today: date, period: str) -> Row:
    """Whole months since the last inspection of a village; unknown where none is known."""
    days = [one["held_on"] for one in held if one["village"] == village]
    since = months_between(max(days), today) if days else None
    nothing = dict.fromkeys(("numerator", "denominator", "missing"))
    return row(f"{THEME}.months_since_count", {"village": village}, period, "months", value=since, **nothing)


def months_between(first: date, last: date) -> int:
    """A month is whole on the same day of the month, or on the last day of a shorter one."""
    months = 12 * (last.year - first.year) + last.month - first.month
    whole_from = min(first.day, monthrange(last.year, last.month)[1])
    return months if last.day >= whole_from else months - 1


def point_rows(held: list[Record], world: World, period: str) -> list[Row]:
    """Points closed, open and overdue, per village and over all; an inspection without points known is missing."""
    observed: dict[str, list[Record]] = defaultdict(list)
    for point in world.tables["observations"]:
        observed[point["inspection_id"]].append(point)
    by_place: dict[str, list[Points]] = defaultdict(list)
    for one in held:
        points = points_of(one, observed[one["inspection_id"]], world.today)
        for place in {"", one["village"] or ""}:
            by_place[place].append(points)
    return [line for place, points in by_place.items() for line in rows_of(place, points, period)]


def promise_rows(held: list[Record], world: World, period: str) -> list[Row]:
    """Points done by their day, of those that were done or are past it; a point without a day is missing."""
    villages = {one["inspection_id"]: one["village"] or "" for one in held}
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for point in world.tables["observations"]:
        if point["inspection_id"] not in villages:
            continue
        due, closed = point["due_on"], point["closed_on"]
        for place in {"", villages[point["inspection_id"]]}:
            if due is None:
                tally[place][2] += 1
            elif closed is not None or due < world.today:
                tally[place][0] += closed is not None and closed <= due
                tally[place][1] += 1
    return [
        row(f"{THEME}.promises_kept_share", {"village": place} if place else {}, period, "share", **share(*counted))
        for place, counted in tally.items()
        if counted[1]
    ]


def points_of(inspection: Record, observed: list[Record], today: date) -> Points:
    """Its observations; where these are fewer than the points raised, or none, its own numbers."""
    if observed and len(observed) >= (inspection["points_raised"] or 0):
        still_open = [point for point in observed if point["closed_on"] is None]
        overdue = sum(point["due_on"] is not None and point["due_on"] < today for point in still_open)
        return Points(len(observed), len(observed) - len(still_open), overdue)
    raised, closed = inspection["points_raised"], inspection["points_closed"]
    if raised is None or closed is None:
        return Points(None, None, None)
    return Points(raised, closed, 0 if raised == closed else None)


def rows_of(village: str, points: list[Points], period: str) -> list[Row]:
    """Closed over raised; open and overdue as counts of the points raised."""
    known = [(one.raised, one.closed) for one in points if one.raised is not None and one.closed is not None]
    raised, closed = (sum(one[part] for one in known) for part in (0, 1))
    overdue = [(one.raised or 0, one.overdue) for one in points if one.overdue is not None]
    late, dated = sum(one for _, one in overdue), sum(one for one, _ in overdue)
    place, lacking = {"village": village} if village else {}, len(points) - len(known)
    found = [
        row(f"{THEME}.points_closed_share", place, period, "share", **share(closed, raised, lacking)),
        row(f"{THEME}.open_points_count", place, period, "points", **count(raised - closed, raised, lacking)),
        row(f"{THEME}.overdue_points_count", place, period, "points", **count(late, dated, len(points) - len(overdue))),
    ]
    return [line for line in found if line["denominator"]]


def share(part: int, whole: int, missing: int) -> Row:
    """Give the figures of a share without an interval."""
    return {"value": part / whole if whole else None, "numerator": part, "denominator": whole, "missing": missing}


def count(part: int, whole: int, missing: int) -> Row:
    """Give the figures of a count."""
    return {"value": part, "numerator": part, "denominator": whole, "missing": missing}
