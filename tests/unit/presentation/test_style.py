"""Pictures in few colours: what a reader needs to tell apart stays as it is."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from analysis.presentation import style


def crowded() -> Figure:
    """A picture with many shades and one small mark."""
    with style.house_style():
        figure = Figure(figsize=(3, 3))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.imshow(np.linspace(0, 1, 200 * 200).reshape(200, 200), cmap="gray", aspect="auto")
        axes.plot(100, 100, "s", color=style.VERMILION, markersize=2, markeredgewidth=0)
    return figure


def test_a_small_mark_of_a_colour_of_the_house_keeps_it():
    picture = np.asarray(Image.open(io.BytesIO(style.png(crowded()))).convert("RGB")).reshape(-1, 3)
    wanted = [int(style.VERMILION[place : place + 2], 16) for place in (1, 3, 5)]
    assert (picture == wanted).all(axis=1).any()


def test_a_picture_has_no_more_colours_than_allowed():
    picture = np.asarray(Image.open(io.BytesIO(style.png(crowded()))).convert("RGB")).reshape(-1, 3)
    assert len(np.unique(picture, axis=0)) <= style.COLOURS
