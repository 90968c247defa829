"""A drawing as a picture and as a page: the same marks, in few colours, at their size on paper."""

from __future__ import annotations

import io

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from tests.paper import Paper
from tests.unit.presentation.measuring import picture_of

from analysis.presentation import style
from analysis.presentation.drawing import drawn
from analysis.presentation.rendering import COLOURS, page


def crowded(height: float = 3.0) -> Figure:
    """A picture with many shades and one small mark, a tenth from its left and a tenth from its upper edge."""
    with style.house_style():
        figure = Figure(figsize=(3, height), label="Crowded")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.imshow(np.linspace(0, 1, 200 * 200).reshape(200, 200), cmap="gray", aspect="auto", extent=(0, 1, 0, 1))
        axes.plot(0.1, 0.9, "s", color=style.VERMILION, markersize=2, markeredgewidth=0)
        axes.text(0.5, 0.5, "Vries")
    return figure


def pixels_of(figure: Figure) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture_of(figure))).convert("RGB"))


def of_colour(pixels: np.ndarray, colour: str) -> np.ndarray:
    return np.argwhere((pixels == [int(colour[place : place + 2], 16) for place in (1, 3, 5)]).all(axis=2))


def test_a_small_mark_of_a_colour_of_the_house_keeps_it_and_its_place():
    found = of_colour(pixels_of(crowded()), style.VERMILION)
    assert len(found)
    assert found.mean(axis=0) == pytest.approx([45, 45], abs=1)


def test_a_picture_has_no_more_colours_than_allowed():
    assert 2 < len(np.unique(pixels_of(crowded()).reshape(-1, 3), axis=0)) <= COLOURS


@pytest.mark.parametrize(("height", "pixels"), [(3.0, 450), (3.001, 451), (2.0 / 3, 100)])
def test_a_picture_is_as_large_as_its_drawing(height, pixels):
    figure = crowded(height)
    drawing = drawn(figure)
    assert (drawing.width_px, drawing.height_px) == (450, pixels)
    assert pixels_of(figure).shape == (pixels, 450, 3)


def test_every_shade_becomes_its_nearest_neighbour():
    """By hand: among sixteen greys none is further off than an eighth of the way from black to white."""
    greys = pixels_of(crowded()).astype(int)
    drawn_greys = np.linspace(0, 255, 200 * 200).reshape(200, 200)
    rows = greys[::9, 225, 0]
    assert np.abs(rows - drawn_greys[(np.arange(0, 450, 9) * 200) // 450, 100]).max() < 255 / 8


def test_a_page_tells_what_it_shows_and_its_letters_are_letters(texts, imprint):
    paper = Paper(page(drawn(crowded()), "One mark among many shades.", texts, imprint))
    assert paper.is_tagged
    assert paper.reader.metadata.title == "Crowded"
    assert "Vries" in paper.text
    assert page(drawn(crowded()), "One mark.", texts, imprint) == page(drawn(crowded()), "One mark.", texts, imprint)


@pytest.mark.parametrize(("height", "page_height"), [(3.0, 841.89), (11.69, 841.89), (13.0, 936.0)])
def test_a_page_is_a4_or_taller_where_the_drawing_is(height, page_height, texts, imprint):
    paper = Paper(page(drawn(crowded(height)), "One mark among many shades.", texts, imprint))
    assert len(paper.reader.pages) == 1
    assert [float(side) for side in paper.reader.pages[0].mediabox[2:]] == pytest.approx(
        [595.276, page_height], abs=0.5
    )
