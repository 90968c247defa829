"""Energy labels of each association as one stacked bar, best label first, unknown apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.patches import Patch

from .. import style
from ..sheet import MARGIN_IN, sheet, widest_in, width_in
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_BAR_IN: Final = 0.62
_LEGEND_IN: Final = 0.5
_AXIS_IN: Final = 0.5
_NEEDED: Final = ("corporation", "energy_label", "homes")
# blue to red by way of yellow; the letters stand on the bars, and every second step differs in lightness
_COLOURS: Final = (
    "#0b3c6f",
    "#155a94",
    "#2878b5",
    "#4c97c9",
    "#76b5d9",
    "#a6d0e4",
    "#d3e8ec",
    "#f7e9a0",
    "#f4b942",
    "#e07b1a",
    "#a8390b",
)
_DARK_TEXT_FROM: Final = 4
_LIGHT_TEXT_FROM: Final = 9


def label_bars(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw a bar per association, as wide as all its homes, cut by label.

    Parameters
    ----------
    published
        Rows of `labels.distribution`.
    """
    bars = _bars(rows_of(published, _NEEDED))
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Energy labels by association"),
            definition=texts("Homes in service in the municipality, by registered label, whatever its method."),
            body_in=_LEGEND_IN + _BAR_IN * max(len(bars), 1) + _AXIS_IN,
        )
        names = [_name(name, bar, texts) for name, bar in bars.items()]
        left = widest_in(names, style.SIZES["label"]) + MARGIN_IN + 0.1
        axes = page.axes(left=left, right=0.3, top=_LEGEND_IN, height=_BAR_IN * max(len(bars), 1))
        axes.set_yticks(range(len(names)), names)
        _draw(axes, bars, style.WIDTH_IN - left - 0.3, texts)
        page.legend(_handles(bars, texts), columns=6)
    return page.figure


def alt_label_bars(published: Published, texts: Texts) -> str:
    """Say the homes of every association by label."""
    told = []
    for name, bar in _bars(rows_of(published, _NEEDED)).items():
        parts = [f"{_letter(label, texts)} {texts.count(homes)}" for label, homes in bar if homes]
        told.append(texts("{name}, homes by energy label: {parts}.", name=name, parts=", ".join(parts)))
    return " ".join(told)


def _bars(rows: pd.DataFrame) -> dict[str, list[tuple[object, int]]]:
    return {
        str(name): list(zip(group["energy_label"], group["homes"].astype("int64").tolist(), strict=True))
        for name, group in rows[~rows["suppressed"]].groupby("corporation", sort=True)
    }


def _name(name: str, bar: list[tuple[object, int]], texts: Texts) -> str:
    total = texts.count(sum(homes for _, homes in bar))
    return texts("{name}\n{count} homes", name=name, count=total)


def _letter(label: object, texts: Texts) -> str:
    return texts("unknown") if is_missing(label) else str(label)


def _draw(axes: Axes, bars: dict[str, list[tuple[object, int]]], width_of_axes: float, texts: Texts) -> None:
    for position, bar in enumerate(bars.values()):
        begin, total = 0.0, sum(homes for _, homes in bar) or 1
        for place, (label, homes) in enumerate(bar):
            part = homes / total
            is_unknown = is_missing(label)
            face = "#ffffff" if is_unknown else _COLOURS[place]
            axes.barh(position, part, left=begin, height=0.66, color=face, edgecolor=style.INK, linewidth=0.4,
                      hatch=style.HATCH_WITHHELD if is_unknown else None, gid="label")  # fmt: skip
            written = texts.count(homes) if is_unknown else f"{label}\n{texts.count(homes)}"
            is_wide = part * width_of_axes > width_in(max(written.split("\n"), key=len), style.SIZES["note"]) + 0.04
            if is_wide and not is_unknown:
                ink = style.INK if _DARK_TEXT_FROM <= place < _LIGHT_TEXT_FROM else "#ffffff"
                axes.text(begin + part / 2, position, written, ha="center", va="center", color=ink,
                          fontsize=style.SIZES["note"], linespacing=1.1)  # fmt: skip
            begin += part
    axes.set_ylim(max(len(bars), 1) - 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_xlabel(texts("share of all homes, %"))


def _handles(bars: dict[str, list[tuple[object, int]]], texts: Texts) -> list[Patch]:
    """One entry per label that some association has; unknown is hatched."""
    some = next(iter(bars.values()), [])
    handles = []
    for place, (label, _) in enumerate(some):
        if any(bar[place][1] for bar in bars.values()):
            is_unknown = is_missing(label)
            face = "#ffffff" if is_unknown else _COLOURS[place]
            hatch = style.HATCH_WITHHELD if is_unknown else None
            handles.append(Patch(facecolor=face, edgecolor=style.INK, hatch=hatch, label=_letter(label, texts)))
    return handles
