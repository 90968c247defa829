"""Map of villages by the time since their last inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.lines import Line2D

from .. import style
from ..letters import POINTS_PER_INCH
from ..sheet import height_in, sheet
from ..shown import rows_of
from ..texts import is_missing
from .ground import draw_ground, ground_of, name_villages, outlines_note, village_points
from .placing import Box

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_SYMBOL_IN: Final = 0.16
_MARKS: Final = {
    "not_due": ("o", style.BLUE),
    "due": ("^", style.ORANGE),
    "never": ("s", "#ffffff"),
}
_NEEDED: Final = ("village", "months_since", "status")


def visits_map(
    published: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    imprint: Imprint,
    *,
    around: Mapping[str, float] | None = None,
) -> Figure:
    """
    Draw one symbol per village: inspected in time, due, or never inspected, with the months beside it.

    Parameters
    ----------
    published
        Rows of `inspections.visits`.
    neighbourhoods
        Core table, EPSG:28992.
    around
        Names of the municipalities around, with their bearing in degrees.
    """
    rows = rows_of(published, _NEEDED)
    points, ground = village_points(neighbourhoods), ground_of(neighbourhoods, around)
    with style.house_style():
        legend_in = height_in(1, style.SIZES["label"]) * 1.28 + 0.12
        page = sheet(
            texts,
            imprint,
            title=texts("Which villages are due for an inspection"),
            definition=texts.definition("inspections.months_since_count"),
            body_in=ground.height_in + legend_in,
            notes=_lost(rows, points, texts) + outlines_note(neighbourhoods, texts),
        )
        axes = draw_ground(page, ground, neighbourhoods, texts, top=legend_in)
        located = rows[rows["village"].isin(list(points))]
        for _, row in located.iterrows():
            marker, face = _MARKS[row["status"]]
            axes.scatter(*points[row["village"]], s=(_SYMBOL_IN * POINTS_PER_INCH) ** 2, marker=marker, facecolor=face,
                         edgecolor=style.INK, linewidth=0.8, zorder=5, gid=f"visit-{row['status']}")  # fmt: skip
        labels = {_label(row, texts): points[row["village"]] for _, row in located.iterrows()}
        side = _SYMBOL_IN * ground.metres_per_inch
        symbols = [Box(*points[village], side, side) for village in located["village"]]
        name_villages(axes, ground, labels, symbols, symbol_in=_SYMBOL_IN)
        page.legend(_handles(texts), columns=3)
    return page.figure


def alt_visits_map(published: Published, texts: Texts) -> str:
    """Say the months since the last inspection of every village."""
    rows = rows_of(published, _NEEDED)
    parts = [_label(row, texts) for _, row in rows.iterrows()]
    return texts("Map of villages, months since the last inspection: {parts}.", parts="; ".join(parts))


def _lost(rows: pd.DataFrame, points: dict[str, tuple[float, float]], texts: Texts) -> list[str]:
    names = [_label(row, texts) for _, row in rows[~rows["village"].isin(list(points))].iterrows()]
    return [texts("Not on the map, no outline known: {names}.", names="; ".join(names))] if names else []


def _label(row: pd.Series, texts: Texts) -> str:
    months = row["months_since"]
    told = texts("never") if is_missing(months) else texts.count(months)
    return f"{row['village']} {told}"


def _handles(texts: Texts) -> list[Artist]:
    words = {
        "not_due": texts("inspected in time, months since"),
        "due": texts("due"),
        "never": texts("never inspected, due"),
    }
    return [
        Line2D([], [], linestyle="", marker=_MARKS[status][0], markersize=9, markerfacecolor=_MARKS[status][1],
               markeredgecolor=style.INK, label=word)
        for status, word in words.items()
    ]  # fmt: skip
