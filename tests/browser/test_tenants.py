"""Pages for tenants in a browser without a network: one side of A4 on paper, readable by everyone on a screen."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from tests import tenants_pages

A4_POINTS = (595, 842)
FULL = {"eelde", "zuidlaren"}
"""Pages with the most to say."""


@pytest.fixture(scope="module", params=["en", "nl"])
def pages(request, tmp_path_factory, chromium):
    folder = tenants_pages.written(tmp_path_factory.mktemp(f"tenants-{request.param}"), request.param)
    context = chromium.new_context(offline=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    yield page, sorted(folder.glob("*.html"))
    context.close()


def test_every_page_is_one_side_of_a4(pages):
    page, files = pages
    for file in files:
        if "-en" in str(file.parent) and file.stem not in FULL:
            continue  # Dutch is the longer language: there every page is printed
        page.goto(file.as_uri())
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(sheets) == 1, file.name
        assert tuple(round(float(edge)) for edge in sheets[0].mediabox[2:]) == pytest.approx(A4_POINTS, abs=1)


def test_no_page_is_wider_than_a_phone_and_none_breaks_a_rule_of_accessibility(pages):
    page, files = pages
    shown = [file for file in files if file.stem in {"index", "vries", "winde"}]
    assert len(shown) == 3
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for file in shown:
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), file.name
            found = Axe().run(page)
            assert found.violations_count == 0, f"{file.name}, {scheme}: {found.generate_report()}"
