"""What is missing in the delivery: a strip of cells per table, one cell per column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.patches import Patch, Rectangle

from .. import style
from ..sheet import MARGIN_IN, Sheet, sheet, shortened, widest_in
from ..shown import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.42
_LEGEND_IN: Final = 0.55
_EDGES: Final = (0.0, 0.01, 0.1, 0.5)  # complete; up to 1, 10, 50 %; more
_COLOURS: Final = ("#ffffff", *style.classes(4))
_NEEDED: Final = ("table", "column", "rows", "missing")


def completeness(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw one cell per delivered column, darker where more is missing; the column with the largest gap is named.

    Parameters
    ----------
    published
        One row per table and column: table, column, rows, missing; a table that was not delivered has one row
        without a column.
    """
    tables = _tables(published)
    height = _ROW_IN * max(len(tables), 1)
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("What is missing in the delivery?"),
            definition=texts(
                "Share of rows without a value, per table and column; an empty cell that is an answer is no gap."
            ),
            body_in=_LEGEND_IN + height,
        )
        size = style.SIZES["label"]
        left = widest_in(list(tables), size) + MARGIN_IN + 0.1
        axes = page.axes(left=left, right=MARGIN_IN, top=_LEGEND_IN, height=height)
        most = max([1, *(len(rows) for rows in tables.values())])
        width = style.WIDTH_IN - left - MARGIN_IN
        for position, rows in enumerate(tables.values()):
            _strip(axes, rows, position, most)
            gap = shortened(_gap(rows, texts), width, style.SIZES["note"])
            axes.text(0, position + 0.34, gap, va="center", fontsize=style.SIZES["note"], color=style.GREY)
        _frame(axes, list(tables), most)
        _legend(page, texts)
    return page.figure


def alt_completeness(published: Published, texts: Texts) -> str:
    """Say the largest gap of every table."""
    parts = [f"{name}: {_gap(rows, texts)}." for name, rows in _tables(published).items()]
    return " ".join([texts("Share of rows without a value."), *parts])


def _tables(published: Published) -> dict[str, pd.DataFrame]:
    rows = rows_of(published, _NEEDED)
    rows = rows.assign(share=rows["missing"].astype("float64") / rows["rows"].astype("float64"))
    return {str(name): rows[rows["table"] == name] for name in dict.fromkeys(rows["table"])}


def _gap(rows: pd.DataFrame, texts: Texts) -> str:
    if rows["column"].isna().all():
        return texts("not delivered")
    gaps = rows[rows["missing"] > 0].sort_values(["missing", "column"], ascending=[False, True], kind="stable")
    if gaps.empty:
        return texts("complete, {rows} rows", rows=texts.count(rows["rows"].max()))
    worst = gaps.iloc[0]
    return texts("most often missing: {column}, {share}", column=worst["column"], share=texts.share(worst["share"]))


def _class(share: float) -> int:
    return sum(share > edge for edge in _EDGES)


def _strip(axes: Axes, rows: pd.DataFrame, position: int, most: int) -> None:
    """Cells of one table; a table that was not delivered is one long hatched cell."""
    if rows["column"].isna().all():
        cell = Rectangle(
            (0, position - 0.32), most, 0.42, facecolor="#ffffff", edgecolor=style.GREY, hatch=style.HATCH_WITHHELD
        )
        axes.add_patch(cell)
        return
    for column, share in enumerate(rows["share"]):
        cell = Rectangle(
            (column, position - 0.32),
            0.9,
            0.42,
            facecolor=_COLOURS[_class(share)],
            edgecolor=style.GREY,
            linewidth=0.6,
            gid="column",
        )
        axes.add_patch(cell)


def _frame(axes: Axes, names: list[str], most: int) -> None:
    axes.set_yticks([position - 0.11 for position in range(len(names))], names)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.set_xlim(0, most)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _legend(page: Sheet, texts: Texts) -> None:
    words = [
        texts("complete"),
        *(texts("up to {share}", share=texts.share(edge, 0)) for edge in _EDGES[1:]),
        texts("more than {share}", share=texts.share(_EDGES[-1], 0)),
    ]
    handles = [
        Patch(facecolor=colour, edgecolor=style.GREY, label=word) for colour, word in zip(_COLOURS, words, strict=True)
    ]
    handles.append(
        Patch(facecolor="#ffffff", edgecolor=style.GREY, hatch=style.HATCH_WITHHELD, label=texts("not delivered"))
    )
    page.legend(handles, columns=3)
