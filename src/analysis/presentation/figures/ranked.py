"""Complexes by share, with their uncertainty: one row each, a dot, a 95 % interval and a band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.lines import Line2D

from .. import style
from ..sheet import MARGIN_IN, Sheet, sheet, shortened, widest_in
from ..shown import complex_name, decimals_of, drawable, rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

ROW_IN: Final = 0.2
_LEGEND_IN: Final = 0.68
_LONG: Final = 25  # rows from which the scale is repeated above
_AXIS_IN: Final = 0.5
_NAME_IN: Final = 2.3
_INTERVALS_PER_MISS: Final = 20  # of 95 % intervals, one in twenty misses by chance
_MARKS: Final = {
    "above": ("^", style.VERMILION),
    "not_distinguishable": ("o", style.GREY),
    "below": ("v", style.BLUE),
}
_NEEDED: Final = ("complex_id", "complex_name", "village", "value", "interval_low", "interval_high", "band")


def ranked_intervals(
    published: Published, texts: Texts, imprint: Imprint, *, result: str, pooled_share: float
) -> Figure:
    """
    Draw one row per complex, in order of its share; complexes that are withheld are named in a note.

    Parameters
    ----------
    published
        Rows of `definitions.complex_bands`.
    result
        Id of the result, for title and definition.
    pooled_share
        Share of all homes together, drawn as a dashed line.
    """
    rows = rows_of(published, _NEEDED)
    shown = _ordered(rows)
    decimals = decimals_of(published)
    body = _LEGEND_IN + _AXIS_IN + ROW_IN * max(len(shown), 1)
    title = texts("{result} by complex", result=texts.result(result))
    notes = _notes(rows, shown, texts)
    if decimals == 0:
        notes.append(texts("Shares and intervals are published coarsely, and compared as they are published."))
    with style.house_style():
        page = sheet(texts, imprint, title=title, definition=texts.definition(result), body_in=body, notes=notes)
        axes = _axes(page, shown, texts, decimals)
        _draw(axes, shown, pooled_share)
        _legend(page, texts, texts.share(pooled_share, decimals))
    return page.figure


def alt_ranked_intervals(published: Published, texts: Texts, *, result: str, pooled_share: float) -> str:
    """Say what the figure shows: how many complexes stand out, which are highest and lowest, what is withheld."""
    rows = rows_of(published, _NEEDED)
    shown = _ordered(rows)
    decimals = decimals_of(published)
    sentences = [
        texts(
            "{result} for {count} complexes, with 95 % intervals. All homes together: {pooled}.",
            result=texts.result(result),
            count=texts.count(len(shown)),
            pooled=texts.share(pooled_share, decimals),
        )
    ]
    sentences += [f"{texts.band(band)}: {texts.count((shown['band'] == band).sum())}." for band in _MARKS]
    if len(shown):
        highest, lowest = shown.iloc[0], shown.iloc[-1]
        sentences.append(
            texts("Highest: {name}, {share}.", name=complex_name(highest), share=_value(highest, texts, decimals))
        )
        sentences.append(
            texts("Lowest: {name}, {share}.", name=complex_name(lowest), share=_value(lowest, texts, decimals))
        )
    return " ".join([*sentences, *_notes(rows, shown, texts)])


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows to draw, from high to low; of equal shares the bounds "at most" come last."""
    shown = drawable(rows)
    shown["is_below"] = shown["bound"] == "at_most"
    keys = ["value", "is_below", "complex_id"]
    return shown.sort_values(keys, ascending=[False, True, True], kind="stable", ignore_index=True)


def _value(row: pd.Series, texts: Texts, decimals: int) -> str:
    return texts.cell(row["value"], "share", bound=row["bound"], decimals=decimals)


def _notes(rows: pd.DataFrame, shown: pd.DataFrame, texts: Texts) -> list[str]:
    hidden, unknown = rows[rows["suppressed"]], rows[~rows["suppressed"] & rows["value"].isna()]
    notes = []
    if len(hidden):
        notes.append(texts("Not drawn, too few to show: {names}.", names="; ".join(map(complex_name, _series(hidden)))))
    if len(unknown):
        notes.append(texts("Not drawn, no figure: {names}.", names="; ".join(map(complex_name, _series(unknown)))))
    chance = texts.number(len(shown) / _INTERVALS_PER_MISS)
    notes.append(
        texts(
            "Of {count} intervals at most about {chance} miss the true share by chance alone.",
            count=texts.count(len(shown)),
            chance=chance,
        )
    )
    return notes


def _series(rows: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in rows.iterrows()]


def _axes(page: Sheet, shown: pd.DataFrame, texts: Texts, decimals: int) -> Axes:
    """Axes with the names at the left and the figures at the right."""
    size = style.SIZES["label"]
    names = [shortened(complex_name(row), _NAME_IN, size) for row in _series(shown)]
    figures = [_value(row, texts, decimals) for row in _series(shown)]
    left = widest_in(names, size) + MARGIN_IN + 0.1
    right = widest_in(figures, size) + MARGIN_IN + 0.1
    axes = page.axes(left=left, right=right, top=_LEGEND_IN, height=page.height - _LEGEND_IN - _AXIS_IN)
    axes.set_yticks(range(len(shown)), names)
    axes.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    for position, figure in enumerate(figures):
        axes.text(1.02, position, figure, transform=axes.get_yaxis_transform(), va="center", fontsize=size)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", top=len(shown) > _LONG, labeltop=len(shown) > _LONG)
    axes.xaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_xlabel(texts("share of households, %"))
    axes.grid(axis="x", color=style.PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    return axes


def _draw(axes: Axes, shown: pd.DataFrame, pooled_share: float) -> None:
    for position, row in enumerate(_series(shown)):
        marker, colour = _MARKS[str(row["band"])]
        if not is_missing(row["interval_low"]) and not is_missing(row["interval_high"]):
            axes.plot([row["interval_low"], row["interval_high"]], [position] * 2, color=colour, linewidth=1.4)
        face = colour if is_missing(row["bound"]) else "#ffffff"
        axes.plot(
            row["value"],
            position,
            marker,
            color=colour,
            markerfacecolor=face,
            markersize=5,
            clip_on=False,
            gid="complex",
        )
    if not is_missing(pooled_share):
        axes.axvline(pooled_share, color=style.INK, linewidth=1, linestyle="--", gid="pooled")
    axes.set_xlim(left=0)


def _legend(page: Sheet, texts: Texts, pooled: str) -> None:
    handles = [
        Line2D([], [], marker=marker, color=colour, label=texts.band(band)) for band, (marker, colour) in _MARKS.items()
    ]
    pooled_label = texts("all homes together: {share}", share=pooled)
    handles.append(Line2D([], [], color=style.INK, linestyle="--", label=pooled_label))
    page.legend(handles, columns=2)
