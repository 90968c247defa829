"""A village split over sheets of paper at a round scale: every place lies well inside one sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..maps.placing import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    Place = tuple[float, float]

SCALES: Final = (2_500, 5_000)
_OFFSETS: Final = 12  # origins of the split that are tried, in each direction
_MM_PER_M: Final = 1_000


@dataclass(frozen=True)
class Format:
    """
    A sheet of paper and the map on it.

    Parameters
    ----------
    paper
        Name of the paper, `a3`.
    flipped
        Whether it lies on its long side.
    width_mm, height_mm
        Of the map.
    border_mm
        Strip inside the map's frame that belongs to the neighbouring sheet too: no place is looked for there.
    """

    paper: str
    flipped: bool
    width_mm: float
    height_mm: float
    border_mm: float = 14.0


FORMATS: Final = {
    "a3": Format("a3", flipped=True, width_mm=400.0, height_mm=225.0),
    "a4": Format("a4", flipped=False, width_mm=190.0, height_mm=205.0),
}


@dataclass(frozen=True)
class Frame:
    """
    What one sheet shows.

    Parameters
    ----------
    box
        Inside of the map, metres RD.
    column, row
        Place in the split, from the west and from the north.
    """

    box: Box
    column: int = 0
    row: int = 0


def metres(millimetres: float, scale: int) -> float:
    """
    Length in the field of a length on paper.

    Examples
    --------
    >>> metres(40, 2_500)
    100.0
    """
    return millimetres * scale / _MM_PER_M


def split(places: Sequence[Place], form: Format) -> tuple[int, dict[int, Frame], list[int]]:
    """
    Split places over sheets: the largest scale at which one sheet is enough, else the smallest with as few as need be.

    Parameters
    ----------
    places
        What has to be on a sheet, metres RD; at least one.
    form
        Paper.

    Returns
    -------
    scale
        5,000 for 1:5,000.
    frames
        The sheets that hold a place, by a key without meaning.
    of_place
        Key of the sheet of each place: it lies inside that frame, off its border.

    Examples
    --------
    >>> scale, frames, of_place = split([(233_000, 567_000), (233_400, 567_100)], FORMATS["a3"])
    >>> scale, len(frames), of_place
    (2500, 1, [0, 0])
    """
    for scale in SCALES:
        frame = _around(places, form, scale)
        if frame is not None:
            return scale, {0: frame}, [0] * len(places)
    scale = SCALES[-1]
    width, height = _size(form, scale)
    step_x, step_y = width - 2 * metres(form.border_mm, scale), height - 2 * metres(form.border_mm, scale)
    cells = _fewest(places, step_x, step_y)
    keys = {cell: key for key, cell in enumerate(sorted(set(cells.of_place)))}
    west = min(column for column, _ in keys)
    north = max(row for _, row in keys)
    frames = {
        key: Frame(
            Box(cells.x + (column + 0.5) * step_x, cells.y + (row + 0.5) * step_y, width, height),
            column - west,
            north - row,
        )
        for (column, row), key in keys.items()
    }
    return scale, frames, [keys[cell] for cell in cells.of_place]


def _size(form: Format, scale: int) -> tuple[float, float]:
    return metres(form.width_mm, scale), metres(form.height_mm, scale)


def _around(places: Sequence[Place], form: Format, scale: int) -> Frame | None:
    """Give one frame around all places, off its border; None when they do not fit."""
    width, height = _size(form, scale)
    border = metres(form.border_mm, scale)
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    if east - west > width - 2 * border or north - south > height - 2 * border:
        return None
    return Frame(Box(round((west + east) / 2), round((south + north) / 2), width, height))


@dataclass(frozen=True)
class _Cells:
    x: float
    y: float
    of_place: list[tuple[int, int]]
    cost: tuple[int, int]


def _fewest(places: Sequence[Place], step_x: float, step_y: float) -> _Cells:
    """Try origins of the split: the fewest sheets, and of those the one whose places lie nearest the middles."""
    west, south = min(x for x, _ in places), min(y for _, y in places)
    tried = [
        _cells(places, round(west - step_x * right / _OFFSETS), round(south - step_y * up / _OFFSETS), step_x, step_y)
        for right in range(_OFFSETS)
        for up in range(_OFFSETS)
    ]
    return min(tried, key=lambda cells: (cells.cost, cells.x, cells.y))


def _cells(places: Sequence[Place], x: float, y: float, step_x: float, step_y: float) -> _Cells:
    of_place = [(math.floor((px - x) / step_x), math.floor((py - y) / step_y)) for px, py in places]
    off = sum(
        math.hypot(px - x - (column + 0.5) * step_x, py - y - (row + 0.5) * step_y)
        for (px, py), (column, row) in zip(places, of_place, strict=True)
    )
    return _Cells(x, y, of_place, (len(set(of_place)), round(off)))
