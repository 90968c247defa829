"""What every test may ask for: a browser, the shared open data, and the reports of the reference run.

A test that needs something this machine lacks is skipped and says what was not tested. Where
``AFSPRAKEN_REQUIRE`` names the thing (``browser,shared,lab`` on the build machine), its absence is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.made import Made, made, made_once, made_plainly

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def need(name: str, found: Path | None, absence: str) -> Path:
    """Return what was found; else skip, or fail where this machine promised to have it."""
    if found is not None:
        return found
    if name in os.environ.get("AFSPRAKEN_REQUIRE", "").split(","):
        pytest.fail(f"{absence}, and AFSPRAKEN_REQUIRE names {name!r}")
    pytest.skip(absence)


@pytest.fixture(scope="session")
def browser() -> Path:
    """The path of an installed Chromium."""
    paths = [Path(found) for name in BROWSERS if (found := shutil.which(name))]
    return need("browser", next(iter(paths), None), "pages were not opened: no Chromium on the PATH")


@pytest.fixture(scope="session")
def chromium(browser: Path) -> Iterator[Browser]:
    """One running browser for all tests of a process: a second one beside it cannot be started."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        with closing(playwright.chromium.launch(executable_path=browser, args=arguments)) as launched:
            yield launched


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real open data that lies beside the repository."""
    folder = ROOT.parent / "shared" / "data"
    absence = "open data was not read: no folder ../shared/data beside the repository"
    return need("shared", folder if folder.is_dir() else None, absence)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh folder that all test processes of this session share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def public(shared_folder: Path) -> Made:
    """The reference run as it is published, in English."""
    return made_once(shared_folder / "reports-public", lambda out: made(out, "reference"))


@pytest.fixture(scope="session")
def public_again(shared_folder: Path) -> Made:
    """The same run a second time, from nothing and on ordinary kernels: what warm ones give is held against it."""
    options = ("--fresh", "--kernels", "ordinary", "--jobs", "2")
    return made_once(shared_folder / "reports-public-again", lambda out: made(out, "reference", *options))


@pytest.fixture(scope="session")
def dutch(shared_folder: Path) -> Made:
    """The reference run in Dutch, which is the run file's own language."""
    options = ("--language", "nl")
    return made_once(shared_folder / "reports-dutch", lambda out: made(out, "reference", *options))


@pytest.fixture(scope="session")
def internal(shared_folder: Path) -> Made:
    """Exact results of the reference run, in Dutch and without kernels; those committed: in English, with kernels."""
    return made_once(shared_folder / "results-internal", lambda out: made_plainly(out, "reference"))
