"""Every page of a report as its readers meet it: on a screen, a tablet, a phone, on paper, by keyboard."""

from __future__ import annotations

import itertools
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.made import ROOT

from . import reading
from .conftest import HEIGHTS, Opened

QUESTIONS = [f"{file.stem}.html" for file in sorted((ROOT / "notebooks").glob("*.ipynb"))]
PAGES = ["index.html", "methods.html", *QUESTIONS]
FIRST_SCREENS = [390, 1440]
PAGES_WITH_CLAUSES = ["40_displacement_by_urgent_seekers", "10_energy_poverty_by_complex"]
A4_TEXT_WIDTH = {"portrait": 687, "landscape": 1031}
"""Width of the text in CSS pixels: 210 mm less 2 x 14 mm, 297 mm less 2 x 12 mm."""
Show = Callable[..., Opened]
Read = Callable[[str], Opened]

every_page = pytest.mark.parametrize("name", PAGES)


def test_the_report_has_these_pages_and_no_other(report: Path) -> None:
    assert sorted(file.name for file in report.glob("*.html")) == sorted(PAGES)


@every_page
def test_opens_from_a_file_without_any_request_or_complaint(name: str, report: Path, read: Read) -> None:
    shown = read(name)
    assert shown.run("() => [...document.images].every(one => one.complete && one.naturalWidth > 0)")
    assert shown.asked == [(report / name).resolve().as_uri()]
    assert shown.complaints == []


@every_page
def test_nothing_can_be_loaded_even_if_asked(name: str, report: Path, show: Show) -> None:
    shown = show(report / name)
    shown.run(
        "() => { document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}));"
        " document.body.insertAdjacentHTML('beforeend', '<b onclick=\"document.title=1\">b</b>');"
        " document.body.lastChild.click(); }"
    )
    assert shown.page.title() != "1"
    assert len(shown.complaints) == 2
    assert all("violates the following Content Security Policy directive" in said for said in shown.complaints)


@every_page
def test_headings_stand_in_order_under_one_title(name: str, read: Read) -> None:
    levels = read(name).run(reading.HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@every_page
def test_pictures_and_tables_say_what_they_are(name: str, read: Read) -> None:
    shown = read(name)
    assert [alternative for alternative in shown.run(reading.ALTERNATIVES) if len(alternative) <= 40] == []
    for table in shown.run(reading.TABLES):
        assert table["caption"]
        assert table["heads"] > 1
        assert table["withoutScope"] == 0
    assert shown.run("() => document.documentElement.lang") == "en"


@every_page
def test_no_page_is_wider_than_its_screen(name: str, report: Path, show: Show) -> None:
    shown = show(report / name)
    for unfold in ("() => {}", reading.UNFOLD):
        shown.run(unfold)
        for width, height in HEIGHTS.items():
            shown.page.set_viewport_size({"width": width, "height": height})
            assert (width, shown.run(reading.OVERFLOW)) == (width, 0)


@every_page
def test_every_text_stands_out_from_its_ground(name: str, report: Path, show: Show) -> None:
    shown = show(report / name)
    shown.run(reading.UNFOLD)
    for scheme in ("light", "dark"):
        shown.page.emulate_media(color_scheme=scheme)
        assert shown.run("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
        assert (scheme, shown.run(reading.FAINT_TEXTS)) == (scheme, [])


@every_page
def test_the_keyboard_finds_its_way_in_sight(name: str, report: Path, show: Show) -> None:
    shown = show(report / name)
    stops = []
    for _ in range(12):
        shown.page.keyboard.press("Tab")
        stops.append(shown.run(reading.FOCUSED))
    assert stops[0]["name"] == "skip"
    assert [stop["name"] for stop in stops if not (stop["isOutlined"] and stop["isInSight"])] == []


def test_the_skip_link_skips(report: Path, show: Show) -> None:
    shown = show(report / "index.html")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("Tab")
    assert shown.run("() => document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", HEIGHTS)
def test_a_wide_table_scrolls_by_keyboard_in_a_named_frame(width: int, report: Path, show: Show) -> None:
    shown = show(report / "20_social_stock_by_village.html", width)
    frame = shown.page.locator(".wide .scroll").first
    assert frame.get_attribute("role") == "region"
    assert frame.get_attribute("aria-label")
    frame.focus()
    shown.page.keyboard.press("ArrowRight")
    shown.page.wait_for_function("() => document.querySelector('.wide .scroll').scrollLeft > 0")
    first = frame.locator("tbody th").first.bounding_box()
    assert first["x"] == pytest.approx(frame.bounding_box()["x"], abs=2)  # the first column stays in sight


@every_page
def test_links_lead_to_something_that_is_there(name: str, report: Path, read: Read) -> None:
    shown = read(name)
    links = shown.run(reading.LINKS)
    assert "index.html" in links
    for link in links:
        path, _, part = link.partition("#")
        assert not re.match(r"[a-z]+:|/", path), link
        assert (report / unquote(path)).is_file() if path else shown.page.locator(f"#{part}").count() == 1, link


def test_every_file_of_the_report_can_be_reached_from_the_first_page(report: Path, read: Read) -> None:
    """The pages for tenants stand in a list of their own, which the first page leads to."""
    links = {unquote(link) for link in read("index.html").run(reading.LINKS)}
    listing = "tenants/index.html"
    assert listing in links
    links |= {f"tenants/{unquote(link)}" for link in read(listing).run(reading.LINKS)}
    files = {file.relative_to(report).as_posix() for file in report.rglob("*") if file.is_file()}
    assert files - links - {"index.html"} == set()


@pytest.mark.parametrize("width", FIRST_SCREENS)
def test_the_first_screen_says_what_is_wrong_and_who_must_talk(width: int, report: Path, show: Show) -> None:
    shown = show(report / "index.html", width)
    items = shown.page.locator(".attention > li.broken, .attention > li.at_risk")
    told = items.all_inner_texts()
    (missed,) = [words for words in told if "At most 20 %" in words]
    (talk,) = [words for words in told if "Agreement 31" in words]
    assert all(word in missed for word in ("broken", "SEW", "22.5 %", "9 of 40", "2.5 percentage points"))
    assert all(word in talk for word in ("at risk", "Agreement 31", "21.1 %", "a talk is due between SEW and HBV"))
    assert "1 January 2024 to 30 June 2024" in talk
    assert items.count() == len([one for one in verdicts(report) if one in ("broken", "at_risk")])
    worst_first = [words.split()[1] == "broken" for words in told]
    assert worst_first == sorted(worst_first, reverse=True)
    for seen in (shown.page.locator(".tally"), items.first):
        place = seen.bounding_box()
        assert place["y"] + place["height"] <= HEIGHTS[width]


def test_what_is_overdue_stands_behind_what_is_missed(report: Path, show: Show) -> None:
    last = show(report / "index.html").page.locator(".attention > li").last.inner_text()
    assert all(word in last for word in ("reported by hand", "Agreement 38", "Due on 31 December 2023", "as planned"))


def test_nobody_reads_that_something_was_not_built(report: Path, show: Show) -> None:
    for name in ("index.html", "00_overview.html"):
        shown = show(report / name)
        shown.run(reading.UNFOLD)
        assert "not built" not in shown.page.inner_text("body")
        assert "no analysis for it" not in shown.page.inner_text("body")
    tally = show(report / "index.html").page.locator(".tally").inner_text()
    assert not [word for word in ("not assessable", "not measured yet") if word in tally]
    assert all(word in tally for word in ("cannot be judged", "kept, as reported"))


def test_clauses_are_quoted_in_dutch_and_many_are_folded(report: Path, show: Show) -> None:
    few, many = (show(report / f"{name}.html").page for name in PAGES_WITH_CLAUSES)
    assert [few.locator("blockquote[lang=nl]").count(), many.locator("blockquote[lang=nl]").count()] == [3, 4]
    assert few.locator("blockquote").first.is_visible()
    assert not many.locator("blockquote").first.is_visible()
    many.locator("summary", has_text="4 agreements and goals").click()
    assert many.locator("blockquote").first.is_visible()


def verdicts(report: Path) -> list[str]:
    return [one["verdict"] for one in json.loads((report / "results.json").read_text(encoding="utf-8"))["agreements"]]


def test_what_was_not_assessed_is_folded_but_can_be_found(report: Path, show: Show) -> None:
    shown = show(report / "index.html", 390)
    hidden = shown.page.locator(".folded th", has_text="Outflow from sheltered living")
    assert not hidden.is_visible()
    shown.page.locator("summary", has_text="without a figure: 33").click()
    assert hidden.is_visible()


def test_pictures_stay_readable_on_a_phone(report: Path, show: Show) -> None:
    shown = show(report / "20_social_stock_by_village.html", 390)
    widths = shown.run("() => [...document.images].map(one => one.getBoundingClientRect().width)")
    assert len(widths) == 2
    assert min(widths) >= 640


@every_page
def test_prints_on_a4_with_its_words(name: str, report: Path, show: Show) -> None:
    printed = show(report / name).page.pdf(prefer_css_page_size=True)
    boxes = {tuple(map(round, map(float, box.split()))) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", printed)}
    assert boxes <= {(0, 0, 595, 842), (0, 0, 842, 595)}
    assert shown_texts(printed) > 100


def shown_texts(printed: bytes) -> int:
    """Number of operators that show text on the pages of a PDF."""
    streams = re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", printed, re.DOTALL)
    return sum(len(re.findall(rb"T[jJ]\b", zlib.decompressobj().decompress(one))) for one in streams)


@every_page
def test_printed_tables_fit_their_sheet(name: str, report: Path, show: Show) -> None:
    shown = show(report / name, 768)
    shown.page.emulate_media(media="print")
    for selector, sheet in (("table.board, .table:not(.wide) table, img", "portrait"), (".wide table", "landscape")):
        shown.page.set_viewport_size({"width": A4_TEXT_WIDTH[sheet], "height": 1000})
        assert max(shown.run(reading.PRINTED_WIDTHS, selector), default=0) <= A4_TEXT_WIDTH[sheet]


def test_what_is_folded_on_screen_stands_on_paper(report: Path, show: Show) -> None:
    shown = show(report / "index.html")
    shown.page.emulate_media(media="print")
    assert shown.page.locator(".folded th", has_text="Outflow from sheltered living").bounding_box()["height"] > 0
