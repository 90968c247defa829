"""Kinds of households by what becomes of their income: housing costs, what is left, and what living asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..labels import COST_PARTS, HOUSEHOLD_KINDS
from ..sheet import MARGIN_IN, Sheet, sheet, widest_in, width_in
from ..shown import decimals_of, drawable, rows_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.46
_LEGEND_IN: Final = 0.55
_AXIS_IN: Final = 0.5
_INSIDE: Final = 8.0
_COLOURS: Final = {
    "mean_rent_after_huurtoeslag": (style.BLUE, "#ffffff"),
    "mean_energy": (style.ORANGE, style.INK),
    "mean_local_taxes": (style.PURPLE, style.INK),
    "left": (style.PALE, style.INK),
}
_NEEDED: Final = ("kind", "value", "mean_income", "mean_budget", *[part for part in COST_PARTS if part != "left"])


def household_budgets(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw one bar per kind of household as long as its average income: housing costs, then what is left.

    The mark stands where the income would have to end for the budget for living to be covered on average.

    Parameters
    ----------
    published
        Rows of `housing_costs.by_household_kind`.
    """
    rows = rows_of(published, _NEEDED)
    shown = _with_rest(drawable(rows))
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("What is left after housing costs, by kind of household"),
            definition=texts(
                "Average disposable income per month, huurtoeslag taken off the rent. The mark: income needed to pay "
                "the home and a modest living."
            ),
            body_in=_LEGEND_IN + _ROW_IN * max(len(shown), 1) + _AXIS_IN,
            notes=_notes(rows, texts),
        )
        axes = _axes(page, shown, texts, decimals_of(published))
        _draw(axes, shown, texts)
        _legend(page, texts)
    return page.figure


def alt_household_budgets(published: Published, texts: Texts) -> str:
    """Say of each kind what it pays, what is left beside the budget, and how many are at payment risk."""
    rows = rows_of(published, _NEEDED)
    decimals = decimals_of(published)
    sentences = [
        texts(
            "{kind}: {costs} for the home, {left} left, {budget} needed to live; at payment risk {share}.",
            kind=_name(row, texts),
            costs=texts.eur(_costs(row), 0),
            left=texts.eur(row["left"], 0),
            budget=texts.eur(row["mean_budget"], 0),
            share=_risk(row, texts, decimals),
        )
        for _, row in _with_rest(drawable(rows)).iterrows()
    ]
    return " ".join([*sentences, *_notes(rows, texts)])


def _with_rest(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what is left of the average income; the parts as they are published, so that a bar adds up."""
    return rows.assign(left=rows["mean_income"] - _costs(rows))


def _costs(rows: pd.DataFrame | pd.Series) -> pd.Series:
    return rows["mean_rent_after_huurtoeslag"] + rows["mean_energy"] + rows["mean_local_taxes"]


def _name(row: pd.Series, texts: Texts) -> str:
    return texts(HOUSEHOLD_KINDS[str(row["kind"])])


def _risk(row: pd.Series, texts: Texts, decimals: int) -> str:
    return texts.cell(row["value"], "share", bound=row["bound"], decimals=decimals)


def _notes(rows: pd.DataFrame, texts: Texts) -> list[str]:
    hidden = [_name(row, texts) for _, row in rows[rows["suppressed"]].iterrows()]
    notes = [texts("Not drawn, too few to show: {names}.", names="; ".join(hidden))] if hidden else []
    return [*notes, texts("The budget, the local taxes and the income the huurtoeslag looks at rest on assumptions.")]


def _axes(page: Sheet, shown: pd.DataFrame, texts: Texts, decimals: int) -> Axes:
    """Axes with the kinds at the left and the share at payment risk at the right."""
    size = style.SIZES["label"]
    names = [_name(row, texts) for _, row in shown.iterrows()]
    risks = [_risk(row, texts, decimals) for _, row in shown.iterrows()]
    heading = texts("at payment risk")
    axes = page.axes(
        left=widest_in(names, size) + MARGIN_IN + 0.1,
        right=widest_in([*risks, heading], size) + MARGIN_IN + 0.1,
        top=_LEGEND_IN,
        height=page.height - _LEGEND_IN - _AXIS_IN,
    )
    axes.set_yticks(range(len(shown)), names)
    axes.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    across = axes.get_yaxis_transform()
    axes.text(1.02, -0.5, heading, transform=across, va="bottom", fontsize=size)
    for position, risk in enumerate(risks):
        axes.text(1.02, position, risk, transform=across, va="center", fontsize=size)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(lambda amount, _: texts.eur(amount, 0))
    axes.set_xlabel(texts("euro per month"))
    axes.grid(axis="x", color=style.PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    return axes


def _draw(axes: Axes, shown: pd.DataFrame, texts: Texts) -> None:
    longest = max([*shown["mean_income"], *(_costs(shown) + shown["mean_budget"]), 0.0])
    axes.set_xlim(0, longest * 1.03 or 1.0)
    for position, (_, row) in enumerate(shown.iterrows()):
        start = 0.0
        for part, (face, ink) in _COLOURS.items():
            amount = max(float(row[part]), 0.0)
            axes.barh(position, amount, left=start, height=0.6, color=face, edgecolor="#ffffff", gid=part)
            _label(axes, position, (start, amount), texts.eur(row[part], 0), ink)
            start += amount
        needed = float(_costs(row) + row["mean_budget"])
        axes.plot([needed, needed], [position - 0.4, position + 0.4], color=style.INK, linewidth=2.2, gid="needed")


def _label(axes: Axes, position: int, place: tuple[float, float], text: str, ink: str) -> None:
    """Write the amount of a part inside it, where it fits."""
    start, amount = place
    inches = axes.get_window_extent().width / style.DPI * amount / axes.get_xlim()[1]
    if width_in(text, _INSIDE) + 0.06 < inches:
        axes.text(start + amount / 2, position, text, ha="center", va="center", fontsize=_INSIDE, color=ink)


def _legend(page: Sheet, texts: Texts) -> None:
    parts = [Patch(facecolor=face, label=texts(COST_PARTS[part])) for part, (face, _) in _COLOURS.items()]
    needed = Line2D([], [], color=style.INK, linewidth=2.2, label=texts("income needed for home and living"))
    page.legend([*parts, needed], columns=3)
