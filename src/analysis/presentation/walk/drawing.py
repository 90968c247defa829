"""The map of one sheet, at its scale to the millimetre: numbered complexes and lettered points on their ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from .. import style
from ..classes import class_of
from ..texts import is_missing
from .ground import MM_PER_INCH, draw_ground
from .planning import CIRCLE_MM, CROSS_MM, LETTER_MM, SYMBOL_MM

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from matplotlib.axes import Axes

    from ..texts import Texts
    from .planning import Plan, SheetPlan, Stop

LETTER_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "overdue": {"facecolor": style.INK, "edgecolor": style.INK},
    "open": {"facecolor": "#ffffff", "edgecolor": style.INK},
    "done": {"facecolor": "#ffffff", "edgecolor": style.GREY, "linestyle": ":"},
}


def sheet_map(
    plan: Plan,
    sheet: SheetPlan,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    *,
    edges: tuple[float, ...] | None,
) -> Figure:
    """
    Draw the map of a sheet, exactly as large as its frame on paper.

    Parameters
    ----------
    plan, sheet
        The village, and which of its sheets.
    neighbourhoods
        Core table, EPSG:28992: the ground.
    edges
        Shares at which a class of energy poverty begins; None draws every complex alike, without a figure.
    """
    form, box = plan.form, sheet.frame.box
    with style.house_style():
        figure = Figure(figsize=(form.width_mm / MM_PER_INCH, form.height_mm / MM_PER_INCH))
        style.canvas(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(box.x - box.width / 2, box.x + box.width / 2)
        axes.set_ylim(box.y - box.height / 2, box.y + box.height / 2)
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_visible(True)
            spine.set_color(style.INK)
            spine.set_linewidth(1.6)
        draw_ground(axes, plan, sheet, neighbourhoods, texts)
        _route(axes, sheet)
        for stop in sheet.stops:
            _complex(axes, plan, stop, edges)
        for point in sheet.points:
            _point(axes, plan, point)
    return figure


def alt_sheet_map(plan: Plan, sheet: SheetPlan, texts: Texts) -> str:
    """Say what stands on the map of a sheet: its scale, and every number and letter with its name."""
    stops = ", ".join(f"{stop.mark} {stop.row['complex_name']}" for stop in sheet.stops)
    points = ", ".join(f"{point.mark} {texts.subject(point.row['subject'])}" for point in sheet.points)
    return texts(
        "Map of {village}, sheet {number}, scale 1:{scale}. Complexes in walking order: {stops}. Points: {points}.",
        village=plan.village,
        number=sheet.number,
        scale=texts.count(plan.scale),
        stops=stops or texts("none"),
        points=points or texts("none"),
    )


def letter_look(state: str) -> Mapping[str, Any]:
    """Looks of the letter of a point, by what became of it; told apart without colour."""
    return LETTER_LOOKS.get(state, LETTER_LOOKS["done"])


def class_look(row: Mapping[str, Any], edges: tuple[float, ...] | None) -> dict[str, Any]:
    """Looks of the symbol of a complex: its class, withheld, no figure, or without figures at all."""
    if edges is None:
        return {"facecolor": style.INK, "edgecolor": style.INK, "gid": "symbol-plain"}
    if row["suppressed"]:
        return {"facecolor": "#ffffff", "edgecolor": style.INK, "hatch": "//////", "gid": "symbol-withheld"}
    if is_missing(row["value"]):
        return {"facecolor": "#ffffff", "edgecolor": style.INK, "linestyle": ":", "gid": "symbol-unknown"}
    position = class_of(row["value"], edges, row["bound"])
    return shown_look(position, len(edges) + 1)


def shown_look(position: int, count: int) -> dict[str, Any]:
    """Looks of a class: colour and hatch."""
    face = style.classes(count)[position]
    hatch = style.patterns(count)[position] or None
    return {
        "facecolor": face, "hatch": hatch, "hatchcolor": style.ink_on(face), "edgecolor": style.INK,
        "gid": f"symbol-{position}",
    }  # fmt: skip


def _route(axes: Axes, sheet: SheetPlan) -> None:
    xs, ys = [stop.x for stop in sheet.stops], [stop.y for stop in sheet.stops]
    axes.plot(xs, ys, color=style.GREY, linewidth=0.8, linestyle=(0, (1, 3)), zorder=2, gid="route")


def _complex(axes: Axes, plan: Plan, stop: Stop, edges: tuple[float, ...] | None) -> None:
    _leader(axes, stop)
    look = class_look(stop.row, edges)
    size = SYMBOL_MM if edges is not None else SYMBOL_MM / 2
    axes.add_patch(Circle((stop.x, stop.y), plan.metres(size / 2), linewidth=0.8, zorder=4, **look))
    ring = Circle((stop.label_x, stop.label_y), plan.metres(CIRCLE_MM / 2), facecolor="#ffffff", edgecolor=style.INK,
                  linewidth=0.9, zorder=4.4, gid="number")  # fmt: skip
    axes.add_patch(ring)
    axes.text(stop.label_x, stop.label_y, stop.mark, ha="center", va="center_baseline", fontsize=8, fontweight="bold",
              zorder=4.6, gid="number-text")  # fmt: skip


def _point(axes: Axes, plan: Plan, point: Stop) -> None:
    _leader(axes, point)
    half = plan.metres(CROSS_MM / 2)
    axes.plot(
        [point.x - half, point.x + half], [point.y - half, point.y + half], color=style.INK, linewidth=1.2, zorder=4
    )
    axes.plot(
        [point.x - half, point.x + half], [point.y + half, point.y - half], color=style.INK, linewidth=1.2, zorder=4
    )
    side = plan.metres(LETTER_MM * 0.9)
    look = letter_look(str(point.row["state"]))
    axes.add_patch(
        Rectangle((point.label_x - side / 2, point.label_y - side / 2), side, side, linewidth=0.9, zorder=4.4,
                  gid="letter", **look)
    )  # fmt: skip
    axes.text(point.label_x, point.label_y, point.mark, ha="center", va="center_baseline",
              fontsize=7 if len(point.mark) == 1 else 5.5, color=style.ink_on(look["facecolor"]), fontweight="bold",
              zorder=4.6, gid="letter-text")  # fmt: skip


def _leader(axes: Axes, stop: Stop) -> None:
    axes.plot([stop.x, stop.label_x], [stop.y, stop.label_y], color=style.INK, linewidth=0.7, zorder=3.5, gid="leader")
