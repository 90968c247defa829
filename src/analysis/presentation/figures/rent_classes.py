"""Classes of rent side by side: a bar per association and per village, split at the caps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.patches import Patch

from .. import style
from ..labels.rents import RENT_CLASSES
from ..sheet import MARGIN_IN, sheet, widest_in
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.3
_AXIS_IN: Final = 0.5
_LEGEND_IN: Final = 0.75
_NEEDED: Final = ("id", "corporation", "village", "value", "denominator")


def rent_classes(published: Published, texts: Texts, imprint: Imprint, *, caps: Mapping[str, float]) -> Figure:
    """
    Draw the share of the homes in each class of rent, per association, together, and per village.

    A village with too few homes has no bar and says so; a class of at most a few homes is left white.

    Parameters
    ----------
    published
        Rows of `rent_levels.class_rows`.
    caps
        Caps in force by name, euro per month.
    """
    places = _places(published)
    names = [_name(corporation, village, texts) for corporation, village in places]
    notes = [texts("Shares of villages are rounded; a class that may hold no home at all is left white there.")]
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Classes of rent by association and village"),
            definition=texts("Self-contained homes in service with a known rent; a rent exactly at a cap is below it."),
            body_in=_LEGEND_IN + _ROW_IN * max(len(places), 1) + _AXIS_IN,
            notes=notes,
        )
        colours = dict(zip(RENT_CLASSES, style.classes(len(RENT_CLASSES)), strict=True))
        handles = [
            Patch(facecolor=colours[key], edgecolor=style.GREY, linewidth=0.5, label=_class(key, caps, texts))
            for key in RENT_CLASSES
        ]
        page.legend(handles, columns=2)
        left = widest_in(names, style.SIZES["label"]) + MARGIN_IN + 0.1
        axes = page.axes(left=left, right=0.3, top=_LEGEND_IN, height=_ROW_IN * max(len(places), 1))
        for position, rows in enumerate(places.values()):
            _bar(axes, position, rows, colours, texts)
        _frame(axes, names, texts)
    return page.figure


def alt_rent_classes(published: Published, texts: Texts, *, caps: Mapping[str, float]) -> str:
    """Say the share of each class, per association, together, and per village."""
    sentences = []
    for (corporation, village), rows in _places(published).items():
        parts = [
            texts(
                "{share} {name}",
                share=texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"], decimals=0),
                name=_class(str(row["id"]), caps, texts),
            )
            for _, row in rows.iterrows()
        ]
        told = texts.suppressed if rows["suppressed"].all() else ", ".join(parts)
        sentences.append(f"{_name(corporation, village, texts)}: {told}.")
    return " ".join(sentences)


def _places(published: Published) -> dict[tuple[str, str], pd.DataFrame]:
    """Rows of each place in the order of the classes: all together, associations, villages."""
    rows = rows_of(published, _NEEDED)
    order = {key: position for position, key in enumerate(RENT_CLASSES)}
    rows = rows[rows["id"].isin(list(order))]
    rows = rows.assign(
        rank=rows["id"].map(order), corporation=rows["corporation"].fillna(""), village=rows["village"].fillna("")
    )
    rows = rows.sort_values(["village", "corporation", "rank"], kind="stable")
    keys = list(dict.fromkeys(zip(rows["corporation"], rows["village"], strict=True)))
    return {key: rows[(rows["corporation"] == key[0]) & (rows["village"] == key[1])] for key in keys}


def _name(corporation: str, village: str, texts: Texts) -> str:
    return village or texts.association(corporation or None)


def _class(key: str, caps: Mapping[str, float], texts: Texts) -> str:
    name = key.removeprefix("rent.class_up_to_").removeprefix("rent.class_above_").removesuffix("_share")
    return texts(RENT_CLASSES[key], to=texts.eur(caps.get(name)))


def _bar(axes: Axes, position: int, rows: pd.DataFrame, colours: Mapping[str, str], texts: Texts) -> None:
    if rows["suppressed"].any() or rows["value"].isna().all():
        axes.text(0.01, position, texts.suppressed, va="center", fontsize=style.SIZES["label"], color=style.GREY)
        return
    begin = 0.0
    for _, row in rows.iterrows():
        if not is_missing(row["bound"]) and row["bound"] == "at_most":
            continue
        axes.barh(
            position,
            row["value"],
            left=begin,
            height=0.68,
            color=colours[str(row["id"])],
            edgecolor=style.GREY,
            linewidth=0.5,
            gid="class",
        )
        begin += row["value"]


def _frame(axes: Axes, names: list[str], texts: Texts) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, 1.0)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_xlabel(texts("share of the homes, %"))
