"""A researcher asks the helpers something on 100,000 homes: seconds of every helper, and of a turned knob."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import run

from . import deliveries
from .measuring import FailedError, Line, Measured, alone

ALL = "helpers on 100,000 homes"
MOST_SECONDS = 2
LINES = (
    Line(
        "slowest interaction of the helpers on 100,000 homes",
        MOST_SECONDS,
        MOST_SECONDS,
        lambda ways: max(ways[ALL].parts.values()),
        unit=" s",
        is_most=True,
    ),
)
ASKED: dict[str, str] = {
    "data.homes": "data.homes",
    "data.overview()": "data.overview().document",
    "data.columns(table)": 'data.columns("dwellings").document',
    "data.grid(homes)": "data.grid(homes).document",
    "data.join(homes, 'rents')": 'data.join(homes, "rents")',
    "data.join(homes, 'households')": 'data.join(homes, "households")',
    "data.join(allocations, 'dwellings')": 'data.join(data.allocations, "dwellings")',
    "data.compare(…, by='village')": 'data.compare(homes, "net_rent_eur_per_month", by="village").screen.document',
    "data.compare(words, by='complex_id')": 'data.compare(homes, "energy_label", by="complex_id").screen.document',
    "data.compare(…, by=('period', 'corporation'))": (
        'data.compare(data.allocations, "is_vacated_dwelling", by=("period", "corporation")).screen.document'
    ),
    "data.map(…, by='complex_id')": 'data.map(homes, "net_rent_eur_per_month").document',
    "data.map(words, by='complex_id')": 'data.map(homes, "energy_label").document',
    "data.map(words, by='village')": 'data.map(homes, "energy_label", by="village").document',
    "data.export(…, form='csv')": 'data.export(homes, "homes")',
    "data.export(…, form='parquet')": 'data.export(homes, "homes", form="parquet")',
}
"""One interaction each, by what a researcher writes."""
TURNED = {
    "laarhove": ("homes", 265),
    "line": ("more_regular", 5),
    "priorities": ("objective", "label"),
    "energy": ("gas_tariff_eur_per_m3", 2.5),
}
"""A knob of every what-if form, and where it is turned to."""


def one_round(kept: Path, scratch: Path) -> dict[str, Measured]:
    """Ask everything once, in the environment that holds JupyterLab."""
    if not run.LAB.python.exists():
        message = "JupyterLab is not installed here: python run.py lab makes .venv-lab"
        raise FailedError(message)
    return {ALL: alone("exploring", "asked", deliveries.large(kept), scratch, python=run.LAB.python)}


def asked(folder: str, working: str) -> tuple[int, dict[str, float]]:
    """Give the number of homes, and seconds by interaction; opening the delivery is told apart, as the first."""
    os.environ["AFSPRAKEN_WORKING"] = working
    import ipywidgets  # noqa: PLC0415 - only the environment with JupyterLab has it

    from analysis import explore  # noqa: PLC0415 - reads where working copies go when it is loaded

    seconds: dict[str, float] = {}
    data = explore.start(folder, language="en")
    names: dict[str, Any] = {"data": data, "homes": data.homes}
    for name, source in ASKED.items():
        with _timed(seconds, name):
            eval(source, names)
    for name, (knob, value) in TURNED.items():
        form = getattr(data.what_if, name)()
        with _timed(seconds, f"data.what_if.{name}(), opened"):
            box = form.widget(ipywidgets)
        slider = box.children[list(form.values).index(knob)]
        with _timed(seconds, f"data.what_if.{name}(), {knob} turned"):
            slider.value = value
    return len(names["homes"]), seconds


@contextlib.contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - began
