"""Pictures of a report: other bytes, the same pixels, the same words."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from analysis.presentation.texts import Texts
from analysis.reports.pictures import lighter, told


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
    (after,) = lighter(notebook)["cells"][0]["outputs"]
    assert set(after["data"]) == {"image/webp", "text/plain"}
    assert pixels(after["data"]["image/webp"]) == pixels(before["data"]["image/png"])
    assert after["metadata"] == {"image/webp": {"alt": "A square.", "width": 40, "height": 30}}


def test_what_is_light_already_is_left_alone(notebook: dict) -> None:
    once = lighter(notebook)
    assert lighter(once) == once
    assert "image/png" in notebook["cells"][0]["outputs"][0]["data"]


def test_the_notebook_of_a_report_tells_its_picture_in_words_that_are_no_markup(notebook: dict) -> None:
    light = lighter(notebook)
    light["cells"][0]["outputs"][0]["metadata"]["image/webp"]["alt"] = "A <b>square</b>."
    (output,) = told(light, "../12_rents.html", Texts("en"))["cells"][0]["outputs"]
    assert set(output["data"]) == {"text/html", "text/plain"}
    assert "A &lt;b&gt;square&lt;/b&gt;." in output["data"]["text/html"]
    assert 'href="../12_rents.html"' in output["data"]["text/html"]
