"""Pictures of a report: other bytes, the same pixels, the same words."""

from __future__ import annotations

import base64
import io
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from analysis.presentation.drawing import name_of
from analysis.presentation.texts import Texts
from analysis.reports.pictures import SVG, address, lighter, told

NONE = Path("no drawings")


@pytest.fixture
def notebook() -> dict:
    drawn = Image.new("RGB", (40, 30), "#ffffff")
    drawn.paste("#d55e00", (5, 5, 20, 20))
    target = io.BytesIO()
    drawn.quantize(32).save(target, "PNG")
    data = {"image/png": base64.b64encode(target.getvalue()).decode(), "text/plain": "A square."}
    output = {"output_type": "display_data", "data": data, "metadata": {"image/png": {"alt": "A square."}}}
    return {"nbformat": 4, "cells": [{"cell_type": "code", "source": "1", "outputs": [output]}]}


def pixels(encoded: str) -> bytes:
    return Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB").tobytes()


def test_the_pixels_stay_as_they_are_and_the_words_too(notebook: dict) -> None:
    (before,) = notebook["cells"][0]["outputs"]
    (after,) = lighter(notebook, NONE)["cells"][0]["outputs"]
    assert set(after["data"]) == {"image/webp", "text/plain"}
    assert pixels(after["data"]["image/webp"]) == pixels(before["data"]["image/png"])
    assert after["metadata"] == {"image/webp": {"alt": "A square.", "width": 40, "height": 30}}


def test_what_is_light_already_is_left_alone(notebook: dict) -> None:
    once = lighter(notebook, NONE)
    assert lighter(once, NONE) == once
    assert "image/png" in notebook["cells"][0]["outputs"][0]["data"]


def test_the_notebook_of_a_report_tells_its_picture_in_words_that_are_no_markup(notebook: dict) -> None:
    light = lighter(notebook, NONE)
    light["cells"][0]["outputs"][0]["metadata"]["image/webp"]["alt"] = "A <b>square</b>."
    (output,) = told(light, "../12_rents.html", Texts("en"))["cells"][0]["outputs"]
    assert set(output["data"]) == {"text/html", "text/plain"}
    assert "A &lt;b&gt;square&lt;/b&gt;." in output["data"]["text/html"]
    assert 'href="../12_rents.html"' in output["data"]["text/html"]


def test_a_picture_that_was_left_as_a_drawing_too_is_the_drawing(notebook: dict, tmp_path: Path) -> None:
    png = base64.b64decode(notebook["cells"][0]["outputs"][0]["data"]["image/png"])
    (tmp_path / name_of(png)).write_text("<svg/>", encoding="utf-8")
    (tmp_path / name_of(png + b"other")).write_text("<svg>of another</svg>", encoding="utf-8")
    light = lighter(notebook, tmp_path)
    (after,) = light["cells"][0]["outputs"]
    assert after["data"] == {SVG: "<svg/>", "text/plain": "A square."}
    assert after["metadata"] == {SVG: {"alt": "A square.", "width": 40, "height": 30}}
    (output,) = told(light, "../12_rents.html", Texts("en"))["cells"][0]["outputs"]
    assert set(output["data"]) == {"text/html", "text/plain"}


class Source(HTMLParser):
    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = str(dict(attrs)["src"])


def test_a_drawing_comes_out_of_its_address_as_it_went_in() -> None:
    drawn = "<svg><use href='#a'/><text>5 % &amp; &lt;b&gt; \"10\" %20</text></svg>"
    parser = Source()
    parser.feed(f'<img src="{address(SVG, drawn)}">')
    kind, _, content = parser.found.partition(",")
    assert (kind, unquote(content)) == (f"data:{SVG}", drawn)
    assert "#" not in content
