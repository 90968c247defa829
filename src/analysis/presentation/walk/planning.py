"""A village planned for a walk: sheets in order, stops numbered along the way, points lettered, what has no place."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, Final

from ..maps.placing import Box
from ..texts import is_missing
from .frames import Format, Frame, metres, split
from .numbering import Mark, numbered
from .route import walking_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Place = tuple[float, float]
    Row = Mapping[str, Any]

CIRCLE_MM: Final = 5.6
SYMBOL_MM: Final = 4.4
LETTER_MM: Final = 4.6
CROSS_MM: Final = 2.0
GAP_MM: Final = 0.8
EDGE_MM: Final = 7.0  # strip along the frame that the values of the grid stand in
FOOT_MM: Final = 15.0  # corner that scale bar and arrow stand in
FOOT_WIDTH_MM: Final = 86.0


@dataclass(frozen=True)
class Stop:
    """
    Something on a sheet: a complex with its number, or a point of an earlier inspection with its letter.

    Parameters
    ----------
    mark
        Number or letter, as written.
    row
        What is known of it.
    x, y
        Its place, metres RD.
    label_x, label_y
        Middle of the circle that holds the mark, metres RD.
    """

    mark: str
    row: Row
    x: float
    y: float
    label_x: float
    label_y: float


@dataclass(frozen=True)
class SheetPlan:
    """
    One sheet of a village.

    Parameters
    ----------
    number
        From 1, in the order walked.
    frame
        What its map shows.
    stops
        Complexes in walking order.
    points
        Points of earlier inspections in its area.
    """

    number: int
    frame: Frame
    stops: tuple[Stop, ...]
    points: tuple[Stop, ...]


@dataclass(frozen=True)
class Plan:
    """
    A village on paper.

    Parameters
    ----------
    village
        Its name.
    form
        Paper.
    scale
        5,000 for 1:5,000.
    sheets
        In the order walked.
    unplaced
        Complexes without a place that may be shown: named in the table, not on the map.
    placeless
        Points without a place: listed, not on the map.
    """

    village: str
    form: Format
    scale: int
    sheets: tuple[SheetPlan, ...]
    unplaced: tuple[Row, ...]
    placeless: tuple[Row, ...] = ()

    def marked_unplaced(self) -> list[tuple[str, Row]]:
        """Give the complexes without a place, numbered on after those on the sheets."""
        first = sum(len(sheet.stops) for sheet in self.sheets) + 1
        return [(str(number), row) for number, row in enumerate(self.unplaced, start=first)]

    def marked_placeless(self) -> list[tuple[str, Row]]:
        """Give the points without a place, lettered on after those on the sheets."""
        first = sum(len(sheet.points) for sheet in self.sheets)
        return [(letters(position), row) for position, row in enumerate(self.placeless, start=first)]

    def metres(self, millimetres: float) -> float:
        """Length in the field of a length on this paper."""
        return metres(millimetres, self.scale)

    def beside(self, sheet: SheetPlan) -> dict[tuple[int, int], int]:
        """Give the numbers of the sheets next to one: by steps to the east and to the south."""
        return {
            (other.frame.column - sheet.frame.column, other.frame.row - sheet.frame.row): other.number
            for other in self.sheets
            if other is not sheet
        }


def planned(
    village: str, complexes: Sequence[Row], points: Sequence[Row], form: Format, *, middle: Place | None
) -> Plan:
    """
    Plan the walk through a village.

    Parameters
    ----------
    village
        Its name.
    complexes
        What may be known of each complex; `x_rd_m` and `y_rd_m` missing where no place may be shown.
    points
        Points of earlier inspections, with their places, in the order they are listed.
    form
        Paper.
    middle
        Where to look when nothing has a place; None leaves the village without a map.

    Returns
    -------
    plan
        Every complex with a place stands on one sheet; numbers and letters run through over the sheets.
    """
    placed = [row for row in complexes if _has_place(row)]
    dated = [row for row in points if _has_place(row)]
    places = [_place(row) for row in (*placed, *dated)]
    left = tuple(tuple(row for row in rows if not _has_place(row)) for rows in (complexes, points))
    if middle is not None and not places:
        places = [middle]
    if not places:
        return Plan(village, form, 0, (), *left)
    scale, frames, of_place = split(places, form)
    first, last = len(placed), len(placed) + len(dated)
    found = _Found(placed, dated, of_place[:first], of_place[first:last])
    sheets: list[SheetPlan] = []
    here: Place | None = None
    for number, key in enumerate(_order_of(frames), start=1):
        before = sum(len(sheet.stops) for sheet in sheets), sum(len(sheet.points) for sheet in sheets)
        sheets.append(_sheet(number, frames[key], *found.on(key, here), before=before, scale=scale))
        here = (sheets[-1].stops[-1].x, sheets[-1].stops[-1].y) if sheets[-1].stops else here
    return Plan(village, form, scale, tuple(sheets), *left)


@dataclass(frozen=True)
class _Found:
    complexes: Sequence[Row]
    points: Sequence[Row]
    complex_keys: Sequence[int]
    point_keys: Sequence[int]

    def on(self, key: int, here: Place | None) -> tuple[list[Row], list[Row]]:
        """Give the complexes of a sheet in walking order from a place, and its points as listed."""
        own = [row for row, of_row in zip(self.complexes, self.complex_keys, strict=True) if of_row == key]
        order = walking_order([_place(row) for row in own], here)
        points = [row for row, of_row in zip(self.points, self.point_keys, strict=True) if of_row == key]
        return [own[one] for one in order], points


def _order_of(frames: Mapping[int, Frame]) -> list[int]:
    keys = list(frames)
    order = walking_order([(frames[key].box.x, frames[key].box.y) for key in keys])
    return [keys[one] for one in order]


def _sheet(
    number: int, frame: Frame, complexes: list[Row], points: list[Row], *, before: tuple[int, int], scale: int
) -> SheetPlan:
    marks = [_mark(row, SYMBOL_MM, CIRCLE_MM, scale) for row in complexes]
    marks += [_mark(row, CROSS_MM, LETTER_MM, scale) for row in points]
    edge = 2 * metres(EDGE_MM, scale)
    inside = Box(frame.box.x, frame.box.y, frame.box.width - edge, frame.box.height - edge)
    labels = numbered(marks, inside, gap=metres(GAP_MM, scale), taken=[foot(frame, scale)])
    written = [str(before[0] + position) for position in range(1, len(complexes) + 1)]
    written += [letters(before[1] + position) for position in range(len(points))]
    stops = [
        Stop(text, row, mark.x, mark.y, label.x, label.y)
        for text, row, mark, label in zip(written, [*complexes, *points], marks, labels, strict=True)
    ]
    return SheetPlan(number, frame, tuple(stops[: len(complexes)]), tuple(stops[len(complexes) :]))


def foot(frame: Frame, scale: int) -> Box:
    """Corner in the south-west of a frame that scale bar, north arrow and projection stand in."""
    width, height = metres(FOOT_WIDTH_MM, scale), metres(FOOT_MM, scale)
    box = frame.box
    return Box(box.x - box.width / 2 + width / 2, box.y - box.height / 2 + height / 2, width, height)


def letters(position: int) -> str:
    """
    Letter of a point, from 0: A to Z, then AA, AB, ….

    Examples
    --------
    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(position, len(ascii_uppercase))
    return (letters(before - 1) if before else "") + ascii_uppercase[last]


def _mark(row: Row, symbol_mm: float, label_mm: float, scale: int) -> Mark:
    return Mark(*_place(row), metres(symbol_mm / 2, scale), metres(label_mm / 2, scale))


def _has_place(row: Row) -> bool:
    return not (is_missing(row["x_rd_m"]) or is_missing(row["y_rd_m"]))


def _place(row: Row) -> Place:
    return float(row["x_rd_m"]), float(row["y_rd_m"])
