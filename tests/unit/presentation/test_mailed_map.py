"""The mailed map as a file: one page, no address but that of the background, data that stay text."""

from __future__ import annotations

import json
import re

import pytest
from tests.unit.presentation.made_mail import ATTACK, SHARES, made_layers, mailed_page, share_frame, visits_frame
from tests.unit.presentation.made_up import complexes_frame, published, squares
from tests.unit.presentation.test_maps import villages_frame

from analysis.presentation import mailed
from analysis.presentation.texts import Texts

NAMES = ["complexes", "villages", "labels", "rents", "inspections"]


def data(html, name):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html)[1])


def places(html, layer):
    return data(html, "layers")[layer]["features"]


@pytest.fixture(scope="module")
def page():
    return mailed_page()


def test_the_page_is_one_file_that_asks_for_nothing(page):
    assert not re.findall(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=", page)
    assert "url(" not in "".join(re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL))
    assert "sourceMappingURL" not in page
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "(c) 2010-2022 Vladimir Agafonkin" in page  # the licence asks for it


def test_its_policy_knows_one_host_for_pictures_and_nothing_else(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert dict(part.strip().split(" ", 1) for part in policy.split(";")) == {
        "default-src": "'none'",
        "script-src": "'unsafe-inline'",
        "style-src": "'unsafe-inline'",
        "img-src": "https://service.pdok.nl",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert data(page, "settings")["tiles"].startswith("https://service.pdok.nl/")


def test_the_same_rows_give_the_same_page_of_at_most_600_kb(page):
    assert mailed_page() == page
    assert len(page.encode()) <= 600_000


def test_every_layer_has_its_legend_and_its_places(page):
    assert re.findall(r'<option value="(\w+)">', page) == NAMES
    assert re.findall(r'class="key" data-layer="(\w+)"', page) == NAMES
    assert sorted(data(page, "layers")) == sorted(NAMES)
    for name in NAMES:
        fills = {place["properties"]["fill"] for place in places(page, name)} - {""}
        legend = re.search(rf'class="key" data-layer="{name}".*?</section>', page, flags=re.DOTALL)[0]
        assert fills <= set(re.findall(r"url\(#([\w-]+)\)", legend))
        assert fills <= set(re.findall(r'<pattern id="([\w-]+)"', page))


def test_a_layer_no_notebook_left_is_not_there():
    layers = mailed.layers_of({"villages": published(villages_frame())}, squares(), Texts("en"), {})
    assert [layer.name for layer in layers] == ["villages"]


def test_places_are_degrees_with_six_decimals(page):
    features = places(page, "complexes")
    assert len(features) == 75
    for feature in features:
        east, north = feature["geometry"]["coordinates"]
        assert 6.4 < east < 6.9
        assert 52.9 < north < 53.3
        assert east == round(east, 6)
    assert len(data(page, "neighbourhoods")["features"]) == 18


def test_a_known_place_lies_where_it_lies():
    frame = complexes_frame(1, suppressed_every=2).assign(x_rd_m=155_000.0, y_rd_m=463_000.0)
    (feature,) = places(mailed_page(complexes=frame), "complexes")
    east, north = feature["geometry"]["coordinates"]  # the origin of RD: Onze Lieve Vrouwetoren, Amersfoort
    assert (east, north) == (pytest.approx(5.387206, abs=2e-5), pytest.approx(52.155174, abs=2e-5))


def test_withheld_rows_hold_words_only():
    frame = complexes_frame(12)
    frame.loc[frame["suppressed"], ["value", "interval_low", "interval_high"]] = 0.98765  # a gate that failed
    changes, shares = villages_frame(), share_frame("inspections.poor_label_share")
    changes.loc[0, "suppressed"] = True
    shares.loc[0, ["suppressed", "value"]] = [True, 0.98765]
    html = mailed_page(complexes=frame, villages=changes, labels=shares)
    hidden = [one["properties"] for one in places(html, "complexes") if one["properties"]["fill"] == "withheld"]
    assert len(hidden) == frame["suppressed"].sum()
    for properties in hidden:
        assert properties["lines"][0] == "too few to show"
        assert "%" not in "".join(properties["lines"])
    bunne = {"fill": "withheld", "name": "Bunne", "village": "Bunne"}
    change = {"label": "", "lines": ["Change of the social stock", "too few to show"]}
    assert places(html, "villages")[0]["properties"] == bunne | change
    assert places(html, "labels")[0]["properties"]["lines"][1] == "too few to show"
    assert "98" not in "".join(places(html, "labels")[0]["properties"]["lines"])


def test_withheld_unknown_and_zero_differ():
    frame = complexes_frame(3, suppressed_every=9).assign(value=[0.0, None, 0.2])
    frame.loc[2, "suppressed"] = True
    html = mailed_page(complexes=frame)
    fills = {one["properties"]["complex"]: one["properties"]["fill"] for one in places(html, "complexes")}
    assert fills == dict(zip(frame["complex_id"], ["class-4-0", "unknown", "withheld"], strict=True))


def test_names_never_become_markup():
    frame = complexes_frame(3, suppressed_every=9).assign(complex_name=ATTACK)
    frame.loc[0, ["x_rd_m", "y_rd_m"]] = None
    html = mailed_page(complexes=frame)
    assert "<img" not in html
    assert html.count("</script>") == 6
    assert places(html, "complexes")[0]["properties"]["name"].startswith(ATTACK)


def test_what_has_no_place_is_named_under_the_map():
    frame, bare = complexes_frame(3, suppressed_every=9), squares()
    frame.loc[0, ["x_rd_m", "y_rd_m", "complex_name"]] = [None, None, "Verdwaald"]
    bare.loc[bare["village"] == "Yde", "geometry"] = None
    html = mailed_page(complexes=frame, ground=bare)
    assert "Not on the map, no place known or too few homes to show one: Verdwaald" in html
    assert "Neighbourhoods without an outline: Verspreide huizen, Yde." in html
    assert len(re.findall(r"Not on the map, no outline known: Yde ", html)) == 4
    assert "SYNTHETIC DATA" in html


def test_villages_due_carry_a_mark_that_needs_no_colour(page):
    looks = {one["properties"]["name"]: one["properties"]["label"] for one in places(page, "inspections")}
    told = visits_frame().set_index("village")["status"]
    assert {village for village, label in looks.items() if label.startswith("▲")} == set(told.index[told != "not_due"])


def test_every_layer_can_be_made_of_what_the_gate_gives():
    assert set(made_layers()) == set(mailed.LAYERS)
    assert set(SHARES) < set(mailed.LAYERS)


def test_a_page_without_villages_is_still_a_page():
    assert places(mailed_page(villages=villages_frame().iloc[:0]), "villages") == []
