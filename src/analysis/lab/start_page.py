"""The start page: which question in which notebook, the state of the data, the last reports, the helpers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .. import paths
from ..contracts import TABLES
from ..errors import AfsprakenError
from ..parameters import load_register, load_run
from ..prepare import prepare
from ..presentation.texts import Texts
from ..reports.context import COPY
from ..reports.draft import notebooks
from ..reports.finding import reports_in
from ..reports.scrubbing import KERNELSPEC

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..prepare import Prepared
    from ..reports.finding import Found

Cell = dict[str, Any]
NAME = "start.ipynb"


def write(delivery: Path, *, language: str) -> Path:
    """
    Write the start page anew, as things stand now.

    Parameters
    ----------
    delivery
        The delivery it tells about.
    language
        `en` or `nl`.

    Returns
    -------
    file
        The notebook; nothing in it has to be run to be read.
    """
    cells = page(delivery, Texts(language))
    numbered = [{**cell, "id": f"cell-{place:02d}"} for place, cell in enumerate(cells, start=1)]
    about = {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}}
    content = {"cells": numbered, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    paths.WORKING.mkdir(parents=True, exist_ok=True)
    beside = {"delivery": str(delivery.resolve()), "language": language}
    (paths.WORKING / COPY).write_text(json.dumps(beside) + "\n", encoding="utf-8", newline="\n")
    file = paths.WORKING / NAME
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return file


def page(delivery: Path, texts: Texts) -> list[Cell]:
    """Give the cells of the page."""
    return [
        _words(f"# {texts('Exploring the agreements')}", _what_this_is(texts)),
        _words(f"## {texts('Which question in which notebook')}", _questions(texts)),
        _words(f"## {texts('State of the data')}", _data(delivery, texts)),
        _words(f"## {texts('Last reports')}", _reports(reports_in(paths.REPORTS), texts)),
        _words(f"## {texts('The helpers')}", _how(texts)),
        *(_code(line) for line in STEPS),
        _words(_further(texts)),
    ]


STEPS = (
    "from analysis import explore\n\ndata = explore.start()\ndata.overview()",
    "data.grid(data.homes)",
    'data.map(data.homes, "net_rent_eur_per_month", by="complex_id")',
    'data.compare(data.homes, "energy_label", by="village")',
    "data.what_if.laarhove()",
)
"""First cells to run; a test executes them."""


def _what_this_is(texts: Texts) -> str:
    return texts(
        "This page tells where things stand; nothing has to be run to read it. What you try out stays in the folder "
        "`working`. The stored notebooks keep the outputs they have, however often you run and save them here."
    )


def _questions(texts: Texts) -> str:
    register = load_register(load_run(paths.REFERENCE_RUN).agreements)
    rows = []
    for number, file in notebooks().items():
        entries = [entry.id for entry in register.entries if entry.notebook == number]
        link = f"[{number}](../{file.relative_to(paths.ROOT).as_posix()})"
        rows.append((link, texts.question(file.stem), ", ".join(entries)))
    copies = texts("A copy with other parameters, in a terminal: {command}", command=f"`{COMMAND}`")
    return _table((texts("Notebook"), texts("Question"), texts("Agreements")), rows) + f"\n\n{copies}"


COMMAND = "afspraken open 40 --set period=2023-H1 --set corporation=SEW"


def _data(delivery: Path, texts: Texts) -> str:
    try:
        prepared = prepare(delivery, paths.CORE)
    except AfsprakenError as error:
        return texts(
            "The delivery is refused, so there is nothing to explore: {reason}", reason=texts.told(error.args[0])
        )
    card = prepared.card
    mark = texts("synthetic: no real household") if card.is_synthetic else texts("delivered")
    facts = [
        (texts("Delivery"), card.title),
        (texts("Data"), mark),
        (texts("Reference date"), texts.date(card.reference_date)),
        (texts("Events from"), texts.date(card.covers_from)),
        (texts("Events until"), texts.date(card.covers_to)),
        (texts("Warnings of the check"), texts.count(sum(one.severity == "warning" for one in prepared.findings))),
        (texts("Notes of the check"), texts.count(sum(one.severity == "note" for one in prepared.findings))),
    ]
    return "\n\n".join([_table((texts("What"), texts("State")), facts), _table(*_rows(prepared, texts))])


def _rows(prepared: Prepared, texts: Texts) -> tuple[Sequence[str], list[tuple[str, str, str]]]:
    counted = [
        (f"`{name}`", texts.count(len(prepared.load(name))), texts(TABLES[name].grain)) for name in prepared.tables
    ]
    absent = [(f"`{name}`", texts.missing, texts("not delivered")) for name in TABLES if name not in prepared.tables]
    return (texts("Table"), texts("Rows"), texts("One row")), [*counted, *absent]


def _reports(found: Sequence[Found], texts: Texts) -> str:
    if not found:
        return texts("None yet: make one with {command}.", command="`python run.py report`")
    rows = [
        (f"[{one.name}](/files/reports/{one.name}/index.html)", one.period.label, texts.profile(one.profile))
        for one in found
    ]
    return _table((texts("Report"), texts("Half-year"), texts("Profile")), rows)


def _how(texts: Texts) -> str:
    return texts(
        "Run the cells below with Shift+Enter. Type `data.` and Tab to see what there is; put a question mark behind a "
        "name to read about it. What the helpers show is exact and for your screen only: it is never saved."
    )


def _further(texts: Texts) -> str:
    return texts(
        "From a question of your own to an indicator: [the tutorial]({tutorial}). A notebook of your own: {command}",
        tutorial="../notebooks/tutorial/question_to_indicator.ipynb",
        command='`afspraken new 43 "Who moves where?"`',
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _words(*parts: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(parts)}


def _code(source: str) -> Cell:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
