"""No page of a report breaks a rule of accessibility that axe-core can see, asks or complains, in either language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from . import reading
from .conftest import HEIGHTS, Opened
from .test_pages import PAGES

Show = Callable[..., Opened]
REPORTS = {"en": "report", "nl": "report_in_dutch"}
"""Fixture of a report by language: one line per language that is made for the tests."""
CHECKED_ELSEWHERE = ("color-contrast",)
"""`test_every_text_stands_out_from_its_ground` looks at every text in both themes, and takes a tenth of the time."""


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", REPORTS)
def test_axe_finds_no_violation_and_a_page_asks_nothing(
    language: str, name: str, axe: Axe, show: Show, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(REPORTS[language])
    shown = show(folder / name)
    assert shown.run("() => document.documentElement.lang") == language
    shown.run(reading.UNFOLD)
    assert shown.run("() => [...document.images].every(one => one.complete && one.naturalWidth > 0)")
    for width, height in HEIGHTS.items():
        shown.page.set_viewport_size({"width": width, "height": height})
        assert (width, shown.run(reading.OVERFLOW)) == (width, 0)
    rules = {rule: {"enabled": False} for rule in CHECKED_ELSEWHERE}
    found = axe.run(shown.page, options={"resultTypes": ["violations"], "rules": rules})
    assert found.violations_count == 0, found.generate_snapshot()
    assert len(found.response["passes"]) > 10
    assert shown.asked == [(folder / name).resolve().as_uri()]
    assert shown.complaints == []


def test_axe_would_find_a_violation(axe: Axe, report: Path, show: Show) -> None:
    shown = show(report / "index.html")
    shown.run("() => { document.documentElement.lang = ''; document.querySelector('select').closest('label')"
              ".replaceWith(document.querySelector('select')); }")  # fmt: skip
    rules = ["html-has-lang", "select-name"]
    found = axe.run(shown.page, options={"runOnly": rules}).response["violations"]
    assert [one["id"] for one in found] == rules
