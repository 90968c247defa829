"""Projects and decisions on a time line: the day planned, the day realised, and the day of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
from matplotlib.lines import Line2D

from .. import style
from ..labels.programme import KINDS
from ..sheet import MARGIN_IN, sheet, shortened, widest_in
from ..shown import rows_of
from ..tables.programme import standing_text
from ..texts import is_missing

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.46
_LEGEND_IN: Final = 0.34
_AXIS_IN: Final = 0.34
_NAME_IN: Final = 2.45  # widest a name may be
_NEEDED: Final = (
    "project_name",
    "village",
    "kind",
    "homes",
    "realised_homes",
    "planned_on",
    "realised_on",
    "standing",
    "days_late",
)
_MARKS: Final = {"new_build": "o", "demolition": "s", "milestone": "D"}
_COLOURS: Final = {"on_time": style.BLUE, "late": style.ORANGE, "overdue": style.INK, "planned": style.GREY}
_MARGIN: Final = 0.04  # of the span of days, left and right


def timeline(
    projects: Published, milestones: Published, texts: Texts, imprint: Imprint, *, on: date, since: date
) -> Figure:
    """
    Draw each project between the day planned (open mark) and the day realised (filled mark).

    Parameters
    ----------
    projects
        Rows of `building_programme.projects`.
    milestones
        Rows of `building_programme.milestones`.
    on
        Reference date, drawn as a line; what is overdue runs up to it.
    since
        What was planned and realised before this day is left out.
    """
    rows = _rows(projects, milestones, since)
    size = style.SIZES["label"]
    names = [_name(row, texts) for _, row in rows.iterrows()]
    told = [_told(row, texts) for _, row in rows.iterrows()]
    with style.house_style():
        height = _ROW_IN * max(len(rows), 1)
        page = sheet(
            texts,
            imprint,
            title=texts("Planned and realised, project by project"),
            definition=texts("Open mark: the day planned. Filled mark: the day realised. Between them the delay."),
            body_in=_LEGEND_IN + height + _AXIS_IN,
            notes=[texts("In brackets: homes. Projects before {day} are in the table only.", day=texts.date(since))],
        )
        axes = page.axes(
            left=widest_in(names, size) + MARGIN_IN + 0.12,
            right=widest_in(told, size) + MARGIN_IN + 0.12,
            top=_LEGEND_IN,
            height=height,
        )
        for position, (_, row) in enumerate(rows.iterrows()):
            _draw(axes, row, position, pd.Timestamp(on))
            axes.annotate(
                told[position],
                (1, position),
                xycoords=axes.get_yaxis_transform(),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=size,
                color=style.INK,
            )
        _frame(axes, rows, names, pd.Timestamp(on), since)
        page.legend(_handles(rows, texts), columns=5)
    return page.figure


def alt_timeline(projects: Published, milestones: Published, texts: Texts, *, on: date, since: date) -> str:
    """Say of every project and decision when it was planned and how it stood on the reference date."""
    sentences = [texts("Projects and decisions on {on}.", on=texts.date(on))]
    for _, row in _rows(projects, milestones, since).iterrows():
        name = " ".join(_name(row, texts).split("\n"))
        told = " ".join(_told(row, texts).split("\n"))
        sentences.append(
            texts("{name}: planned for {day}, {told}.", name=name, day=texts.date(row["planned_on"]), told=told)
        )
    return " ".join(sentences)


def _rows(projects: Published, milestones: Published, since: date) -> pd.DataFrame:
    """Projects and decisions with a day planned, in the order of it; what was over before is left out."""
    together = pd.concat([rows_of(projects, _NEEDED), rows_of(milestones, _NEEDED)], ignore_index=True)
    last = together[["planned_on", "realised_on"]].max(axis="columns")
    dated = together[together["planned_on"].notna() & (last >= pd.Timestamp(since))]
    return dated.sort_values("planned_on", kind="stable", ignore_index=True)


def _name(row: pd.Series, texts: Texts) -> str:
    size = style.SIZES["label"]
    name = shortened(texts.quoted(str(row["project_name"])), _NAME_IN, size)
    if row["kind"] == "milestone":
        return f"{name}\n{texts(KINDS['milestone'])}, {row['village']}"
    homes = texts("not given") if is_missing(row["homes"]) else _homes(row, texts)
    return f"{name}\n" + shortened(f"{texts(KINDS[row['kind']])}, {row['village']} ({homes})", _NAME_IN, size)


def _homes(row: pd.Series, texts: Texts) -> str:
    if is_missing(row["realised_homes"]) or row["realised_homes"] == row["homes"]:
        return texts.count(row["homes"])
    return texts("{part} of {whole}", part=texts.count(row["realised_homes"]), whole=texts.count(row["homes"]))


def _told(row: pd.Series, texts: Texts) -> str:
    return standing_text(row, texts).replace(", ", ",\n").replace(" for ", "\nfor ")


def _draw(axes: Axes, row: pd.Series, position: int, on: pd.Timestamp) -> None:
    colour, mark = _COLOURS[str(row["standing"])], _MARKS[str(row["kind"])]
    is_done = not is_missing(row["realised_on"])
    end = row["realised_on"] if is_done else on if row["standing"] == "overdue" else row["planned_on"]
    span = [_number(row["planned_on"]), _number(end)]
    axes.plot(span, [position] * 2, color=colour, linewidth=2.2, linestyle="-" if is_done else ":", zorder=2)
    axes.plot(
        span[:1], [position], mark, color="#ffffff", markeredgecolor=colour, markersize=7, gid="planned", zorder=3
    )
    if is_done:
        axes.plot(span[1:], [position], mark, color=colour, markersize=7, gid="realised", zorder=4)


def _frame(axes: Axes, rows: pd.DataFrame, names: list[str], on: pd.Timestamp, since: date) -> None:
    days = pd.concat([rows["planned_on"], rows["realised_on"].dropna(), pd.Series([on, pd.Timestamp(since)])])
    first, last = _number(days.min()), _number(days.max())
    room = max((last - first) * _MARGIN, 1)
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), names)
    axes.tick_params(axis="y", length=0)
    years = range(days.min().year, days.max().year + 2)
    axes.set_xticks([_number(pd.Timestamp(year, 1, 1)) for year in years], [str(year) for year in years])
    axes.set_xlim(first - room, last + room)
    axes.grid(axis="x", color=style.PALE, linewidth=0.8)
    axes.axvline(_number(on), color=style.INK, linewidth=1.1, linestyle="--", gid="today")


def _number(day: pd.Timestamp) -> int:
    """Place of a day on the axis: whole days since 1970."""
    return (day - pd.Timestamp(1970, 1, 1)).days


def _handles(rows: pd.DataFrame, texts: Texts) -> list[Line2D]:
    """One handle per kind that is drawn, and one for the day of the report."""
    handles = [
        Line2D([], [], marker=mark, linestyle="", color=style.GREY, label=texts(KINDS[kind]))
        for kind, mark in _MARKS.items()
        if kind in set(rows["kind"])
    ]
    return [*handles, Line2D([], [], color=style.INK, linestyle="--", linewidth=1.1, label=texts("reference date"))]
