"""Names of the municipalities around, lightly, each on its own side of the outline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import shapely

from .. import style
from ..sheet import height_in, width_in
from .placing import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from .ground import Ground

_STEPS: Final = 60
_POINTS: Final = 8.5


def name_surroundings(axes: Axes, ground: Ground, taken: Sequence[Box]) -> list[Box]:
    """
    Write each neighbour where its bearing leaves the municipality; one for which the frame has no room is left out.

    Parameters
    ----------
    ground
        With the outline of the municipality, and the bearing of each neighbour from its middle: degrees from north over
        east.
    taken
        Places that no name may cover.

    Returns
    -------
    boxes
        Places of the names written.
    """
    written: list[Box] = []
    for name, bearing in ground.around.items() if ground.municipality is not None else ():
        size = width_in(name, _POINTS), height_in(1, _POINTS)
        box = _free(ground, ground.municipality, size, bearing, [*taken, *written])
        if box is not None:
            written.append(box)
            axes.text(box.x, box.y, name, ha="center", va="center", fontsize=_POINTS, fontstyle="italic",
                      color=style.GREY, zorder=3, gid="neighbour")  # fmt: skip
    return written


def _free(
    ground: Ground, municipality: BaseGeometry, size_in: tuple[float, float], bearing: float, taken: Sequence[Box]
) -> Box | None:
    """First place along a bearing, from the inside out, that lies off the municipality and off what is taken."""
    frame, metres = ground.frame, ground.metres_per_inch
    width, height = size_in[0] * metres * 1.06, size_in[1] * metres
    middle = municipality.centroid
    east, north = math.sin(math.radians(bearing)), math.cos(math.radians(bearing))
    for step in range(_STEPS):
        way = step / _STEPS * (frame.width + frame.height) / 2
        box = Box(middle.x + east * way, middle.y + north * way, width, height)
        shape = shapely.box(box.x - width / 2, box.y - height / 2, box.x + width / 2, box.y + height / 2)
        is_free = not any(box.overlap(other) for other in taken)
        if is_free and round(box.excess(frame)) <= 0 and not shape.intersects(municipality):
            return box
    return None
