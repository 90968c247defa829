"""Home seekers quarter by quarter: small multiples that share one time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ...wording import to_say
from .. import style
from ..sheet import MARGIN_IN, sheet
from ..shown import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 1.5
_NAME_IN: Final = 0.42
_TICKS_IN: Final = 0.42
_LEGEND_IN: Final = 0.3
_COLUMNS: Final = 2
_GAP_IN: Final = 0.75
_LEFT_IN: Final = 0.62
_RIGHT_IN: Final = 0.5
_PANELS: Final = {
    "active_seekers": ("persons", to_say("Active seekers"), "missing_active"),
    "responses_per_advert": ("persons", to_say("Responses per advertised home"), "missing_responses"),
    "success_share": ("share", to_say("Success rate in the quarter"), "missing_active"),
    "outside_responses_share": ("share", to_say("Responses from other municipalities"), "missing_outside"),
}
"""Figures with their unit, their heading, and the column that counts villages without it."""
_NEEDED: Final = ("quarter", "not_delivered", *_PANELS, *(missing for _, _, missing in _PANELS.values()))


def quarters(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw seekers, responses per advert, success rate and outside responses per quarter, each from zero.

    Parameters
    ----------
    published
        Rows of `home_seekers.by_quarter`.
    """
    rows = rows_of(published, _NEEDED)
    step = _NAME_IN + _PANEL_IN + _TICKS_IN
    lines = -(-len(_PANELS) // _COLUMNS)
    width = (style.WIDTH_IN - _LEFT_IN - _RIGHT_IN - _GAP_IN * (_COLUMNS - 1)) / _COLUMNS
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Home seekers, quarter by quarter"),
            definition=texts(
                "The whole municipality; each panel from zero on its own scale. In bold: the last quarter."
            ),
            body_in=_LEGEND_IN + step * lines,
            notes=_notes(rows, texts),
        )
        page.legend(_handles(texts), columns=2)
        for number, (name, (unit, heading, missing)) in enumerate(_PANELS.items()):
            line, column = divmod(number, _COLUMNS)
            left = _LEFT_IN + column * (width + _GAP_IN)
            top = _LEGEND_IN + step * line
            page.write(left - 0.46 if column else MARGIN_IN, top + 0.06, texts(heading), fontweight="bold",
                       fontsize=style.SIZES["label"], va="top")  # fmt: skip
            axes = page.axes(left=left, right=style.WIDTH_IN - left - width, top=top + _NAME_IN - 0.1, height=_PANEL_IN)
            _draw(axes, rows, name, unit, missing, texts)
    return page.figure


def alt_quarters(published: Published, texts: Texts) -> str:
    """Say first and last quarter of every figure, and which quarters miss a village."""
    rows = rows_of(published, _NEEDED)
    sentences = []
    for name, (unit, heading, _) in _PANELS.items():
        known = rows[rows[name].notna()]
        if len(known):
            first, last = known.iloc[0], known.iloc[-1]
            sentences.append(
                texts(
                    "{name}: {first} in {from_quarter}, {last} in {to_quarter}.",
                    name=texts(heading),
                    first=texts.figure(first[name], unit),
                    from_quarter=first["quarter"],
                    last=texts.figure(last[name], unit),
                    to_quarter=last["quarter"],
                )
            )
    return " ".join([*sentences, *_notes(rows, texts)])


def _draw(axes: Axes, rows: pd.DataFrame, name: str, unit: str, missing: str, texts: Texts) -> None:
    values = rows[name].astype("float64")
    positions = list(range(len(rows)))
    axes.plot(positions, values, color=style.BLUE, linewidth=1.6, gid="series")
    for position, value, silent in zip(positions, values, rows[missing], strict=True):
        face = "#ffffff" if silent else style.BLUE
        axes.plot(position, value, "o", color=face, markeredgecolor=style.BLUE, markersize=4.5, gid="quarter")
    axes.set_ylim(0, max(values.max() * 1.3, 0.01) if values.notna().any() else 1)
    axes.set_xlim(-0.5, max(len(rows), 1) - 0.5)
    axes.set_xticks(*_ticks(rows["quarter"]))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=unit != "share", steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(lambda value, _: texts.figure(value, unit, 0 if unit == "share" else None))
    axes.grid(axis="y", color=style.PALE, linewidth=0.8)
    known = values.dropna()
    if len(known):
        last, size = texts.figure(known.iloc[-1], unit), style.SIZES["label"]
        axes.annotate(last, (1, 1), xycoords="axes fraction", ha="right", va="top", fontsize=size, fontweight="bold")


def _ticks(labels: pd.Series) -> tuple[list[int], list[str]]:
    """First quarter of each year, named by the year; the others are not named."""
    firsts = [position for position, label in enumerate(labels) if position == 0 or str(label).endswith("Q1")]
    return firsts, [str(labels.iloc[position]) for position in firsts]


def _notes(rows: pd.DataFrame, texts: Texts) -> list[str]:
    silent = rows[rows["not_delivered"].notna()]
    return [
        texts("{quarter}: without {villages}, not delivered.", quarter=row["quarter"], villages=row["not_delivered"])
        for _, row in silent.iterrows()
    ]


def _handles(texts: Texts) -> list[Line2D]:
    told = {style.BLUE: texts("all villages delivered"), "#ffffff": texts("a village is missing")}
    return [
        Line2D([], [], linestyle="", marker="o", color=face, markeredgecolor=style.BLUE, markersize=5, label=words)
        for face, words in told.items()
    ]
