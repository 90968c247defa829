"""
The notebook's door to the project: `open_run` gives a `Run`, and the run loads, judges, shows and records.

A notebook holds no path, no threshold and no word a reader sees: it asks the run for tables (`load`), for what
the parameters say (`inputs`), for the verdict (`judge`), and hands over what has to be seen (`show`, `figure`)
and kept (`record`). Whatever is shown has passed the disclosure gate; what is recorded stays exact and inside
the run's own folder, until the report's writers pass it through the same gate.
"""

from __future__ import annotations

import base64
import html
import json
import sys
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import pandas as pd
from IPython.display import display

from . import disclosure, measures
from .contracts import TABLES
from .contracts.dating import DATED_BY
from .errors import ParameterError
from .findings import Finding
from .indicators import data_quality, verdicts
from .parameters import BASE, RunParameters, load_assumptions, load_norms, load_register
from .periods import Period, halves
from .prepare import Prepared, known_on
from .presentation import tables
from .presentation.imprint import Imprint
from .presentation.style import pdf, png
from .presentation.tables import HtmlTable
from .presentation.texts import Texts
from .reports.context import Context
from .reports.scoreboard import scoreboard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction
    from pathlib import Path

    import geopandas as gpd
    from matplotlib.figure import Figure

    from .parameters import Assumptions, Entry, Register

RD_NEW = "EPSG:28992"


@dataclass(frozen=True)
class Judged:
    """
    Rows with their verdicts: `exact` for the ledger, `published` for every eye.

    Parameters
    ----------
    exact
        Rows as measured, with agreement, rule, verdict and reason.
    published
        The same rows after the disclosure gate.
    """

    exact: pd.DataFrame
    published: disclosure.Published

    def only(self, *results: str) -> disclosure.Published:
        """Give the published rows of some results."""
        return disclosure.chosen(self.published, disclosure.require(self.published)["id"].isin(results))

    def villages(self, result: str) -> disclosure.Published:
        """Give the published rows of one result per village, associations together."""
        rows = disclosure.require(self.only(result))
        return disclosure.chosen(self.only(result), rows["village"].notna() & rows["corporation"].isna())

    @property
    def totals(self) -> disclosure.Published:
        """The published rows of associations and of the whole."""
        rows = disclosure.require(self.published)
        return disclosure.chosen(self.published, rows["village"].isna() & rows["complex_id"].isna())

    def total(self, result: str) -> float:
        """Give the published value of a result over the whole; missing (nan) when there is none or it is suppressed."""
        rows = disclosure.require(self.only(result))
        whole = rows[rows[["corporation", "village", "complex_id"]].isna().all(axis=1)]
        return float(whole["value"].iloc[0]) if len(whole) else float("nan")


class Run:
    """
    One notebook's view of one run: parameters, tables, verdicts, and the only ways out.

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
        self.used = measures.Used(load_norms(), load_assumptions(parameters.scenario), load_register(parameters.agreements))
        self._loaded: list[str] = []
        self._answer: list[str] = []

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
    def assumptions(self) -> Assumptions:
        """What the project chose, under the run's scenario."""
        return self.used.assumptions

    @property
    def imprint(self) -> Imprint:
        """The line under every picture: source, date, synthetic or not."""
        return Imprint(self.card.title, self.on, self.card.is_synthetic)

    def agreement(self, identifier: str) -> Entry:
        """Give one entry of the register, `31` or `goal-4.4`."""
        return self.register.entry(identifier)

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
        first = days.min()
        return halves(self.period if pd.isna(first) else Period.holding(first.date()), self.period)

    def findings(self) -> disclosure.Published:
        """Give what the check of the delivery found; refusals would have stopped the run."""
        columns = [field.name for field in fields(Finding)]
        found = pd.DataFrame([asdict(finding) for finding in self.prepared.findings], columns=columns)
        return self.publish(found, "plan", by=columns)

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
            Rows of associations and of the whole under every scenario, its name in `scenario`; the base first.
        """
        frames = []
        for name in (BASE, *measures.scenarios(theme, self.assumptions)):
            world = self.used.under(load_assumptions(name))
            rows = measure(**measures.INPUTS[theme](world, on or self.on))
            rows = rows[rows["village"].isna() & rows["complex_id"].isna()]
            frames.append(self._judge(rows, world.assumptions, {}).assign(scenario=name))
        return self.publish(pd.concat(frames, ignore_index=True), data_class, by=["scenario"])

    def line(self, result: str) -> Fraction:
        """Give the line the register holds a result against, as an exact number."""
        return measures.ceiling(self.register, result)

    # ---------------------------------------------------------------- verdict and gate

    def judge(self, *rows: pd.DataFrame, blocked: Mapping[tuple[str, str, str], str] | None = None) -> Judged:
        """
        Hold rows against the agreements, and pass them through the disclosure gate.

        Parameters
        ----------
        *rows
            Exact rows of one or more indicators.
        blocked
            Reasons why an account cannot be assessed, by id, association and village.

        Returns
        -------
        judged
            Exact rows with verdicts, and their published twin.
        """
        exact = self._judge(pd.concat(rows, ignore_index=True), self.assumptions, blocked or {})
        return Judged(exact, self._gate(exact, disclosure.classes(exact)))

    def _judge(
        self, rows: pd.DataFrame, assumptions: Assumptions, blocked: Mapping[tuple[str, str, str], str]
    ) -> pd.DataFrame:
        return verdicts.judge(
            rows,
            rules=measures.rules(self.register, assumptions),
            on=self.on,
            period=self.period,
            max_missing_share=assumptions.value("max_missing_share"),
            talks=self.load("actions"),
            blocked=blocked,
            tenants=self.register.tenants,
            shown_with=measures.shown_with(self.register, set(rows["id"])),
        )

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
            complexes=self.prepared.load("complexes")[["complex_id", "corporation", "village"]],
            by=by,
            ledger=ledger,
        )
        if not self.parameters.corporation or "corporation" not in frame.columns:
            return published
        shown = frame["corporation"].isna() | (frame["corporation"] == self.parameters.corporation)
        return disclosure.chosen(published, shown)

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
            corporation, verdict, value, unit, threshold, reason`.
        """
        if self.context.results is None:
            message = "there are no published results to read: run the other notebooks first"
            raise ParameterError(message)
        board = scoreboard(self.context.results, {entry.id: entry.title for entry in self.register.entries})
        return self.publish(board, "plan", by=["agreement", "result"])

    # ---------------------------------------------------------------- what is seen

    def header(self) -> None:
        """Show what this run is about: dates, data, profile, scenario."""
        self.show(tables.context_table(self._about(), self.texts))

    def _about(self) -> dict[str, str]:
        texts = self.texts
        return {
            texts("Period"): self.period.label,
            texts("Reference date"): texts.date(self.on),
            texts("Data"): texts("synthetic: no real household") if self.card.is_synthetic else texts("delivered"),
            texts("Delivery"): self.card.title,
            texts("Profile"): texts.profile(self.parameters.profile),
            texts("Scenario"): self.parameters.scenario,
            texts("Agreements"): self.register.title,
        }

    def show(self, table: HtmlTable) -> None:
        """Show a table of `analysis.presentation.tables`."""
        display({"text/html": table.html, "text/plain": table.text}, raw=True)

    def figure(self, draw: Callable[..., Figure], *published: disclosure.Published, **options: Any) -> None:
        """
        Draw and show a figure with its alternative text.

        Parameters
        ----------
        draw
            Function of `analysis.presentation`; its sibling `alt_<name>` says in words what the figure shows.
        *published
            What passed the gate.
        **options
            Further arguments of both.
        """
        figure = draw(*published, self.texts, self.imprint, **options)
        self._display_png(png(figure), _alternative(draw)(*published, self.texts, **options))

    def map(
        self,
        name: str,
        draw: Callable[..., Figure],
        published: disclosure.Published,
        neighbourhoods: pd.DataFrame,
        **options: Any,
    ) -> None:
        """Draw and show a map as `figure` does, and keep it as PNG and PDF for the report's `maps/`."""
        figure = draw(published, neighbourhoods, self.texts, self.imprint, **options)
        alt = _alternative(draw)(published, self.texts, **options)
        folder = self._folder("maps")
        (folder / f"{name}.pdf").write_bytes(pdf(figure))
        picture = png(figure)
        (folder / f"{name}.png").write_bytes(picture)
        self._display_png(picture, alt)

    def _display_png(self, picture: bytes, alt: str) -> None:
        bundle = {"image/png": base64.b64encode(picture).decode("ascii"), "text/plain": alt}
        display(bundle, raw=True, metadata={"image/png": {"alt": alt}})

    def layer(self, name: str, published: disclosure.Published) -> None:
        """
        Keep published rows with a place as a layer of the report's GeoPackage.

        Parameters
        ----------
        name
            Name of the layer, `complexes`.
        published
            One row per feature, its place in `x_rd_m` and `y_rd_m` (EPSG:28992); missing gives an empty geometry.
        """
        import geopandas as gpd  # noqa: PLC0415 - only notebooks with maps pay for it

        rows = disclosure.require(published)
        points = gpd.GeoSeries.from_xy(rows["x_rd_m"], rows["y_rd_m"], crs=RD_NEW)
        is_placed = rows["x_rd_m"].notna() & rows["y_rd_m"].notna()
        layer = gpd.GeoDataFrame(rows.drop(columns=["x_rd_m", "y_rd_m"]), geometry=points.where(is_placed), crs=RD_NEW)
        layer.to_parquet(self._folder("layers") / f"{name}.parquet")

    def answer(self, sentences: Sequence[str]) -> None:
        """Show the conclusion, generated from the result; the report's pages begin with it."""
        self._answer = list(sentences)
        paragraphs = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
        display(
            {"text/html": f'<div class="answer">{paragraphs}</div>', "text/plain": "\n".join(sentences)},
            raw=True,
        )

    def sources(self) -> None:
        """Show the norms and assumptions used, each with value, source and whether it was verified."""
        records = [self.used.norms.record(norm, on) for norm, on in sorted(self.used.asked.items())]
        self.show(tables.norms_table(records, self.texts))

    # ---------------------------------------------------------------- what is kept

    def record(self, *judged: Judged) -> None:
        """
        Keep the exact rows in the run's own folder, and show which results were recorded.

        Parameters
        ----------
        *judged
            What `judge` gave; the runner harvests it, gates it and publishes it.
        """
        rows = pd.concat([one.exact for one in judged], ignore_index=True) if judged else pd.DataFrame()
        folder = self._folder("ledger")
        rows.to_parquet(folder / f"{self.notebook}.parquet")
        about = {
            "needs": sorted(self._loaded),
            "absent": sorted(self.absent),
            "answer": self._answer,
            "ids": sorted(set(rows["id"])) if len(rows) else [],
        }
        (folder / f"{self.notebook}.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        self.show(tables.recorded_table(rows, self.texts))

    def _folder(self, name: str) -> Path:
        folder = self.context.work / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def coverage(self, *names: str) -> disclosure.Published:
        """Count rows and missing values of tables, of every municipality, as known on the reference date."""
        frames = {name: self.load(name, everywhere=True) for name in names or TABLES}
        counted = data_quality.coverage(frames, delivered=self.prepared.tables)
        return self.publish(counted, "plan", by=["table", "column"])


def _alternative(draw: Callable[..., Figure]) -> Callable[..., str]:
    """Find the function that says in words what a figure shows; a figure without one cannot be shown."""
    module = sys.modules[draw.__module__]
    alternative: Callable[..., str] = getattr(module, f"alt_{draw.__name__}")
    return alternative


def open_run(notebook: str, **parameters: str) -> Run:
    """
    Open a run for a notebook: check its parameters, find its tables, show what it is about.

    Parameters
    ----------
    notebook
        Stem of the notebook's file.
    **parameters
        The cells of the notebook's parameters, as papermill gave them; a misspelt, missing or wrongly typed
        one is refused.

    Returns
    -------
    run
        The run, ready to load tables.

    Raises
    ------
    ParameterError
        If a parameter is unknown, missing or not what it should be.
    """
    checked = RunParameters(**parameters)
    run = Run(notebook, checked, Context.current(checked.profile))
    run.header()
    return run
