"""The ground of a map: a frame at a round scale, outlines of neighbourhoods and municipality, names of villages."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import shapely

from .. import style
from ..sheet import MARGIN_IN, height_in, width_in
from .furniture import STRIP_IN, VALUES_IN, draw_furniture, furniture_boxes
from .placing import Box, place
from .surroundings import name_surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from ..sheet import Sheet
    from ..texts import Texts

_METRES_PER_INCH: Final = 0.0254
_MANTISSAS: Final = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5)
_BORDER: Final = 0.008  # empty border around the municipality at least, share of its size
_TALLEST_IN: Final = 8.0  # so that title, legend and notes fit on the same A4 page


@dataclass(frozen=True)
class Ground:
    """
    Extent of a map and its scale on paper.

    Parameters
    ----------
    frame
        The inside of the map, metres RD.
    scale
        Metres in the field to one metre on paper: 5,000 for 1 : 5,000.
    municipality
        Its outline; None on a map of a part of it.
    around
        Names of the municipalities around, with their bearing in degrees.
    """

    frame: Box
    scale: int
    municipality: BaseGeometry | None = None
    around: Mapping[str, float] = field(default_factory=dict)

    @property
    def metres_per_inch(self) -> float:
        """Metres in the field to one inch on paper."""
        return self.scale * _METRES_PER_INCH

    @property
    def height_in(self) -> float:
        """Height the map needs in the body of a sheet."""
        return self.frame.height / self.metres_per_inch


def ground_of(neighbourhoods: gpd.GeoDataFrame, around: Mapping[str, float] | None = None) -> Ground:
    """Fit the outlines to the width of a page at a round scale, with room for the furniture above, left and below."""
    municipality = outlines(neighbourhoods).geometry.union_all()
    west, south, east, north = municipality.bounds
    border = _BORDER * max(east - west, north - south)
    wide, high = east - west + 2 * border, north - south + 2 * border
    width_on_paper = style.WIDTH_IN - 2 * MARGIN_IN
    scale = round_scale(max(wide / width_on_paper, high / (_TALLEST_IN - STRIP_IN - VALUES_IN)) / _METRES_PER_INCH)
    metres = scale * _METRES_PER_INCH
    height = high + (STRIP_IN + VALUES_IN) * metres
    frame = Box((west + east) / 2, north + border + VALUES_IN * metres - height / 2, width_on_paper * metres, height)
    return Ground(frame, scale, municipality, around or {})


def round_scale(at_least: float) -> int:
    """
    Give the first round scale that is not larger than needed.

    Examples
    --------
    >>> round_scale(122_700), round_scale(5_000), round_scale(80_001)
    (125000, 5000, 100000)
    """
    power = int(10 ** math.floor(math.log10(at_least)))
    fitting = [round(mantissa * power) for mantissa in _MANTISSAS if mantissa * power >= at_least * (1 - 1e-9)]
    return fitting[0] if fitting else 10 * power


def outlines(neighbourhoods: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Neighbourhoods that have an outline."""
    shapes = neighbourhoods.geometry.to_numpy()
    return neighbourhoods[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]


def without_outline(neighbourhoods: gpd.GeoDataFrame) -> list[str]:
    """Names of the neighbourhoods that have no outline."""
    drawn = set(outlines(neighbourhoods).index)
    return sorted(neighbourhoods.loc[~neighbourhoods.index.isin(drawn), "neighbourhood_name"].dropna())


def outlines_note(neighbourhoods: gpd.GeoDataFrame, texts: Texts) -> list[str]:
    """Name the neighbourhoods without an outline; no sentence when there are none."""
    names = without_outline(neighbourhoods)
    return [texts("Neighbourhoods without an outline: {names}.", names=", ".join(names))] if names else []


def village_points(neighbourhoods: gpd.GeoDataFrame) -> dict[str, tuple[float, float]]:
    """Point of each village: inside the neighbourhood that bears its name, else inside all of it."""
    drawn = outlines(neighbourhoods).dropna(subset=["village"])
    shapes, names = drawn.geometry.to_numpy(), drawn["neighbourhood_name"].to_numpy()
    points = {}
    for village, rows in sorted(drawn.groupby("village").indices.items()):
        core = [row for row in rows if names[row] == village]
        point = shapely.point_on_surface(shapely.union_all(shapes[core or rows]))
        points[str(village)] = (float(point.x), float(point.y))
    return points


def draw_ground(page: Sheet, ground: Ground, neighbourhoods: gpd.GeoDataFrame, texts: Texts, *, top: float) -> Axes:
    """Axes of the map, with everything that every map has."""
    height = ground.frame.height / ground.metres_per_inch
    axes = page.axes(left=MARGIN_IN, right=MARGIN_IN, top=top, height=height)
    drawn = outlines(neighbourhoods)
    drawn.plot(ax=axes, facecolor="#f5f5f2", edgecolor="#b8b8b8", linewidth=0.5, aspect=None, zorder=1)
    whole = drawn.dissolve()
    whole.boundary.plot(ax=axes, color=style.INK, linewidth=1.2, aspect=None, zorder=2)
    draw_furniture(axes, ground, texts)
    return axes


def name_villages(
    axes: Axes,
    ground: Ground,
    names: Mapping[str, tuple[float, float]],
    taken: Sequence[Box],
    *,
    symbol_in: float = 0.0,
) -> None:
    """
    Write a label beside each point, off the symbols and off each other; a leader line where it is far off.

    The municipalities around are named where room is left.

    Parameters
    ----------
    names
        Point of each label, metres RD.
    taken
        Symbols that no label may cover.
    symbol_in
        Size of the symbol at each point, inches.
    """
    size = style.SIZES["label"]
    scale = ground.metres_per_inch
    side = symbol_in * scale
    points = [Box(x, y, side, side) for x, y in names.values()]
    sizes = [(width_in(name, size) * scale * 1.04, height_in(1, size) * scale) for name in names]
    inside = Box(ground.frame.x, ground.frame.y, ground.frame.width * 0.99, ground.frame.height * 0.99)
    taken = [*taken, *furniture_boxes(ground)]
    boxes = place(points, sizes, taken, inside)
    name_surroundings(axes, ground, [*taken, *boxes])
    for name, point, box in zip(names, points, boxes, strict=True):
        distance = max(abs(box.x - point.x) - box.width / 2, abs(box.y - point.y) - box.height / 2)
        if distance > box.height + side / 2:
            axes.plot([point.x, box.x], [point.y, box.y], color=style.GREY, linewidth=0.6, zorder=3)
        axes.text(
            box.x,
            box.y,
            name,
            ha="center",
            va="center",
            fontsize=size,
            zorder=6,
            gid="village",
            bbox={"boxstyle": "square,pad=0.05", "facecolor": "#ffffff", "edgecolor": "none", "alpha": 0.75},
        )
