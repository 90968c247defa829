"""
Looks of every figure and map: one font, fixed sizes, colours that survive colour blindness and a grey printer.

Figures are plain `matplotlib.figure.Figure` objects made inside `house_style()`; nothing is registered with pyplot
and no global setting changes, so there is nothing to close. `svg` and `svg_with_letters` give the same bytes every
time.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import matplotlib.style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG

from .letters import FAMILY, POINTS_PER_INCH, extent_in_points

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

DPI: Final = 150
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
_CHOSEN: Final = {4: (0, 2, 4, 5)}  # where even steps would put two neighbours close together on a grey printer
_PATTERNS: Final = ("", "...", "....", "....", "||||", "")  # over the colours of CLASSES, where there is room for one
OWN: Final = (INK, GREY, PALE, BLUE, SKY, ORANGE, VERMILION, PURPLE, YELLOW, *CLASSES)
HATCH_WITHHELD: Final = "////"

_HALF: Final = 140  # of 255: luma under which white stands out better than ink

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

_HOUSE: Final = {
    "font.family": FAMILY,
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
    return tuple(CLASSES[place] for place in _places(count))


def patterns(count: int) -> tuple[str, ...]:
    """
    Hatches of the classes of `classes`: beside the lightness a second mark that a grey printer keeps.

    Examples
    --------
    >>> patterns(4)
    ('', '....', '||||', '')
    """
    return tuple(_PATTERNS[place] for place in _places(count))


def ink_on(colour: str) -> str:
    """
    Colour of a hatch or a letter on a colour: dark on light, white on dark.

    Examples
    --------
    >>> ink_on("#ffffcc"), ink_on("#253494")
    ('#222222', '#ffffff')
    """
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > _HALF else "#ffffff"


def _places(count: int) -> tuple[int, ...]:
    """Which of the colours a number of classes takes, from light to dark."""
    last = len(CLASSES) - 1
    if not 0 < count <= len(CLASSES):
        message = f"{count} classes cannot be told apart: use 1 to {len(CLASSES)}"
        raise ValueError(message)
    even = tuple(round(position * last / max(count - 1, 1)) for position in range(count))
    return _CHOSEN.get(count, even)


def svg(figure: Figure) -> bytes:
    """Drawing of a figure, its letters as outlines, without a date."""
    return _saved(figure, "path")


def svg_with_letters(figure: Figure) -> bytes:
    """Drawing of a figure as `svg` gives it, its letters left to the fonts of whoever looks."""
    return _saved(figure, "none")


def _saved(figure: Figure, letters: str) -> bytes:
    target = io.StringIO()
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    dots_per_inch = figure.dpi
    with house_style(), matplotlib.rc_context({"svg.fonttype": letters}):
        about = {"Date": None, "Creator": None}
        renderer = _Renderer(width, height, target, image_dpi=dots_per_inch, metadata=about)  # type: ignore[no-untyped-call]
        figure.dpi = POINTS_PER_INCH  # a dot of an SVG is a point
        try:
            figure.draw(renderer)
        finally:
            figure.dpi = dots_per_inch
        renderer.finalize()  # type: ignore[no-untyped-call]
    return target.getvalue().encode()


class _Renderer(RendererSVG):
    """Writes a figure as SVG; a text is as large as `letters` says, without being laid out a second time."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, *_: object) -> tuple[float, float, float]:
        """Size of one line of text in points."""
        return extent_in_points(s, prop.get_size_in_points(), weight=prop.get_weight(), slant=prop.get_style())


class Canvas(FigureCanvasAgg):
    """A canvas on which texts can be measured; it is drawn when asked, not whenever geopandas has added something."""

    def draw_idle(self, *_: object, **__: object) -> None:
        """Leave the drawing to who saves it: nobody looks on."""


def canvas(figure: Figure) -> Canvas:
    """Give a figure the canvas on which its texts can be measured."""
    return Canvas(figure)
