"""How soon urgent seekers are housed: cumulative incidence per association, with the numbers still searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .. import style
from ..sheet import MARGIN_IN, height_in, sheet, widest_in
from ..shown import drawable, rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 3.0
_LEGEND_IN: Final = 0.3
_AXIS_IN: Final = 0.62
_RESULT: Final = "displacement.housed_within_half_year_share"
_TICKS: Final = 7
_LINES: Final = ("-", "--", "-.", ":")
_NEEDED: Final = ("corporation", "day", "at_risk", "value", "interval_low", "interval_high")


def incidence(published: Published, texts: Texts, imprint: Imprint, *, horizon_days: int) -> Figure:
    """
    Draw the chance of being housed by each day as a step curve per association, with its 95 % band.

    Parameters
    ----------
    published
        Rows of `displacement.incidence`: corporation, day, at_risk, value, interval_low, interval_high.
    horizon_days
        Day of the half-year ambition, drawn as a vertical line.
    """
    curves = _curves(published, texts)
    with style.house_style():
        size = style.SIZES["label"]
        table_in = height_in(len(curves) + 1, size) + 0.1
        page = sheet(
            texts,
            imprint,
            title=texts("{result}: how soon?", result=texts.result(_RESULT)),
            definition=texts.definition(_RESULT),
            body_in=_LEGEND_IN + _PANEL_IN + _AXIS_IN + table_in,
            notes=[texts("Band: 95 % interval. The agreements set no share, so there is no verdict.")],
        )
        left = widest_in([*curves, texts("Still searching")], size) + MARGIN_IN + 0.25
        left = max(left, 0.85)
        axes = page.axes(left=left, right=0.3, top=_LEGEND_IN, height=_PANEL_IN)
        for position, (name, curve) in enumerate(curves.items()):
            _draw(axes, curve, name, position)
        ticks = _frame(axes, horizon_days, _last_day(curves, horizon_days), texts)
        handles = [line for line in axes.get_lines() if line.get_gid() == "curve"]
        axes.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=max(len(curves), 1), borderaxespad=0.2
        )
        _at_risk(axes, curves, ticks, texts)
    return page.figure


def alt_incidence(published: Published, texts: Texts, *, horizon_days: int) -> str:
    """Say the chance of being housed by the horizon, per association, with its interval."""
    sentences = [texts.definition(_RESULT)]
    for name, curve in _curves(published, texts).items():
        until = curve[curve["day"] <= horizon_days]
        if len(until):
            sentences.append(_alt_sentence(name, until.iloc[-1], horizon_days, texts))
    return " ".join(sentences)


def _alt_sentence(name: str, row: pd.Series, horizon_days: int, texts: Texts) -> str:
    return texts(
        "{name}: {share} housed by day {day} (95 % interval {interval}).",
        name=name,
        share=texts.share(row["value"]),
        day=texts.count(horizon_days),
        interval=texts.interval(row["interval_low"], row["interval_high"]),
    )


def _curves(published: Published, texts: Texts) -> dict[str, pd.DataFrame]:
    rows = drawable(rows_of(published, _NEEDED))
    names = sorted(name for name in rows["corporation"].unique() if not is_missing(name))
    curves = {name: rows[rows["corporation"] == name] for name in names}
    together = rows[rows["corporation"].isna()]
    if len(together):
        curves[texts("All associations")] = together
    return {name: curve.sort_values("day", kind="stable").reset_index(drop=True) for name, curve in curves.items()}


def _last_day(curves: dict[str, pd.DataFrame], horizon_days: int) -> int:
    return max([horizon_days, *(int(curve["day"].max()) for curve in curves.values())])


def _draw(axes: Axes, curve: pd.DataFrame, name: str, position: int) -> None:
    colour, dashes = style.PARTIES[position % len(style.PARTIES)], _LINES[position % len(_LINES)]
    days, shares = [0, *curve["day"]], [0.0, *curve["value"]]
    axes.step(days, shares, where="post", color=colour, linestyle=dashes, linewidth=1.8, label=name, gid="curve")
    banded = curve.dropna(subset=["interval_low", "interval_high"])
    axes.fill_between(
        banded["day"].astype("float64"),
        banded["interval_low"].astype("float64"),
        banded["interval_high"].astype("float64"),
        step="post",
        color=colour,
        alpha=0.14,
        linewidth=0,
    )


def _frame(axes: Axes, horizon_days: int, last_day: int, texts: Texts) -> list[int]:
    """Scales, the horizon's line and its name; gives the days of the ticks."""
    step = max(1, round(horizon_days / 3))
    ticks = list(range(0, last_day + 1, step))
    ticks = ticks[:: max(1, -(-len(ticks) // _TICKS))]
    axes.set_xticks(ticks)
    axes.set_xlim(0, last_day * 1.02)
    axes.set_ylim(0, 1)
    axes.axvline(horizon_days, color=style.INK, linewidth=1, linestyle="--", gid="horizon")
    axes.annotate(
        texts("day {day}", day=texts.count(horizon_days)),
        (horizon_days, 0.97),
        xytext=(-4, 0),
        textcoords="offset points",
        ha="right",
        va="top",
        fontsize=style.SIZES["label"],
    )
    axes.yaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_xlabel(texts("days since the urgency was granted"))
    axes.set_ylabel(texts("housed, %"))
    return ticks


def _at_risk(axes: Axes, curves: dict[str, pd.DataFrame], ticks: list[int], texts: Texts) -> None:
    """Write under the axis how many seekers are still searching just before each tick's day."""
    size = style.SIZES["label"]
    panel = axes.get_window_extent().height / style.DPI
    transform = axes.get_xaxis_transform()
    rows = {texts("Still searching"): [""] * len(ticks)}
    rows |= {name: [_searching(curve, tick, texts) for tick in ticks] for name, curve in curves.items()}
    for position, (name, counts) in enumerate(rows.items()):
        lower = -(_AXIS_IN + height_in(position, size)) / panel
        axes.annotate(
            name,
            (0, lower),
            xycoords=transform,
            xytext=(-14, 0),
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=size,
            fontweight="normal" if position else "bold",
        )
        for tick, count in zip(ticks, counts, strict=True):
            axes.text(tick, lower, count, transform=transform, ha="center", va="top", fontsize=size)


def _searching(curve: pd.DataFrame, day: int, texts: Texts) -> str:
    later = curve[curve["day"] >= day]
    return texts.count(later["at_risk"].iloc[0]) if len(later) else texts.missing
