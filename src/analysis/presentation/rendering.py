"""
A drawing as a picture and as a page on paper, made of the drawing itself: nothing is drawn twice.

So what a notebook shows, what a report shows and what goes through the street are one and the same.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from . import style, typesetting

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .drawing import Drawing
    from .imprint import Imprint
    from .texts import Texts

COLOURS: Final = 16
_FILE: Final = "drawing.svg"
_BYTE: Final = 255


def png(drawing: Drawing) -> bytes:
    """
    Picture of a drawing in its most frequent colours: a third of the bytes, and no word on the software that made it.

    The colours of the house stay exactly as they are, however small the mark; only the shades at the edges of letters
    become their nearest neighbour.

    Parameters
    ----------
    drawing
        A figure, drawn.

    Returns
    -------
    picture
        PNG of at most `COLOURS` colours, as large as the drawing says; the same bytes every time.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from .drawing import drawn
    >>> Image.open(io.BytesIO(png(drawn(Figure(figsize=(2, 1)))))).size
    (300, 150)
    """
    raw = typesetting.picture("picture", _size(drawing), {_FILE: drawing.svg.encode()}, dots_per_inch=style.DPI)
    return _in_few_colours(np.asarray(Image.open(io.BytesIO(raw)).convert("RGBA")))


def page(drawing: Drawing, alternative: str, texts: Texts, imprint: Imprint) -> bytes:
    """
    Drawing on an A4 page in its own size, so that the scale it states holds; a taller one gets a taller page.

    Parameters
    ----------
    drawing
        A figure, drawn; its title is that of the document.
    alternative
        What it shows, in words.

    Returns
    -------
    document
        A tagged PDF (PDF/UA-1) whose letters are letters; the same bytes every time.
    """
    pictures = {_FILE: typesetting.Picture(drawing.svg.encode(), alternative)}
    return typesetting.pdf("map", _size(drawing), title=drawing.title, texts=texts, imprint=imprint, pictures=pictures)


def _size(drawing: Drawing) -> dict[str, float]:
    return {"width_pt": drawing.width_pt, "height_pt": drawing.height_pt}


def _in_few_colours(pixels: NDArray[np.uint8]) -> bytes:
    """Write pixels (red, green, blue, opacity) as a PNG; neighbours of one shade are counted together."""
    shades = np.ascontiguousarray(pixels).view("<u4").reshape(-1)
    begins = np.flatnonzero(np.concatenate([[True], shades[1:] != shades[:-1]]))
    lengths = np.diff(begins, append=shades.size)
    found, place = np.unique(shades[begins], return_inverse=True)
    colours = np.stack([found >> shift & _BYTE for shift in (0, 8, 16)], axis=1).astype("uint8")
    kept = colours[_kept(colours, np.bincount(place, weights=lengths).astype("int64"))].astype("int64")
    nearest = np.square(colours[:, np.newaxis, :].astype("int64") - kept).sum(axis=2).argmin(axis=1).astype("uint8")
    picture = Image.fromarray(np.repeat(nearest[place], lengths).reshape(pixels.shape[:2]))
    picture.putpalette(kept.astype("uint8").tobytes())
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _kept(colours: NDArray[np.uint8], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of the colours that stay: those of the house, however few their pixels, then the most frequent."""
    names = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in colours]
    is_own = np.isin(names, style.OWN)
    chosen = np.lexsort((-counts, ~is_own))[:COLOURS]
    return np.asarray(chosen[np.argsort(-counts[chosen], kind="stable")])
