"""How long regular seekers were registered when they were housed: quartiles per half-year, a panel per association."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.ticker import MaxNLocator

from .. import style
from ..sheet import MARGIN_IN, height_in, sheet
from ..shown import drawable, rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 1.55
_NAME_IN: Final = 0.3
_LEFT_IN: Final = 0.75
_RIGHT_IN: Final = 0.3
_MOST: Final = 8
_NEEDED: Final = ("period", "corporation", "lower_years", "value", "upper_years", "denominator")


def search_times(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw the median and the middle half of the years of registration per half-year.

    Parameters
    ----------
    published
        Rows of `home_seekers.search_times`.
    """
    rows = rows_of(published, _NEEDED)
    rows = rows[rows["period"].isin(sorted(rows["period"].unique())[-_MOST:])]
    panels = _panels(rows, texts)
    step = _NAME_IN + _PANEL_IN + height_in(3, style.SIZES["label"]) + 0.12
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Years registered before being housed"),
            definition=texts.definition("seekers.search_time_years"),
            body_in=step * max(len(panels), 1),
            notes=[
                texts("Dot: half were registered for less. Bar: the middle half. Below: median and seekers housed.")
            ],
        )
        top = max(drawable(rows, "upper_years")["upper_years"].max() if len(drawable(rows)) else 1, 1) * 1.1
        for position, (name, panel) in enumerate(panels.items()):
            page.write(MARGIN_IN, step * position, name, fontweight="bold", va="top")
            axes = page.axes(left=_LEFT_IN, right=_RIGHT_IN, top=step * position + _NAME_IN, height=_PANEL_IN)
            axes.set_ylim(0, float(top))
            _draw(axes, panel, texts)
    return page.figure


def alt_search_times(published: Published, texts: Texts) -> str:
    """Say the median years of registration of every half-year, per association."""
    sentences = [texts.definition("seekers.search_time_years")]
    for name, panel in _panels(rows_of(published, _NEEDED), texts).items():
        parts = [
            texts(
                "{period} {years} years ({count} housed)",
                period=row["period"],
                years=texts.cell(row["value"], "years", suppressed=row["suppressed"]),
                count=texts.count(row["denominator"]),
            )
            for _, row in panel.iterrows()
        ]
        sentences.append(f"{name}: {'; '.join(parts)}.")
    return " ".join(sentences)


def _panels(rows: pd.DataFrame, texts: Texts) -> dict[str, pd.DataFrame]:
    names = sorted(name for name in rows["corporation"].unique() if not is_missing(name))
    panels = {name: rows[rows["corporation"] == name] for name in names}
    together = rows[rows["corporation"].isna()]
    if len(together):
        panels[texts("All associations")] = together
    return {name: panel.sort_values("period", kind="stable").reset_index(drop=True) for name, panel in panels.items()}


def _draw(axes: Axes, rows: pd.DataFrame, texts: Texts) -> None:
    for position, (_, row) in enumerate(rows.iterrows()):
        if row["suppressed"] or is_missing(row["value"]):
            continue
        axes.plot(
            [position] * 2,
            [row["lower_years"], row["upper_years"]],
            color=style.SKY,
            linewidth=8,
            solid_capstyle="butt",
            zorder=2,
        )
        axes.plot(position, row["value"], "o", color=style.BLUE, markersize=7, zorder=3, gid="median")
    axes.set_xticks(range(len(rows)), [_tick(row, texts) for _, row in rows.iterrows()])
    axes.set_xlim(-0.5, max(len(rows), 1) - 0.5)
    axes.tick_params(axis="x", length=0)
    axes.grid(axis="y", color=style.PALE, linewidth=0.8)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_formatter(lambda years, _: texts.number(years))
    axes.set_ylabel(texts("years"))


def _tick(row: pd.Series, texts: Texts) -> str:
    years = texts.cell(row["value"], "years", suppressed=row["suppressed"])
    return f"{row['period']}\n{years}\n" + texts("n = {count}", count=texts.count(row["denominator"]))
