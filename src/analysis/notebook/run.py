"""A run as a notebook uses it: what was judged and published is shown and recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import disclosure
from ..indicators import reported
from ..presentation import tables
from ..presentation.drawing import DRAWINGS, Drawing, drawn, name_of
from ..presentation.rendering import page, png
from ..reports.kernel import kind_of_kernel, peak_mib
from ..sources.surroundings import surroundings
from . import display
from .judging import Judging
from .varied import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from matplotlib.figure import Figure

    from ..presentation.tables import HtmlTable
    from .judged import Judged


class Run(Judging):
    """
    One notebook's run: everything `Judging` gives, and the only ways out.

    Parameters
    ----------
    notebook, parameters, context
        As for `View`.
    """

    # ---------------------------------------------------------------- what is seen

    def header(self) -> None:
        """Show what this run is about: dates, data, profile, scenario."""
        self.show(tables.context_table(self._about(), self.texts))

    def _about(self) -> dict[str, str]:
        texts = self.texts
        return {
            texts("Period"): self.period.label,
            texts("Reference date"): texts.date(self.on),
            texts("Data"): texts("synthetic: no real household")
            if self.card.is_synthetic
            else texts("delivered by the parties"),
            texts("Delivery"): self.texts.quoted(self.card.title),
            texts("Profile"): texts.profile(self.parameters.profile),
            texts("Scenario"): self.parameters.scenario,
            texts("Agreements"): self.register.title,
        }

    def show(self, table: HtmlTable) -> None:
        """Show a table of `analysis.presentation.tables`."""
        display.markup(table.html, table.text)

    def vary(
        self, measure: Callable[..., pd.DataFrame], theme: str, *, data_class: str, on: date | None = None
    ) -> disclosure.Published:
        """Measure and judge again as `sensitivity` does, and show its table with the scenarios in words."""
        varied = self.sensitivity(measure, theme, data_class=data_class, on=on)
        self.show(tables.sensitivity_table(varied, self.texts, names=self.scenario_names(theme)))
        return varied

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
        picture = self._picture(drawn(draw(*published, self.texts, self.imprint, **options)))
        display.picture(picture, display.alternative(draw)(*published, self.texts, **options))

    def map(
        self,
        name: str,
        draw: Callable[..., Figure],
        published: disclosure.Published,
        neighbourhoods: pd.DataFrame,
        **options: Any,
    ) -> None:
        """Draw and show a map as `figure` does; keep it as PNG, and on an A4 page as PDF, for the report's `maps/`."""
        imprint = self.imprint.crediting(self.card.content.get("licenses", ()))
        around = surroundings(self.card.municipality)
        drawing = drawn(draw(published, neighbourhoods, self.texts, imprint, around=around, **options))
        alt = display.alternative(draw)(published, self.texts, **options)
        folder = self._folder("maps")
        (folder / f"{name}.pdf").write_bytes(page(drawing, alt, self.texts, imprint))
        picture = self._picture(drawing)
        (folder / f"{name}.png").write_bytes(picture)
        self._files |= {f"maps/{name}.pdf", f"maps/{name}.png"}
        display.picture(picture, alt)

    def layer(self, name: str, published: disclosure.Published) -> None:
        """
        Keep published rows with a place as a layer of the report's GeoPackage and mailed map.

        Parameters
        ----------
        name
            Name of the layer, `complexes`.
        published
            One row per feature, its place in `x_rd_m` and `y_rd_m` (EPSG:28992); missing gives an empty geometry.
        """
        disclosure.require(published).to_parquet(self._folder("layers") / f"{name}.parquet")
        self._files.add(f"layers/{name}.parquet")

    def answer(self, sentences: Sequence[str]) -> None:
        """Show the conclusion, generated from the result; the report's pages begin with it."""
        (self._folder("answers") / f"{self.notebook}.json").write_text(json.dumps(list(sentences)), encoding="utf-8")
        display.answer(sentences)

    def sources(self) -> None:
        """Show the lines of the agreement, and the norms and assumptions used, each with value and source."""
        register = self.register.entries if self.has_register else ()
        entries = [entry for entry in register if entry.notebook == self.notebook[:2]]
        self.show(tables.lines_table(entries, self.texts, document=self.register.title))
        self.show(tables.norms_table(self.used.looked_up(), self.texts))
        self.show(tables.assumptions_table(self.used.chosen(), self.texts))

    def reported(self, *agreements: str) -> Judged:
        """
        Show what the parties report themselves about agreements, and judge it.

        Parameters
        ----------
        *agreements
            Their numbers.

        Returns
        -------
        judged
            The figures of this half-year, to be recorded.
        """
        told = self.load("reported_figures")
        last = reported.latest(told, agreements=agreements, period=self.period)
        last = last[~last["party"].isin(list(self.others))]
        self.show(tables.reported_table(self.publish(last, "plan", by=["agreement", "measure", "party"]), self.texts))
        names = self.card.corporations
        return self.judge(reported.figures(told, agreements=agreements, corporations=names, period=self.period))

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
        rows = self._varied.added_to(rows) if judged else rows
        folder = self._folder("ledger")
        rows.to_parquet(folder / f"{self.notebook}.parquet")
        about = {
            "needs": sorted(self._loaded),
            "absent": sorted(self.absent),
            "asked": sorted(self.prepared.asked),
            "kernel": kind_of_kernel(),
            "peak_mib": peak_mib(),
            "files": sorted(self._files),
            "ids": sorted(set(rows["id"])) if len(rows) else [],
            "rests_on": plain(self.used.values()),
            **self._varied.as_record(),
        }
        (folder / f"{self.notebook}.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        self.show(tables.recorded_table(rows, self.texts))

    def _picture(self, drawing: Drawing) -> bytes:
        """Give a drawing as PNG, and keep it as it is: it stands on the page in the picture's place."""
        picture = png(drawing)
        name = name_of(picture)
        (self._folder(DRAWINGS) / name).write_text(drawing.svg, encoding="utf-8", newline="\n")
        self._files.add(f"{DRAWINGS}/{name}")
        return picture

    def _folder(self, name: str) -> Path:
        folder = self.context.work / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder
