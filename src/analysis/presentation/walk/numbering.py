"""Places for the numbers of a map: each beside its symbol on a leader line, none over another, all inside the frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..maps.placing import Box

_ANGLES: Final = 24
_REACH: Final = 60  # rings tried around a symbol
_PER_CROSSING: Final = 6.0  # rings a label rather goes further than cross another's leader line


@dataclass(frozen=True)
class Mark:
    """
    A symbol and the label it needs.

    Parameters
    ----------
    x, y
        The symbol's place.
    symbol, label
        Radius of the symbol and of its label, in the same unit.
    """

    x: float
    y: float
    symbol: float
    label: float


@dataclass(frozen=True)
class Label:
    """Where a label stands."""

    x: float
    y: float
    radius: float


def numbered(marks: Sequence[Mark], frame: Box, *, gap: float, taken: Sequence[Box] = ()) -> list[Label]:
    """
    Place a round label beside each symbol.

    Parameters
    ----------
    marks
        Symbols in order.
    frame
        What the labels stay inside.
    gap
        Free space between a label and anything else.
    taken
        Rectangles that no label may touch.

    Returns
    -------
    labels
        One per mark. None touches another label, another's symbol or its own; leader lines cross as little as can be.

    Raises
    ------
    ValueError
        If a label finds no free place: more marks than a sheet has room for.

    Examples
    --------
    >>> from analysis.presentation.maps.placing import Box
    >>> numbered([Mark(50, 50, 2, 3)], Box(50, 50, 100, 100), gap=1)
    [Label(x=56.0, y=50.0, radius=3)]
    """
    labels: list[Label] = []
    for mark in marks:
        best: tuple[float, Label] | None = None
        for ring in range(_REACH):
            if best and _cost_of_length(_distance(ring, mark, gap), mark) > best[0]:
                break  # further out nothing can be better
            free = [
                (_cost(candidate, mark, labels, marks), candidate)
                for candidate in _candidates(mark, ring, gap)
                if _is_inside(candidate, frame, taken) and _is_free(candidate, labels, marks, gap)
            ]
            best = min([*free, *([best] if best else [])], key=lambda one: one[0], default=best)
        if best is None:
            message = f"no room for a number at {mark.x:.0f}, {mark.y:.0f}: more places than the sheet has room for"
            raise ValueError(message)
        labels.append(best[1])
    return labels


def _distance(ring: int, mark: Mark, gap: float) -> float:
    """Length of a leader line to a ring around a symbol."""
    return mark.symbol + mark.label + gap + ring * gap


def _candidates(mark: Mark, ring: int, gap: float) -> list[Label]:
    distance = _distance(ring, mark, gap)
    return [
        Label(
            round(mark.x + distance * math.cos(2 * math.pi * turn / _ANGLES), 6),
            round(mark.y + distance * math.sin(2 * math.pi * turn / _ANGLES), 6),
            mark.label,
        )
        for turn in range(_ANGLES)
    ]


def _is_inside(label: Label, frame: Box, taken: Sequence[Box]) -> bool:
    is_in_frame = (
        abs(label.x - frame.x) + label.radius <= frame.width / 2
        and abs(label.y - frame.y) + label.radius <= frame.height / 2
    )
    return is_in_frame and not any(
        abs(label.x - box.x) < box.width / 2 + label.radius and abs(label.y - box.y) < box.height / 2 + label.radius
        for box in taken
    )


def _is_free(label: Label, labels: Sequence[Label], marks: Sequence[Mark], gap: float) -> bool:
    return all(
        math.hypot(label.x - other.x, label.y - other.y) >= label.radius + other.radius + gap for other in labels
    ) and all(
        math.hypot(label.x - other.x, label.y - other.y) >= label.radius + other.symbol + gap * 0.99 for other in marks
    )


def _cost(label: Label, mark: Mark, labels: Sequence[Label], marks: Sequence[Mark]) -> float:
    """Give the length of the leader line, and what it runs over: other labels, symbols and leader lines."""
    line = ((mark.x, mark.y), (label.x, label.y))
    over = sum(_distance_to(line, (other.x, other.y)) < other.radius for other in labels)
    over += sum(_distance_to(line, (other.x, other.y)) < other.symbol for other in marks if other != mark)
    over += sum(
        _do_cross(line, ((other.x, other.y), (placed.x, placed.y)))
        for other, placed in zip(marks, labels, strict=False)
    )
    return _cost_of_length(math.hypot(label.x - mark.x, label.y - mark.y), mark) + _PER_CROSSING * over


def _cost_of_length(length: float, mark: Mark) -> float:
    return round(length / mark.label, 6)


def _distance_to(line: tuple[tuple[float, float], tuple[float, float]], point: tuple[float, float]) -> float:
    """Give the distance of a point to a line segment."""
    (x0, y0), (x1, y1) = line
    square = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = ((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / square if square else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - x0 - along * (x1 - x0), point[1] - y0 - along * (y1 - y0))


def _do_cross(
    one: tuple[tuple[float, float], tuple[float, float]], other: tuple[tuple[float, float], tuple[float, float]]
) -> bool:
    """Tell whether two line segments cross."""

    def side(line: tuple[tuple[float, float], tuple[float, float]], point: tuple[float, float]) -> bool:
        (x0, y0), (x1, y1) = line
        return (x1 - x0) * (point[1] - y0) > (y1 - y0) * (point[0] - x0)

    return side(one, other[0]) != side(one, other[1]) and side(other, one[0]) != side(other, one[1])
