"""The page of one question: the notebook's outputs as blocks, the clauses it measures, and what its figures open to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..disclosure import require
from ..parameters import load_assumptions, load_norms
from ..presentation.shown import decimals_by_row
from . import beside, methods, offered, opened
from .blocks import Block, blocks_of
from .harvest import ids_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ..disclosure import Published
    from ..parameters import Assumptions, Entry, Norms, Register, RunParameters
    from ..presentation.texts import Texts
    from . import front_page
    from .board import Row
    from .harvest import Recorded
    from .methods import Method
    from .opened import Basis, Opened


@dataclass(frozen=True)
class Clause:
    """
    An entry of the register with how it stands in this report.

    Parameters
    ----------
    entry, row
        The clause, and its row of the scoreboard.
    steady
        Which assumptions leave its verdict as it is; empty where one does not, or none was varied.
    """

    entry: Entry
    row: Row
    steady: str

    @property
    def found(self) -> front_page.Entry:
        """How it stands."""
        return self.row.entry


@dataclass(frozen=True)
class Page:
    """
    One notebook's page.

    Parameters
    ----------
    stem, title, answer
        File name, question, and the answer's sentences.
    blocks
        What stands on it.
    clauses
        Entries of the register it measures, with how they stand; none where the register is about another municipality.
    figures, basis
        Its figures as they open, and what they rest on together.
    results
        Ids of its figures.
    methods
        Method pages about it.
    data, opens
        Its figures as a table (empty without any), and the line that opens its notebook.
    """

    stem: str
    title: str
    answer: tuple[str, ...]
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...]
    figures: tuple[Opened, ...]
    basis: Basis
    results: tuple[str, ...]
    methods: tuple[Method, ...]
    data: str
    opens: str

    @property
    def href(self) -> str:
        """Relative address of the page."""
        return f"{self.stem}.html"

    @property
    def first_picture(self) -> Block | None:
        """The picture that stands beside the answer: the first one of the notebook."""
        return next((block for block in self.blocks if block.kind == "picture"), None)


@dataclass(frozen=True)
class Source:
    """
    What pages are made from.

    Parameters
    ----------
    parameters
        Of the run.
    header
        Of its `results.json`.
    published
        All its rows, as they passed the gate.
    register
        The agreements.
    texts
        Words of the reader's language.
    """

    parameters: RunParameters
    header: Mapping[str, Any]
    published: Published
    register: Register
    texts: Texts

    def page(self, file: Path, left: Recorded | None, clauses: Sequence[Clause], data: str) -> Page:
        """Turn an executed notebook and what it left into a page, with the place of the table of its figures."""
        notebook = json.loads(file.read_text(encoding="utf-8"))
        results = ids_of(left) if left else ()
        return Page(
            stem=file.stem,
            title=self.texts.question(file.stem),
            answer=left.answer if left else (),
            blocks=tuple(blocks_of(notebook)),
            clauses=tuple(clauses),
            figures=opened.opened(results, self._wholes, self.register, self.texts),
            basis=self._basis(file.stem, left.needs if left else ()),
            results=results,
            methods=methods.of_notebook(file.stem),
            data=data,
            opens=offered.open_line(notebook, file.stem, self.parameters),
        )

    @cached_property
    def _wholes(self) -> dict[str, list[dict[Any, Any]]]:
        """Rows of the whole and of associations by result, with the decimals their profile allows."""
        rows = require(self.published)
        rows = rows.assign(decimals=decimals_by_row(self.published, rows))
        wholes: dict[str, list[dict[Any, Any]]] = {}
        for row in rows[rows["village"].isna() & rows["complex_id"].isna()].to_dict("records"):
            wholes.setdefault(row["id"], []).append(row)
        return wholes

    def _basis(self, stem: str, tables: Sequence[str]) -> Basis:
        told = [one for one in self.header.get("rests_on", ()) if one["notebook"] == stem]
        inputs = [one for one in self.header.get("inputs", ()) if one["table"] in tables]
        rests_on = told[0] if told else {}
        on, norms, assumptions = self.parameters.date, self._norms, self._assumptions
        return opened.basis(rests_on, inputs, on, self.texts, norms=norms, assumptions=assumptions)

    @cached_property
    def _norms(self) -> Norms:
        return load_norms()

    @cached_property
    def _assumptions(self) -> Assumptions:
        return load_assumptions()

    def clauses(self, board: Sequence[Row]) -> dict[str, tuple[Clause, ...]]:
        """Give the entries of the register by the number of the notebook that measures them, with how they stand."""
        found = {about["id"]: (row, about) for row, about in zip(board, self.header["agreements"], strict=True)}
        clauses: dict[str, tuple[Clause, ...]] = {}
        for entry in self.register.entries:
            if entry.notebook and entry.id in found:
                row, about = found[entry.id]
                clause = Clause(entry, row, _steady(row.entry, about, self.texts))
                clauses[entry.notebook] = (*clauses.get(entry.notebook, ()), clause)
        return clauses


def _steady(stands: front_page.Entry, about: Mapping[str, Any], texts: Texts) -> str:
    """Say which assumptions were varied where none of them turns anything; empty where one does, or none was."""
    varied = about.get("sensitivity", {}).get("varied", ())
    return beside.steady_words(varied, texts) if varied and not stands.turns else ""
