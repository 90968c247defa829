"""The change of the rent sum reason by reason, as a waterfall per association, with the line of the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .. import style
from ..labels.rents import REASONS
from ..sheet import MARGIN_IN, sheet, widest_in
from ..shown import drawable, rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.29
_NAME_IN: Final = 0.3
_AXIS_IN: Final = 0.5
_GAP_IN: Final = 0.18
_NEEDED: Final = ("corporation", "step", "value", "changed_homes", "denominator")


def rent_sum(published: Published, texts: Texts, imprint: Imprint, *, line: float, first: date, last: date) -> Figure:
    """
    Draw what each reason adds to the rent sum, and the sum of it, with the line of the agreement.

    Parameters
    ----------
    published
        Rows of `rent_increase.by_reason`.
    line
        Largest change of the rent sum by the agreement, 0-1.
    first, last
        The two days compared; the second is the reference date while the comparison is not complete.
    """
    panels = _panels(published, texts)
    heights = [_ROW_IN * len(rows) for rows in panels.values()]
    step = _NAME_IN + _GAP_IN
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts(
                "What changed the rent sum between {first} and {last}", first=texts.date(first), last=texts.date(last)
            ),
            definition=texts("Percentage of the rent sum on the first day, of homes let to one tenant throughout."),
            body_in=sum(heights) + step * len(panels) + _AXIS_IN,
            notes=[texts("Dashed: {line}, the line of the agreement for the whole change.", line=texts.share(line))],
        )
        names = [texts(REASONS[step]) for rows in panels.values() for step in rows["step"]]
        left = widest_in(names, style.SIZES["label"]) + MARGIN_IN + 0.1
        labels = [_label(row, texts) for rows in panels.values() for _, row in rows.iterrows()]
        right = widest_in(labels, style.SIZES["label"]) + MARGIN_IN + 0.1
        ends = _ends(panels, line)
        top = 0.0
        for position, ((name, rows), height) in enumerate(zip(panels.items(), heights, strict=True)):
            page.write(MARGIN_IN, top, name, fontweight="bold", va="top")
            axes = page.axes(left=left, right=right, top=top + _NAME_IN, height=height)
            _draw(axes, rows, line, texts)
            _frame(axes, rows, ends, is_last=position + 1 == len(panels), texts=texts)
            top += height + step
    return page.figure


def alt_rent_sum(published: Published, texts: Texts, *, line: float, first: date, last: date) -> str:
    """Say what each reason adds, per association, and the line."""
    sentences = [
        texts(
            "Change of the rent sum between {first} and {last}; line of the agreement {line}.",
            first=texts.date(first),
            last=texts.date(last),
            line=texts.share(line),
        )
    ]
    for name, rows in _panels(published, texts).items():
        parts = [f"{texts(REASONS[row['step']])} {_label(row, texts)}" for _, row in rows.iterrows()]
        sentences.append(f"{name}: {', '.join(parts)}.")
    return " ".join(sentences)


def _panels(published: Published, texts: Texts) -> dict[str, pd.DataFrame]:
    """Rows per association, in the order of the reasons; all together last."""
    rows = drawable(rows_of(published, _NEEDED))
    names = sorted(str(name) for name in rows["corporation"].dropna().unique())
    panels = {name: rows[rows["corporation"] == name].reset_index(drop=True) for name in names}
    whole = rows[[is_missing(name) for name in rows["corporation"]]].reset_index(drop=True)
    return panels | ({texts("All associations"): whole} if len(whole) else {})


def _ends(panels: dict[str, pd.DataFrame], line: float) -> tuple[float, float]:
    """Ends of the axis: every level of every waterfall, and the line."""
    levels = [0.0, line]
    for rows in panels.values():
        levels += rows.loc[rows["step"] != "total", "value"].cumsum().tolist()
    low, high = min(levels), max(levels)
    return low - 0.04 * (high - low), high + 0.04 * (high - low)


def _label(row: pd.Series, texts: Texts) -> str:
    if row["step"] == "total":
        return texts.share(row["value"], 2)
    homes = texts("{count} homes", count=texts.count(row["changed_homes"]))
    number = texts.signed(row["value"] * 100, 2)
    return texts("{number} % ({homes})", number=number, homes=homes)


def _draw(axes: Axes, rows: pd.DataFrame, line: float, texts: Texts) -> None:
    axes.axvline(line, color=style.VERMILION, linewidth=1.2, linestyle="--", gid="line")
    level = 0.0
    for position, (_, row) in enumerate(rows.iterrows()):
        is_total = row["step"] == "total"
        begin = 0.0 if is_total else level
        level = begin + row["value"]
        colour = style.GREY if is_total else style.BLUE if row["value"] >= 0 else style.ORANGE
        axes.barh(position, row["value"], left=begin, height=0.64, color=colour, gid="step")
        axes.annotate(
            _label(row, texts),
            (1, position),
            xycoords=axes.get_yaxis_transform(),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.SIZES["label"],
        )
        if position + 1 < len(rows):
            axes.plot([level, level], [position + 0.32, position + 0.68], color=style.GREY, linewidth=0.8)


def _frame(axes: Axes, rows: pd.DataFrame, ends: tuple[float, float], *, is_last: bool, texts: Texts) -> None:
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.set_yticks(range(len(rows)), [texts(REASONS[step]) for step in rows["step"]])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(*ends)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda share, _: texts.share(share))
    if is_last:
        axes.set_xlabel(texts("change of the rent sum, %"))
    else:
        axes.tick_params(axis="x", labelbottom=False)
