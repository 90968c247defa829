"""The scoreboard as a strip of tiles: one tile per agreement, chapter by chapter, symbol and colour and number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
from matplotlib.patches import FancyBboxPatch

from .. import style
from ..sheet import MARGIN_IN, sheet
from ..shown import rows_of
from ..standing import STANDINGS, counted_as
from ..tables.board import chapters

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_TILE_IN: Final = 0.525
_HEADING_IN: Final = 0.3
_LEGEND_IN: Final = 1.16
_TILES_A_LINE: Final = int((style.WIDTH_IN - 2 * MARGIN_IN) / _TILE_IN)
_LEGEND_COLUMNS: Final = 3
_NEEDED: Final = ("chapter", "agreement", "verdict", "reason")


def scoreboard(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw one tile per agreement; where associations differ the tile shows the worst of their verdicts.

    Parameters
    ----------
    published
        Rows with chapter, agreement, verdict and reason; one or more per agreement.
    """
    tiled = _chapters(published, texts)
    lines = {chapter: -(-len(tiles) // _TILES_A_LINE) for chapter, tiles in tiled.items()}
    body = _LEGEND_IN + sum(_HEADING_IN + _TILE_IN * count + 0.08 for count in lines.values())
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Are the agreements kept?"),
            definition=texts("One tile per agreement; where the associations differ, the worst of their verdicts."),
            body_in=body,
        )
        axes = page.axes(left=0, right=0, top=0, height=body)
        axes.set_axis_off()
        axes.set_xlim(0, style.WIDTH_IN)
        axes.set_ylim(body, 0)
        _legend(axes, texts)
        top = _LEGEND_IN
        for chapter, tiles in tiled.items():
            axes.text(MARGIN_IN, top + _HEADING_IN / 2, chapter, fontweight="bold", va="center")
            _tiles(axes, tiles, top + _HEADING_IN, texts)
            top += _HEADING_IN + _TILE_IN * lines[chapter] + 0.08
    return page.figure


def alt_scoreboard(published: Published, texts: Texts) -> str:
    """Say how many agreements stand how, the worst first, and which."""
    tiles = [tile for chapter in _chapters(published, texts).values() for tile in chapter]
    if not tiles:
        return texts("There is no register of agreements for this municipality, so there is nothing to show.")
    sentences = [texts("{count} agreements and goals.", count=texts.count(len(tiles)))]
    for verdict in STANDINGS:
        names = [name for name, of in tiles if of == verdict]
        if names:
            sentences.append(
                texts(
                    "{verdict}, {count}: {names}.",
                    verdict=texts.verdict(verdict),
                    count=texts.count(len(names)),
                    names=", ".join(names),
                )
            )
    return " ".join(sentences)


def _chapters(published: Published, texts: Texts) -> dict[str, list[tuple[str, str]]]:
    """Agreements with their worst standing, per chapter with its title, all in the order of the rows."""
    rows = rows_of(published, _NEEDED)
    standings = [counted_as(texts.standing(*pair)) for pair in zip(rows["verdict"], rows["reason"], strict=True)]
    rank = [STANDINGS.index(standing) for standing in standings]
    rows = rows.assign(rank=pd.Series(rank, index=rows.index, dtype="int64"), heading=chapters(rows, texts))
    worst = rows.groupby(["heading", "agreement"], sort=False, as_index=False)["rank"].min()
    found: dict[str, list[tuple[str, str]]] = {}
    for heading, agreement, position in zip(worst["heading"], worst["agreement"], worst["rank"], strict=True):
        found.setdefault(str(heading), []).append((str(agreement), STANDINGS[int(position)]))
    return found


def _tiles(axes: Axes, tiles: list[tuple[str, str]], top: float, texts: Texts) -> None:
    for position, (agreement, verdict) in enumerate(tiles):
        line, column = divmod(position, _TILES_A_LINE)
        name = agreement.removeprefix("goal-")
        name = name if name == agreement else texts("goal")
        _tile(axes, MARGIN_IN + column * _TILE_IN, top + line * _TILE_IN, verdict, name, texts)


def _tile(axes: Axes, left: float, top: float, verdict: str, name: str, texts: Texts) -> None:
    face, edge, ink = style.VERDICT_TILES[verdict]
    side = _TILE_IN - 0.08
    box = FancyBboxPatch(
        (left, top), side, side, boxstyle="round,pad=0,rounding_size=0.05", facecolor=face, edgecolor=edge, gid="tile"
    )
    axes.add_patch(box)
    centre = left + side / 2
    axes.text(centre, top + side * 0.3, name, ha="center", va="center", fontsize=style.SIZES["label"], color=ink)
    axes.text(
        centre,
        top + side * 0.7,
        texts.symbol(verdict),
        ha="center",
        va="center",
        fontsize=style.SIZES["title"],
        color=ink,
    )


def _legend(axes: Axes, texts: Texts) -> None:
    """Name every standing beside its symbol, the worst first."""
    width = (style.WIDTH_IN - 2 * MARGIN_IN) / _LEGEND_COLUMNS
    for position, verdict in enumerate(STANDINGS):
        row, column = divmod(position, _LEGEND_COLUMNS)
        face, edge, ink = style.VERDICT_TILES[verdict]
        left, middle = MARGIN_IN + column * width, 0.14 + row * 0.27
        axes.add_patch(
            FancyBboxPatch(
                (left, middle - 0.1),
                0.2,
                0.2,
                boxstyle="round,pad=0,rounding_size=0.03",
                facecolor=face,
                edgecolor=edge,
            )
        )
        axes.text(
            left + 0.1,
            middle,
            texts.symbol(verdict),
            ha="center",
            va="center",
            fontsize=style.SIZES["label"],
            color=ink,
        )
        axes.text(left + 0.28, middle, texts.verdict(verdict), va="center", fontsize=style.SIZES["label"])
