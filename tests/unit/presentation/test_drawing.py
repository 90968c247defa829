"""A figure as a drawing: short, the same marks in the same places, its letters still letters."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch

from analysis.presentation import style
from analysis.presentation.drawing import FONTS, drawn

SVG = "{http://www.w3.org/2000/svg}"


def busy() -> Figure:
    """A figure with everything that ours hold: texts, lines, bars, markers, hatches, a clipped curve, a picture."""
    with style.house_style():
        figure = Figure(figsize=(4, 3))
        axes = figure.add_axes((0.15, 0.15, 0.6, 0.6))
        axes.set(xlim=(0, 10), ylim=(-1, 5), xlabel="homes & <rents>", title="Vries")
        axes.bar([1, 2], [3, -0.5], hatch="////", facecolor="#ffffff", edgecolor=style.INK)
        axes.add_patch(Circle((5, 2), 1, hatch="....", facecolor=style.CLASSES[2], edgecolor=style.INK))
        axes.plot(range(10), range(10), "o--", color=style.BLUE, clip_on=True)
        axes.imshow(np.eye(3), extent=(7, 9, 1, 3), cmap="gray", aspect="auto")
        axes.text(6, 4, "turned", rotation=90, fontstyle="italic", fontweight="bold")
        figure.legend(handles=[Patch(facecolor=style.ORANGE, label="one\ntwo")])
    return figure


@pytest.fixture(scope="module")
def parsed() -> ET.Element:
    return ET.fromstring(drawn(busy()).svg)


def test_it_is_the_same_every_time_in_one_line_and_much_shorter() -> None:
    once, again = drawn(busy()).svg, drawn(busy()).svg
    assert once == again
    assert "\n" not in once
    assert "NaN" not in once
    assert len(once) < len(style.svg_with_letters(busy())) / 3


def test_it_is_as_large_as_the_picture_in_the_notebook(parsed: ET.Element) -> None:
    assert (parsed.get("width"), parsed.get("height")) == ("600", "450")
    assert parsed.get("viewBox") == "0 0 288 216"


def test_letters_stay_letters_with_a_font_and_the_width_they_were_measured_at(parsed: ET.Element) -> None:
    texts = {text.text: text for text in parsed.iter(f"{SVG}text")}
    assert {"homes & <rents>", "Vries", "turned", "one", "two", "10"} <= set(texts)
    widths = {word: float(text.get("textLength", "0")) for word, text in texts.items()}
    assert 0 < widths["0"] < widths["10"] < widths["homes & <rents>"] < 216
    assert FONTS in "".join(one.text or "" for one in parsed.iter(f"{SVG}style"))
    assert "rotate(-90" in str(texts["turned"].get("transform"))


def test_what_is_referred_to_is_there_once(parsed: ET.Element) -> None:
    written = ET.tostring(parsed, encoding="unicode")
    names = [one.get("id") for one in parsed.iter() if one.get("id")]
    referred = re.findall(r"url\(#([^)]+)\)", written) + re.findall(r"href=\"#([^\"]+)\"", written)
    assert len(names) == len(set(names))
    assert set(referred) == set(names)
    declared = re.findall(r"\.(s\d+)\{", written)
    assert {one.get("class") for one in parsed.iter() if one.get("class")} == set(declared)


def test_circles_are_arcs_where_they_were_and_dots_of_a_hatch_are_points(parsed: ET.Element) -> None:
    (hatch,) = [one for one in parsed.iter(f"{SVG}pattern") if "h0" in str(one.find(f"{SVG}path").get("d"))]
    assert len(re.findall("h0", str(hatch.find(f"{SVG}path").get("d")))) > 100
    shapes = [one.get("d") for one in parsed.findall(f"{SVG}path") if "a" in str(one.get("d"))]
    (described,) = shapes
    x, y, across, high = map(float, re.match(r"M([\d.]+) ([\d.]+)a([\d.]+) ([\d.]+)", described).groups())
    # by hand: axes from 43.2 to 216 and from 183.6 up to 54 points; ten homes across, six high
    assert (x, y - high) == pytest.approx((43.2 + 5 * 17.28, 183.6 - 3 * 21.6), abs=0.02)
    assert (across, high) == pytest.approx((17.28, 21.6), abs=0.02)


def test_numbers_are_short_but_no_mark_moves(parsed: ET.Element) -> None:
    described = " ".join(str(one.get("d")) for one in parsed.iter(f"{SVG}path"))
    assert not re.search(r"\d\.\d{3}|\d[eE]", described)
    bars = [one.get("d") for one in parsed.findall(f"{SVG}path") if str(one.get("d")).startswith("M53.57")]
    assert bars == ["M53.57 162L67.39 162 67.39 97.2 53.57 97.2z"]  # from 0.6 to 1.4 homes, from 0 to 3 high
