"""What improvement did to housing costs, home by home: how many homes pay how much less, or more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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

_STEP_EUR: Final = 5  # width of a bar
_RESULT: Final = "improvements.housing_costs_change_eur_per_month"
_PANEL_IN: Final = 1.55
_NAME_IN: Final = 0.3
_AXIS_IN: Final = 0.55
_NEEDED: Final = ("corporation", "step", "homes")


def cost_changes(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw a panel per association: improved homes by change of their housing costs; what rose stands out.

    Parameters
    ----------
    published
        Rows of `improvements.cost_changes`.
    """
    rows = _in_steps(rows_of(published, _NEEDED))
    panels = {str(name): group for name, group in rows.groupby("corporation", sort=True)}
    block = _NAME_IN + _PANEL_IN + _AXIS_IN
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Change of housing costs of improved homes"),
            definition=texts.definition(_RESULT),
            body_in=block * max(len(panels), 1),
            notes=[_note(rows, texts)],
        )
        steps = rows["step"].dropna().astype("int64")
        ends = (min(steps.min(), 0) - 1, max(steps.max(), 1)) if len(steps) else (-1, 1)
        for position, (name, group) in enumerate(panels.items()):
            page.write(MARGIN_IN, block * position, _heading(name, group, texts), fontweight="bold", va="top")
            axes = page.axes(left=0.75, right=0.3, top=block * position + _NAME_IN, height=_PANEL_IN)
            _draw(axes, group, ends, texts)
    return page.figure


def alt_cost_changes(published: Published, texts: Texts) -> str:
    """Say per association how many homes pay less or the same, more, and of how many it is unknown."""
    rows = _in_steps(rows_of(published, _NEEDED))
    panels = [_heading(str(name), group, texts) for name, group in rows.groupby("corporation", sort=True)]
    subject = texts("Change of housing costs of improved homes")
    return ". ".join([subject, *panels, _note(rows, texts)])


def _in_steps(rows: pd.DataFrame) -> pd.DataFrame:
    """Add whole euros up to the steps of the bars: step 0 ends at no change, step 1 begins above it."""
    steps = -(-rows["step"] // _STEP_EUR)
    keys = rows.assign(step=steps).groupby(["corporation", "step"], dropna=False)
    return keys.agg({"homes": "sum", "suppressed": "any"}).reset_index()


def _counts(group: pd.DataFrame) -> tuple[int, int, int]:
    """Homes that pay no more than before, more, and of which it is unknown."""
    step = group["step"].astype("float64")
    return tuple(int(group.loc[is_it, "homes"].sum()) for is_it in (step <= 0, step > 0, step.isna()))  # type: ignore[return-value]


def _heading(name: str, group: pd.DataFrame, texts: Texts) -> str:
    same, more, unknown = _counts(group)
    return texts(
        "{name}: {same} homes pay less or the same, {more} more, {unknown} unknown",
        name=name,
        same=texts.count(same),
        more=texts.count(more),
        unknown=texts.count(unknown),
    )


def _note(rows: pd.DataFrame, texts: Texts) -> str:
    if rows.empty:
        return texts("No improved home was delivered.")
    return texts("Each bar covers {euro}. The saving is an estimate of the association, made before or after the work.",
                 euro=texts.eur(_STEP_EUR, 0))  # fmt: skip


def _draw(axes: Axes, group: pd.DataFrame, ends: tuple[int, int], texts: Texts) -> None:
    known = group[group["step"].notna() & ~group["suppressed"]]
    for step, homes in zip(known["step"].astype("int64"), known["homes"].astype("int64"), strict=True):
        colour = style.VERMILION if step > 0 else style.BLUE
        left = (step - 1) * _STEP_EUR
        axes.bar(
            left, homes, width=_STEP_EUR, align="edge", color=colour, edgecolor="#ffffff", linewidth=0.6, gid="homes"
        )
        if step > 0:
            axes.annotate(texts.count(homes), (left + _STEP_EUR / 2, homes), xytext=(0, 3), textcoords="offset points",
                          ha="center", color=style.VERMILION, fontsize=style.SIZES["label"])  # fmt: skip
    axes.axvline(0, color=style.INK, linewidth=1.2, gid="zero")
    axes.set_xlim(ends[0] * _STEP_EUR, ends[1] * _STEP_EUR + _STEP_EUR)
    axes.set_ylim(bottom=0, top=max(float(known["homes"].max()) * 1.18, 1.0) if len(known) else 1.0)
    axes.xaxis.set_major_formatter(lambda euro, _: texts.signed(euro))
    axes.yaxis.set_major_formatter(lambda homes, _: texts.count(homes) if homes == int(homes) else "")
    axes.set_xlabel(texts("euro a month: less \N{LEFTWARDS ARROW} change \N{RIGHTWARDS ARROW} more"))
    axes.set_ylabel(texts("homes"))
    axes.grid(axis="y", color=style.PALE, linewidth=0.6)
    axes.set_axisbelow(True)
