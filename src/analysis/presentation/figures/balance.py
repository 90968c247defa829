"""Homes the programme adds and takes away, year by year: realised, still to come, and what is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.patches import Patch

from .. import style
from ..labels.programme import PARTS
from ..sheet import sheet
from ..shown import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_PANEL_IN: Final = 2.9
_LEGEND_IN: Final = 0.34
_AXIS_IN: Final = 0.75
_NEEDED: Final = ("year", "part", "homes", "unknown_projects")
_FACES: Final = {
    "built": (style.BLUE, None),
    "to_build": ("#ffffff", style.BLUE),
    "demolished": (style.ORANGE, None),
    "to_demolish": ("#ffffff", style.ORANGE),
}
_DONE: Final = ("built", "demolished")


def balance(published: Published, texts: Texts, imprint: Imprint) -> Figure:
    """
    Draw homes built and demolished per year, hatched where they are still to come, with the net number.

    Parameters
    ----------
    published
        Rows of `building_programme.balance`.
    """
    rows = rows_of(published, _NEEDED)
    years = sorted(rows["year"].dropna().unique())
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Homes built and demolished per year"),
            definition=texts(
                "Realised homes in the year of it, others in the year planned. Under the year: net of what was "
                "realised, and the net if all that is planned is done."
            ),
            body_in=_LEGEND_IN + _PANEL_IN + _AXIS_IN,
            notes=_notes(rows, texts),
        )
        axes = page.axes(left=0.75, right=0.3, top=_LEGEND_IN, height=_PANEL_IN)
        for position, year in enumerate(years):
            _draw(axes, rows[rows["year"] == year], position, texts)
        axes.set_xticks(range(len(years)), [_year_text(rows[rows["year"] == year], year, texts) for year in years])
        axes.set_xlim(-0.6, max(len(years), 1) - 0.4)
        axes.margins(y=0.14)
        axes.axhline(0, color=style.INK, linewidth=0.9)
        axes.tick_params(axis="x", length=0)
        axes.yaxis.set_major_formatter(lambda homes, _: texts.count(abs(homes)))
        axes.set_ylabel(texts("homes"))
        page.legend([_patch(part, texts) for part in _FACES if part in set(rows["part"])], columns=4)
    return page.figure


def alt_balance(published: Published, texts: Texts) -> str:
    """Say the homes built, demolished and still to come in every year, and the net numbers."""
    rows = rows_of(published, _NEEDED)
    sentences = []
    for year, own in rows.groupby("year"):
        parts = [f"{texts(PARTS[row['part']])} {texts.count(abs(row['homes']))}" for _, row in own.iterrows()]
        net = " ".join(_year_text(own, year, texts).split("\n")[1:])
        sentences.append(f"{year}: {', '.join(parts)}; {net}.")
    return " ".join([*sentences, *_notes(rows, texts)])


def _draw(axes: Axes, rows: pd.DataFrame, position: int, texts: Texts) -> None:
    """Stack what comes above the line, and what goes below it."""
    ends = {1: 0, -1: 0}
    for _, row in rows.iterrows():
        homes = int(row["homes"])
        if not homes:
            continue
        sign = 1 if homes > 0 else -1
        face, edge = _FACES[row["part"]]
        hatch = None if edge is None else style.HATCH_WITHHELD
        axes.bar(position, homes, bottom=ends[sign], width=0.62, color=face, edgecolor=edge or "#ffffff", hatch=hatch)
        ends[sign] += homes
    for sign, end in ends.items():
        if end:
            axes.annotate(
                texts.signed(end),
                (position, end),
                xytext=(0, 3 * sign),
                textcoords="offset points",
                ha="center",
                va="bottom" if sign > 0 else "top",
                fontsize=style.SIZES["label"],
            )


def _year_text(rows: pd.DataFrame, year: object, texts: Texts) -> str:
    """Year, net of what was realised, and net with what is still to come where that differs."""
    done = rows.loc[rows["part"].isin(_DONE), "homes"].sum()
    every = rows["homes"].sum()
    lines = [str(year)]
    if rows["part"].isin(_DONE).any():
        lines.append(texts("net {homes}", homes=texts.signed(done)))
    if len(rows) > rows["part"].isin(_DONE).sum():
        lines.append(texts("plan {homes}", homes=texts.signed(every)))
    if rows["unknown_projects"].sum():
        lines[-1] += " + ?"
    return "\n".join(lines)


def _notes(rows: pd.DataFrame, texts: Texts) -> list[str]:
    unknown = rows.loc[rows["unknown_projects"] > 0]
    return [
        texts(
            "{year}: projects that give no number of homes are left out: {count}.",
            year=row["year"],
            count=texts.count(row["unknown_projects"]),
        )
        for _, row in unknown.iterrows()
    ]


def _patch(part: str, texts: Texts) -> Patch:
    face, edge = _FACES[part]
    hatch = None if edge is None else style.HATCH_WITHHELD
    return Patch(facecolor=face, edgecolor=edge or face, hatch=hatch, label=texts(PARTS[part]))
