"""
Looks of every figure and map: one font, fixed sizes, colours that survive colour blindness and a grey printer.

Figures are plain `matplotlib.figure.Figure` objects made inside `house_style()`; nothing is registered with pyplot
and no global setting changes, so there is nothing to close. `png`, `svg` and `pdf` give the same bytes every time.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import matplotlib.style
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from matplotlib.figure import Figure
    from numpy.typing import NDArray

DPI: Final = 150
COLOURS: Final = 32
WIDTH_IN: Final = 20 / 3  # 1,000 pixels
SIZES: Final = {"title": 13.0, "text": 10.0, "label": 9.0, "note": 8.5}

# Okabe and Ito's colours, for parties and categories; no pair of them differs in red and green alone
INK: Final = "#222222"
GREY: Final = "#6e6e6e"
PALE: Final = "#d9d9d9"
BLUE: Final = "#0072b2"
SKY: Final = "#56b4e9"
ORANGE: Final = "#e69f00"
VERMILION: Final = "#d55e00"
PURPLE: Final = "#cc79a7"
YELLOW: Final = "#f0e442"
PARTIES: Final = (BLUE, ORANGE, PURPLE, SKY, VERMILION)

# YlGnBu in at most six ordered classes, from light to dark: lightness alone tells the order
CLASSES: Final = ("#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494")
_OWN: Final = (INK, GREY, PALE, BLUE, SKY, ORANGE, VERMILION, PURPLE, YELLOW, *CLASSES)
HATCH_WITHHELD: Final = "////"

# verdict: face, edge and ink of its tile; the symbol and the word stand beside it
VERDICT_TILES: Final = {  # face, edge and ink; what a party reports itself is an outline
    "kept": (BLUE, BLUE, "#ffffff"),
    "at_risk": (YELLOW, INK, INK),
    "broken": (VERMILION, VERMILION, "#ffffff"),
    "not_assessable": ("#ffffff", GREY, INK),
    "cannot_be_judged": ("#ffffff", GREY, INK),
    "not_measured_yet": ("#ffffff", PALE, GREY),
    "kept_as_reported": ("#ffffff", BLUE, BLUE),
    "at_risk_as_reported": ("#ffffff", INK, INK),
    "broken_as_reported": ("#ffffff", VERMILION, VERMILION),
    "reported_by_hand": (PALE, PALE, INK),
    "": ("#ffffff", PALE, INK),
}

_WEIGHTS: Final = np.array([256**2, 256, 1], dtype="int32")
"""What red, green and blue weigh when a colour is written as one number."""

_HOUSE: Final = {
    "font.family": "DejaVu Sans",
    "font.size": SIZES["text"],
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": SIZES["text"],
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": SIZES["label"],
    "ytick.labelsize": SIZES["label"],
    "legend.frameon": False,
    "legend.fontsize": SIZES["label"],
    "hatch.linewidth": 0.7,
    "figure.dpi": DPI,
    "savefig.dpi": "figure",
    "svg.fonttype": "path",
    "svg.hashsalt": "afsprakenmonitor",
    "pdf.fonttype": 42,
}


def house_style() -> AbstractContextManager[None]:
    """
    Context in which figures are made and saved: the library's defaults, then ours, whatever the user has set.

    Examples
    --------
    >>> import matplotlib
    >>> before = matplotlib.rcParams["font.size"]
    >>> with house_style():
    ...     matplotlib.rcParams["text.parse_math"]
    False
    >>> matplotlib.rcParams["font.size"] == before
    True
    """
    return matplotlib.style.context(_HOUSE, after_reset=True)


def classes(count: int) -> tuple[str, ...]:
    """
    Ordered colours from light to dark for a number of classes.

    Examples
    --------
    >>> classes(3)
    ('#ffffcc', '#7fcdbb', '#253494')
    """
    last = len(CLASSES) - 1
    if not 0 < count <= len(CLASSES):
        message = f"{count} classes cannot be told apart: use 1 to {len(CLASSES)}"
        raise ValueError(message)
    return tuple(CLASSES[round(position * last / max(count - 1, 1))] for position in range(count))


def png(figure: Figure) -> bytes:
    """
    Picture of a figure in its most frequent colours: a third of the bytes, and no word on the software that made it.

    The colours of the house stay exactly as they are, however small the mark; only the shades at the edges of letters
    become their nearest neighbour.
    """
    drawn = np.asarray(Image.open(io.BytesIO(_saved(figure, "png", {"Software": None}))).convert("RGB"))
    pixels = drawn @ _WEIGHTS  # one number each: to sort rows of three takes a hundred times as long
    shades, counts = np.unique(pixels, return_counts=True)
    colours = (shades[:, np.newaxis] // _WEIGHTS % 256).astype("uint8")
    kept = colours[_kept(colours, counts)].astype("int64")
    nearest = np.square(colours[:, np.newaxis, :].astype("int64") - kept).sum(axis=2).argmin(axis=1)
    place = np.zeros(256**3, dtype="uint8")
    place[shades] = nearest
    picture = Image.fromarray(place[pixels])
    picture.putpalette(kept.astype("uint8").tobytes())
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _kept(colours: NDArray[np.uint8], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of the colours that stay: those of the house, however few their pixels, then the most frequent."""
    names = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in colours]
    is_own = np.isin(names, _OWN)
    chosen = np.lexsort((-counts, ~is_own))[:COLOURS]
    return np.asarray(chosen[np.argsort(-counts[chosen], kind="stable")])


def svg(figure: Figure) -> bytes:
    """Drawing of a figure, its letters as outlines, without a date."""
    return _saved(figure, "svg", {"Date": None, "Creator": None})


def pdf(figure: Figure) -> bytes:
    """Page of a figure, without a date."""
    return _saved(figure, "pdf", {"CreationDate": None, "Creator": None, "Producer": None})


def _saved(figure: Figure, form: str, metadata: dict[str, str | None]) -> bytes:
    target = io.BytesIO()
    with house_style():
        figure.savefig(target, format=form, metadata=metadata)
    return target.getvalue()


def canvas(figure: Figure) -> FigureCanvasAgg:
    """Give a figure the canvas on which its texts can be measured."""
    return FigureCanvasAgg(figure)
