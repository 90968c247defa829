"""The mailed map: one file, no request, data that stay text, and it works in a browser without network."""

from __future__ import annotations

import json
import re

import pytest
from tests.unit.presentation.made_up import LIHELEK, complexes_frame, published, squares
from tests.unit.presentation.test_maps import EDGES, villages_frame

from analysis.presentation import mailed_map

ATTACK = "</script><img src=x onerror=\"document.title='broken into'\">"


def page(texts, imprint, complexes=None, villages=None):
    rows = published(complexes_frame() if complexes is None else complexes, "household")
    changes = published(villages_frame() if villages is None else villages)
    return mailed_map.html(rows, changes, squares(), texts, imprint, result=LIHELEK, edges=EDGES)


def data(html, name):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html)[1])


def test_the_page_is_one_file_that_asks_for_nothing(texts, imprint):
    html = page(texts, imprint)
    assert not re.findall(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=", html)
    assert "url(" not in "".join(re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL))
    assert "sourceMappingURL" not in html
    assert "default-src 'none'" in html
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert "(c) 2010-2022 Vladimir Agafonkin" in html  # the licence asks for it


def test_the_same_rows_give_the_same_page(texts, imprint):
    assert page(texts, imprint) == page(texts, imprint)


def test_places_are_degrees_with_six_decimals(texts, imprint):
    features = data(page(texts, imprint), "complexes")["features"]
    assert len(features) == 75
    for feature in features:
        east, north = feature["geometry"]["coordinates"]
        assert 6.4 < east < 6.9
        assert 52.9 < north < 53.3
        assert east == round(east, 6)
    assert len(data(page(texts, imprint), "neighbourhoods")["features"]) == 18


def test_a_known_place_lies_where_it_lies(texts, imprint):
    frame = complexes_frame(1, suppressed_every=2).assign(x_rd_m=155_000.0, y_rd_m=463_000.0)
    (feature,) = data(page(texts, imprint, frame), "complexes")["features"]
    east, north = feature["geometry"]["coordinates"]  # the origin of RD: Onze Lieve Vrouwetoren, Amersfoort
    assert (east, north) == (pytest.approx(5.387206, abs=2e-5), pytest.approx(52.155174, abs=2e-5))


def test_withheld_rows_hold_words_only(texts, imprint):
    frame = complexes_frame(12)
    frame.loc[frame["suppressed"], ["value", "interval_low", "interval_high"]] = 0.98765  # a gate that failed
    features = data(page(texts, imprint, frame), "complexes")["features"]
    hidden = [feature["properties"] for feature in features if feature["properties"]["state"] == "withheld"]
    assert len(hidden) == frame["suppressed"].sum()
    for properties in hidden:
        assert properties["class"] is None
        assert properties["lines"][0] == "too few to show"
        assert "%" not in "".join(properties["lines"])
    changes = villages_frame()
    changes.loc[0, "suppressed"] = True
    bunne = data(page(texts, imprint, villages=changes), "villages")["features"][0]["properties"]
    assert bunne == {
        "label": "",
        "lines": ["Change of the social stock", "too few to show"],
        "name": "Bunne",
        "state": "withheld",
    }


def test_names_never_become_markup(texts, imprint):
    frame = complexes_frame(3, suppressed_every=9).assign(complex_name=ATTACK)
    frame.loc[0, ["x_rd_m", "y_rd_m"]] = None
    html = page(texts, imprint, frame)
    assert "<img" not in html
    assert html.count("</script>") == 7
    assert data(html, "complexes")["features"][0]["properties"]["name"].startswith(ATTACK)


def test_what_has_no_place_is_named_under_the_map(texts, imprint):
    frame = complexes_frame(3, suppressed_every=9)
    frame.loc[0, ["x_rd_m", "y_rd_m", "complex_name"]] = [None, None, "Verdwaald"]
    html = page(texts, imprint, frame)
    assert "Not on the map, no place known or too few homes to show one: Verdwaald" in html
    assert "Neighbourhoods without an outline: Verspreide huizen." in html
    assert "SYNTHETIC DATA" in html


@pytest.mark.parametrize("is_phone", [False, True])
def test_the_map_works_in_a_browser_without_network(texts, imprint, chromium, tmp_path, is_phone):
    frame = complexes_frame(4, suppressed_every=9)
    frame.loc[0, "complex_name"] = ATTACK
    file = tmp_path / "map.html"
    file.write_text(page(texts, imprint, frame), encoding="utf-8")
    size = {"width": 390, "height": 844} if is_phone else {"width": 1200, "height": 800}
    context = chromium.new_context(viewport=size, offline=True, has_touch=is_phone, is_mobile=is_phone)
    tab = context.new_page()
    requests, errors = [], []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(file.as_uri())
    circle = tab.locator("path.leaflet-interactive").first
    assert tab.locator("path.leaflet-interactive").count() == 4
    circle.tap(force=True) if is_phone else circle.hover(force=True)
    assert "compared with all other homes" in tab.locator(".leaflet-tooltip").inner_text()
    tab.fill("#search", f"{ATTACK}, {frame.loc[0, 'village']}")
    tab.keyboard.press("Enter")
    assert ATTACK in tab.locator(".leaflet-tooltip").inner_text()
    tab.check("input[value=villages]")
    assert tab.locator(".village").count() == 18
    assert tab.locator("section.key:visible h2").inner_text() == "Change of the social stock"
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert tab.title() == "Energy poverty and social stock, map"
    assert tab.locator("img").count() == 0
    context.close()
    assert requests == [file.as_uri()]
    assert errors == []


def test_a_page_without_villages_is_still_a_page(texts, imprint):
    html = page(texts, imprint, villages=villages_frame().iloc[:0])
    assert data(html, "villages")["features"] == []
