"""Map of complexes: a circle each, coloured by class of share, sized by class of homes."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from matplotlib.figure import Figure

from .. import style
from ..classes import class_labels, class_of
from ..letters import POINTS_PER_INCH
from ..sheet import height_in, sheet
from ..shown import complex_name, drawable, rows_of
from ..texts import is_missing
from .furniture import STRIP_IN, VALUES_IN
from .ground import Ground, draw_ground, ground_of, name_villages, outlines_note, village_points
from .placing import Box, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

HOMES_EDGES: Final = (20, 40, 80)
_DIAMETERS_IN: Final = (0.1, 0.13, 0.165, 0.205)
_GAP_IN: Final = 0.025  # between two circles
_MOVED_IN: Final = 0.03  # from here on a line leads from a circle to its place
_SAMPLE_IN: Final = 0.165  # diameter of the circles that show a class in the legend
_HATCH_WITHHELD: Final = "//////"
_NEEDED: Final = ("complex_id", "complex_name", "village", "value", "homes", "x_rd_m", "y_rd_m")


def complex_map(
    published: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    imprint: Imprint,
    *,
    result: str,
    edges: tuple[float, ...],
    around: Mapping[str, float] | None = None,
) -> Figure:
    """
    Draw every complex that has a place; name under the map those that have none.

    Circles that would cover each other are moved apart, and a line leads from such a circle to its place.

    Parameters
    ----------
    published
        Rows of `definitions.complex_bands`, with homes, x_rd_m and y_rd_m (one point per complex, missing = no place).
    neighbourhoods
        Core table, EPSG:28992.
    result
        Id of the result, for the title.
    edges
        Shares at which a new class begins, rising, fixed by policy.
    around
        Names of the municipalities around, with their bearing in degrees.
    """
    rows = rows_of(published, _NEEDED)
    ground = ground_of(neighbourhoods, around)
    located = _located(rows, ground.frame)
    circles = _spread([_circle(row, ground.metres_per_inch) for _, row in located.iterrows()], ground)
    notes = [
        *_moved_note(located, circles, ground, texts),
        *unplaced_note(rows, texts),
        *_outside_note(rows, ground.frame, texts),
        *outlines_note(neighbourhoods, texts),
    ]
    with style.house_style():
        handles = _legend_handles(edges, texts)
        legend_in = height_in(-(-len(handles) // 2), style.SIZES["label"]) * 1.28 + 0.12
        page = sheet(
            texts,
            imprint,
            title=texts("{result}, map of complexes", result=texts.result(result)),
            definition=texts.definition(result),
            body_in=ground.height_in + legend_in,
            notes=notes,
        )
        axes = draw_ground(page, ground, neighbourhoods, texts, top=legend_in)
        _draw(axes, located, circles, edges)
        _draw_leaders(axes, located, circles, ground)
        name_villages(axes, ground, village_points(neighbourhoods), circles)
        page.legend(handles, columns=2)
    return page.figure


def alt_complex_map(published: Published, texts: Texts, *, result: str, edges: tuple[float, ...]) -> str:
    """Say how many complexes are in each class, how many are withheld, and which have no place."""
    rows = rows_of(published, _NEEDED)
    located = rows.dropna(subset=["x_rd_m", "y_rd_m"])
    shown = drawable(located)
    classes = [class_of(value, edges, bound) for value, bound in zip(shown["value"], shown["bound"], strict=True)]
    sentences = [
        texts("Map of {count} complexes. {result}.", count=texts.count(len(located)), result=texts.result(result))
    ]
    for position, label in enumerate(class_labels(edges, texts)):
        sentences.append(f"{label}: {texts.count(classes.count(position))}.")
    hidden = texts.count(located["suppressed"].sum())
    sentences.append(f"{texts.suppressed}: {hidden}.")
    return " ".join([*sentences, *unplaced_note(rows, texts)])


def _located(rows: pd.DataFrame, frame: Box) -> pd.DataFrame:
    """Complexes with a place inside the frame, the largest first, so that none hides under another."""
    inside = _is_inside(rows, frame)
    return rows[inside].sort_values(["homes", "complex_id"], ascending=[False, True], kind="stable", ignore_index=True)


def _is_inside(rows: pd.DataFrame, frame: Box) -> pd.Series[bool]:
    """Whether a complex stands inside the frame; one without a location does not."""
    is_inside_x = (rows["x_rd_m"] - frame.x).abs() <= frame.width / 2
    return is_inside_x & ((rows["y_rd_m"] - frame.y).abs() <= frame.height / 2)


def _outside_note(rows: pd.DataFrame, frame: Box, texts: Texts) -> list[str]:
    has_place = rows["x_rd_m"].notna() & rows["y_rd_m"].notna()
    names = _names(rows[has_place & ~_is_inside(rows, frame)])
    return [texts("Outside this map: {names}.", names="; ".join(names))] if names else []


def _names(rows: pd.DataFrame) -> list[str]:
    return [complex_name(row) for _, row in rows.sort_values("complex_id").iterrows()]


def unplaced_note(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Name the complexes without a location; no sentence when there are none."""
    names = _names(rows[rows["x_rd_m"].isna() | rows["y_rd_m"].isna()])
    return (
        [texts("Not on the map, no place known or too few homes to show one: {names}.", names="; ".join(names))]
        if names
        else []
    )


def _spread(circles: list[Box], ground: Ground) -> list[Box]:
    """Circles moved apart inside the frame, off its furniture."""
    frame, foot, head = ground.frame, STRIP_IN * ground.metres_per_inch, VALUES_IN * ground.metres_per_inch
    free = Box(frame.x, frame.y + (foot - head) / 2, frame.width - 2 * head, frame.height - foot - head)
    return spread(circles, _GAP_IN * ground.metres_per_inch, free)


def _is_moved(row: pd.Series, circle: Box, ground: Ground) -> bool:
    return math.hypot(circle.x - row["x_rd_m"], circle.y - row["y_rd_m"]) > _MOVED_IN * ground.metres_per_inch


def _moved_note(located: pd.DataFrame, circles: Sequence[Box], ground: Ground, texts: Texts) -> list[str]:
    moved = [_is_moved(row, circle, ground) for (_, row), circle in zip(located.iterrows(), circles, strict=True)]
    sentence = texts("Circles that would cover each other are moved apart; a line leads to the place of each.")
    return [sentence] if any(moved) else []


def _draw(axes: Axes, located: pd.DataFrame, circles: Sequence[Box], edges: tuple[float, ...]) -> None:
    """Circles of the classes; withheld ones are hatched, those without a figure are empty."""
    for (_, row), circle in zip(located.iterrows(), circles, strict=True):
        state = _state(row)
        position = class_of(row["value"], edges, row["bound"]) if state == "shown" else None
        axes.scatter(
            circle.x,
            circle.y,
            s=(_diameter_in(row["homes"]) * POINTS_PER_INCH) ** 2,
            zorder=4,
            gid=f"complex-{state}",
            **_edge(state),
            **_fill(state, position, len(edges) + 1),
        )


def _edge(state: str) -> dict[str, Any]:
    is_unknown = state == "unknown"
    return {"edgecolor": style.INK, "linewidth": 1.1 if is_unknown else 0.7, "linestyle": ":" if is_unknown else "-"}


def _fill(state: str, position: int | None, count: int) -> dict[str, Any]:
    """Face, hatch and colour of the hatch of a circle: of its class, or of why it has none."""
    if position is None:
        hatch = _HATCH_WITHHELD if state == "withheld" else None
        return {"facecolor": "#ffffff", "hatch": hatch, "hatchcolor": style.INK}
    face = style.classes(count)[position]
    return {"facecolor": face, "hatch": style.patterns(count)[position] or None, "hatchcolor": style.ink_on(face)}


def _draw_leaders(axes: Axes, located: pd.DataFrame, circles: Sequence[Box], ground: Ground) -> None:
    """A thin line and a dot from a circle that was moved to the place where its complex is."""
    for (_, row), circle in zip(located.iterrows(), circles, strict=True):
        if _is_moved(row, circle, ground):
            place = row["x_rd_m"], row["y_rd_m"]
            axes.plot([place[0], circle.x], [place[1], circle.y], color=style.INK, linewidth=0.5, zorder=3.4,
                      gid="leader")  # fmt: skip
            axes.plot(*place, "o", color=style.INK, markersize=1.6, markeredgewidth=0, zorder=3.5, gid="place")


def _state(row: pd.Series) -> str:
    return "withheld" if row["suppressed"] else "unknown" if is_missing(row["value"]) else "shown"


def _legend_handles(edges: tuple[float, ...], texts: Texts) -> list[Artist]:
    """One handle per class, per state, and per size."""
    words = class_labels(edges, texts)
    mark = partial(_mark, Figure().add_subplot())
    fills = [_fill("shown", position, len(words)) for position in range(len(words))]
    marks = [mark(word, "shown", _SAMPLE_IN, fill) for word, fill in zip(words, fills, strict=True)]
    marks.append(mark(texts.suppressed, "withheld", _SAMPLE_IN, _fill("withheld", None, 0)))
    marks.append(mark(texts("no figure"), "unknown", _SAMPLE_IN, _fill("unknown", None, 0)))
    limits = [texts("fewer than {count} homes", count=texts.count(HOMES_EDGES[0]))]
    limits += [texts("{count} homes and more", count=texts.count(edge)) for edge in HOMES_EDGES]
    plain = _fill("unknown", None, 0)
    return marks + [mark(word, "shown", diameter, plain) for diameter, word in zip(_DIAMETERS_IN, limits, strict=True)]


def _mark(beside: Axes, word: str, state: str, diameter: float, fill: dict[str, Any]) -> Artist:
    """Circle of the legend, with the same looks as on the map, on axes that nobody sees."""
    return beside.scatter([], [], s=(diameter * POINTS_PER_INCH) ** 2, label=word, **_edge(state), **fill)


def homes_class(homes: object) -> int:
    """
    Class of a complex by its homes, from 0; unknown counts as the smallest.

    Examples
    --------
    >>> homes_class(19), homes_class(20), homes_class(None)
    (0, 1, 0)
    """
    return 0 if is_missing(homes) else sum(float(str(homes)) >= edge for edge in HOMES_EDGES)


def _diameter_in(homes: object) -> float:
    return _DIAMETERS_IN[homes_class(homes)]


def _circle(row: pd.Series, metres_per_inch: float) -> Box:
    side = _diameter_in(row["homes"]) * metres_per_inch
    return Box(row["x_rd_m"], row["y_rd_m"], side, side)
