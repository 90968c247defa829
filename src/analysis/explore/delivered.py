"""The tables of a delivery as known on a day: loaded once, joined without a row more, placed by day and key."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from ..contracts import TABLES
from ..contracts.dating import DATED_BY
from ..errors import DisclosureError, ParameterError
from ..indicators.definitions import in_service
from ..parameters.wording import suggestion
from ..wording import said
from . import joining
from .comparing import PLACES

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ..notebook.judging import Judging
    from ..periods import Period


class Delivered:
    """
    The tables of one delivery on one day; every table is an attribute.

    Parameters
    ----------
    run
        What a notebook gets from `open_run`, without its ways to record.
    delivery
        Folder of the delivery.
    """

    def __init__(self, run: Judging, delivery: Path) -> None:
        self.run = run
        self.delivery = delivery
        self._tables: dict[str, pd.DataFrame] = {}

    def __repr__(self) -> str:
        return self.run.texts(
            "exploration of {delivery} on {day}, profile {profile}",
            delivery=self.run.card.title,
            day=self.run.texts.date(self.on),
            profile=self.run.parameters.profile,
        )

    def __dir__(self) -> list[str]:
        return [*(name for name in super().__dir__() if not name.startswith("_")), *TABLES]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.table(name)

    # ---------------------------------------------------------------- what it is about

    @property
    def on(self) -> date:
        """The reference date: nothing dated after it is seen."""
        return self.run.on

    @property
    def period(self) -> Period:
        """The half-year that holds the reference date."""
        return self.run.period

    @property
    def is_internal(self) -> bool:
        """Whether figures are exact, and so for the screen only."""
        return self.run.parameters.profile == "internal"

    # ---------------------------------------------------------------- tables

    def table(self, name: str) -> pd.DataFrame:
        """
        Give a table as known on the reference date; the same as `data.<name>`.

        Parameters
        ----------
        name
            Name of a table of the delivery, such as `rents`.

        Raises
        ------
        ParameterError
            If there is no such table.

        Examples
        --------
        >>> from analysis import explore
        >>> explore.start().table("complexes").columns.tolist()
        ['complex_id', 'corporation', 'complex_name', 'village', 'estate']
        """
        if name not in TABLES:
            message = said(
                "there is no table or helper {name!r}; {known}",
                name=name,
                known=suggestion(name, [*TABLES, *dir(self)]),
            )
            raise ParameterError(message)
        if name not in self._tables:
            self._tables[name] = self.run.load(name)
        return self._tables[name].copy()

    @cached_property
    def _homes(self) -> pd.DataFrame:
        dwellings = self.dwellings
        is_here = in_service(dwellings, self.on, temporary_reasons=self.run.used.norm("temporary_reasons", self.on))
        return joining.join(dwellings[is_here].reset_index(drop=True), self.complexes, "complexes")

    @property
    def homes(self) -> pd.DataFrame:
        """
        Homes in service on the reference date, one row each, with the name and estate of their complex.

        Examples
        --------
        >>> from analysis import explore
        >>> data = explore.start()
        >>> len(data.homes) <= len(data.dwellings), "complex_name" in data.homes
        (True, True)
        """
        return self._homes.copy()

    def join(self, frame: pd.DataFrame, table: str) -> pd.DataFrame:
        """
        Put the columns of a table beside the rows of a frame, by the key they share.

        Of a table with several rows per home the last one known on the reference date is taken: the rent in force, the
        household of the newest year, the spell in service.

        Parameters
        ----------
        frame
            Rows with `dwelling_id`, `complex_id`, `inspection_id`, `neighbourhood_code` or `village`. Not modified.
        table
            Name of the table.

        Returns
        -------
        joined
            As many rows as `frame`; columns it has already stay as they are.

        Raises
        ------
        ParameterError
            If they share no key.

        Examples
        --------
        >>> from analysis import explore
        >>> data = explore.start()
        >>> "adults" in data.join(data.homes, "households")
        True
        """
        right = self.homes if table == "dwellings" else self.table(table)
        return joining.join(frame, right, table)

    # ---------------------------------------------------------------- inside

    def _only_internal(self, what: str) -> None:
        if not self.is_internal:
            profile = self.run.parameters.profile
            message = said(
                "{what} at profile 'internal' only, this is {profile!r}: use compare(...), which passes the gate",
                what=what,
                profile=profile,
            )
            raise DisclosureError(message)

    def _placed(self, frame: pd.DataFrame, needed: tuple[str, ...]) -> pd.DataFrame:
        """Give a frame the columns it lacks: the half-year of its day, its complex and village through its home."""
        rows = frame
        for name in needed:
            if name == "period" and "period" not in rows:
                rows = rows.assign(period=_half_years(rows))
            elif name in PLACES and name not in rows:
                key = "dwellings" if "dwelling_id" in rows else "complexes"
                rows = self.join(rows, key)
            if name not in rows:
                message = said(
                    "the frame has no column {name!r}; {known}",
                    name=name,
                    known=suggestion(name, map(str, frame.columns)),
                )
                raise ParameterError(message)
        return rows


def _half_years(frame: pd.DataFrame) -> pd.Series[str]:
    """Half-year of the day that dates each row."""
    dated = [column for column in DATED_BY.values() if column in frame and column not in ("year", "in_service_from")]
    if not dated:
        message = said(
            "the frame has no day to find a half-year by: choose by='village', by='corporation' or by='complex_id'"
        )
        raise ParameterError(message)
    days = frame[dated[0]]
    halves = days.dt.year.astype("Int64").astype("str") + "-H" + ((days.dt.month > 6) + 1).astype("str")  # noqa: PLR2004 - June
    labels: pd.Series[str] = halves.mask(days.isna())
    return labels
