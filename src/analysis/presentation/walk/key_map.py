"""The map in front: which part of the village stands on which sheet, and the legend of the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from .. import style
from ..classes import class_labels
from ..maps.ground import outlines
from ..sheet import width_in
from .drawing import letter_look, shown_look
from .frames import metres
from .ground import MM_PER_INCH
from .planning import LETTER_MM, SYMBOL_MM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import geopandas as gpd
    from matplotlib.axes import Axes

    from ..texts import Texts
    from .planning import Plan

KEY_MM: Final = {"a3": (190.0, 190.0), "a4": (190.0, 100.0)}
LEGEND_MM: Final = 6.0
_SCALES: Final = (10_000, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 75_000, 100_000, 200_000)
_BORDER_MM: Final = 4.0
_WORDS: Final = 7.5
_AFTER_MM: Final = 5.0


def key_scale(plan: Plan) -> int:
    """Largest round scale at which all sheets fit the key map."""
    wide, high = KEY_MM[plan.form.paper]
    west, south, east, north = _bounds(plan)
    for scale in _SCALES:
        border = 2 * metres(_BORDER_MM, scale)
        if east - west + border <= metres(wide, scale) and north - south + border <= metres(high, scale):
            return scale
    return _SCALES[-1]


def key_map(plan: Plan, neighbourhoods: gpd.GeoDataFrame, texts: Texts) -> Figure:
    """
    Draw the sheets of a village as numbered rectangles, with a dot for each complex.

    Parameters
    ----------
    plan
        The village; it has more than one sheet.
    neighbourhoods
        Core table, EPSG:28992: the ground.
    """
    wide, high = KEY_MM[plan.form.paper]
    scale = key_scale(plan)
    west, south, east, north = _bounds(plan)
    x, y, width, height = (west + east) / 2, (south + north) / 2, metres(wide, scale), metres(high, scale)
    with style.house_style():
        figure = Figure(figsize=(wide / MM_PER_INCH, high / MM_PER_INCH))
        style.canvas(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        drawn = outlines(neighbourhoods)
        drawn.plot(ax=axes, facecolor="#f7f7f4", edgecolor="#9a9a9a", linewidth=0.7, aspect=None, zorder=1)
        axes.set_xlim(x - width / 2, x + width / 2)
        axes.set_ylim(y - height / 2, y + height / 2)
        axes.set(xlabel="", ylabel="")
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_visible(True)
        _sheets(axes, plan, texts)
    return figure


def alt_key_map(plan: Plan, texts: Texts) -> str:
    """Say which numbers stand on which sheet."""
    parts = [
        texts("sheet {number}: complexes {stops}", number=sheet.number, stops=", ".join(s.mark for s in sheet.stops))
        if sheet.stops
        else texts("sheet {number}: no complexes", number=sheet.number)
        for sheet in plan.sheets
    ]
    return texts("Key map of {village}: {parts}.", village=plan.village, parts="; ".join(parts))


def _bounds(plan: Plan) -> tuple[float, float, float, float]:
    boxes = [sheet.frame.box for sheet in plan.sheets]
    return (
        min(box.x - box.width / 2 for box in boxes),
        min(box.y - box.height / 2 for box in boxes),
        max(box.x + box.width / 2 for box in boxes),
        max(box.y + box.height / 2 for box in boxes),
    )


def _sheets(axes: Axes, plan: Plan, texts: Texts) -> None:
    for sheet in plan.sheets:
        box = sheet.frame.box
        corner = box.x - box.width / 2, box.y - box.height / 2
        axes.add_patch(
            Rectangle(corner, box.width, box.height, facecolor="none", edgecolor=style.INK, linewidth=1.2, zorder=4,
                      gid="sheet")
        )  # fmt: skip
        axes.text(box.x, box.y, str(sheet.number), ha="center", va="center", fontsize=22, fontweight="bold",
                  color=style.BLUE, alpha=0.55, zorder=3, gid="sheet-number")  # fmt: skip
        xs, ys = [stop.x for stop in sheet.stops], [stop.y for stop in sheet.stops]
        axes.plot(xs, ys, "o", color=style.INK, markersize=2.4, zorder=5, gid="place")
    axes.text(0.01, 0.012, f"1:{texts.count(key_scale(plan))}", transform=axes.transAxes, fontsize=8, zorder=6,
              bbox={"boxstyle": "square,pad=0.2", "facecolor": "#ffffff", "edgecolor": "none"})  # fmt: skip


def legend(texts: Texts, width_mm: float, *, edges: tuple[float, ...] | None) -> Figure:
    """Draw what the symbols mean, in one line; without figures only the complex and the points."""
    with style.house_style():
        figure = Figure(figsize=(width_mm / MM_PER_INCH, _legend_mm(texts, width_mm, edges) / MM_PER_INCH))
        style.canvas(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        height = _legend_mm(texts, width_mm, edges)
        axes.set_xlim(0, width_mm)
        axes.set_ylim(height, 0)
        axes.axis("off")
        for x, y, kind, look, words in _placed(texts, width_mm, edges):
            if kind != "word":
                _symbol(axes, x, y, kind, look)
            beside = SYMBOL_MM / 2 + 1.2 if kind != "word" else -SYMBOL_MM / 2
            axes.text(x + beside, y, words, va="center_baseline", fontsize=_WORDS, gid="legend")
    return figure


def legend_words(texts: Texts, *, edges: tuple[float, ...] | None) -> list[str]:
    """Give the words of the legend, in order."""
    return [words for _, _, words in _entries(texts, edges)]


def _entries(texts: Texts, edges: tuple[float, ...] | None) -> list[tuple[str, Mapping[str, Any], str]]:
    entries: list[tuple[str, Mapping[str, Any], str]] = []
    if edges is None:
        entries.append(("dot", {"facecolor": style.INK, "edgecolor": style.INK}, texts("complex")))
    else:
        words = class_labels(edges, texts)
        entries.append(("word", {}, texts("Energy poverty:")))
        entries += [
            ("circle", {k: v for k, v in shown_look(position, len(words)).items() if k != "gid"}, word)
            for position, word in enumerate(words)
        ]
        entries.append(
            ("circle", {"facecolor": "#ffffff", "edgecolor": style.INK, "hatch": "//////"}, texts.suppressed)
        )
        unknown = {"facecolor": "#ffffff", "edgecolor": style.INK, "linestyle": ":"}
        entries.append(("circle", unknown, texts("no figure")))
    states = {"open": texts("point, open"), "overdue": texts("point, overdue"), "done": texts("point, done")}
    return entries + [("letter", letter_look(state), words) for state, words in states.items()]


def _placed(
    texts: Texts, width_mm: float, edges: tuple[float, ...] | None
) -> list[tuple[float, float, str, Mapping[str, Any], str]]:
    """Set the entries in lines of a width."""
    x, y = SYMBOL_MM / 2 + 0.3, LEGEND_MM / 2
    placed = []
    for kind, look, words in _entries(texts, edges):
        symbol_mm = SYMBOL_MM + 1.2 if kind != "word" else 0.0
        needed = symbol_mm + width_in(words, _WORDS) * MM_PER_INCH + _AFTER_MM
        if x + needed - SYMBOL_MM / 2 - _AFTER_MM > width_mm:
            x, y = SYMBOL_MM / 2 + 0.3, y + LEGEND_MM
        placed.append((x, y, kind, look, words))
        x += needed
    return placed


def _legend_mm(texts: Texts, width_mm: float, edges: tuple[float, ...] | None) -> float:
    return _placed(texts, width_mm, edges)[-1][1] + LEGEND_MM / 2


def _symbol(axes: Axes, x: float, y: float, kind: str, look: Mapping[str, Any]) -> None:
    if kind == "letter":
        side = LETTER_MM * 0.9
        axes.add_patch(Rectangle((x - side / 2, y - side / 2), side, side, linewidth=0.9, **look))
        axes.text(x, y, "A", ha="center", va="center_baseline", fontsize=7, fontweight="bold",
                  color=style.ink_on(look["facecolor"]))  # fmt: skip
        return
    radius = SYMBOL_MM / 4 if kind == "dot" else SYMBOL_MM / 2
    axes.add_patch(Circle((x, y), radius, linewidth=0.8, **look))
