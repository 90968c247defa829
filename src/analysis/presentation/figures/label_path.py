"""Labels E, F and G on their way to zero: the homes left, the agreed pace, and the pace that is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from .. import style
from ..sheet import sheet
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 3.0
_DAYS_PER_YEAR: Final = 365.25
_NEEDED: Final = (
    "corporation",
    "reading",
    "from",
    "on",
    "until",
    "homes_at_start",
    "improved_homes",
    "left_homes",
    "homes",
    "unknown_homes",
    "agreed_homes",
    "agreed_homes_per_year",
    "pace_homes_per_year",
    "needed_homes_per_year",
    "zero_on",
)
_COLOURS: Final = {"before": style.PURPLE, "by_end": style.BLUE}


def label_path(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw the homes with label E, F or G at the start and now, and the lines from there to zero.

    Parameters
    ----------
    published
        Rows of `labels.path`, one per reading of the year.
    """
    rows = rows_of(published, _NEEDED)
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Labels E, F and G: how fast they have to go"),
            definition=texts.definition("labels.efg_whole_area_count"),
            body_in=_PANEL_IN + 1.35,
            notes=_notes(rows, texts),
        )
        axes = page.axes(left=0.75, right=0.35, top=0.95, height=_PANEL_IN - 0.1)
        if len(rows):
            _draw(axes, rows, texts)
            page.legend(axes.get_legend_handles_labels()[0], columns=1)
    return page.figure


def alt_label_path(published: Published, texts: Texts) -> str:
    """Say the homes left, the pace so far and the pace needed under both readings."""
    rows = rows_of(published, _NEEDED)
    if rows.empty:
        return texts("No home was delivered for the path of labels E, F and G.")
    first = rows.iloc[0]
    told = [
        texts(
            "{name}: {start} homes with label E, F or G at the start, {now} on {on}; {pace} a year so far.",
            name=first["corporation"],
            start=texts.count(first["homes_at_start"]),
            now=texts.count(first["homes"]),
            on=texts.date(first["on"]),
            pace=texts.count(first["pace_homes_per_year"]),
        )
    ]
    told += [f"{_needed(row, texts)}." for _, row in rows.iterrows()]
    return " ".join([*told, *_notes(rows, texts)])


def _notes(rows: pd.DataFrame, texts: Texts) -> list[str]:
    if rows.empty:
        return [texts("No home was delivered for the path of labels E, F and G.")]
    first = rows.iloc[0]
    return [
        texts(
            "Since the start {improved} of these homes were improved out of E, F or G and {left} were demolished or "
            "sold; of {unknown} homes no label is known.",
            improved=texts.count(first["improved_homes"]),
            left=texts.count(first["left_homes"]),
            unknown=texts.count(first["unknown_homes"]),
        ),
        texts(
            "{yearly} a year from the start add up to {totals} homes over the whole working area.",
            yearly=texts.count(first["agreed_homes_per_year"]),
            totals=texts(" or ").join(texts.count(homes) for homes in rows["agreed_homes"]),
        ),
        texts(
            "Only homes that were delivered are drawn: elsewhere there may be more, and the pace needed is a minimum."
        ),
    ]


def _needed(row: pd.Series, texts: Texts) -> str:
    """Say what one reading of the year asks for."""
    year = str(pd.Timestamp(row["until"]).year)
    if row["reading"] == "before":
        if is_missing(row["needed_homes_per_year"]):
            return texts("gone before {year}: the day has passed", year=year)
        return texts(
            "gone before {year}: {pace} a year needed", year=year, pace=texts.count(row["needed_homes_per_year"])
        )
    last = str(pd.Timestamp(row["until"]).year - 1)
    if is_missing(row["needed_homes_per_year"]):
        return texts("gone by the end of {year}: the day has passed", year=last)
    return texts(
        "gone by the end of {year}: {pace} a year needed", year=last, pace=texts.count(row["needed_homes_per_year"])
    )


def _year(day: object) -> float:
    moment = pd.Timestamp(str(day))
    return moment.year + (moment.day_of_year - 1) / _DAYS_PER_YEAR


def _draw(axes: Axes, rows: pd.DataFrame, texts: Texts) -> None:
    first = rows.iloc[0]
    start, now = _year(first["from"]), _year(first["on"])
    begin, left = float(first["homes_at_start"]), float(first["homes"])
    ends = [_year(day) for day in rows["until"]]
    pace, agreed = float(first["pace_homes_per_year"]), float(first["agreed_homes_per_year"])
    last = max([*ends, *([] if is_missing(first["zero_on"]) else [min(_year(first["zero_on"]), max(ends) + 3)])])
    if agreed > 0:
        label = texts("{count} a year, as agreed, if all of them were these homes", count=texts.count(agreed))
        axes.plot([start, start + begin / agreed], [begin, 0], color=style.GREY, linewidth=1.2, label=label)
    for (_, row), end in zip(rows.iterrows(), ends, strict=True):
        axes.plot(
            [now, max(end, now)],
            [left, 0],
            color=_COLOURS[str(row["reading"])],
            linestyle="--",
            label=_needed(row, texts),
        )
    label = texts("{pace} a year, as so far", pace=texts.count(pace))
    axes.plot([now, last + 0.3], [left, max(left - pace * (last + 0.3 - now), 0)], color=style.ORANGE, linestyle=":",
              linewidth=1.8, label=label)  # fmt: skip
    axes.plot([start, now], [begin, left], color=style.INK, linewidth=1.6)
    axes.plot([start, now], [begin, left], "o", color=style.INK, markersize=7, gid="homes")
    for x, homes in ((start, begin), (now, left)):
        axes.annotate(texts.count(homes), (x, homes), xytext=(6, 5), textcoords="offset points")
    axes.set_ylim(0, begin * 1.12 + 1)
    axes.set_xlim(start - 0.2, last + 0.3)
    axes.set_xticks(range(round(start), int(last) + 2))
    axes.xaxis.set_major_formatter(lambda year, _: str(int(year)))
    axes.yaxis.set_major_formatter(lambda homes, _: texts.count(homes))
    axes.set_ylabel(texts("homes with label E, F or G"))
    axes.grid(axis="y", color=style.PALE, linewidth=0.6)
    axes.set_axisbelow(True)
