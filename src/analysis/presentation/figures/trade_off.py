"""The trade-off of an order of improvement: homes improved against energy-poor households left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .. import style
from ..labels.improvements import ORDERS
from ..sheet import MARGIN_IN, sheet
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 2.2
_NAME_IN: Final = 0.3
_AXIS_IN: Final = 0.6
_LEGEND_IN: Final = 0.85
_LINES: Final = {"need": (style.BLUE, "-"), "label": (style.VERMILION, "--"), "pro_rata": (style.GREY, ":")}
_NEEDED: Final = ("corporation", "order", "homes_improved", "value", "interval_low", "interval_high")


def trade_off(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw a panel per association and one for all, with a line per order and the band of the first one.

    Parameters
    ----------
    published
        Rows of `priorities.curve`.
    """
    panels = _panels(rows_of(published, _NEEDED), texts)
    block = _NAME_IN + _PANEL_IN + _AXIS_IN
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Where to improve first: homes improved and energy-poor households left"),
            definition=texts.definition("improvements.lifted_out_share"),
            body_in=_LEGEND_IN + block * max(len(panels), 1),
            notes=_notes(texts),
        )
        for position, (name, rows) in enumerate(panels.items()):
            top = _LEGEND_IN + block * position
            page.write(MARGIN_IN, top, name, fontweight="bold", va="top")
            axes = page.axes(left=0.75, right=0.3, top=top + _NAME_IN, height=_PANEL_IN)
            _draw(axes, rows, texts)
            if position == 0:
                page.legend(axes.get_legend_handles_labels()[0], columns=1)
    return page.figure


def alt_trade_off(published: Published, texts: Texts) -> str:
    """Say for every panel how many households are left at the start, halfway in each order, and at the end."""
    told = []
    for name, rows in _panels(rows_of(published, _NEEDED), texts).items():
        halves = []
        for order in _LINES:
            of_order = rows[rows["order"] == order]
            middle = of_order.iloc[len(of_order) // 2]
            halves.append(f"{texts(ORDERS[order])} {texts.count(middle['value'])}")
        first, last = rows.iloc[0], rows[rows["order"] == rows.iloc[0]["order"]].iloc[-1]
        told.append(
            texts(
                "{name}: {start} energy-poor households with no home improved, {end} with {homes}; halfway {halves}.",
                name=name,
                start=texts.count(first["value"]),
                end=texts.count(last["value"]),
                homes=texts.count(int(str(last["homes_improved"]))),
                halves=", ".join(halves),
            )
        )
    return " ".join([*told, *_notes(texts)])


def _notes(texts: Texts) -> list[str]:
    return [
        texts("Band: 95 % of what the first way gives when the households of every complex are drawn anew."),
        texts("A what-if on assumptions: label after improvement and gas saved are guesses, varied below."),
    ]


def _panels(rows: pd.DataFrame, texts: Texts) -> dict[str, pd.DataFrame]:
    shown = rows[~rows["suppressed"] & rows["value"].notna()]
    names = sorted(name for name in shown["corporation"].unique() if not is_missing(name))
    panels = {str(name): shown[shown["corporation"] == name] for name in names}
    together = shown[shown["corporation"].isna()]
    if len(together):
        panels[texts("All associations")] = together
    return panels


def _draw(axes: Axes, rows: pd.DataFrame, texts: Texts) -> None:
    for order, (colour, line) in _LINES.items():
        of_order = rows[rows["order"] == order]
        homes = of_order["homes_improved"].astype("float64").to_numpy()
        if of_order["interval_low"].notna().any():
            ends = of_order["interval_low"].to_numpy("float64"), of_order["interval_high"].to_numpy("float64")
            axes.fill_between(homes, *ends, color=colour, alpha=0.18, linewidth=0, gid="band")
        axes.plot(homes, of_order["value"].to_numpy("float64"), line, color=colour, linewidth=1.8, gid="order",
                  label=texts(ORDERS[order]))  # fmt: skip
    axes.set_ylim(bottom=0)
    axes.set_xlim(left=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda count, _: texts.count(count))
    axes.set_xlabel(texts("homes improved"))
    axes.set_ylabel(texts("households left"))
    axes.grid(color=style.PALE, linewidth=0.6)
    axes.set_axisbelow(True)
