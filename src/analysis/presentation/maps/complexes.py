"""Map of complexes: a circle each, coloured by class of share, sized by class of homes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..classes import class_labels, class_of
from ..sheet import height_in, sheet
from ..shown import complex_name, drawable, rows_of
from ..texts import is_missing
from .ground import draw_ground, ground_of, name_villages, outlines_note, village_points
from .placing import Box

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

HOMES_EDGES: Final = (20, 40, 80)
_DIAMETERS_IN: Final = (0.09, 0.12, 0.155, 0.2)
_POINTS: Final = 72
_NEEDED: Final = ("complex_id", "complex_name", "village", "value", "homes", "x_rd_m", "y_rd_m")


def complex_map(
    published: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    imprint: Imprint,
    *,
    result: str,
    edges: tuple[float, ...],
) -> Figure:
    """
    Draw every complex that has a place; name under the map those that have none.

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
    """
    rows = rows_of(published, _NEEDED)
    ground = ground_of(neighbourhoods)
    located = _located(rows, ground.frame)
    notes = [
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
        _draw(axes, located, edges)
        circles = [_circle(row, ground.metres_per_inch) for _, row in located.iterrows()]
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


def _draw(axes: Axes, located: pd.DataFrame, edges: tuple[float, ...]) -> None:
    """Circles of the classes; withheld ones are hatched, those without a figure are empty."""
    colours = style.classes(len(edges) + 1)
    for order, (_, row) in enumerate(located.iterrows()):
        state = _state(row)
        axes.scatter(
            row["x_rd_m"],
            row["y_rd_m"],
            s=(_diameter_in(row["homes"]) * _POINTS) ** 2,
            facecolor=colours[class_of(row["value"], edges, row["bound"])] if state == "shown" else "#ffffff",
            edgecolor=style.GREY if state == "unknown" else style.INK,
            linewidth=0.7,
            linestyle=":" if state == "unknown" else "-",
            hatch="//////" if state == "withheld" else None,
            zorder=4 + order / max(len(located), 1),
            gid=f"complex-{state}",
        )


def _state(row: pd.Series) -> str:
    return "withheld" if row["suppressed"] else "unknown" if is_missing(row["value"]) else "shown"


def _legend_handles(edges: tuple[float, ...], texts: Texts) -> list[Artist]:
    """One handle per class, per state, and per size."""
    words = class_labels(edges, texts)
    faces = style.classes(len(words))
    marks: list[Artist] = [
        Line2D(
            [], [], linestyle="", marker="o", markersize=9, markerfacecolor=face, markeredgecolor=style.INK, label=word
        )
        for face, word in zip(faces, words, strict=True)
    ]
    marks.append(Patch(facecolor="#ffffff", edgecolor=style.INK, hatch="//////", label=texts.suppressed))
    limits = [texts("fewer than {count} homes", count=texts.count(HOMES_EDGES[0]))]
    limits += [texts("{count} homes and more", count=texts.count(edge)) for edge in HOMES_EDGES]
    return marks + [
        Line2D(
            [],
            [],
            linestyle="",
            marker="o",
            markersize=diameter * _POINTS,
            markerfacecolor="#ffffff",
            markeredgecolor=style.INK,
            label=word,
        )
        for diameter, word in zip(_DIAMETERS_IN, limits, strict=True)
    ]


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
