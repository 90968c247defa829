"""The mailed map: opens from an attachment, on a desk and on a phone, and never runs what it shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.unit.presentation.made_mail import ATTACK, mailed_page
from tests.unit.presentation.made_up import VILLAGES, complexes_frame

from .conftest import Opened

# the middle of a circle that no other one covers: under a finger, circles lie close together on a small map
TOPMOST = """() => {
  for (const circle of document.querySelectorAll("path.leaflet-interactive")) {
    const box = circle.getBoundingClientRect();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    if (document.elementFromPoint(...middle) === circle) return middle;
  }
}"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""A map still being laid out would move away from under a finger."""
CIRCLES, BADGES, TOLD = "path.leaflet-interactive", ".badge", ".leaflet-tooltip"
TILE = "https://service.pdok.nl/"
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'
Show = Callable[..., Opened]

PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
devices = pytest.mark.parametrize("device", [{"width": 1440}, PHONE], ids=["desk", "phone"])


@pytest.fixture(scope="module")
def mailed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map of made-up tables; one complex bears a name that wants to be markup."""
    frame = complexes_frame()
    frame.loc[frame["complex_id"] == "W-003", "complex_name"] = ATTACK
    file = tmp_path_factory.mktemp("mail") / "map.html"
    file.write_text(mailed_page(complexes=frame), encoding="utf-8")
    return file


@devices
def test_the_map_of_a_report_opens_without_any_request_or_complaint(device: dict, report: Path, show: Show) -> None:
    file = report / "maps" / "map.html"
    assert file.stat().st_size <= 600_000
    shown = show(file, **device)
    layers = shown.run("() => [...document.querySelectorAll('#layer option')].map(one => one.value)")
    assert layers == ["complexes", "villages", "labels", "rents", "inspections"]
    for name in layers:
        shown.page.select_option("#layer", name)
        assert shown.page.locator(f"{CIRCLES}, {BADGES}").count() > 10
    assert shown.asked == [file.resolve().as_uri()]
    assert shown.complaints == []


@devices
def test_the_map_fits_its_screen(device: dict, mailed: Path, show: Show) -> None:
    shown = show(mailed, **device)
    assert shown.run("() => document.documentElement.scrollWidth <= innerWidth")
    assert shown.run("() => document.documentElement.scrollHeight <= innerHeight")
    assert shown.run("() => document.querySelector('#map').getBoundingClientRect().height") >= 240
    assert shown.run("() => document.querySelector('#layer').getBoundingClientRect().height") >= 40  # for a finger


@devices
def test_a_circle_tells_about_its_complex(device: dict, mailed: Path, show: Show) -> None:
    shown = show(mailed, **device)
    shown.run(PAINTED)
    place = shown.run(TOPMOST)
    if "has_touch" in device:
        shown.page.touchscreen.tap(*place)
    else:
        shown.page.mouse.move(*place)
    name, *lines = shown.page.locator(TOLD).inner_text().splitlines()
    complexes = json.loads(shown.page.locator("#layers").text_content())["complexes"]["features"]
    (known,) = [one["properties"]["lines"] for one in complexes if one["properties"]["name"] == name]
    assert lines == known


def test_layers_change_with_their_legend(mailed: Path, show: Show) -> None:
    shown = show(mailed)
    seen = []
    for name in ("complexes", "villages", "labels", "rents", "inspections"):
        shown.page.select_option("#layer", name)
        legend = shown.page.locator("section.key:visible")
        assert legend.count() == 1
        assert legend.locator("h2").inner_text() == shown.run("() => layer.selectedOptions[0].text")
        seen.append((shown.page.locator(CIRCLES).count(), shown.page.locator(BADGES).count()))
    assert seen == [(75, 0), (0, 18), (18, 0), (18, 0), (0, 18)]


def test_badges_say_their_village(mailed: Path, show: Show) -> None:
    shown = show(mailed)
    shown.page.select_option("#layer", "villages")
    said = shown.run(
        "() => [...document.querySelectorAll('.leaflet-marker-icon[role=button]')].map(one => one.ariaLabel)"
    )
    assert sorted(one.split(",")[0] for one in said) == sorted(VILLAGES)


def test_the_keyboard_finds_complexes_and_villages(mailed: Path, show: Show) -> None:
    shown = show(mailed)
    shown.page.select_option("#layer", "villages")
    for wanted, told in (("w-007", "Schipborgerweg 7"), ("de kooi 10", "De Kooi 10")):
        search(shown, wanted)
        assert told in shown.page.locator(TOLD).inner_text()
        assert shown.run("() => layer.value") == "complexes"
    shown.page.select_option("#layer", "rents")
    search(shown, "vries")
    assert shown.page.locator(TOLD).inner_text().startswith("Vries")
    assert shown.run("() => layer.value") == "rents"
    search(shown, "brinkhof")
    assert "More names hold these letters" in shown.page.locator("#found").inner_text()
    search(shown, "Nergenshuizen")
    assert shown.page.locator("#found").inner_text() == "Nothing found."
    offered = shown.run("() => [...document.querySelectorAll('#names option')].map(one => one.value)")
    assert len(offered) == 75 + len(VILLAGES)


def search(shown: Opened, words: str) -> None:
    """Find something by the keyboard alone."""
    shown.page.focus("#layer")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Control+a")
    shown.page.keyboard.type(words)
    shown.page.keyboard.press("Enter")


def test_a_link_leads_to_one_complex_and_to_one_village(mailed: Path, show: Show) -> None:
    shown = show(mailed)
    shown.page.goto("about:blank")
    shown.page.goto(f"{mailed.resolve().as_uri()}#complex=W-012")
    assert "Esweg 12" in shown.page.locator(TOLD).inner_text()
    shown.run("() => { location.hash = '#village=De%20Punt'; }")
    shown.page.wait_for_function("() => found.textContent === 'Shown: De Punt'")
    shown.run("() => { location.hash = '#complex=%3Cimg%20src%3Dx%3E'; }")
    shown.page.wait_for_function("() => found.textContent === 'Nothing found.'")
    assert shown.complaints == []


def test_markup_in_a_name_is_shown_as_text(mailed: Path, show: Show) -> None:
    shown = show(mailed)
    search(shown, "W-003")
    assert ATTACK in shown.page.locator(TOLD).inner_text()
    assert ATTACK in shown.page.locator("#found").inner_text()
    assert shown.page.locator("img").count() == 0
    assert shown.page.title() == "Map of the housing agreements"
    assert shown.complaints == []


@pytest.mark.parametrize(("device", "scheme"), [({"width": 1440}, "light"), (PHONE, "dark")], ids=["light", "dark"])
def test_nothing_keeps_a_reader_out(device: dict, scheme: str, mailed: Path, show: Show) -> None:
    shown = show(mailed, scheme=scheme, **device)
    for name in ("complexes", "villages"):
        shown.page.select_option("#layer", name)
        shown.run("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = Axe().run(shown.page)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_the_background_is_asked_for_by_its_button_only(mailed: Path, show: Show) -> None:
    shown = show(mailed)
    shown.page.click("#background")
    assert shown.page.locator("#found").inner_text() == "The background map needs the internet."
    shown.page.context.set_offline(False)
    shown.page.context.route(f"{TILE}**", lambda route: route.fulfill(body=PIXEL, content_type="image/svg+xml"))
    shown.page.select_option("#layer", "villages")
    assert shown.asked == [mailed.resolve().as_uri()]
    shown.page.click("#background")
    shown.page.locator(".leaflet-control-attribution", has_text="Kadaster (PDOK), CC BY 4.0").wait_for()
    shown.page.locator("img.leaflet-tile-loaded").first.wait_for()
    assert len(shown.asked) > 1
    assert all(address.startswith(f"{TILE}brt/achtergrondkaart/") for address in shown.asked[1:])
    assert shown.page.get_attribute("#background", "aria-pressed") == "true"
    shown.page.click("#background")
    assert shown.page.locator("img, .leaflet-control-attribution").count() == 0


def test_no_other_place_can_be_asked(mailed: Path, show: Show) -> None:
    shown = show(mailed)
    shown.page.context.set_offline(False)
    shown.run(
        "() => { document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}));"
        " fetch('https://service.pdok.nl/a.json').catch(() => {}); }"
    )
    shown.page.wait_for_timeout(200)
    assert len(shown.complaints) >= 2
    assert all("Content Security Policy" in said for said in shown.complaints)
