"""The size of a line of text: what laying it out gives, to the last digit."""

from __future__ import annotations

import string
from itertools import product

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from analysis.presentation.letters import FAMILY, extent_in_points, width_in_points

FACES = [("normal", "normal"), ("bold", "normal"), ("normal", "italic")]
LINES = [
    "Aandeel huishoudens, 95 % – « Tynaarlo »: “ja”…",
    "−1,5 → ≥ 20 € per m² • ½",
    "– –",
    "° °",
    " ",
    "",
    "an efficient office, a flat and a fjord",
    "Ærø, Łódź, façade, Œuvre, IJsvogel, naïve",
    "soft\u00adhyphen",
    "e\u0301 is one letter",
    "שלום עולם",
    "100\u202f000",
]


@pytest.mark.parametrize(("weight", "slant"), FACES)
def test_a_line_is_as_large_as_it_is_laid_out(weight, slant):
    font = FontProperties(family=FAMILY, size=8.5, weight=weight, style=slant)
    for line in LINES:
        laid_out = text_to_path.get_text_width_height_descent(line, font, ismath=False)
        assert extent_in_points(line, 8.5, weight=weight, slant=slant) == laid_out, line


@pytest.mark.parametrize(("weight", "slant"), FACES)
def test_every_two_letters_stand_as_near_as_they_are_laid_out(weight, slant):
    font = FontProperties(family=FAMILY, size=10, weight=weight, style=slant)
    for pair in map("".join, product(string.ascii_letters + "-.,'", repeat=2)):
        laid_out, *_ = text_to_path.get_text_width_height_descent(pair, font, ismath=False)
        assert width_in_points(pair, 10, weight=weight, slant=slant) == laid_out, pair
