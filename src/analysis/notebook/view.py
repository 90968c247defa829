"""What comes in: parameters, tables, and what norms and assumptions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import measures
from ..contracts import TABLES
from ..contracts.dating import DATED_BY
from ..parameters import RunParameters, load_assumptions, load_norms, load_register, others
from ..periods import Period, halves
from ..prepare import Prepared, known_on
from ..presentation.imprint import Imprint
from ..presentation.scenarios import scenario_words
from ..presentation.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from ..parameters import Assumptions, Register
    from ..reports.context import Context


class View:
    """
    What a notebook sees of a run: its parameters, the tables as known on the reference date, what was decided.

    Parameters
    ----------
    notebook
        Stem of the notebook, `40_displacement_by_urgent_seekers`.
    parameters
        The validated parameters of the run.
    context
        Where tables come from and results go.
    """

    def __init__(self, notebook: str, parameters: RunParameters, context: Context) -> None:
        self.notebook = notebook
        self.parameters = parameters
        self.context = context
        self.texts = Texts(parameters.language)
        self.prepared = Prepared.open(context.prepared)
        self.card = self.prepared.card
        assumptions, register = load_assumptions(parameters.scenario), load_register(parameters.agreements)
        self.used = measures.Used(load_norms(), assumptions, register)
        self._loaded: list[str] = []
        self._files: set[str] = set()

    # ---------------------------------------------------------------- what the run is about

    @property
    def period(self) -> Period:
        """The half-year reported on."""
        return self.parameters.period_value

    @property
    def on(self) -> date:
        """The reference date: nothing dated after it is seen."""
        return self.parameters.date

    @property
    def register(self) -> Register:
        """The agreements of the year, with the chapters' goals."""
        return self.used.register

    @property
    def has_register(self) -> bool:
        """Whether the agreements are those of the delivery's municipality; another gets figures without verdicts."""
        return self.register.municipality == self.card.municipality

    @property
    def others(self) -> frozenset[str]:
        """Parties whose rows an edition for one association leaves out; none where all are shown."""
        return others(self.register, self.parameters.corporation, self.card.corporations)

    @property
    def assumptions(self) -> Assumptions:
        """What the project chose, under the run's scenario."""
        return self.used.assumptions

    @property
    def imprint(self) -> Imprint:
        """The line under every picture: source, date, synthetic or not."""
        source = self.card.title
        if self.parameters.corporation:
            source = self.texts(
                "{title}; shown for {corporation}", title=source, corporation=self.parameters.corporation
            )
        return Imprint(source, self.on, self.card.is_synthetic)

    # ---------------------------------------------------------------- tables in

    def load(self, table: str, *, everywhere: bool = False) -> pd.DataFrame:
        """
        Give a delivered table as it was known on the reference date.

        Parameters
        ----------
        table
            Name from the data dictionary. Loading is validated: the table passed every check when prepared.
        everywhere
            False keeps to the card's municipality where the table tells municipalities apart.

        Returns
        -------
        frame
            The contract's columns; no rows when the table was not delivered.
        """
        if table not in self._loaded:
            self._loaded.append(table)
        frame = known_on(table, self.prepared.load(table), self.on)
        if everywhere or "municipality_code" not in frame.columns:
            return frame
        return frame[frame["municipality_code"] == self.card.municipality].reset_index(drop=True)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give every table of the contract as known on the reference date, of every municipality."""
        return {name: self.load(name, everywhere=True) for name in TABLES}

    @property
    def dated_by(self) -> Mapping[str, str]:
        """Column that dates the rows of a table, by table."""
        return DATED_BY

    def periods(self, days: pd.Series[pd.Timestamp]) -> list[Period]:
        """Give the half-years from the first event to the one reported on; only the latter without events."""
        known = days.dropna()
        first = Period.holding(known.min().date()) if len(known) else self.period
        return halves(first, self.period)

    @property
    def absent(self) -> list[str]:
        """Tables this notebook asked for that were not delivered."""
        return [table for table in self._loaded if table not in self.prepared.tables]

    def inputs(self, theme: str, *, on: date | None = None) -> dict[str, Any]:
        """
        Give the keyword arguments that norms and assumptions decide for one theme.

        Parameters
        ----------
        theme
            Name in `analysis.measures.INPUTS`.
        on
            Date whose values count; missing means the reference date.

        Returns
        -------
        inputs
            Keyword arguments for the theme's indicators.
        """
        return measures.INPUTS[theme](self.used, on or self.on)

    def assume(self, assumption: str) -> Any:  # noqa: ANN401 - number, text, boolean or list
        """Give what the project chose for one assumption, under the run's scenario."""
        return self.used.assume(assumption)

    def scenario_names(self, theme: str) -> dict[str, str]:
        """Give the scenarios of a theme in words: which assumption, its value there and in the base."""
        return {name: self.scenario_name(name) for name in measures.scenarios(theme, self.assumptions)}

    def scenario_name(self, name: str) -> str:
        """Give a scenario in words: which assumption, its value there and in the base."""
        return scenario_words(*measures.scenario_terms(name), self.texts)

    def line(self, result: str) -> Fraction:
        """Give the line the register holds a result against, as an exact number."""
        return measures.ceiling(self.register, result)
