"""Where special groups are housed: per village the share of its lettings, the village in order of its homes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..sheet import MARGIN_IN, height_in, sheet, widest_in
from ..shown import decimals_of, rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.3
_AXIS_IN: Final = 0.55
_FIGURE_IN: Final = 1.15
_ROOM: Final = 1.1
_LEAST_TOP: Final = 0.1
_RESULT: Final = "permit_holders.by_village_share"
_NEEDED: Final = ("village", "value", "rest_share", "stock_share", "interval_low", "interval_high")


def lettings_and_stock(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw per village the share of its lettings with its interval, against the share in the whole municipality.

    Where all villages lie on the line, special groups are spread as all lettings are. An arrow is a bound.

    Parameters
    ----------
    published
        Rows of `permit_holders.places` with those of `permit_holders.stock_shares`.
    """
    rows = _ordered(published)
    names = _names(rows, texts)
    with style.house_style():
        legend_in = height_in(2, style.SIZES["label"]) + 0.15
        page = sheet(
            texts,
            imprint,
            title=texts("Where permit holders and people from sheltered living were housed"),
            definition=texts.definition(_RESULT),
            body_in=legend_in + _ROW_IN * max(len(rows), 1) + _AXIS_IN,
            notes=[
                texts("Villages in order of their number of homes. No line: the text does not say what is too much.")
            ],
        )
        page.legend(_handles(texts), columns=2)
        left = widest_in(names, style.SIZES["label"]) + MARGIN_IN + 0.1
        axes = page.axes(left=left, right=_FIGURE_IN, top=legend_in, height=page.height - _AXIS_IN - legend_in)
        axes.set_yticks(range(len(names)), names)
        _draw(axes, rows, decimals_of(published), texts)
    return page.figure


def alt_lettings_and_stock(published: Published, texts: Texts) -> str:
    """Say both shares of every village."""
    rows = _ordered(published)
    decimals = decimals_of(published)
    parts = [
        texts(
            "{village} {share} of its lettings, {stock} of the homes",
            village=row["village"],
            share=_share(row, decimals, texts),
            stock=texts.share(row["stock_share"]),
        )
        for row in rows.to_dict("records")
    ]
    return texts("Lettings to special groups by village: {parts}.", parts="; ".join(parts))


def _ordered(published: Published) -> pd.DataFrame:
    rows = rows_of(published, _NEEDED)
    return rows.sort_values(["stock_share", "village"], ascending=[False, True], kind="stable", ignore_index=True)


def _names(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Names of the villages with their share of the homes, in the order of the rows."""
    pairs = zip(rows["village"], rows["stock_share"], strict=True)
    return [texts("{village} ({share} of the homes)", village=name, share=texts.share(share)) for name, share in pairs]


def _share(row: Mapping[Any, Any] | pd.Series, decimals: int, texts: Texts) -> str:
    return texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)


def _draw(axes: Axes, rows: pd.DataFrame, decimals: int, texts: Texts) -> None:
    pooled = rows["rest_share"].dropna()
    top = _top(rows)
    axes.set_xlim(0, top)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    if len(pooled):
        axes.axvline(float(pooled.iloc[0]), color=style.GREY, linewidth=1.0, linestyle="--", gid="municipality")
    for place, row in rows.iterrows():
        y = float(str(place))
        axes.axhline(y, color=style.PALE, linewidth=0.6, zorder=0)
        if row["suppressed"]:
            axes.barh(y, top, height=0.5, color="#ffffff", edgecolor=style.PALE, hatch="////", zorder=0)
        elif not is_missing(row["value"]):
            _dot(axes, y, row)
        axes.annotate(
            _share(row, decimals, texts), (1, y), xycoords=axes.get_yaxis_transform(), xytext=(4, 0),
            textcoords="offset points", va="center", fontsize=style.SIZES["label"],
        )  # fmt: skip
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_xlabel(texts("share of the lettings in the village, %"))


def _top(rows: pd.DataFrame) -> float:
    """Right end of the axis: beyond every dot and interval, and never beyond all lettings."""
    ends = [float(share) for name in ("value", "interval_high", "rest_share") for share in rows[name].dropna()]
    return min(max([_LEAST_TOP, *ends]) * _ROOM, 1)


def _dot(axes: Axes, y: float, row: pd.Series) -> None:
    if not is_missing(row["interval_low"]):
        axes.plot([row["interval_low"], row["interval_high"]], [y, y], color=style.BLUE, linewidth=1.6)
    marker = {"at_most": "<", "at_least": ">"}.get(str(row["bound"]), "o")
    axes.plot(row["value"], y, marker, color=style.BLUE, markersize=7, gid="lettings")


def _handles(texts: Texts) -> list[Artist]:
    interval = texts("share of the lettings there, with its 95 % interval")
    return [
        Line2D([], [], color=style.BLUE, marker="o", label=interval),
        Line2D([], [], color=style.GREY, linestyle="--", label=texts("in the whole municipality")),
        Line2D([], [], color=style.BLUE, linestyle="", marker="<", label=texts("at most this share")),
        Patch(facecolor="#ffffff", edgecolor=style.PALE, hatch="////", label=texts.suppressed),
    ]
