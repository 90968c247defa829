"""Map of villages: the change of the stock as a symbol and a number at each village."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

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
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_SYMBOL_IN: Final = 0.16
_MARKS: Final = {
    "more": ("^", style.BLUE),
    "same": ("o", "#ffffff"),
    "fewer": ("v", style.ORANGE),
    "withheld": ("s", "#ffffff"),
    "unknown": ("X", "#ffffff"),
}
_NEEDED: Final = ("id", "corporation", "village", "complex_id", "value")


def village_map(
    published: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    imprint: Imprint,
    *,
    result: str = "social_stock.kept",
    around: Mapping[str, float] | None = None,
) -> Figure:
    """
    Draw one symbol per village, up, down or round, with the number beside it.

    Parameters
    ----------
    published
        Rows of the ledger; those of the result and of grain village are drawn.
    neighbourhoods
        Core table, EPSG:28992.
    result
        Id of a result whose value is a change in homes.
    around
        Names of the municipalities around, with their bearing in degrees.
    """
    rows = villages_of(published, result)
    points = village_points(neighbourhoods)
    ground = ground_of(neighbourhoods, around)
    with style.house_style():
        handles = _legend_handles(texts)
        legend_in = height_in(2, style.SIZES["label"]) * 1.28 + 0.12
        page = sheet(
            texts,
            imprint,
            title=texts("{result}, map of villages", result=texts.result(result)),
            definition=texts.definition(result),
            body_in=ground.height_in + legend_in,
            notes=_notes(rows, points, neighbourhoods, texts),
        )
        axes = draw_ground(page, ground, neighbourhoods, texts, top=legend_in)
        located = rows[rows["village"].isin(points)]
        _draw(axes, located, points)
        labels = {village_label(row, texts): points[row["village"]] for _, row in located.iterrows()}
        side = _SYMBOL_IN * ground.metres_per_inch
        symbols = [Box(*points[village], side, side) for village in located["village"]]
        name_villages(axes, ground, labels, symbols, symbol_in=_SYMBOL_IN)
        page.legend(handles, columns=3)
    return page.figure


def alt_village_map(published: Published, texts: Texts, *, result: str = "social_stock.kept") -> str:
    """Say the change of every village."""
    rows = villages_of(published, result)
    parts = [village_label(row, texts) for _, row in rows.iterrows()]
    return texts("Map of villages. {result}: {parts}.", result=texts.result(result), parts="; ".join(parts))


def villages_of(published: Published, result: str) -> pd.DataFrame:
    """Rows of one result and of grain village, by name."""
    rows = rows_of(published, _NEEDED)
    is_village = rows["village"].notna() & rows["corporation"].isna() & rows["complex_id"].isna()
    return rows[is_village & (rows["id"] == result)].sort_values("village", kind="stable", ignore_index=True)


def _notes(
    rows: pd.DataFrame, points: dict[str, tuple[float, float]], neighbourhoods: gpd.GeoDataFrame, texts: Texts
) -> list[str]:
    return lost_villages_note(rows, points, texts) + outlines_note(neighbourhoods, texts)


def lost_villages_note(rows: pd.DataFrame, points: Mapping[str, object], texts: Texts) -> list[str]:
    """Name the villages without a place on the map, with their change; no sentence when there are none."""
    lost = [village_label(row, texts) for _, row in rows[~rows["village"].isin(list(points))].iterrows()]
    return [texts("Not on the map, no outline known: {names}.", names="; ".join(lost))] if lost else []


def _kind(row: pd.Series) -> str:
    if row["suppressed"]:
        return "withheld"
    if is_missing(row["value"]):
        return "unknown"
    return "more" if row["value"] > 0 else "fewer" if row["value"] < 0 else "same"


def village_label(row: pd.Series, texts: Texts) -> str:
    """Name of a village with its change: Vries +15."""
    figure = texts.suppressed if row["suppressed"] else texts.signed(row["value"])
    return f"{row['village']} {figure}"


def _draw(axes: Axes, rows: pd.DataFrame, points: dict[str, tuple[float, float]]) -> None:
    for _, row in rows.iterrows():
        kind = _kind(row)
        marker, face = _MARKS[kind]
        axes.scatter(
            *points[row["village"]],
            s=(_SYMBOL_IN * POINTS_PER_INCH) ** 2,
            marker=marker,
            facecolor=face,
            edgecolor=style.INK,
            linewidth=0.8,
            hatch="//////" if kind == "withheld" else None,
            zorder=5,
            gid=f"village-{kind}",
        )


def _legend_handles(texts: Texts) -> list[Artist]:
    words = {
        "more": texts("more homes"),
        "fewer": texts("fewer homes"),
        "same": texts("no change"),
        "unknown": texts("no figure"),
    }
    handles: list[Artist] = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=_MARKS[kind][0],
            markersize=9,
            markerfacecolor=_MARKS[kind][1],
            markeredgecolor=style.INK,
            label=word,
        )
        for kind, word in words.items()
    ]
    return [*handles, Patch(facecolor="#ffffff", edgecolor=style.INK, hatch="//////", label=texts.suppressed)]
