"""
How large a line of text is in the font of every figure.

Each letter is measured once and each pair for what the font moves it together; words are their sum, which is what
laying them out gives to the last digit at a tenth of the work. Letters that take another shape beside each other, and
scripts that are not written letter by letter, are laid out.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import Kerning, LoadFlags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.ft2font import FT2Font

Slant = Literal["normal", "italic", "oblique"]
FAMILY: Final = "DejaVu Sans"
_FULL_SIZE: Final = 100  # points at which the font is measured: a letter is as wide as its size says, no hinting
_STEPS: Final = 64  # of a point, in which a font measures
POINTS_PER_INCH: Final = 72
_SUMMED: Final = re.compile("(?!.*f[fil])[ -~\u00a1-\u00ac\u00ae-\u017f–—‘’“”•…€→−≤≥]*")
"""Texts whose size is the sum of their letters: Latin ones; in ff, fi and fl letters grow together."""


class Extent(NamedTuple):
    """
    Size of a line of text.

    Parameters
    ----------
    width
        From where it begins to where a next letter would.
    height, descent
        Of its ink, and of what hangs under the line that letters stand on.
    """

    width: float
    height: float
    descent: float


def width_in_points(text: str, size: float, *, weight: str | int = "normal", slant: Slant = "normal") -> float:
    """
    Width of one line of text in points.

    Examples
    --------
    >>> width_in_points("Vries", 20.0) == 2 * width_in_points("Vries", 10.0)
    True
    """
    return extent_in_points(text, size, weight=weight, slant=slant).width


def extent_in_points(text: str, size: float, *, weight: str | int = "normal", slant: Slant = "normal") -> Extent:
    """
    Size of one line of text in points.

    Examples
    --------
    >>> extent_in_points("Zeegse", 10.0).descent > extent_in_points("Vries", 10.0).descent
    True
    """
    font = _font(weight, slant)
    words = [_word(word, font) for word in text.split(" ")]
    gaps = [_word(" ", font)] * (len(words) - 1)  # no letter reaches over a space into the next word
    width, lowest, highest = _side_by_side(words + gaps)
    points = size / _FULL_SIZE
    return Extent(width / _STEPS * points, (highest - lowest) / _STEPS * points, -lowest / _STEPS * points)


class _Ink(NamedTuple):
    """A letter or a word at full size, in steps: its width, and where its ink begins and ends over the line."""

    width: int
    lowest: int
    highest: int


@lru_cache(maxsize=16)
def _font(weight: str | int, slant: Slant) -> str:
    """File of the font in a weight and a slant."""
    return str(findfont(FontProperties(family=FAMILY, weight=weight, style=slant)))


@lru_cache(maxsize=8192)
def _word(word: str, font: str) -> _Ink:
    if not _SUMMED.fullmatch(word):
        return _laid_out(word, font)
    width, lowest, highest = _side_by_side([_letter(letter, font) for letter in word])
    return _Ink(width + sum(_moved(one, next_, font) for one, next_ in pairwise(word)), lowest, highest)


def _side_by_side(inked: Sequence[_Ink]) -> _Ink:
    widths, lowest, highest = zip(*inked, strict=True) if inked else ((), (0,), (0,))
    return _Ink(sum(widths), min(lowest), max(highest))


@lru_cache(maxsize=1024)
def _letter(letter: str, font: str) -> _Ink:
    glyph = _face(font).load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    _, lowest, _, highest = glyph.bbox
    return _Ink(glyph.horiAdvance, lowest, highest)


@lru_cache(maxsize=8192)
def _moved(letter: str, next_: str, font: str) -> int:
    """Steps that a letter stands further because of the one before it; a half step counts as a whole, as laid out."""
    face = _face(font)
    units = face.get_kerning(face.get_char_index(ord(letter)), face.get_char_index(ord(next_)), Kerning.UNSCALED)
    return math.floor(units * _FULL_SIZE * _STEPS / face.units_per_EM + 0.5)


def _laid_out(word: str, font: str) -> _Ink:
    face = _face(font)
    face.set_text(word, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = face.get_width_height()
    return _Ink(width, -face.get_descent(), height - face.get_descent())


def _face(font: str) -> FT2Font:
    """Font, open, at full size: others set it to theirs in between."""
    face = get_font(font)
    face.set_size(_FULL_SIZE, POINTS_PER_INCH)  # a dot is a point
    return face
