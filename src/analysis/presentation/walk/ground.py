"""What stands under the symbols of a sheet: neighbourhoods, RD grid, scale bar, north, and the sheets beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import matplotlib.patheffects as effects
import shapely
from matplotlib.patches import Rectangle
from matplotlib_scalebar.scalebar import ScaleBar

from .. import style
from ..maps.furniture import draw_arrow
from ..maps.ground import outlines
from ..maps.placing import Box, place
from ..sheet import height_in, width_in
from .planning import CIRCLE_MM, EDGE_MM, foot

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

    from ..texts import Texts
    from .planning import Plan, SheetPlan

PROJECTION: Final = "Amersfoort / RD New (EPSG:28992)"
GRID_M: Final = {2_500: 100, 5_000: 250}
BAR_M: Final = {2_500: 100, 5_000: 250}
MM_PER_INCH: Final = 25.4
_HALO: Final = [effects.withStroke(linewidth=2.2, foreground="#ffffff")]
_NAME_POINTS: Final = 8.0
_VALUE_POINTS: Final = 7.0
_BETWEEN: Final = {  # where the number of a neighbouring sheet stands, by steps to the east and to the south
    (1, 0): (1.0, 0.5), (-1, 0): (0.0, 0.5), (0, 1): (0.5, 0.0), (0, -1): (0.5, 1.0),
    (1, 1): (1.0, 0.0), (1, -1): (1.0, 1.0), (-1, -1): (0.0, 1.0),
}  # fmt: skip


def draw_ground(axes: Axes, plan: Plan, sheet: SheetPlan, neighbourhoods: gpd.GeoDataFrame, texts: Texts) -> None:
    """Draw all that every sheet has."""
    _neighbourhoods(axes, plan, sheet, neighbourhoods)
    _grid(axes, plan, sheet, texts)
    _foot(axes, plan, sheet, texts)
    _beside(axes, plan, sheet, texts)


def _neighbourhoods(axes: Axes, plan: Plan, sheet: SheetPlan, neighbourhoods: gpd.GeoDataFrame) -> None:
    """Neighbourhoods lightly, with their names where there is room; outside the municipality nothing is known."""
    box = sheet.frame.box
    west, south = box.x - box.width / 2, box.y - box.height / 2
    shown = outlines(neighbourhoods).clip_by_rect(west, south, west + box.width, south + box.height)
    shown = shown[~shown.is_empty]
    if shown.empty:
        return
    shown.plot(ax=axes, facecolor="#f7f7f4", edgecolor="none", aspect=None, zorder=0.5)
    outlines(neighbourhoods).boundary.plot(
        ax=axes, color="#9a9a9a", linewidth=0.9, linestyle=(0, (6, 3)), aspect=None, zorder=0.8, autolim=False
    )
    axes.set_xlim(west, west + box.width)
    axes.set_ylim(south, south + box.height)
    axes.set(xlabel="", ylabel="")
    inside = shown.intersection(shapely.box(*_inset(box, plan.metres(EDGE_MM + 4))))
    inside = inside[~inside.is_empty]
    metres_per_inch = plan.metres(MM_PER_INCH)
    names = neighbourhoods.loc[inside.index, "neighbourhood_name"]
    points = [Box(point.x, point.y, 0, 0) for point in inside.representative_point()]
    sizes = [
        (width_in(name, _NAME_POINTS) * metres_per_inch * 1.05, height_in(1, _NAME_POINTS) * metres_per_inch)
        for name in names
    ]
    for name, where in zip(names, place(points, sizes, _taken(plan, sheet), box), strict=True):
        axes.text(where.x, where.y, name, ha="center", va="center", fontsize=_NAME_POINTS, fontstyle="italic",
                  color=style.GREY, zorder=1.2, gid="neighbourhood")  # fmt: skip


def _inset(box: Box, border: float) -> tuple[float, float, float, float]:
    wide, high = box.width / 2 - border, box.height / 2 - border
    return box.x - wide, box.y - high, box.x + wide, box.y + high


def _taken(plan: Plan, sheet: SheetPlan) -> list[Box]:
    boxes = [foot(sheet.frame, plan.scale)]
    for stop in (*sheet.stops, *sheet.points):
        side = plan.metres(CIRCLE_MM)
        boxes += [Box(stop.label_x, stop.label_y, side, side), Box(stop.x, stop.y, side, side)]
    return boxes


def _grid(axes: Axes, plan: Plan, sheet: SheetPlan, texts: Texts) -> None:
    """Lines of the RD grid with their values inside the frame, at its top and on its left."""
    box, step = sheet.frame.box, GRID_M[plan.scale]
    west, south = box.x - box.width / 2, box.y - box.height / 2
    edge = plan.metres(1.2)
    words: dict[str, Any] = {
        "fontsize": _VALUE_POINTS,
        "color": style.INK,
        "path_effects": _HALO,
        "zorder": 3,
        "gid": "value",
    }
    clear = plan.metres(10)
    for x in range(-(-int(west) // step) * step, int(west + box.width) + 1, step):
        axes.axvline(x, color="#cfcfcf", linewidth=0.5, zorder=1, gid="grid")
        if clear < x - west < box.width - clear:
            axes.text(x, south + box.height - edge, texts.count(x), ha="center", va="top", **words)
    for y in range(-(-int(south) // step) * step, int(south + box.height) + 1, step):
        axes.axhline(y, color="#cfcfcf", linewidth=0.5, zorder=1, gid="grid")
        if clear + plan.metres(8) < y - south < box.height - clear:
            axes.text(west + edge, y, texts.count(y), ha="left", va="center", rotation=90, **words)


def _foot(axes: Axes, plan: Plan, sheet: SheetPlan, texts: Texts) -> None:
    """Scale bar, arrow to the north and projection, on white in the corner of the frame."""
    box = foot(sheet.frame, plan.scale)
    west, south = box.x - box.width / 2, box.y - box.height / 2
    axes.add_patch(
        Rectangle((west, south), box.width, box.height, facecolor="#ffffff", edgecolor=style.GREY, linewidth=0.5,
                  zorder=5, gid="foot")
    )  # fmt: skip
    bar = ScaleBar(
        1,
        units="m",
        fixed_value=BAR_M[plan.scale],
        fixed_units="m",
        location="lower left",
        rotation="horizontal-only",
        bbox_to_anchor=(west + plan.metres(2), south + plan.metres(4.5)),
        bbox_transform=axes.transData,
        border_pad=0,
        box_alpha=0.0,
        color=style.INK,
        width_fraction=0.006,
        font_properties={"size": 8},
    )
    bar.set_zorder(6)
    axes.add_artist(bar)
    draw_arrow(
        axes,
        (west + plan.metres(63), south + plan.metres(5)),
        (west + plan.metres(63), south + plan.metres(13.5)),
        transform=axes.transData,
        size=11,
    )
    axes.text(west + plan.metres(65.5), south + plan.metres(8.5), texts("N"), va="center", fontsize=9,
              fontweight="bold", zorder=6)  # fmt: skip
    axes.text(west + plan.metres(71), south + plan.metres(8.5), f"1:{texts.count(plan.scale)}", va="center", fontsize=9,
              fontweight="bold", zorder=6, gid="scale")  # fmt: skip
    axes.text(west + plan.metres(2), south + plan.metres(2.2), PROJECTION, va="center", fontsize=6.5, zorder=6,
              gid="projection")  # fmt: skip


def _beside(axes: Axes, plan: Plan, sheet: SheetPlan, texts: Texts) -> None:
    """Tell on the edges of the frame which sheet goes on there."""
    for steps, number in plan.beside(sheet).items():
        if steps in _BETWEEN:
            x, y = _BETWEEN[steps]
            axes.annotate(
                texts("sheet {number}", number=number),
                (x, y),
                xycoords="axes fraction",
                xytext=(-6 * (2 * x - 1), -6 * (2 * y - 1) - (10 if y == 1 else 0)),
                textcoords="offset points",
                ha={0.0: "left", 1.0: "right"}.get(x, "center"),
                va={0.0: "bottom", 1.0: "top"}.get(y, "center"),
                rotation=90 if y == 0.5 else 0,  # noqa: PLR2004 - halfway up the frame
                fontsize=8,
                fontweight="bold",
                path_effects=_HALO,
                zorder=5,
                gid="beside",
            )
