"""The task for permit holders per half-year: task and persons housed as bars, what is left as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..sheet import MARGIN_IN, height_in, sheet
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 1.85
_NAME_IN: Final = 0.3
_TICKS_IN: Final = 0.55
_LEFT_IN: Final = 0.7
_BAR: Final = 0.36
_ROOM: Final = 1.18
_NEEDED: Final = ("period", "corporation", "own_task_persons", "counted_persons", "backlog_persons")


def task_half_years(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw per association the task and the persons housed of every half-year, and the backlog at its end.

    Parameters
    ----------
    published
        Rows of `permit_holders.half_years`.
    """
    panels = _panels(rows_of(published, _NEEDED))
    step = _NAME_IN + _PANEL_IN + _TICKS_IN
    legend_in = height_in(1, style.SIZES["label"]) + 0.15
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Task for permit holders and persons housed, per half-year"),
            definition=texts.definition("permit_holders.task_backlog_persons"),
            body_in=legend_in + step * len(panels),
            notes=_notes(panels, texts),
        )
        page.legend(_handles(texts), columns=3)
        for position, (name, rows) in enumerate(panels.items()):
            top = legend_in + step * position
            page.write(MARGIN_IN, top, name, fontweight="bold", va="top")
            axes = page.axes(left=_LEFT_IN, right=0.2, top=top + _NAME_IN, height=_PANEL_IN)
            _draw(axes, rows, texts)
    return page.figure


def alt_task_half_years(published: Published, texts: Texts) -> str:
    """Say task, persons housed and backlog of every half-year and association."""
    sentences = []
    for name, rows in _panels(rows_of(published, _NEEDED)).items():
        parts = [
            texts(
                "{period} task {task}, housed {housed}, behind {backlog}",
                period=row["period"],
                task=texts.number(row["own_task_persons"], 1),
                housed=texts.count(row["counted_persons"]),
                backlog=texts.number(row["backlog_persons"], 1),
            )
            for row in rows.to_dict("records")
        ]
        sentences.append(f"{name}: {'; '.join(parts)}.")
    return " ".join([texts("Task for permit holders in persons."), *sentences])


def _panels(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    names = sorted(str(name) for name in rows["corporation"].dropna().unique())
    return {name: rows[rows["corporation"] == name].reset_index(drop=True) for name in names}


def _notes(panels: dict[str, pd.DataFrame], texts: Texts) -> list[str]:
    unknown = sorted({str(row.period) for rows in panels.values() for row in rows[_is_unknown(rows)].itertuples()})
    if not unknown:
        return []
    return [texts("Not every quarter was reported, so not drawn: {periods}.", periods=", ".join(unknown))]


def _is_unknown(rows: pd.DataFrame) -> pd.Series[bool]:
    return rows["own_task_persons"].isna() | rows["counted_persons"].isna()


def _draw(axes: Axes, rows: pd.DataFrame, texts: Texts) -> None:
    known = rows[["own_task_persons", "counted_persons", "backlog_persons"]].astype("float64")
    levels = [0.0, 1.0, *known.melt()["value"].dropna()]
    highest, lowest = max(levels), min(levels)
    axes.set_ylim(lowest * _ROOM, highest * _ROOM)
    axes.axhline(0, color=style.GREY, linewidth=0.8)
    for place, row in known.iterrows():
        for column, shift, colour in (("own_task_persons", -1, style.PALE), ("counted_persons", 1, style.BLUE)):
            value = row[column]
            if is_missing(value):
                continue
            x = float(str(place)) + shift * _BAR / 2
            axes.bar(x, value, width=_BAR, color=colour, edgecolor=style.GREY, linewidth=0.6, gid=column)
            _label(axes, x, value, texts.number(value, 0 if column == "counted_persons" else 1))
    behind = known["backlog_persons"].dropna()
    axes.plot(behind.index, behind, color=style.VERMILION, marker="o", markersize=4, linewidth=1.5, gid="backlog")
    axes.set_xticks(range(len(rows)), rows["period"].tolist())
    axes.set_xlim(-0.6, max(len(rows), 1) - 0.4)
    axes.tick_params(axis="x", length=0)
    axes.yaxis.set_major_formatter(lambda persons, _: texts.number(persons))
    axes.set_ylabel(texts("persons"))


def _label(axes: Axes, x: float, value: float, words: str) -> None:
    axes.annotate(
        words, (x, max(value, 0)), xytext=(0, 2), textcoords="offset points", ha="center", va="bottom",
        fontsize=style.SIZES["note"], zorder=6, bbox={"boxstyle": "square,pad=0.05", "fc": "#ffffff", "ec": "none"},
    )  # fmt: skip


def _handles(texts: Texts) -> list[Artist]:
    return [
        Patch(facecolor=style.PALE, edgecolor=style.GREY, label=texts("task, pro rata")),
        Patch(facecolor=style.BLUE, edgecolor=style.GREY, label=texts("persons housed")),
        Line2D([], [], color=style.VERMILION, marker="o", markersize=4, label=texts("behind, earlier half-years too")),
    ]
