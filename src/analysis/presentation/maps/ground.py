"""The ground of a map: outlines of neighbourhoods and municipality, RD grid, scale bar, north arrow, village names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely
from matplotlib.patches import FancyArrowPatch
from matplotlib_scalebar.scalebar import ScaleBar

from .. import style
from ..sheet import MARGIN_IN, height_in, width_in
from .placing import Box, place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    from matplotlib.axes import Axes

    from ..sheet import Sheet
    from ..texts import Texts

PROJECTION: Final = "Amersfoort / RD New (EPSG:28992)"
_LEFT_IN: Final = 0.5
_TICKS_IN: Final = 0.25
_BORDER: Final = 0.03  # empty border around the municipality, share of its size
_STRIP_IN: Final = 0.5  # free strip inside the frame for scale bar and arrow
_GRID_M: Final = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_BAR_M: Final = (100, 250, 500, 1_000, 2_000, 5_000, 10_000)


@dataclass(frozen=True)
class Ground:
    """
    Extent of a map and its scale on paper.

    Parameters
    ----------
    frame
        The inside of the map, metres RD.
    metres_per_inch
        Scale.
    """

    frame: Box
    metres_per_inch: float

    @property
    def height_in(self) -> float:
        """Height the map needs in the body of a sheet, with its grid values."""
        return self.frame.height / self.metres_per_inch + _TICKS_IN


def ground_of(neighbourhoods: gpd.GeoDataFrame) -> Ground:
    """Fit the outlines to the width of a page, with a border, and a free strip below for bar and arrow."""
    west, south, east, north = outlines(neighbourhoods).total_bounds
    border = _BORDER * max(east - west, north - south)
    width = east - west + 2 * border
    scale = width / (style.WIDTH_IN - _LEFT_IN - MARGIN_IN)
    height = north - south + 2 * border + _STRIP_IN * scale
    frame = Box((west + east) / 2, north + border - height / 2, width, height)
    return Ground(frame, scale)


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
    points = {}
    for village in sorted(drawn["village"].unique()):
        of_village = drawn[drawn["village"] == village]
        core = of_village[of_village["neighbourhood_name"] == village]
        shape = (core if len(core) else of_village).geometry.union_all()
        point = shape.representative_point()
        points[str(village)] = (float(point.x), float(point.y))
    return points


def draw_ground(page: Sheet, ground: Ground, neighbourhoods: gpd.GeoDataFrame, texts: Texts, *, top: float) -> Axes:
    """Axes of the map, with everything that every map has."""
    height = ground.frame.height / ground.metres_per_inch
    axes = page.axes(left=_LEFT_IN, right=MARGIN_IN, top=top, height=height)
    drawn = outlines(neighbourhoods)
    drawn.plot(ax=axes, facecolor="#f5f5f2", edgecolor="#b8b8b8", linewidth=0.5, aspect=None, zorder=1)
    municipality = drawn.geometry.union_all()
    type(drawn.geometry)([municipality], crs=drawn.crs).boundary.plot(
        ax=axes, color=style.INK, linewidth=1.2, aspect=None, zorder=2
    )
    _grid(axes, ground, texts)
    _scale_bar(axes, ground)
    _north_arrow(axes, ground, texts)
    return axes


def name_villages(
    axes: Axes,
    ground: Ground,
    names: Mapping[str, tuple[float, float]],
    taken: Sequence[Box],
    *,
    symbol_in: float = 0.0,
) -> None:
    """Write a label beside each point, off the symbols and off each other; a leader line where it is far off."""
    size = style.SIZES["label"]
    scale = ground.metres_per_inch
    side = symbol_in * scale
    points = [Box(x, y, side, side) for x, y in names.values()]
    sizes = [(width_in(name, size) * scale * 1.04, height_in(1, size) * scale) for name in names]
    inside = Box(ground.frame.x, ground.frame.y, ground.frame.width * 0.99, ground.frame.height * 0.99)
    furniture = _furniture(ground)
    for name, point, box in zip(names, points, place(points, sizes, [*taken, *furniture], inside), strict=True):
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


def _furniture(ground: Ground) -> list[Box]:
    """Corners that scale bar and arrow stand in: the strip at the foot of the map."""
    frame, strip = ground.frame, _STRIP_IN * ground.metres_per_inch
    return [Box(frame.x, frame.y - frame.height / 2 + strip / 2, frame.width, strip)]


def _grid(axes: Axes, ground: Ground, texts: Texts) -> None:
    """Crosses of the RD grid, their values along the frame, and the projection by its full name."""
    frame = ground.frame
    step = next(step for step in _GRID_M if frame.width / step < 6 or step == _GRID_M[-1])  # noqa: PLR2004 - at most six values fit
    west, south = frame.x - frame.width / 2, frame.y - frame.height / 2
    xs = list(range(-(-int(west) // step) * step, int(west + frame.width), step))
    ys = list(range(-(-int(south) // step) * step, int(south + frame.height), step))
    axes.set_xlim(west, west + frame.width)
    axes.set_ylim(south, south + frame.height)
    axes.set_aspect(1)
    axes.set(xlabel="", ylabel="")
    axes.plot(
        [x for x in xs for _ in ys],
        [y for _ in xs for y in ys],
        "+",
        color=style.GREY,
        markersize=5,
        markeredgewidth=0.5,
        zorder=1.5,
        gid="grid",
    )
    axes.set_xticks(xs, [texts.count(x) for x in xs], fontsize=7)
    axes.set_yticks(ys, [texts.count(y) for y in ys], fontsize=7, rotation=90, va="center")
    for spine in axes.spines.values():
        spine.set_visible(True)
    axes.text(0.99, 0.012, PROJECTION, transform=axes.transAxes, ha="right", va="bottom", fontsize=7.5, zorder=6)


def _scale_bar(axes: Axes, ground: Ground) -> None:
    length = max(metres for metres in _BAR_M if metres <= ground.frame.width / 4 or metres == _BAR_M[0])
    value, unit = (length // 1_000, "km") if length >= 1_000 else (length, "m")  # noqa: PLR2004 - metres in a kilometre
    bar = ScaleBar(
        1,
        units="m",
        fixed_value=value,
        fixed_units=unit,
        location="lower left",
        box_alpha=0.0,
        color=style.INK,
        width_fraction=0.008,
        font_properties={"size": style.SIZES["note"]},
    )
    axes.add_artist(bar)


def _north_arrow(axes: Axes, ground: Ground, texts: Texts) -> None:
    """Arrow that points to the top of the map: grid north, within a degree of true north."""
    inch_x, inch_y = ground.metres_per_inch / ground.frame.width, ground.metres_per_inch / ground.frame.height
    x, tail, tip = 2.0 * inch_x, 0.08 * inch_y, 0.4 * inch_y
    arrow = FancyArrowPatch(
        (x, tail),
        (x, tip),
        transform=axes.transAxes,
        arrowstyle="-|>",
        mutation_scale=12,
        color=style.INK,
        shrinkA=0,
        shrinkB=0,
        zorder=6,
        gid="north",
    )
    axes.add_patch(arrow)
    axes.text(
        x + 0.1 * inch_x,
        (tail + tip) / 2,
        texts("N"),
        transform=axes.transAxes,
        va="center",
        fontweight="bold",
        zorder=6,
    )
