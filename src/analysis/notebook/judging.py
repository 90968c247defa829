"""What leaves a run is judged and has passed the gate: figures held against agreements, and other published tables."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from .. import disclosure, measures
from ..contracts import TABLES
from ..errors import ParameterError
from ..findings import Finding
from ..indicators import data_quality, verdicts
from ..parameters import BASE, load_assumptions
from ..reports.reuse import RESULTS
from ..reports.scoreboard import scoreboard
from ..wording import said
from .judged import Judged
from .varied import Varied
from .view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ..parameters import Assumptions, RunParameters
    from ..reports.context import Context

    Account = tuple[str, str, str]


MEASURES = ["value", "numerator", "denominator", "missing", "interval_low", "interval_high"]


class Judging(View):
    """
    A view that judges rows and passes them through the disclosure gate.

    Parameters
    ----------
    notebook, parameters, context
        As for `View`.
    """

    def __init__(self, notebook: str, parameters: RunParameters, context: Context) -> None:
        super().__init__(notebook, parameters, context)
        self._blocked: dict[Account, str] = {}
        self._varied = Varied()

    # ---------------------------------------------------------------- verdict and gate

    def judge(
        self,
        *rows: pd.DataFrame,
        blocked: Mapping[Account, str] | None = None,
        remarks: Mapping[Account, str] | None = None,
    ) -> Judged:
        """
        Hold rows against the agreements, and pass them through the disclosure gate.

        Parameters
        ----------
        *rows
            Exact rows of one or more indicators.
        blocked
            Reasons why an account cannot be assessed, by id, association and village.
        remarks
            What is said beside a verdict without changing it, by id, association and village.

        Returns
        -------
        judged
            Exact rows with verdicts, and their published twin.
        """
        together = pd.concat(rows, ignore_index=True)
        self.used.judging(set(together["id"]))
        self._blocked |= blocked or {}
        exact = self._judge(together, self.assumptions)
        self._vary_judging(exact)
        exact = verdicts.with_remarks(exact, remarks or {})
        return Judged(exact, self._gate(exact, disclosure.classes(exact)))

    def _judge(self, rows: pd.DataFrame, assumptions: Assumptions) -> pd.DataFrame:
        return verdicts.judge(
            rows,
            rules=measures.rules(self.register, assumptions) if self.has_register else [],
            on=self.on,
            period=self.period,
            max_missing_share=assumptions.value("max_missing_share"),
            talks=self.load("actions"),
            blocked=self._blocked,
            tenants=self.register.tenants,
            shown_with=measures.shown_with(self.register, set(rows["id"])) if self.has_register else {},
        )

    def _vary_judging(self, exact: pd.DataFrame) -> None:
        """Judge the same figures again with each assumption of the judging itself at the ends of its range."""
        judged = exact[exact["verdict"].notna()]
        for assumption, results in measures.rests_on(self.register, set(judged["id"])).items():
            rows = judged[judged["id"].isin(results)]
            for name in self.assumptions.record(assumption).scenarios:
                self._remember(rows, self._judge(rows, load_assumptions(name)), name)

    def _remember(self, base: pd.DataFrame, varied: pd.DataFrame, scenario: str) -> None:
        """Keep which verdicts a scenario turns, for `record`; a run under a scenario of its own is one already."""
        if BASE == self.parameters.scenario != scenario:
            self._varied.remember(base, varied, scenario)

    def sensitivity(
        self, measure: Callable[..., pd.DataFrame], theme: str, *, data_class: str, on: date | None = None
    ) -> disclosure.Published:
        """
        Measure and judge again with each assumption of a theme at the ends of its range.

        Parameters
        ----------
        measure
            Takes the theme's inputs, gives rows.
        theme, on
            As for `inputs`.
        data_class
            Class of the rows, for the gate.

        Returns
        -------
        rows
            The judged rows under every scenario, or without a rule the rows of the whole; its name in `scenario`,
            the base first.
        """
        frames, base = [], pd.DataFrame()
        for name in (BASE, *measures.scenarios(theme, self.assumptions)):
            world = self.used.under(load_assumptions(name))
            rows = measure(**measures.INPUTS[theme](world, on or self.on))
            judged = self._judge(rows, world.assumptions)
            base = judged if name == BASE else base
            self._remember(base, judged, name)
            is_total = judged[["corporation", "village", "complex_id"]].isna().all(axis="columns")
            shown = judged["verdict"].notna() if judged["verdict"].notna().any() else is_total
            frames.append(judged[shown].assign(scenario=name))
        varied = pd.concat(frames, ignore_index=True)
        if data_class == "association" and self.parameters.profile != "internal":
            # two scenarios side by side would give away the lettings of a single ground of urgency
            varied[MEASURES] = varied[MEASURES].mask(varied["scenario"] != BASE)
        return self.publish(varied, data_class, by=["scenario"])

    def publish(
        self, frame: pd.DataFrame, data_class: str, *, by: Sequence[str] = (), like: Judged | None = None
    ) -> disclosure.Published:
        """
        Pass a table that is not part of the ledger through the gate.

        Parameters
        ----------
        frame
            Exact rows.
        data_class
            `plan`, `association`, `home` or `household`.
        by
            Columns that place a row, beside corporation, village, complex and period.
        like
            Judged rows of the same data: what is suppressed there is suppressed here.
        """
        return self._gate(frame, data_class, by=by, ledger=like.published if like else None)

    def _gate(
        self,
        frame: pd.DataFrame,
        data_class: str | pd.Series[str],
        *,
        by: Sequence[str] = (),
        ledger: disclosure.Published | None = None,
    ) -> disclosure.Published:
        published = disclosure.gate(
            frame,
            data_class=data_class,
            profile=self.parameters.profile,
            policy=measures.policy(self.assumptions),
            complexes=self._complexes,
            by=by,
            ledger=ledger,
        )
        return disclosure.without(published, self.others, self._complexes)

    @cached_property
    def _complexes(self) -> pd.DataFrame:
        """Where each complex lies and whose it is, for the gate."""
        return self.prepared.load("complexes")[["complex_id", "corporation", "village"]]

    def join(self, left: disclosure.Published, right: disclosure.Published, *, on: str) -> disclosure.Published:
        """Put the measures of one published table beside those of another."""
        return disclosure.joined(left, right, on=on)

    def scoreboard(self) -> disclosure.Published:
        """
        Give the agreements with their verdicts, from the results that were published.

        Returns
        -------
        board
            One row per agreement and goal, and per row of results that was judged: `chapter, agreement, title,
            corporation, verdict, value, unit, threshold, reason, correction, turns`.
        """
        if self.context.results is None:
            message = said("there are no published results to read: run the other notebooks first")
            raise ParameterError(message)
        self.prepared.asked.add(RESULTS)
        board = scoreboard(self.context.results, self.register, self.texts)
        return self.publish(board, "plan", by=["agreement", "result"])

    def findings(self) -> disclosure.Published:
        """Give what the check of the delivery found; refusals would have stopped the run."""
        columns = [field.name for field in fields(Finding)]
        found = pd.DataFrame([self._told(finding) for finding in self.prepared.told()], columns=columns)
        return self.publish(found, "plan", by=columns)

    def _told(self, finding: Finding) -> dict[str, object]:
        """Give the fields of a finding, its sentences in the reader's language."""
        sentences = {"message": self.texts.told(finding.message), "remedy": self.texts.told(finding.remedy)}
        return {**asdict(finding), **sentences}

    def coverage(self, *names: str) -> disclosure.Published:
        """Count rows and missing values of tables, of every municipality, as known on the reference date."""
        frames = {name: self.load(name, everywhere=True) for name in names or TABLES}
        answers = {name: [one.name for one in TABLES[name].columns.values() if one.empty_means] for name in frames}
        counted = data_quality.coverage(frames, delivered=self.prepared.tables, meaningful_empty=answers)
        return self.publish(counted, "plan", by=["table", "column"])
