"""How wide a line of text is in the font of every figure: a word is measured once, however often it is asked."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

Slant = Literal["normal", "italic", "oblique"]
FAMILY: Final = "DejaVu Sans"
_MEASURED_AT: Final = text_to_path.FONT_SCALE  # a letter is as wide as its size says: no hinting


def width_in_points(text: str, size: float, *, weight: str | int = "normal", slant: Slant = "normal") -> float:
    """
    Width of one line of text in points.

    Examples
    --------
    >>> width_in_points("Vries", 20.0) == 2 * width_in_points("Vries", 10.0)
    True
    """
    words = text.split(" ")
    gaps = (len(words) - 1) * _at_full_size(" ", weight, slant)
    return (sum(_at_full_size(word, weight, slant) for word in words) + gaps) * (size / _MEASURED_AT)


@lru_cache(maxsize=8192)
def _at_full_size(word: str, weight: str | int, slant: Slant) -> float:
    """Width of a word at the size the font is measured at; no letter reaches over a space into the next word."""
    font = FontProperties(family=FAMILY, size=_MEASURED_AT, weight=weight, style=slant)
    width: float = text_to_path.get_text_width_height_descent(word, font, ismath=False)[0]
    return width
