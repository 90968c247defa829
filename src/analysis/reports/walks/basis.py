"""What the sheets of an inspection are made from: a run's parameters, its tables, and the disclosure gate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ... import disclosure, measures, paths
from ...indicators import inspections
from ...parameters import load_assumptions, load_norms, load_register
from ...prepare import Prepared, known_on, prepare
from ...presentation.imprint import Imprint
from ...presentation.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from ...parameters import RunParameters
    from ...periods import Period
    from ..draft import Request


@dataclass(frozen=True)
class Basis:
    """
    A run as the sheets see it.

    Parameters
    ----------
    name
        Name of the run: it stands in the head and in the code of every sheet.
    parameters
        The validated parameters of the run.
    prepared
        The core tables.
    """

    name: str
    parameters: RunParameters
    prepared: Prepared

    @classmethod
    def of(cls, request: Request) -> Basis:
        """Check and prepare the delivery of a request, or find it prepared."""
        return cls(
            request.name, request.parameters, prepare(request.delivery, paths.CORE, municipality=request.municipality)
        )

    @property
    def on(self) -> date:
        """The reference date: nothing dated after it is seen."""
        return self.parameters.date

    @property
    def period(self) -> Period:
        """The half-year of the run."""
        return self.parameters.period_value

    @cached_property
    def texts(self) -> Texts:
        """Words and numbers in the run's language."""
        return Texts(self.parameters.language)

    @property
    def imprint(self) -> Imprint:
        """Source with its licences, date, and whether the data are real."""
        card = self.prepared.card
        return Imprint(card.title, self.on, card.is_synthetic).crediting(card.content.get("licenses", ()))

    @cached_property
    def used(self) -> measures.Used:
        """What norms and assumptions decide."""
        parameters = self.parameters
        register = load_register(parameters.agreements)
        return measures.Used(load_norms(), load_assumptions(parameters.scenario), register)

    def inputs(self, theme: str, *, on: date | None = None) -> dict[str, Any]:
        """Keyword arguments that norms and assumptions decide for one theme, on the reference date or another."""
        return measures.INPUTS[theme](self.used, on or self.on)

    def load(self, table: str) -> pd.DataFrame:
        """Give a table as known on the reference date, of the card's municipality."""
        frame = known_on(table, self.prepared.load(table), self.on)
        if "municipality_code" not in frame.columns:
            return frame
        return frame[frame["municipality_code"] == self.prepared.card.municipality].reset_index(drop=True)

    def publish(
        self,
        frame: pd.DataFrame,
        data_class: str | pd.Series[str],
        *,
        by: Sequence[str] = (),
        ledger: disclosure.Published | None = None,
    ) -> disclosure.Published:
        """Pass exact rows through the disclosure gate, in the run's profile."""
        return disclosure.gate(
            frame,
            data_class=data_class,
            profile=self.parameters.profile,
            policy=measures.policy(self.used.assumptions),
            complexes=self.prepared.load("complexes")[["complex_id", "corporation", "village"]],
            by=by,
            ledger=ledger,
        )

    def visits(self) -> pd.DataFrame:
        """Give the villages with their last inspection."""
        tables = (self.load("inspections"), self.load("dwellings"), self.load("neighbourhoods"))
        return inspections.visits(*tables, on=self.on, **self.inputs("inspections"))

    def rota(self) -> disclosure.Published:
        """Give the villages in the order in which their turn is suggested."""
        months = self.inputs("inspections")["window_months"]
        return self.publish(inspections.rota(self.visits(), on=self.on, window_months=months), "plan", by=["village"])
