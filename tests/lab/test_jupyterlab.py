"""JupyterLab started for real and driven as a researcher does: start page, helpers, a form, a working copy."""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Frame, Page

from analysis import paths
from analysis.lab import open_copy

TOKEN = "of-the-tests"
SECONDS = 180
MARKED = 4
"""Screens of the start page: overview, grid, map, comparison."""
STORED = "notebooks/22_laarhove_social_share.ipynb"
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
FAILED = f"document.querySelector('{PANEL} .jp-RenderedText[data-mime-type$=stderr]') !== null"
ALL_SHOWN = """() => {
  const words = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-MarkdownCell')];
  return words.length > 5 && words.every(one => one.querySelector('.jp-RenderedMarkdown')?.innerText.trim());
}"""
ALL_RUN = """() => {
  const prompts = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt')];
  return prompts.length > 3 && prompts.every(one => /\\[\\d+\\]/.test(one.textContent));
}"""


@dataclass
class Tour:
    """What was seen on the way."""

    start_page: str = ""
    marks: int = 0
    grid: str = ""
    tooltip: str = ""
    commands: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    saved_start: dict[str, Any] = field(default_factory=dict)
    saved_copy: dict[str, Any] = field(default_factory=dict)
    copy: Path = Path()
    refusal: str = ""
    processes: list[list[str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)


def stored_notebooks() -> dict[str, str]:
    files = [file for file in paths.NOTEBOOKS.rglob("*.ipynb") if file.parent.name != ".ipynb_checkpoints"]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A JupyterLab that `afspraken lab` started."""

    address: str
    pid: int


@pytest.fixture(scope="module")
def server(browser: Path, working: Path) -> Iterator[Server]:
    port = free_port()
    environment = os.environ | {"AFSPRAKEN_WORKING": str(working), "JUPYTER_TOKEN": TOKEN}
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0"]
    command = [sys.executable, "-m", "analysis", "lab", *options]
    with (working / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=paths.ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/api", process, working / "server.log")
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    return server.address


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url)
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="module")
def tour(chromium: Browser, server: Server, working: Path) -> Tour:
    """One walk through JupyterLab; the tests look at what it met."""
    address = server.address
    seen = Tour(before=stored_notebooks())
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda told: seen.complaints.append(told.text) if told.type == "error" else None)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.goto(f"{address}/?token={TOKEN}")
    explore(page, seen, working)
    run_all(page, f"{address}/lab/tree/{STORED}")
    save(page)
    file = open_copy("22", ["period=2023-H1"], delivery=paths.SAMPLE, working=working)
    seen.copy = file
    run_all(page, f"{address}/lab/tree/{file.relative_to(paths.ROOT).as_posix()}")
    save(page)
    seen.saved_copy = json.loads(file.read_text(encoding="utf-8"))
    seen.after = stored_notebooks()
    seen.processes = [one.cmdline() for one in psutil.Process(server.pid).children(recursive=True)]
    context.close()
    return seen


def explore(page: Page, seen: Tour, working: Path) -> None:
    """Open the start page, run its cells, turn a knob, ask for what is not there, save."""
    page.wait_for_function(ALL_SHOWN)  # texts are drawn one by one
    seen.start_page = page.locator(".jp-NotebookPanel").first.inner_text()
    run_all(page)
    page.wait_for_selector("code.afspraken-command")
    figure, command = page.locator(".widget-html img").first, page.locator("code.afspraken-command")
    seen.commands, seen.figures = [command.inner_text()], [str(figure.get_attribute("src"))]
    page.locator(".noUi-handle").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "src => document.querySelector('.widget-html img').getAttribute('src') !== src", arg=seen.figures[0]
    )
    page.wait_for_function(
        "text => document.querySelector('code.afspraken-command').innerText !== text", arg=seen.commands[0]
    )
    seen.commands.append(command.inner_text())
    seen.figures.append(str(figure.get_attribute("src")))
    grid = frames_with(page, "#grid :text('S-0001')")[0]
    grid.locator("tfoot input").first.press_sequentially("S-0007")
    grid.wait_for_function("() => document.querySelectorAll('#grid tbody tr').length === 1")
    seen.grid = grid.locator("table").all_inner_texts()[0] + grid.locator("#grid tbody").inner_text()
    drawn = frames_with(page, "path.leaflet-interactive")[0]
    drawn.locator("path.leaflet-interactive").last.dispatch_event("mouseover")
    seen.tooltip = drawn.locator(".leaflet-tooltip").inner_text()
    seen.marks = len(frames_with(page, ".internal", at_least=MARKED))
    save(page)
    seen.saved_start = json.loads((working / "start.ipynb").read_text(encoding="utf-8"))


def frames_with(page: Page, selector: str, at_least: int = 1) -> list[Frame]:
    """Frames of outputs that hold something, as soon as there are so many: outputs are drawn one by one."""
    end, found = time.monotonic() + SECONDS, list[Frame]()
    while len(found) < at_least and time.monotonic() < end:
        page.wait_for_timeout(100)
        found = [frame for frame in page.frames if frame.parent_frame and frame.locator(selector).count()]
    assert len(found) >= at_least, f"{len(found)} frames hold {selector}"
    return found


def run_all(page: Page, url: str = "") -> None:
    if url:
        page.goto(f"{url}?reset")  # no tab of before: its cells would be run instead
        page.wait_for_selector(f"{PANEL} .jp-CodeCell")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # a kernel that listens; the indicator says so too soon
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    page.wait_for_function(f"() => ({ALL_RUN})() || {FAILED}")
    wrong = page.locator(f"{PANEL} .jp-RenderedText[data-mime-type$=stderr]").all_inner_texts()
    assert wrong == []


def save(page: Page) -> None:
    page.locator(f"{PANEL} .jp-Notebook").click(position={"x": 2, "y": 2})
    with page.expect_response(lambda one: one.request.method == "PUT" and "/api/contents/" in one.url):
        page.keyboard.press("Control+s")


def outputs(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


def test_the_start_page_tells_where_things_stand(tour: Tour) -> None:
    wanted = (
        "Exploring the agreements",
        "Are regular seekers displaced",
        "goal-4.4, 31",
        "31 December 2023",
        "dwellings",
    )
    assert [words for words in wanted if words not in tour.start_page] == []


def test_what_the_helpers_show_carries_a_mark(tour: Tour) -> None:
    assert tour.marks == MARKED


def test_a_grid_filters_and_has_units_in_its_header(tour: Tour) -> None:
    assert "S-0007" in tour.grid
    assert "net_rent_eur_per_month [EUR per month]" in tour.grid


def test_a_map_tells_every_figure_under_the_pointer(tour: Tour) -> None:
    assert "known" in tour.tooltip
    assert re.search(r"\([SW]-C\d+\)", tour.tooltip)


def test_a_slider_changes_the_figure_and_the_command_line(tour: Tour) -> None:
    asked = "afspraken what-if laarhove --set language=en"  # the start page is in English here, a report is Dutch
    assert tour.commands == [asked, f"{asked} --set homes=251"]
    assert tour.figures[0] != tour.figures[1]


def test_nothing_of_the_screen_is_saved(tour: Tour) -> None:
    assert outputs(tour.saved_start) == []
    assert "widgets" not in tour.saved_start["metadata"]
    assert [cell["execution_count"] for cell in tour.saved_start["cells"] if cell["cell_type"] == "code"] == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_a_working_copy_is_saved_with_its_own_parameters_and_outputs(tour: Tour) -> None:
    assert tour.copy.is_relative_to(paths.ROOT / "working")
    assert 'period: str = "2023-H1"' in json.dumps(tour.saved_copy).replace('\\"', '"')
    assert sum("image/png" in output.get("data", {}) for output in outputs(tour.saved_copy)) == 1
    assert "30 juni 2023" in json.dumps(outputs(tour.saved_copy))


def test_stored_notebooks_are_unchanged_though_one_was_run_and_saved(tour: Tour) -> None:
    assert tour.after == tour.before


def test_kernels_are_forked_from_one_that_has_the_libraries_loaded(tour: Tour) -> None:
    assert [one for one in tour.processes if "ipykernel_launcher" in one] == []
    forked = [one for one in tour.processes if "analysis.kernels.parent" in one]
    assert len(forked) > 1  # the process that is forked, and a kernel that has a notebook open
    assert len({tuple(one) for one in forked}) == 1


def test_the_browser_complains_about_nothing_and_asks_no_other_machine(tour: Tour, address: str) -> None:
    assert tour.complaints == []
    own = (address, address.replace("http", "ws"), "data:", "blob:", "about:")
    assert [url for url in tour.asked if not url.startswith(own)] == []
