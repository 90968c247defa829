"""What stands on the ground of every map: RD grid with values, scale bar, north arrow, projection, scale on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.patches import FancyArrowPatch
from matplotlib_scalebar.scalebar import ScaleBar

from .. import style
from .placing import Box

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Transform

    from ..texts import Texts
    from .ground import Ground

PROJECTION: Final = "Amersfoort / RD New (EPSG:28992)"
STRIP_IN: Final = 0.5
"""Free strip inside the frame, at its foot, for bar, arrow and projection."""
VALUES_IN: Final = 0.17
"""Free strip inside the frame, at its top and left, for the values of the grid."""
_GRID_M: Final = (100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_MOST_VALUES: Final = 6
_BAR_M: Final = (100, 250, 500, 1_000, 2_000, 5_000, 10_000)
_METRES_PER_KM: Final = 1_000
_VALUE_POINTS: Final = 7
_VALUE_WIDTH_IN: Final = 0.48


def draw_furniture(axes: Axes, ground: Ground, texts: Texts) -> None:
    """Grid, scale bar, arrow, projection by its full name, and the scale that holds on paper."""
    _grid(axes, ground, texts)
    _scale_bar(axes, ground)
    _north_arrow(axes, ground, texts)
    scale = texts("1 : {scale} on paper, printed at 100 %", scale=texts.count(ground.scale))
    axes.text(
        0.99,
        0.012,
        f"{PROJECTION}\n{scale}",
        transform=axes.transAxes,
        ha="right",
        va="bottom",
        fontsize=7.5,
        zorder=6,
        gid="projection",
    )


def furniture_boxes(ground: Ground) -> list[Box]:
    """Places that no symbol or label may cover: the strip at the foot, and the values of the grid."""
    frame, metres = ground.frame, ground.metres_per_inch
    strip = STRIP_IN * metres
    xs, ys = _valued(ground)
    high, wide = VALUES_IN * metres, _VALUE_WIDTH_IN * metres
    north, west = frame.y + frame.height / 2, frame.x - frame.width / 2
    return [
        Box(frame.x, frame.y - frame.height / 2 + strip / 2, frame.width, strip),
        *(Box(x, north - high / 2, wide, high) for x in xs),
        *(Box(west + high / 2, y, high, wide) for y in ys),
    ]


def grid_lines(frame: Box) -> tuple[list[int], list[int]]:
    """
    Round values of the RD grid inside a frame, at most five in its width: eastings and northings.

    Examples
    --------
    >>> grid_lines(Box(232_000, 567_000, 9_000, 5_000))
    ([228000, 230000, 232000, 234000, 236000], [566000, 568000])
    """
    step = next(step for step in _GRID_M if frame.width / step < _MOST_VALUES or step == _GRID_M[-1])
    return _round(frame.x, frame.width, step), _round(frame.y, frame.height, step)


def _valued(ground: Ground) -> tuple[list[int], list[int]]:
    """Lines of the grid that have room for their value inside the frame, off its corners and off the strip."""
    frame, metres = ground.frame, ground.metres_per_inch
    half = _VALUE_WIDTH_IN / 2 * metres
    xs, ys = grid_lines(frame)
    west, east = frame.x - frame.width / 2 + VALUES_IN * metres, frame.x + frame.width / 2
    south, north = frame.y - frame.height / 2 + STRIP_IN * metres, frame.y + frame.height / 2 - VALUES_IN * metres
    return [x for x in xs if west + half < x < east - half], [y for y in ys if south + half < y < north - half]


def _round(centre: float, length: float, step: int) -> list[int]:
    first = centre - length / 2
    return list(range(-(-int(first) // step) * step, int(first + length), step))


def _grid(axes: Axes, ground: Ground, texts: Texts) -> None:
    """Crosses of the grid, and their values inside the frame."""
    frame = ground.frame
    xs, ys = grid_lines(frame)
    west, south = frame.x - frame.width / 2, frame.y - frame.height / 2
    axes.set_xlim(west, west + frame.width)
    axes.set_ylim(south, south + frame.height)
    axes.set_aspect(1)
    axes.set(xlabel="", ylabel="")
    crosses = [(x, y) for x in xs for y in ys]
    axes.plot(*zip(*crosses, strict=True), "+", color=style.GREY, markersize=5, markeredgewidth=0.5, zorder=1.5,
              gid="grid")  # fmt: skip
    values = {"direction": "in", "length": 3, "labelsize": _VALUE_POINTS}
    valued_xs, valued_ys = _valued(ground)
    axes.set_xticks(xs, [texts.count(x) if x in valued_xs else "" for x in xs])
    axes.set_yticks(ys, [texts.count(y) if y in valued_ys else "" for y in ys], rotation=90, va="center", ha="center")
    axes.tick_params(axis="x", top=True, bottom=True, labeltop=True, labelbottom=False, pad=-11, **values)
    axes.tick_params(axis="y", left=True, right=True, pad=-9, **values)
    for spine in axes.spines.values():
        spine.set_visible(True)


def _scale_bar(axes: Axes, ground: Ground) -> None:
    length = max(metres for metres in _BAR_M if metres <= ground.frame.width / 4 or metres == _BAR_M[0])
    is_long = length >= _METRES_PER_KM
    bar = ScaleBar(
        1,
        units="m",
        fixed_value=length // _METRES_PER_KM if is_long else length,
        fixed_units="km" if is_long else "m",
        location="lower left",
        box_alpha=0.0,
        color=style.INK,
        width_fraction=0.008,
        font_properties={"size": style.SIZES["note"]},
    )
    bar.set_zorder(6)
    axes.add_artist(bar)


def draw_arrow(
    axes: Axes, tail: tuple[float, float], tip: tuple[float, float], *, transform: Transform, size: float
) -> None:
    """
    Draw the arrow to the north of a map.

    Parameters
    ----------
    tail, tip
        Where it begins and points to.
    transform
        Coordinates these are given in.
    size
        Size of its head in points.
    """
    arrow = FancyArrowPatch(
        tail,
        tip,
        transform=transform,
        arrowstyle="-|>",
        mutation_scale=size,
        color=style.INK,
        shrinkA=0,
        shrinkB=0,
        zorder=6,
        gid="north",
    )
    axes.add_patch(arrow)


def _north_arrow(axes: Axes, ground: Ground, texts: Texts) -> None:
    """Arrow that points to the top of the map: grid north, within a degree of true north."""
    inch_x, inch_y = ground.metres_per_inch / ground.frame.width, ground.metres_per_inch / ground.frame.height
    x, tail, tip = 2.2 * inch_x, 0.08 * inch_y, 0.4 * inch_y
    draw_arrow(axes, (x, tail), (x, tip), transform=axes.transAxes, size=12)
    axes.text(
        x + 0.1 * inch_x,
        (tail + tip) / 2,
        texts("N"),
        transform=axes.transAxes,
        va="center",
        fontweight="bold",
        zorder=6,
    )
