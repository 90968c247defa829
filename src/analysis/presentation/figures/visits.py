"""Inspections as a time line: per village every visit, how long it lasts, and since when the next one is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..sheet import MARGIN_IN, height_in, sheet, widest_in
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.3
_AXIS_IN: Final = 0.45
_FIGURE_IN: Final = 1.25
_HEIGHT: Final = 0.5
_VISITS: Final = ("village", "months_since", "status", "due_on")
_HELD: Final = ("village", "held_on")


def visits_line(
    published: Published, held: Published, texts: Texts, imprint: Imprint, *, on: date, months: int
) -> Figure:
    """
    Draw per village the inspections held, the months each one lasts, and the time since the next one was due.

    Parameters
    ----------
    published
        Rows of `inspections.visits`: the villages in their order.
    held
        The table `inspections`.
    on
        Reference date.
    months
        How long an inspection lasts.
    """
    rows, done = rows_of(published, _VISITS), _done(held)
    with style.house_style():
        legend_in = height_in(2, style.SIZES["label"]) + 0.15
        page = sheet(
            texts,
            imprint,
            title=texts("When each village was inspected, and until when that lasts"),
            definition=texts.definition("inspections.held_in_two_years_share"),
            body_in=legend_in + _ROW_IN * max(len(rows), 1) + _AXIS_IN,
        )
        page.legend(_handles(months, texts), columns=2)
        names = [str(name) for name in rows["village"]]
        left = widest_in(names, style.SIZES["label"]) + MARGIN_IN + 0.1
        axes = page.axes(left=left, right=_FIGURE_IN, top=legend_in, height=page.height - _AXIS_IN - legend_in)
        axes.set_yticks(range(len(names)), names)
        _draw(axes, rows, done, pd.Timestamp(on), months, texts)
    return page.figure


def alt_visits_line(published: Published, held: Published, texts: Texts, *, on: date, months: int) -> str:
    """Say the days of the inspections of every village, and since when the next one is due."""
    rows, done = rows_of(published, _VISITS), _done(held)
    parts = []
    for row in rows.to_dict("records"):
        days = [texts.date(day) for day in done.loc[done["village"] == row["village"], "held_on"]]
        told = ", ".join(days) or texts("no inspection")
        parts.append(
            texts("{village}: {days} ({months})", village=row["village"], days=told, months=_months(row, texts))
        )
    head = texts("Inspections up to {day}; each lasts {months} months.", day=texts.date(on), months=texts.count(months))
    return f"{head} {'; '.join(parts)}."


def _done(held: Published) -> pd.DataFrame:
    rows = rows_of(held, _HELD)
    return rows[rows["held_on"].notna()].sort_values(["village", "held_on"], kind="stable", ignore_index=True)


def _months(row: object, texts: Texts) -> str:
    months = row["months_since"]  # type: ignore[index]
    if is_missing(months):
        return texts("never")
    return texts("1 month") if months == 1 else texts("{count} months", count=texts.count(months))


def _draw(axes: Axes, rows: pd.DataFrame, done: pd.DataFrame, on: pd.Timestamp, months: int, texts: Texts) -> None:
    first = min([on - pd.DateOffset(months=months), *done["held_on"]]).replace(month=1, day=1)
    axes.set_xlim(first.toordinal(), on.toordinal())
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for place, row in enumerate(rows.to_dict("records")):
        _span(axes, place, first if row["status"] == "never" else row["due_on"], on, style.ORANGE, "due")
        for day in done.loc[done["village"] == row["village"], "held_on"]:
            _span(axes, place, day, min(day + pd.DateOffset(months=months), on), style.PALE, "lasts")
            axes.plot(day.toordinal(), place, "o", color=style.BLUE, markersize=7, gid="visit", clip_on=False)
        axes.annotate(
            _months(row, texts), (1, place), xycoords=axes.get_yaxis_transform(), xytext=(5, 0),
            textcoords="offset points", va="center", fontsize=style.SIZES["label"],
        )  # fmt: skip
    axes.tick_params(axis="y", length=0)
    years = range(first.year, on.year + 1)
    axes.set_xticks([pd.Timestamp(year, 1, 1).toordinal() for year in years], [str(year) for year in years])


def _span(axes: Axes, place: int, begin: pd.Timestamp, end: pd.Timestamp, colour: str, name: str) -> None:
    if begin < end:
        width = (end - begin).days
        hatch = "////" if name == "due" else None
        axes.barh(place, width, left=begin.toordinal(), height=_HEIGHT, color=colour, hatch=hatch,
                  edgecolor="#ffffff" if hatch else colour, zorder=1, gid=name)  # fmt: skip


def _handles(months: int, texts: Texts) -> list[Artist]:
    return [
        Line2D([], [], linestyle="", marker="o", color=style.BLUE, label=texts("inspection held")),
        Patch(facecolor=style.PALE, label=texts("{months} months after it", months=texts.count(months))),
        Patch(facecolor=style.ORANGE, edgecolor="#ffffff", hatch="////", label=texts("the next one is due")),
    ]
