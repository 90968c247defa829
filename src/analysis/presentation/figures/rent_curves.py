"""How the rents are spread, held against the caps: one stepped curve per association."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.lines import Line2D

from .. import style
from ..labels.rents import CAPS
from ..sheet import sheet
from ..shown import drawable, rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_BODY_IN: Final = 3.9
_LEGEND_IN: Final = 0.35
_NAMES_IN: Final = 0.62
_AXIS_IN: Final = 0.55
_NEEDED: Final = ("corporation", "up_to_eur_per_month", "value")
_DASHES: Final = ("-", "--", ":", "-.")


def rent_curves(
    published: Published, texts: Texts, imprint: Imprint, *, caps: Mapping[str, float], line: float
) -> Figure:
    """
    Draw which share of the homes has a rent up to each amount, with the caps and the line of the agreement.

    The curve crosses the low cap above the line where the agreement is met.

    Parameters
    ----------
    published
        Rows of `rent_levels.cumulative`.
    caps
        Caps in force by name, euro per month.
    line
        Share of homes that has to lie below the low cap, 0-1.
    """
    rows = drawable(rows_of(published, _NEEDED))
    curves = _curves(rows)
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Which share of the homes has a rent up to each amount"),
            definition=texts("Self-contained homes in service with a known rent; each curve rises to all of them."),
            body_in=_BODY_IN + _LEGEND_IN,
            notes=[
                texts(
                    "Dashed: {share} of the homes, the line of the agreement. It is met where a curve crosses the "
                    "low cap above it.",
                    share=texts.share(line, 0),
                )
            ],
        )
        looks = [_look(name, position) for position, name in enumerate(curves)]
        handles = [
            Line2D([], [], **look, label=texts.association(name or None))
            for name, look in zip(curves, looks, strict=True)
        ]
        page.legend(handles, columns=3)
        axes = page.axes(left=0.75, right=0.3, top=_LEGEND_IN + _NAMES_IN, height=_BODY_IN - _NAMES_IN - _AXIS_IN)
        for curve, look in zip(curves.values(), looks, strict=True):
            axes.step(curve["up_to_eur_per_month"], curve["value"], where="post", **look, gid="curve")
        _frame(axes, caps, line, texts)
    return page.figure


def alt_rent_curves(published: Published, texts: Texts, *, caps: Mapping[str, float], line: float) -> str:
    """Say the share of the homes up to each cap, per association."""
    rows = drawable(rows_of(published, _NEEDED))
    sentences = [texts("Line of the agreement: {share} up to the low cap.", share=texts.share(line, 0))]
    for name, curve in _curves(rows).items():
        at = curve.set_index("up_to_eur_per_month")["value"]
        parts = [
            texts("{share} up to {cap} ({name})", share=texts.share(at[cap]), cap=texts.eur(cap), name=texts(CAPS[key]))
            for key, cap in caps.items()
            if cap in at.index
        ]
        sentences.append(f"{texts.association(name or None)}: {', '.join(parts)}.")
    return " ".join(sentences)


def _curves(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Associations by name, then all together under an empty name."""
    names = sorted(str(name) for name in rows["corporation"].dropna().unique())
    curves = {name: rows[rows["corporation"] == name] for name in names}
    whole = rows[[is_missing(name) for name in rows["corporation"]]]
    return curves | ({"": whole} if len(whole) else {})


def _look(name: str, position: int) -> dict[str, Any]:
    colour = style.PARTIES[position % len(style.PARTIES)] if name else style.INK
    return {"color": colour, "linestyle": _DASHES[position % len(_DASHES)], "linewidth": 1.8 if name else 1.2}


def _frame(axes: Axes, caps: Mapping[str, float], line: float, texts: Texts) -> None:
    axes.axhline(line, color=style.VERMILION, linewidth=1.2, linestyle="--", gid="line")
    for position, (key, cap) in enumerate(caps.items()):
        is_agreed = key == "low_cap"
        colour = style.VERMILION if is_agreed else style.GREY
        axes.axvline(cap, color=colour, linewidth=1.4 if is_agreed else 0.8, gid="cap")
        axes.annotate(
            f"{texts(CAPS[key])}\n{texts.eur(cap)}",
            (cap, 1),
            xycoords=axes.get_xaxis_transform(),
            xytext=(0, 4 + 26 * (position % 2)),
            textcoords="offset points",
            ha="center",
            fontsize=style.SIZES["label"],
            color=colour,
            fontweight="bold" if is_agreed else "normal",
        )
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.xaxis.set_major_formatter(lambda amount, _: texts.eur(amount, 0))
    axes.set_xlabel(texts("net rent, euro per month"))
    axes.set_ylabel(texts("share of the homes, %"))
