"""Lettings to urgent seekers per half-year: one panel per association, dots with intervals, and the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .. import style
from ..sheet import MARGIN_IN, height_in, sheet, wrapped
from ..shown import drawable, rows_of
from ..tables.results import headroom_text
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 2.1
_NAME_IN: Final = 0.3
_LEFT_IN: Final = 0.75
_RIGHT_IN: Final = 0.6
_MOST: Final = 8  # half-years that fit side by side with their words
_RESULTS: Final = {"allocations": "displacement.urgent_share", "vacated": "displacement.urgent_share_of_vacated"}
_NEEDED: Final = (
    "period",
    "corporation",
    "basis",
    "value",
    "numerator",
    "denominator",
    "interval_low",
    "interval_high",
    "headroom",
)


def half_years(published: Published, texts: Texts, imprint: Imprint, *, line: float, basis: str) -> Figure:
    """
    Draw the share per half-year with its 95 % interval, the line, and how many lettings fit under it.

    Parameters
    ----------
    published
        Rows of `displacement.half_years`.
    line
        Share that the agreement sets, 0-1.
    basis
        "allocations" (goal 4.4) or "vacated" (agreement 31).
    """
    rows = _of_basis(published, basis)
    latest = sorted(rows["period"].unique())[-_MOST:]
    panels = _panels(rows[rows["period"].isin(latest)], texts)
    result = _RESULTS[basis]
    title = texts("{result} per half-year", result=texts.result(result))
    with style.house_style():
        ticks = {name: _tick_labels(rows, texts) for name, rows in panels.items()}
        most_lines = max((label.count("\n") + 1 for labels in ticks.values() for label in labels), default=0)
        below = height_in(most_lines, style.SIZES["label"])
        step = _NAME_IN + _PANEL_IN + below + 0.15
        page = sheet(
            texts,
            imprint,
            title=title,
            definition=texts.definition(result),
            body_in=step * len(panels),
            notes=_notes(rows["period"].nunique(), texts),
        )
        top = _top_share(panels, line)
        for position, (name, rows) in enumerate(panels.items()):
            page.write(MARGIN_IN, step * position, name, fontweight="bold", va="top")
            axes = page.axes(left=_LEFT_IN, right=_RIGHT_IN, top=step * position + _NAME_IN, height=_PANEL_IN)
            axes.set_ylim(0, top)
            _draw(axes, rows, line, ticks[name], texts)
    return page.figure


def alt_half_years(published: Published, texts: Texts, *, line: float, basis: str) -> str:
    """Say the share, the counts and the room to the line of every half-year and association."""
    sentences = [texts("{result}, line at {line}.", result=texts.result(_RESULTS[basis]), line=texts.share(line, 0))]
    for name, rows in _panels(_of_basis(published, basis), texts).items():
        parts = [
            texts(
                "{period} {share} ({counts}; {room})",
                period=row["period"],
                share=_share(row, texts),
                counts=_counts(row, texts),
                room=headroom_text(row["headroom"], texts),
            )
            for _, row in rows.iterrows()
        ]
        sentences.append(f"{name}: {'; '.join(parts)}.")
    return " ".join(sentences)


def _of_basis(published: Published, basis: str) -> pd.DataFrame:
    rows = rows_of(published, _NEEDED)
    return rows[rows["basis"] == basis].sort_values("period", kind="stable")


def _notes(periods: int, texts: Texts) -> list[str]:
    notes = [texts("Dot: share with its 95 % interval. Under it: share, urgent of all lettings, room to the line.")]
    if periods > _MOST:
        told = texts(
            "The latest {drawn} of {all} half-years are drawn.", drawn=texts.count(_MOST), all=texts.count(periods)
        )
        notes.append(told)
    return notes


def _panels(rows: pd.DataFrame, texts: Texts) -> dict[str, pd.DataFrame]:
    names = sorted(name for name in rows["corporation"].unique() if not is_missing(name))
    panels = {name: rows[rows["corporation"] == name] for name in names}
    together = rows[rows["corporation"].isna()]
    if len(together):
        panels[texts("All associations")] = together
    return {name: panel.reset_index(drop=True) for name, panel in panels.items()}


def _top_share(panels: dict[str, pd.DataFrame], line: float) -> float:
    highest = [line]
    for rows in panels.values():
        shown = drawable(rows)
        highest += shown["value"].tolist() + shown["interval_high"].dropna().tolist()
    return min(1.0, max(highest) * 1.08 + 0.01)


def _share(row: pd.Series, texts: Texts) -> str:
    return texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"])


def _counts(row: pd.Series, texts: Texts) -> str:
    if row["suppressed"]:
        return texts.suppressed
    if is_missing(row["numerator"]) or is_missing(row["denominator"]):
        return texts.withheld
    return texts("{part} of {whole}", part=texts.count(row["numerator"]), whole=texts.count(row["denominator"]))


def _tick_labels(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Half-year, share, counts and headroom, wrapped to the width of one half-year."""
    slot = (style.WIDTH_IN - _LEFT_IN - _RIGHT_IN) / max(len(rows), 1) - 0.08
    size = style.SIZES["label"]
    labels = []
    for _, row in rows.iterrows():
        parts = [str(row["period"]), _share(row, texts)]
        if not row["suppressed"]:
            parts.append(_counts(row, texts))
        if not row["suppressed"] and not is_missing(row["headroom"]):
            parts.append(headroom_text(row["headroom"], texts))
        labels.append("\n".join(line for part in parts for line in wrapped(part, slot, size)))
    return labels


def _draw(axes: Axes, rows: pd.DataFrame, line: float, ticks: list[str], texts: Texts) -> None:
    axes.axhline(line, color=style.VERMILION, linewidth=1.2, linestyle="--", gid="line")
    for position, (_, row) in enumerate(rows.iterrows()):
        if row["suppressed"] or is_missing(row["value"]):
            continue
        if not is_missing(row["interval_low"]):
            axes.plot([position] * 2, [row["interval_low"], row["interval_high"]], color=style.BLUE, linewidth=1.6)
        axes.plot(position, row["value"], "o", color=style.BLUE, markersize=7, gid="half-year")
    axes.set_xticks(range(len(rows)), ticks)
    axes.set_xlim(-0.5, max(len(rows), 1) - 0.5)
    axes.tick_params(axis="x", length=0)
    axes.yaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_ylabel(texts("share of lettings, %"))
    axes.annotate(
        texts("line {share}", share=texts.share(line, 0)).replace(" ", "\n", 1),
        (1, line),
        xycoords=axes.get_yaxis_transform(),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=style.SIZES["label"],
        color=style.VERMILION,
    )
