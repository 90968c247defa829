"""Put what was measured on a page: what is to be reached, what every way took, and the parts of some."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .measuring import ROOT, Line, Ratio, Ways

PAGE = ROOT / "docs" / "performance.md"
MARKS = "<!-- measured -->\n", "<!-- end of measured -->\n"
LIBRARIES = (
    "papermill", "nbclient", "ipykernel", "jupyter_client", "nbval", "pandas", "geopandas", "shapely", "matplotlib",
    "pyarrow",
)  # fmt: skip
PLAIN_NUMBER = 20
"""From here on a figure has no decimals."""


@dataclass
class Found:
    """
    What a measurement gave.

    Parameters
    ----------
    name, lines
        Of the measurement.
    rounds
        The ways of every round that came to its end.
    failures
        Why others did not.
    """

    name: str
    lines: Sequence[Line]
    rounds: list[Ways]
    failures: list[str]


def told(found: Sequence[Found]) -> str:
    """Give everything as Markdown: the lines to be reached, the ways, their parts, what failed, and with what."""
    parts = [_reached(found), _ways(found), *_parts(found), _failures(found), _made_with(found)]
    return "\n\n".join(part for part in parts if part)


def write(text: str) -> None:
    """Put it between the marks of the page."""
    begin, end = (re.escape(mark) for mark in MARKS)
    page = PAGE.read_text(encoding="utf-8")
    written = re.sub(f"({begin}).*({end})", lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", page, flags=re.DOTALL)
    PAGE.write_text(written, encoding="utf-8", newline="\n")


def _reached(found: Iterable[Found]) -> str:
    rows = [
        (line.what, *_bounds(line), *(_figures(line, one.rounds) if one.rounds else ("failed", "", "")))
        for one in found
        for line in one.lines
    ]
    return _markdown(("what", "at least", "goal", "measured", "by CPU seconds", "reached"), rows)


def _bounds(line: Line) -> tuple[str, str]:
    sign = "≤ " if line.is_most else ""
    return f"{sign}{_number(line.least)}{line.unit}", f"{sign}{_number(line.goal)}{line.unit}"


def _figures(line: Line, rounds: Sequence[Ways]) -> tuple[str, str, str]:
    measured = _spread(line.figure(one) for one in rounds) + line.unit
    by_processor = ""
    if isinstance(line.figure, Ratio) and line.figure.kind == "wall":
        by_processor = _spread(line.figure.by_processor()(one) for one in rounds) + line.unit
    return measured, by_processor, "yes" if line.is_reached(rounds) else "no"


def _ways(found: Iterable[Found]) -> str:
    rows = []
    for one in found:
        for way in one.rounds[0] if one.rounds else ():
            of_way = [ways[way] for ways in one.rounds]
            seconds = [f"{_spread(getattr(each, kind) for each in of_way)} s" for kind in ("wall", "cpu")]
            peak = max(each.peak_mib for each in of_way)
            rows.append((way, *seconds, f"{peak:.0f} MiB" if peak else ""))
    return _markdown(("way", "wall", "CPU", "largest process"), rows)


def _parts(found: Iterable[Found]) -> Iterable[str]:
    """Give a table for every measurement whose ways tell the seconds of their parts."""
    for one in found:
        ways = [way for way, measured in (one.rounds[0] if one.rounds else {}).items() if measured.parts]
        names = list(dict.fromkeys(name for way in ways for name in one.rounds[0][way].parts))
        rows = [(name, *(_seconds(one.rounds, way, name) for way in ways)) for name in names]
        if rows:
            yield _markdown((one.name.replace("_", " "), *ways), rows)


def _seconds(rounds: Sequence[Ways], way: str, part: str) -> str:
    found = [ways[way].parts[part] for ways in rounds if part in ways[way].parts]
    return f"{_spread(found)} s" if found else ""


def _failures(found: Iterable[Found]) -> str:
    return "\n".join(f"- **{one.name} failed**: {failure}" for one in found for failure in one.failures)


def _made_with(found: Sequence[Found]) -> str:
    rounds = max((len(one.rounds) for one in found), default=0)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    spread = "Medians; in brackets the lowest and the highest round." if rounds > 1 else "One round."
    return (
        f"{spread} Rounds: {rounds}; cores: {os.cpu_count()}; load of the machine at the end: {os.getloadavg()[0]:.1f}."
        f" {platform.system()}, Python {platform.python_version()}, {versions}."
    )


def _spread(values: Iterable[float]) -> str:
    found = list(values)
    middle = statistics.median(found)
    ends = f" ({_number(min(found))} to {_number(max(found))})" if len(found) > 1 else ""
    return f"{_number(middle)}{ends}"


def _number(value: float) -> str:
    if abs(value) >= PLAIN_NUMBER or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}"


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
