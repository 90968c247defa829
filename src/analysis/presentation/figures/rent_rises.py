"""Homes by how far their rent rose, against what the law and the agreement allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.patches import Patch

from .. import style
from ..sheet import MARGIN_IN, sheet, widest_in
from ..shown import drawable, rows_of
from ..tables.rents import rise_class
from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.27
_NAME_IN: Final = 0.3
_AXIS_IN: Final = 0.5
_GAP_IN: Final = 0.18
_LEGEND_IN: Final = 0.55
_NEEDED: Final = ("corporation", "kind", "above_share", "up_to_share", "value", "denominator")
_COLOURS: Final = {
    "within": style.BLUE,
    "above_law": style.ORANGE,
    "above_both": style.VERMILION,
    "apart": style.PALE,
}


def rent_rises(
    published: Published, texts: Texts, imprint: Imprint, *, legal_share: float, agreed_share: float
) -> Figure:
    """
    Draw how many rents rose by how much; the colour says what law and agreement make of it.

    Parameters
    ----------
    published
        Rows of `rent_increase.rises`.
    legal_share, agreed_share
        Largest rise of one home by law, and by the agreement, 0-1.
    """
    panels = _panels(published)
    heights = [_ROW_IN * len(rows) for rows in panels.values()]
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("How far single rents rose"),
            definition=texts(
                "Regular rise of the rent of homes let to one tenant throughout; improvements and one-off reductions "
                "left out."
            ),
            body_in=_LEGEND_IN + sum(heights) + (_NAME_IN + _GAP_IN) * len(panels) + _AXIS_IN,
        )
        page.legend(_handles(legal_share, agreed_share, texts), columns=2)
        names = [rise_class(row, texts) for rows in panels.values() for _, row in rows.iterrows()]
        left = widest_in(names, style.SIZES["label"]) + MARGIN_IN + 0.1
        most = max((rows["value"].max() for rows in panels.values()), default=1)
        top = _LEGEND_IN
        for position, ((name, rows), height) in enumerate(zip(panels.items(), heights, strict=True)):
            page.write(MARGIN_IN, top, name, fontweight="bold", va="top")
            axes = page.axes(left=left, right=0.3, top=top + _NAME_IN, height=height)
            _draw(axes, rows, legal_share, agreed_share, texts)
            axes.set_xlim(0, most * 1.12)
            axes.xaxis.set_major_formatter(lambda homes, _: texts.count(homes))
            if position + 1 == len(panels):
                axes.set_xlabel(texts("homes"))
            else:
                axes.tick_params(axis="x", labelbottom=False)
            top += height + _NAME_IN + _GAP_IN
    return page.figure


def alt_rent_rises(published: Published, texts: Texts, *, legal_share: float, agreed_share: float) -> str:
    """Say how many rents rose by how much, per association, and the caps."""
    sentences = [
        texts(
            "Caps of one home: law {legal}, agreement {agreed}.",
            legal=texts.share(legal_share),
            agreed=texts.share(agreed_share),
        )
    ]
    for name, rows in _panels(published).items():
        parts = [f"{rise_class(row, texts)}: {texts.count(row['value'])}" for _, row in rows.iterrows()]
        sentences.append(f"{name}: {'; '.join(parts)}.")
    return " ".join(sentences)


def _panels(published: Published) -> dict[str, pd.DataFrame]:
    rows = drawable(rows_of(published, _NEEDED))
    names = sorted(str(name) for name in rows["corporation"].dropna().unique())
    return {name: rows[rows["corporation"] == name].reset_index(drop=True) for name in names}


def _standing(row: pd.Series, legal: float, agreed: float) -> str:
    """Say which of the two caps a class lies above."""
    if row["kind"] != "regular":
        return "apart"
    if is_missing(row["above_share"]) or row["above_share"] < min(legal, agreed):
        return "within"
    return "above_both" if row["above_share"] >= max(legal, agreed) else "above_law"


def _handles(legal: float, agreed: float, texts: Texts) -> list[Patch]:
    words = {
        "within": texts("within law and agreement"),
        "above_law": texts(
            "above one of them: law {legal}, agreement {agreed}", legal=texts.share(legal), agreed=texts.share(agreed)
        ),
        "above_both": texts("above both"),
        "apart": texts("not measured by a percentage"),
    }
    return [Patch(facecolor=_COLOURS[key], label=word) for key, word in words.items()]


def _draw(axes: Axes, rows: pd.DataFrame, legal: float, agreed: float, texts: Texts) -> None:
    for position, (_, row) in enumerate(rows.iterrows()):
        standing = _standing(row, legal, agreed)
        colour = _COLOURS[standing]
        is_above = standing.startswith("above") and row["value"] > 0  # a bar of one home is hardly seen, its number is
        axes.barh(position, row["value"], height=0.68, color=colour, gid="class")
        axes.annotate(
            texts.count(row["value"]),
            (row["value"], position),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.SIZES["label"],
            color=style.VERMILION if is_above else style.INK,
            fontweight="bold" if is_above else "normal",
        )
    axes.set_yticks(range(len(rows)), [rise_class(row, texts) for _, row in rows.iterrows()])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
