"""
Symbols and labels of a map without collisions.

Circles that would cover each other are moved apart; a label tries the places around its point and takes the freest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# places around a point, in half label sizes: right, left, above, below, the corners, then further away
_PLACES: Final = (
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (1.0, 1.0),
    (-1.0, 1.0),
    (1.0, -1.0),
    (-1.0, -1.0),
)
_DISTANCES: Final = (0.2, 1.5, 3.0, 5.0, 7.0)  # gap to the symbol, in label heights
_ROUNDS: Final = 400  # in which circles are moved apart at most
_PULL: Final = 0.02  # share of the way back to its place that a circle goes each round
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))  # turns circles at one and the same place into different directions
_TOLERANCE: Final = 3  # decimals of the share of a label that may be covered


@dataclass(frozen=True)
class Box:
    """A rectangle around a centre, in map units."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """Area the two have in common."""
        wide = min((self.width + other.width) / 2 - abs(self.x - other.x), self.width, other.width)
        high = min((self.height + other.height) / 2 - abs(self.y - other.y), self.height, other.height)
        return max(wide, 0.0) * max(high, 0.0)

    def excess(self, frame: Box) -> float:
        """Area of this rectangle outside a frame."""
        return self.width * self.height - self.overlap(frame)


def spread(circles: Sequence[Box], gap: float, frame: Box) -> list[Box]:
    """
    Move circles apart until none covers another, each as near to its place as that allows.

    Parameters
    ----------
    circles
        Where they belong, with their diameter as width.
    gap
        Free distance between two circles.
    frame
        Inside of the map; no circle leaves it.

    Returns
    -------
    circles
        The same circles in the same order.

    Examples
    --------
    >>> one, other = spread([Box(0, 0, 2, 2), Box(1, 0, 2, 2)], 0.5, Box(0, 0, 100, 100))
    >>> round(other.x - one.x, 6) >= 2.5
    True
    """
    moved = [_Place(circle.x, circle.y) for circle in circles]
    needed = [[(one.width + other.width) / 2 + gap for other in circles] for one in circles]
    for number in range(_ROUNDS):
        if next(_too_close(moved, needed), None) is None:
            break
        if number < _ROUNDS / 2:  # the second half of the rounds only parts what is left
            for now, home in zip(moved, circles, strict=True):
                now.x += _PULL * (home.x - now.x)
                now.y += _PULL * (home.y - now.y)
        for one, other, apart, angle in _too_close(moved, needed):
            _part(one, other, apart, angle)
        for now, circle in zip(moved, circles, strict=True):
            _keep_inside(now, circle, frame)
    return [replace(circle, x=now.x, y=now.y) for now, circle in zip(moved, circles, strict=True)]


@dataclass(slots=True)
class _Place:
    """Where a circle is now."""

    x: float
    y: float


def _too_close(
    places: Sequence[_Place], needed: Sequence[Sequence[float]]
) -> Iterator[tuple[_Place, _Place, float, float]]:
    """Every two nearer than they may be, how far apart they have to be, and the way out for two at one place."""
    for number, one in enumerate(places):
        x, y = one.x, one.y
        for other, apart in zip(places[number + 1 :], needed[number][number + 1 :], strict=True):
            # most are further off in one direction alone
            if -apart < other.x - x < apart and -apart < other.y - y < apart and _distance(one, other) < apart:
                yield one, other, apart, number * _GOLDEN_ANGLE
                x, y = one.x, one.y  # it was moved


def _distance(one: _Place, other: _Place) -> float:
    return math.hypot(other.x - one.x, other.y - one.y)


def _part(one: _Place, other: _Place, apart: float, angle: float) -> None:
    """Move two apart, each half the way, and a hair more so that rounding leaves no touch."""
    distance = _distance(one, other)
    if distance > 0:
        east, north = (other.x - one.x) / distance, (other.y - one.y) / distance
    else:
        east, north = math.cos(angle), math.sin(angle)
    step = (apart - distance) / 2 * 1.001
    one.x, one.y = one.x - east * step, one.y - north * step
    other.x, other.y = other.x + east * step, other.y + north * step


def _keep_inside(now: _Place, circle: Box, frame: Box) -> None:
    wide, high = (frame.width - circle.width) / 2, (frame.height - circle.height) / 2
    now.x = min(max(now.x, frame.x - wide), frame.x + wide)
    now.y = min(max(now.y, frame.y - high), frame.y + high)


def place(points: Sequence[Box], sizes: Sequence[tuple[float, float]], taken: Sequence[Box], frame: Box) -> list[Box]:
    """
    Find a place for each label, near its point, off the symbols and off the labels placed before.

    Parameters
    ----------
    points
        Symbol that each label belongs to.
    sizes
        Width and height of each label.
    taken
        Symbols no label may cover.
    frame
        Inside of the map.

    Returns
    -------
    boxes
        One per label, in order; where no place is free, the one with the least overlap.

    Examples
    --------
    >>> boxes = place([Box(0, 0, 1, 1), Box(0, 0, 1, 1)], [(4, 1), (4, 1)], [], Box(0, 0, 100, 100))
    >>> boxes[0].overlap(boxes[1])
    0.0
    """
    placed: list[Box] = []
    for point, size in zip(points, sizes, strict=True):
        placed.append(_freest(_candidates(point, size), [*taken, *placed], frame))
    return placed


def _freest(candidates: Iterator[Box], obstacles: Sequence[Box], frame: Box) -> Box:
    """First place of which nothing is covered, else the one of which the smallest share is."""
    found = []
    for box in candidates:
        covered = sum(box.overlap(other) for other in obstacles) + box.excess(frame)
        share = round(covered / (box.width * box.height), _TOLERANCE)
        if not share:
            return box
        found.append((share, box))
    return min(found, key=lambda one: one[0])[1]


def _candidates(point: Box, size: tuple[float, float]) -> Iterator[Box]:
    width, height = size
    for distance in _DISTANCES:
        gap = distance * height
        for right, up in _PLACES:
            x = point.x + right * ((point.width + width) / 2 + gap)
            y = point.y + up * ((point.height + height) / 2 + gap)
            yield Box(x, y, width, height)
