"""
Run single tests, each in a fork of one process that has the libraries loaded and nothing of the product.

A script: reads one `[folder, test]` a line, answers with one exit code a line. Loading the libraries again for every
planted fault takes longer than most of the tests.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import shlex
import signal
import sys
import traceback
from pathlib import Path

LIBRARIES = (
    "pytest",
    "pandas",
    "geopandas",
    "pandera.pandas",
    "pandera.geopandas",
    "pydantic",
    "pyarrow.parquet",
    "pyogrio",
    "scipy.stats",
    "matplotlib.pyplot",
    "matplotlib_scalebar.scalebar",
    "yaml",
    "jinja2",
    "babel.dates",
    "papermill",
    "typer.testing",
    "rich.progress",
    "hypothesis",
    "openpyxl",
    "playwright.sync_api",
    "pypdf",
    "typst",
    "zxingcpp",
)
SECONDS = 300
"""How long one test may take."""
NEVER_RAN = 70
OPTIONS = ("-q", "-x", "--tb=native", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib")
"""Tracebacks as Python writes them: pytest's own look through the source of everything that is loaded."""


def serve() -> None:
    """Answer every line of standard input."""
    for line in sys.stdin:
        folder, node = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(run_in(folder, node))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def run_in(folder: str, node: str) -> int:
    """Stand in the copy, run one test with the copy's own package in front, and give pytest's exit code."""
    signal.alarm(SECONDS)
    os.chdir(folder)
    source = str(Path(folder) / "src")
    # what is loaded already cannot be rewritten as a plugin; only notebooks need one
    os.environ |= {"PYTHONPATH": source, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.path.insert(0, source)
    log = os.open("said.txt", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
    try:
        pytest = importlib.import_module("pytest")
        asked = shlex.split(node)
        plugin = ("-p", "nbval.plugin") if "--nbval" in asked else ()
        code = int(pytest.main([*OPTIONS, *plugin, *asked]))
    except BaseException:  # noqa: BLE001 - whatever it was, the test did not run, and the log says why
        traceback.print_exc()
        code = NEVER_RAN
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.freeze()  # pytest collects garbage five times as it ends: what the libraries hold need not be looked through
    serve()
