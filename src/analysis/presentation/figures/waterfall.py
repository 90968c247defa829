"""The stock account as a waterfall: from the homes at the start, step by step, to the homes at the end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from .. import style
from ..sheet import MARGIN_IN, sheet, widest_in
from ..shown import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.36
_AXIS_IN: Final = 0.55
_STATES: Final = ("start", "end")
_STEPS: Final = (
    "start",
    "new",
    "rebuilt",
    "bought",
    "transformed",
    "split_or_merged",
    "demolished",
    "sold",
    "administrative",
    "end",
)
_NEEDED: Final = ("step", "homes")


def waterfall(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw start, changes and end as horizontal bars with connectors; changes carry their sign.

    The axis is cut where the changes would not be seen, and says so.

    Parameters
    ----------
    published
        Rows of `social_stock.account`; associations and villages present are added up.
    """
    totals = _totals(published)
    lowest = _axis_start(totals)
    notes = _notes(published, texts)
    if lowest:
        notes.append(texts("The axis starts at {homes} homes, not at 0.", homes=texts.count(lowest)))
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("From the social stock at the start to that at the end"),
            definition=texts.definition("social_stock.owner_count"),
            body_in=_ROW_IN * len(totals) + _AXIS_IN,
            notes=notes,
        )
        names = [texts.step(str(step)) for step in totals.index]
        left = widest_in(names, style.SIZES["label"]) + MARGIN_IN + 0.1
        axes = page.axes(left=left, right=0.7, top=0, height=page.height - _AXIS_IN)
        axes.set_yticks(range(len(names)), names)
        _draw(axes, totals, lowest, texts)
    return page.figure


def alt_waterfall(published: Published, texts: Texts) -> str:
    """Say the homes at the start, each change that is not zero, and the homes at the end."""
    totals = _totals(published)
    parts = [
        texts("{step} {homes}", step=texts.step(str(step)), homes=_label(str(step), homes, texts))
        for step, homes in totals.items()
        if homes != 0 or step in _STATES
    ]
    return " ".join([texts("Stock account in homes: {parts}.", parts=", ".join(parts)), *_notes(published, texts)])


def _totals(published: Published) -> pd.Series[int]:
    rows = rows_of(published, _NEEDED)
    shown = rows[~rows["suppressed"]]
    totals = shown.groupby("step")["homes"].sum()
    return totals.reindex(_STEPS, fill_value=0).astype("int64")


def _notes(published: Published, texts: Texts) -> list[str]:
    rows = rows_of(published, _NEEDED)
    temporary = int(rows.loc[rows["step"] == "temporary", "homes"].sum())
    notes = []
    if temporary:
        count = texts.count(temporary)
        notes.append(texts("Of which temporarily out of use: {count}; these stay in the stock.", count=count))
    if rows["suppressed"].any():
        withheld = texts.count(rows["suppressed"].sum())
        notes.append(texts("{count} cells are withheld and in none of the bars.", count=withheld))
    return notes


def _axis_start(totals: pd.Series[int]) -> int:
    """Give a round number below the lowest level of the account; 0 when the changes are large enough to see."""
    levels = [int(totals["start"])]
    for step, homes in totals.items():
        if step not in _STATES:
            levels.append(levels[-1] + int(homes))
    spread = max(levels) - min(levels)
    cut = min(levels) - max(3 * spread, 10)
    unit = 10 ** max(0, math.floor(math.log10(max(levels))) - 1) if max(levels) else 1
    return max(0, cut // unit * unit)


def _label(step: str, homes: int, texts: Texts) -> str:
    return texts.count(homes) if step in _STATES else texts.signed(homes)


def _draw(axes: Axes, totals: pd.Series[int], lowest: int, texts: Texts) -> None:
    level = int(totals["start"])
    for position, (step, homes) in enumerate(totals.items()):
        is_state = step in _STATES
        begin, level = (lowest, int(homes)) if is_state else (level, level + int(homes))
        colour = style.GREY if is_state else style.BLUE if homes >= 0 else style.ORANGE
        axes.barh(position, level - begin, left=begin, height=0.62, color=colour)
        if homes == 0:
            axes.plot([level, level], [position - 0.31, position + 0.31], color=style.GREY, linewidth=0.8)
        axes.annotate(
            _label(str(step), int(homes), texts),
            (max(begin, level), position),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.SIZES["label"],
        )
        if position + 1 < len(totals):
            axes.plot([level, level], [position + 0.31, position + 0.69], color=style.GREY, linewidth=0.8)
    axes.set_ylim(len(totals) - 0.5, -0.5)
    axes.set_xlim(left=lowest)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(lambda homes, _: texts.count(homes))
    axes.set_xlabel(texts("homes"))
