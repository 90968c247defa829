"""What is drawn how: per layer its symbols by class, the class of every row, its label and the names of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from .. import style
from ..classes import class_labels, class_of
from ..texts import is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ..texts import Texts

Shares = Mapping[str, tuple[str, tuple[float, ...]]]
"""Result and edges of the classes, by layer that shows a share."""
MAP_CLASS: Final = "map_class"
"""Column that says in which class a row is drawn: fixed by policy, or why there is no figure."""
WITHHELD, UNKNOWN = "withheld", "unknown"
_COMPLEX_MM, _VILLAGE_MM = 3.6, 4.2
_NAMES_UP_TO: Final = 15_000  # scale; further out the names of complexes would cover each other


@dataclass(frozen=True)
class Symbol:
    """
    How one class is drawn.

    Parameters
    ----------
    code, label
        Value of `MAP_CLASS`; words of the legend. One symbol without a code draws every row.
    shape
        `circle`, `triangle`, `triangle_down`, `square` or `cross` of a point, `area` of a polygon.
    fill
        Colour `#rrggbb`; empty for none.
    is_hatched
        Lines at a slant instead of a colour: the figure exists and is withheld.
    size_mm
        Of a point.
    """

    code: str
    label: str
    shape: Literal["circle", "triangle", "triangle_down", "square", "cross", "area"] = "circle"
    fill: str = ""
    is_hatched: bool = False
    size_mm: float = _COMPLEX_MM


@dataclass(frozen=True)
class Look:
    """
    How a layer is drawn.

    Parameters
    ----------
    title
        Name of the layer for readers.
    symbols
        One per class, in the order of the legend.
    label
        Column of the names written beside the symbols; empty for none.
    label_up_to
        Scale up to which they are written; 0 at every scale.
    columns
        Column to its name for readers.
    """

    title: str
    symbols: Sequence[Symbol]
    label: str = ""
    label_up_to: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether every row is drawn alike."""
        return not self.symbols[0].code


def looks_of(texts: Texts, *, shares: Shares, change: str) -> dict[str, Look]:
    """
    Give the looks of the layers of a run.

    Parameters
    ----------
    texts
        Words of the reader's language.
    shares
        Result and edges of the classes, by layer that shows a share.
    change
        Id of the change by which `villages` is drawn.
    """
    figures = _places(texts) | {
        "value": texts("Figure"),
        "numerator": texts("Counted"),
        "denominator": texts("Of"),
        "missing": texts("Unknown"),
        "interval_low": texts("95 % interval, from"),
        "interval_high": texts("95 % interval, to"),
        "suppressed": texts.suppressed,
        MAP_CLASS: texts("Class on the map"),
    }
    looks = {"neighbourhoods": _ground(texts)}
    for layer, (result, edges) in shares.items():
        is_complex = layer == "complexes"
        label, up_to = ("complex_name", _NAMES_UP_TO) if is_complex else ("village", 0)
        symbols = _share_symbols(edges, texts, _COMPLEX_MM if is_complex else _VILLAGE_MM)
        looks[layer] = Look(texts.result(result), symbols, label, up_to, figures | {"value": texts.result(result)})
    changed = figures | {"value": texts.result(change)}
    looks["villages"] = Look(texts.result(change), _change_symbols(texts), "village", 0, changed)
    months = {"village": texts("Village"), "last_on": texts("Last inspection"), "months_since": texts("Months since")}
    looks["inspections"] = Look(texts("Inspections"), _visit_symbols(texts), "village", 0, months)
    return looks


def looks_without_figures(texts: Texts) -> dict[str, Look]:
    """Give the looks of places and names alone."""
    complexes = Symbol("", texts("Complexes"), fill=style.SKY)
    villages = Symbol("", texts("Villages"), "square", fill=style.PALE, size_mm=2.0)
    return {
        "neighbourhoods": _ground(texts),
        "villages": Look(texts("Villages"), [villages], "village", 0, _places(texts)),
        "complexes": Look(texts("Complexes"), [complexes], "complex_name", _NAMES_UP_TO, _places(texts)),
    }


def _places(texts: Texts) -> dict[str, str]:
    return {
        "complex_id": texts("Number of the complex"),
        "complex_name": texts("Complex"),
        "village": texts("Village"),
        "corporation": texts("Association"),
        "homes": texts("Homes"),
    }


def _ground(texts: Texts) -> Look:
    names = {"neighbourhood_name": texts("Neighbourhood"), "village": texts("Village")}
    return Look(texts("Neighbourhoods"), [Symbol("", texts("Neighbourhoods"), "area")], columns=names)


def _visit_symbols(texts: Texts) -> list[Symbol]:
    size = _VILLAGE_MM
    return [
        Symbol("not_due", texts("inspected in time"), fill=style.BLUE, size_mm=size),
        Symbol("due", texts("due"), "triangle", fill=style.ORANGE, size_mm=size),
        Symbol("never", texts("never inspected, due"), "square", fill="#ffffff", size_mm=size),
    ]


def _share_symbols(edges: tuple[float, ...], texts: Texts, size: float) -> list[Symbol]:
    words = class_labels(edges, texts)
    faces = style.classes(len(words))
    shown = [
        Symbol(str(place), word, fill=face, size_mm=size)
        for place, (word, face) in enumerate(zip(words, faces, strict=True))
    ]
    return [*shown, Symbol(WITHHELD, texts.suppressed, is_hatched=True, size_mm=size), _no_figure(texts, size)]


def _change_symbols(texts: Texts) -> list[Symbol]:
    size = _VILLAGE_MM
    return [
        Symbol("more", texts("more homes"), "triangle", fill=style.BLUE, size_mm=size),
        Symbol("same", texts("as many homes"), "circle", fill="#ffffff", size_mm=size),
        Symbol("fewer", texts("fewer homes"), "triangle_down", fill=style.ORANGE, size_mm=size),
        Symbol(WITHHELD, texts.suppressed, "square", is_hatched=True, size_mm=size),
        _no_figure(texts, size),
    ]


def _no_figure(texts: Texts, size: float) -> Symbol:
    return Symbol(UNKNOWN, texts("no figure"), "cross", fill="#ffffff", size_mm=size)


def with_classes(rows: pd.DataFrame, layer: str, shares: Shares) -> pd.DataFrame:
    """
    Give the rows of a layer with the class in which each is drawn.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"value": [0.05, 0.05, None, None], "bound": [None, "at_most", None, None],
    ...                      "suppressed": [False, False, True, False]})
    >>> shares = {"complexes": ("energy_poverty.lihelek_share", (0.05, 0.1))}
    >>> with_classes(rows, "complexes", shares)["map_class"].tolist()
    ['1', '0', 'withheld', 'unknown']
    """
    if "status" in rows:
        return rows.assign(**{MAP_CLASS: rows["status"]})
    edges = shares[layer][1] if layer in shares else ()
    codes = []
    for value, bound, hidden in zip(rows["value"], rows["bound"], rows["suppressed"], strict=True):
        if hidden:
            codes.append(WITHHELD)
        elif is_missing(value):
            codes.append(UNKNOWN)
        else:
            codes.append(str(class_of(value, edges, bound)) if edges else _change(value))
    return rows.assign(**{MAP_CLASS: codes})


def _change(value: float) -> str:
    return "more" if value > 0 else "fewer" if value < 0 else "same"
