"""One report made through the command line, and one browser without a network to read it in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.made import Made

HEIGHTS = {390: 844, 768: 1024, 1440: 900}
PATIENCE_MS = 10_000
"""How long a test waits for what does not come; a page that is open has everything it shows."""


@dataclass
class Opened:
    """A page in the browser, every address it asked for and everything it complained about."""

    page: Page
    file: Path
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def run(self, script: str, argument: Any = None) -> Any:
        """Evaluate a function in the page."""
        return self.page.evaluate(script, argument)


@pytest.fixture(scope="session")
def report(browser: Path, public_again: Made) -> Path:
    """The reference report, made as a user makes it; not made where there is no browser."""
    assert public_again.code == 0, public_again.out + public_again.err
    return public_again.folder


@pytest.fixture(scope="session")
def report_in_dutch(browser: Path, dutch: Made) -> Path:
    """The same report in Dutch."""
    assert dutch.code == 0, dutch.out + dutch.err
    return dutch.folder


def showing(chromium: Browser) -> Iterator[Callable[..., Opened]]:
    """Open files in contexts of their own: offline, every address but the file's own refused and noted."""
    contexts: list[BrowserContext] = []

    def opened(file: Path, width: int = 1440, scheme: str = "light", **options: Any) -> Opened:
        size = {"width": width, "height": HEIGHTS[width]}
        context = chromium.new_context(viewport=size, color_scheme=scheme, offline=True, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.set_default_navigation_timeout(3 * PATIENCE_MS)
        shown = Opened(context.new_page(), file)
        own = file.resolve().as_uri()
        context.route("**/*", lambda route: route.continue_() if route.request.url == own else route.abort())
        context.on("request", lambda request: shown.asked.append(request.url))
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.on("console", lambda said: shown.complaints.append(said.text))
        shown.page.goto(own)
        return shown

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def show(chromium: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file for one test, which may do with it what it likes."""
    yield from showing(chromium)


def _named(show: Callable[..., Opened], folder: Path, name: str) -> Opened:
    return show(folder / name)


@pytest.fixture(scope="session")
def read(chromium: Browser, report: Path) -> Iterator[Callable[[str], Opened]]:
    """A page on a wide screen, opened once for all tests that only look at it."""
    for show in showing(chromium):
        yield functools.cache(functools.partial(_named, show, report))
