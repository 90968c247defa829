"""An exploration: the tables of a delivery as known on a day, and ways to look at them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from .. import paths
from ..contracts import TABLES
from ..notebook import refusals
from ..notebook.judging import Judging
from ..prepare import prepare
from ..reports.context import Context, working_copy
from ..reports.settings import parameters_of
from ..wording import said
from . import exporting, grids, hover_map
from .columns import class_of
from .comparing import Compared, compare
from .delivered import Delivered
from .past import past
from .what_if import WhatIf

if TYPE_CHECKING:
    from .screen import Screen


def start(delivery: str | Path = "", **parameters: str) -> Exploration:
    """
    Begin to explore a delivery.

    Parameters
    ----------
    delivery
        Folder of the delivery; empty takes the one JupyterLab or the working copy was opened with, else the shipped
        one.
    **parameters
        As of a run: `period`, `reference_date`, `corporation`, `language`, `profile`, `scenario`, `agreements`. The
        profile is `internal` unless said otherwise: exact figures, on your own screen only.

    Returns
    -------
    data
        The exploration.

    Raises
    ------
    DeliveryError
        If the delivery is refused.
    ParameterError
        If a parameter is unknown or not what it should be.

    Examples
    --------
    >>> data = start(period="2023-H1")
    >>> data.on.isoformat(), len(data.complexes)
    ('2023-06-30', 75)
    """
    copy = working_copy()
    spoken = parameters.get("language") or copy.get("language", "")
    refusals.fold(spoken)
    folder = Path(delivery or copy.get("delivery", paths.SAMPLE))
    prepared = prepare(folder, paths.CORE)
    checked = parameters_of(
        {"profile": "internal"} | ({"language": spoken} if spoken else {}) | parameters, prepared.card
    )
    context = Context("exploration", prepared.folder, paths.WORKING / "kept", None)
    return Exploration(Judging("exploration", checked, context), folder)


class Exploration(Delivered):
    """
    Tables, grids, maps, comparisons and what-if forms of one delivery on one day.

    Every table of the delivery is an attribute: `data.dwellings` is a frame as it was known on the reference date, with
    the homes of the municipality only.

    Parameters
    ----------
    run
        What a notebook gets from `open_run`, without its ways to record.
    delivery
        Folder of the delivery.

    Examples
    --------
    >>> data = start()
    >>> data.compare(data.homes, "is_daeb", by="corporation").frame["corporation"].tolist()
    ['SEW', 'Woonborg']
    """

    # ---------------------------------------------------------------- looking

    def overview(self) -> Screen:
        """
        Show every table: its rows, what one row is, what it serves.

        Examples
        --------
        >>> start().overview()  # doctest: +SKIP
        """
        texts, delivered = self.run.texts, self.run.prepared.tables
        rows = [
            (name, len(self.table(name)) if name in delivered else None, texts(about.grain), texts(about.serves))
            for name, about in TABLES.items()
        ]
        heads = [texts("Table"), texts("Rows"), texts("One row"), texts("Serves")]
        frame = pd.DataFrame(rows, columns=heads).astype({heads[1]: "Int64"})
        return grids.grid(frame, texts, caption=self.run.card.title, is_internal=self.is_internal)

    def columns(self, table: str) -> Screen:
        """
        Show the columns of a table: unit, meaning, and what an empty cell says.

        Examples
        --------
        >>> start().columns("rents")  # doctest: +SKIP
        """
        self.table(table)
        texts = self.run.texts
        rows = [
            (one.name, one.unit, texts(one.description), texts(one.empty_means)) if one.empty_means
            else (one.name, one.unit, texts(one.description), texts("unknown") if one.nullable else "")
            for one in TABLES[table].columns.values()
        ]  # fmt: skip
        heads = [texts("Column"), texts("Unit"), texts("Meaning"), texts("Empty means")]
        return grids.grid(
            pd.DataFrame(rows, columns=heads), texts, caption=texts(TABLES[table].grain), is_internal=False
        )

    def grid(self, frame: pd.DataFrame, caption: str = "") -> Screen:
        """
        Show a frame as a grid that sorts and filters, with units in its header.

        Parameters
        ----------
        frame
            Rows of homes, households or anything else.
        caption
            What they are.

        Raises
        ------
        DisclosureError
            If the profile is not `internal`: rows as delivered have not passed the gate.

        Examples
        --------
        >>> data = start()
        >>> data.grid(data.homes)  # doctest: +SKIP
        """
        self._only_internal(said("rows as delivered are shown"))
        return grids.grid(frame, self.run.texts, caption=caption, is_internal=True)

    def compare(self, frame: pd.DataFrame, column: str, *, by: str | tuple[str, ...] = "village") -> Compared:
        """
        Compare a column between villages, associations, complexes or half-years.

        Truth values give a share, numbers a mean, days a mean year, words the share of each.

        Parameters
        ----------
        frame
            Rows. Not modified.
        column
            What is compared.
        by
            `village`, `corporation`, `complex_id`, `period`, or several of them. The half-year is that of the day the
            rows are dated by.

        Returns
        -------
        compared
            Shown as a grid; `.frame` is a frame.

        Raises
        ------
        ParameterError
            If the frame has no such column, or cannot be placed.

        Examples
        --------
        >>> data = start()
        >>> found = data.compare(data.allocations, "is_first_housing", by="period")
        >>> found.frame["period"].tolist()[-1]
        '2023-H2'
        """
        places = (by,) if isinstance(by, str) else tuple(by)
        rows = self._placed(frame, (column, *places))
        return compare(self.run, rows, column, by=places, data_class=class_of([column]))

    def map(self, frame: pd.DataFrame, column: str, *, by: str = "complex_id") -> Screen:
        """
        Show a column on a map, with every figure under the pointer; no network is needed.

        Parameters
        ----------
        frame
            Rows. Not modified.
        column
            What is shown: a share, a mean, or the most frequent word.
        by
            `complex_id` or `village`.

        Raises
        ------
        ParameterError
            If the frame has no such column, or cannot be placed.

        Examples
        --------
        >>> data = start()
        >>> data.map(data.homes, "construction_year", by="village")  # doctest: +SKIP
        """
        compared = self.compare(frame, column, by=by)
        return hover_map.screen(compared, self.homes, self.neighbourhoods, by=by)

    def results(self, result: str) -> Compared:
        """
        Give a published result through the half-years: of every report of this profile, and of those that are kept.

        Parameters
        ----------
        result
            Id such as `displacement.urgent_share`, or its beginning.

        Raises
        ------
        ParameterError
            If no report of this profile holds it.

        Examples
        --------
        >>> start().results("displacement.urgent_share").frame["period"].unique().tolist()
        ['2023-H1', '2023-H2']
        """
        return past(self.run, result)

    # ---------------------------------------------------------------- taking along, trying out

    def export(self, what: pd.DataFrame | Compared, name: str, *, form: str = "csv") -> Path:
        """
        Write a frame or a comparison to a file in the git-ignored folder `working/exports`.

        Parameters
        ----------
        what
            A frame at profile `internal`, or a comparison, which passed the gate.
        name
            Name of the file, without its ending; exact figures get `-internal` behind it.
        form
            `csv`, `xlsx`, `parquet`, or `gpkg` where there are coordinates.

        Returns
        -------
        file
            What was written.

        Raises
        ------
        DisclosureError
            If a frame is to be written at another profile than `internal`.
        ParameterError
            If the form or the name cannot be used.

        Examples
        --------
        >>> data = start()
        >>> data.export(data.compare(data.homes, "is_daeb"), "daeb")  # doctest: +SKIP
        """
        if isinstance(what, pd.DataFrame):
            self._only_internal(said("rows as delivered are written"))
        frame = what if isinstance(what, pd.DataFrame) else what.frame
        return exporting.write(frame, f"{name}-internal" if self.is_internal else name, form)

    @property
    def what_if(self) -> WhatIf:
        """
        Forms to try out: `laarhove`, `line`, `priorities`, `energy`.

        Examples
        --------
        >>> [name for name in dir(start().what_if) if not name.startswith("_")]
        ['energy', 'laarhove', 'line', 'priorities']
        """
        return WhatIf(self.run, self.delivery)
