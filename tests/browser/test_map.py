"""The mailed map of a report: opens from an attachment, on a desk and on a phone, and never runs what it shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Opened

MARKUP = r"\u003cimg src=x onerror=alert(1)\u003e"
# the middle of a circle that no other one covers: under a finger, circles lie close together on a small map
TOPMOST = """() => {
  for (const circle of document.querySelectorAll("path.leaflet-interactive")) {
    const box = circle.getBoundingClientRect();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    if (document.elementFromPoint(...middle) === circle) return middle;
  }
}"""
Show = Callable[..., Opened]

devices = pytest.mark.parametrize(("width", "options"), [(1440, {}), (390, {"has_touch": True, "is_mobile": True})])


@pytest.fixture
def mailed(report: Path) -> Path:
    return report / "maps" / "map.html"


@devices
def test_the_map_opens_without_any_request_or_complaint(width: int, options: dict, mailed: Path, show: Show) -> None:
    shown = show(mailed, width, **options)
    shown.page.locator("path.leaflet-interactive").first.wait_for()
    assert shown.asked == [mailed.resolve().as_uri()]
    assert shown.complaints == []
    assert shown.run("() => document.documentElement.scrollWidth <= innerWidth")
    assert shown.run("() => document.querySelector('#map').getBoundingClientRect().height") >= 240


@devices
def test_a_marker_tells_about_its_complex(width: int, options: dict, mailed: Path, show: Show) -> None:
    shown = show(mailed, width, **options)
    place = shown.run(TOPMOST)
    if options:
        shown.page.touchscreen.tap(*place)
    else:
        shown.page.mouse.move(*place)
    name, *lines = shown.page.locator(".leaflet-tooltip").inner_text().splitlines()
    complexes = json.loads(shown.page.locator("#complexes").text_content())["features"]
    (known,) = [one["properties"]["lines"] for one in complexes if one["properties"]["name"].startswith(name)]
    assert lines == known


def test_markup_in_a_name_is_shown_as_text(mailed: Path, show: Show, tmp_path: Path) -> None:
    text = mailed.read_text(encoding="utf-8")
    assert "Zuidlaren" in text
    spoilt = tmp_path / "map.html"
    spoilt.write_text(text.replace("Zuidlaren", f"{MARKUP}Zuidlaren"), encoding="utf-8")
    shown = show(spoilt)
    assert "<img src=x onerror=alert(1)>Zuidlaren" in told(shown)
    assert shown.page.locator("img[src=x]").count() == 0
    assert shown.complaints == []


def told(shown: Opened) -> str:
    """Words of the first tooltip that names the village of Zuidlaren, else of the last one."""
    markers = shown.page.locator("path.leaflet-interactive")
    markers.first.wait_for()
    words = ""
    for number in range(markers.count()):
        box = markers.nth(number).bounding_box()
        place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        shown.page.mouse.move(*place)
        said = shown.page.locator(".leaflet-tooltip").all_inner_texts()
        words = " ".join(said) or words
        if "Zuidlaren" in words:
            break
    return words
