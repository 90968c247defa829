"""The scoreboard's filter: what it hides, what it says, by keyboard, in the address, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.made import ROOT

from .conftest import Opened

Show = Callable[..., Opened]
VISIBLE = """() => [...document.querySelectorAll('tbody[data-standing]')].filter(
  one => one.checkVisibility()).map(one => ({...one.dataset}))"""
ALL = "() => document.querySelectorAll('tbody[data-standing]').length"


@pytest.fixture
def opened(report: Path, show: Show) -> Opened:
    return show(report / "index.html")


def said(shown: Opened) -> str:
    return shown.page.locator("#shown").inner_text()


def test_everything_shows_without_javascript(report: Path, show: Show) -> None:
    shown = show(report / "index.html", java_script_enabled=False)
    assert not shown.page.locator("#filter").is_visible()
    rows = shown.page.locator("section.chapter > table tbody")
    assert rows.count() > 40
    assert all(row.is_visible() for row in rows.all())


def test_a_choice_hides_the_rest_and_says_how_many_are_left(opened: Opened) -> None:
    total = opened.run(ALL)
    assert said(opened) == f"Agreements and goals shown: {total} of {total}."
    opened.page.select_option("select[name=verdict]", "broken")
    rows = opened.run(VISIBLE)
    assert 0 < len(rows) < total
    assert {row["standing"] for row in rows} == {"broken"}
    assert said(opened) == f"Agreements and goals shown: {len(rows)} of {total}."
    assert opened.page.locator("#shown").get_attribute("role") == "status"
    assert opened.page.locator("section.chapter:visible").count() == len({row["chapter"] for row in rows})


def test_choices_go_together_and_stand_in_the_address(opened: Opened) -> None:
    opened.page.select_option("select[name=party]", "AH WOON")
    opened.page.select_option("select[name=chapter]", "4.4")
    rows = opened.run(VISIBLE)
    assert rows
    assert all("AH WOON" in row["parties"].split("|") and row["chapter"] == "4.4" for row in rows)
    assert opened.page.url.endswith("#party=AH+WOON&chapter=4.4")
    opened.page.reload()
    assert opened.run(VISIBLE) == rows
    assert opened.page.locator("select[name=party]").input_value() == "AH WOON"
    opened.page.locator("button[type=reset]").click()
    opened.page.wait_for_function("() => !location.hash")
    assert opened.page.locator("select[name=party]").input_value() == ""


def test_what_is_folded_is_found_by_its_verdict(opened: Opened) -> None:
    hidden = opened.page.locator(".folded th", has_text="Outflow from sheltered living")
    assert not hidden.is_visible()
    opened.page.select_option("select[name=verdict]", "cannot_be_judged")
    assert hidden.is_visible()


def test_the_keyboard_chooses(opened: Opened) -> None:
    opened.page.locator("select[name=verdict]").focus()
    opened.page.keyboard.press("ArrowDown")
    opened.page.wait_for_function("() => location.hash.startsWith('#verdict=')")
    assert {row["standing"] for row in opened.run(VISIBLE)} == {"broken"}


def test_an_address_that_names_no_choice_shows_everything(report: Path, opened: Opened) -> None:
    opened.page.goto((report / "index.html").resolve().as_uri() + "#verdict=nonsense")
    opened.page.reload()
    assert said(opened).count(str(opened.run(ALL))) == 2
    assert opened.complaints == []


def test_a_figure_of_the_scoreboard_opens_on_its_page(report: Path, show: Show) -> None:
    link = show(report / "index.html").page.locator("td a[href$='#figure-displacement-urgent_share']").first
    stem, _, part = link.get_attribute("href").partition("#")
    shown = show(report / stem)
    shown.page.evaluate("part => { location.hash = part; }", part)
    opened = shown.page.locator(f"#{part}")
    opened.wait_for()
    assert all(word in opened.inner_text() for word in ("Denominator", "at most 20 %", "12.3 % to 37.5 %"))
    shown.page.locator(f"#{part} a[href='#basis']").click()
    basis = shown.page.locator("#basis")
    basis.wait_for()
    assert all(word in basis.inner_text() for word in ("allocations.csv", "sha256:", "since 1 January 2023"))


def test_the_page_of_methods_names_every_theme(report: Path, show: Show) -> None:
    shown = show(report / "methods.html", 390)
    headings = shown.page.locator("section.method[lang=en] > h2")
    assert headings.count() == len(list((ROOT / "docs" / "method").glob("*.md")))
