"""Labels of a map without collisions: each tries the places around its point and takes the freest one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        obstacles = [*taken, *placed]
        candidates = _candidates(point, size)
        area = size[0] * size[1]
        costs = [
            round((sum(box.overlap(other) for other in obstacles) + box.excess(frame)) / area, _TOLERANCE)
            for box in candidates
        ]
        placed.append(candidates[costs.index(min(costs))])
    return placed


def _candidates(point: Box, size: tuple[float, float]) -> list[Box]:
    width, height = size
    found = []
    for distance in _DISTANCES:
        gap = distance * height
        for right, up in _PLACES:
            x = point.x + right * ((point.width + width) / 2 + gap)
            y = point.y + up * ((point.height + height) / 2 + gap)
            found.append(Box(x, y, width, height))
    return found
