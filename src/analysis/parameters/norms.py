"""
Norms: what law and published definitions lay down, each with the dates it holds for.

The value in force on a day is the last one whose `from` is not after that day, as long as its `to`, where
there is one, is not before it. A day without a value is an error, never a guess. A norm with an `index` is
laid down for one year and follows prices from there: base value times (1 + price change) for each later year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from ..errors import NormError, ParameterError
from ..paths import PARAMS
from ..wording import said
from .reading import Strict, frozen, read, shown
from .wording import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

NORMS = PARAMS / "norms"
IN_PRICES_OF: Final = "in prices of "
"""Begins the part of a source that says to which year an amount was converted."""


class Dated(Strict):
    """
    A value with its first and last day, whether it was verified, and where it comes from.

    Parameters
    ----------
    verified
        Whether the source was looked up.
    reading
        Whether that source leaves a choice, so that the value is how we read it.
    """

    model_config = ConfigDict(validate_by_name=True)

    valid_from: date = Field(alias="from")
    valid_to: date | None = Field(default=None, alias="to")
    value: Annotated[Any, AfterValidator(frozen)]
    verified: bool
    reading: bool = False
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _was_read(self) -> Dated:
        if self.reading and not self.verified:
            message = said(
                "the value from {valid_from} is a reading of a source that was not looked up",
                valid_from=self.valid_from,
            )
            raise ValueError(message)
        return self


class Index(Strict):
    """The norm of yearly changes a value follows, and the year whose prices the value is given in."""

    by: str
    base_year: int


class Norm(Strict):
    """One norm: what it is, where it is laid down, its dated values."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1)
    unit: str = Field(min_length=1)
    document: str = Field(min_length=1)
    article: str = Field(min_length=1)
    quote: str | None = None
    index: Index | None = None
    values: Annotated[tuple[Dated, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _days_follow(self) -> Norm:
        for earlier, later in zip(self.values, self.values[1:], strict=False):
            if (earlier.valid_to or earlier.valid_from) >= later.valid_from:
                message = said(
                    "{id}: the values do not follow each other in time at {valid_from}",
                    id=self.id,
                    valid_from=later.valid_from,
                )
                raise ValueError(message)
        if any(dated.valid_to is not None and dated.valid_to < dated.valid_from for dated in self.values):
            message = said("{id}: a value ends before it begins", id=self.id)
            raise ValueError(message)
        return self

    def in_force(self, on: date) -> Dated:
        """
        Give the dated value in force on a day.

        Raises
        ------
        NormError
            If no value is in force on that day.
        """
        begun = [dated for dated in self.values if dated.valid_from <= on]
        if begun and (begun[-1].valid_to is None or on <= begun[-1].valid_to):
            return begun[-1]
        message = said(
            "norm {id!r} has no value in force on {on}: add one, with its source, to params/norms", id=self.id, on=on
        )
        raise NormError(message)


class Theme(Strict):
    """One file of norms."""

    theme: str
    norms: tuple[Norm, ...]


@dataclass(frozen=True)
class NormValue:
    """
    A norm on one day: the value in force with its source.

    Parameters
    ----------
    id, label, unit
        Name in code, name for readers, unit.
    value
        Number, text, tuple, mapping or None (nothing was laid down that day), as the file says.
    valid_from
        First day the value is in force.
    source
        Document and, where it differs, the publication the value was taken from.
    article
        Article, chapter or clause.
    verified
        Whether the value was checked against its source; an indexed value only if every price change was.
    reading
        Whether the source leaves a choice, so that the value is how we read it.
    quote
        Words of the source, where they decide.
    """

    id: str
    label: str
    unit: str
    value: Any
    valid_from: date
    source: str
    article: str
    verified: bool
    reading: bool
    quote: str | None

    @property
    def status(self) -> str:
        """How sure the value is: `verified`, `reading` (of a source that leaves a choice) or `assumption`."""
        if not self.verified:
            return "assumption"
        return "reading" if self.reading else "verified"


@dataclass(frozen=True)
class Norms:
    """
    All norms, by theme.

    Parameters
    ----------
    themes
        Norms of each file of `params/norms`.

    Examples
    --------
    >>> norms = load_norms()
    >>> norms.value("lage_aftoppingsgrens_eur_per_month", on=date(2023, 6, 30))
    647.19
    >>> norms.record("lage_aftoppingsgrens_eur_per_month", date(2022, 12, 31)).value
    633.25
    """

    themes: Mapping[str, tuple[Norm, ...]]

    def ids(self, theme: str | None = None) -> list[str]:
        """Give the ids of one theme, or of all themes, in the order of the files."""
        chosen = list(self.themes.values()) if theme is None else [self._of_theme(theme)]
        return [norm.id for norms in chosen for norm in norms]

    def value(self, norm_id: str, on: date) -> Any:  # noqa: ANN401 - number, text, tuple or mapping
        """
        Give the value of a norm in force on a day.

        Raises
        ------
        NormError
            If no value is in force on that day.
        ParameterError
            If there is no such norm.
        """
        return self.record(norm_id, on).value

    def theme(self, theme: str, on: date) -> dict[str, Any]:
        """
        Give all values of a theme in force on a day, by id: the keyword arguments of its indicator.

        Examples
        --------
        >>> load_norms().theme("housed_within", on=date(2023, 12, 31))
        {'horizon_days': 183, 'window_months': 24}
        """
        return {norm.id: self.value(norm.id, on) for norm in self._of_theme(theme)}

    def record(self, norm_id: str, on: date) -> NormValue:
        """Give a norm on a day with its source; raises as `value` does."""
        norm = self._norm(norm_id)
        dated = norm.in_force(on)
        if norm.index is not None:
            dated = self._indexed(dated, norm.index, on)
        return NormValue(
            id=norm.id,
            label=norm.label,
            unit=norm.unit,
            value=dated.value,
            valid_from=dated.valid_from,
            source=norm.document if dated.source == norm.document else f"{norm.document}; {dated.source}",
            article=norm.article,
            verified=dated.verified,
            reading=dated.reading,
            quote=norm.quote,
        )

    def first_days(self, norm_id: str) -> list[date]:
        """Give the first day of each value of a norm, the newest first."""
        return [dated.valid_from for dated in reversed(self._norm(norm_id).values)]

    def _indexed(self, base: Dated, index: Index, on: date) -> Dated:
        """A value in the prices of a later year: one change for each year after the base year."""
        yearly = self._norm(index.by)
        changes = [yearly.in_force(date(year, 12, 31)) for year in range(index.base_year + 1, on.year + 1)]
        if not changes:
            return base
        return Dated(
            valid_from=date(on.year, 1, 1),
            value=base.value * prod(1 + change.value for change in changes),
            verified=base.verified and all(change.verified for change in changes),
            reading=base.reading and all(change.verified for change in changes),
            source=f"{base.source}; {IN_PRICES_OF}{on.year}; {yearly.label}",
        )

    def _norm(self, norm_id: str) -> Norm:
        for norms in self.themes.values():
            for norm in norms:
                if norm.id == norm_id:
                    return norm
        message = said(
            "there is no norm {norm_id!r}; {suggestion}", norm_id=norm_id, suggestion=suggestion(norm_id, self.ids())
        )
        raise ParameterError(message)

    def _of_theme(self, theme: str) -> tuple[Norm, ...]:
        if theme not in self.themes:
            message = said(
                "there is no theme {theme!r} in params/norms; {suggestion}",
                theme=theme,
                suggestion=suggestion(theme, self.themes),
            )
            raise ParameterError(message)
        return self.themes[theme]


def load_norms(*, folder: Path = NORMS) -> Norms:
    """
    Read all norms.

    Parameters
    ----------
    folder
        Where the files stand, one per theme, named after it.

    Raises
    ------
    ParameterError
        If a file is not what it should be, or an id occurs in two files.
    """
    themes: dict[str, tuple[Norm, ...]] = {}
    homes: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yml")):
        theme = read(path).build(Theme)
        if theme.theme != path.stem:
            message = said(
                "{path}: theme is {theme!r}, expected {path2!r}, the name of the file",
                path=shown(path),
                theme=theme.theme,
                path2=path.stem,
            )
            raise ParameterError(message)
        for norm in theme.norms:
            if norm.id in homes:
                message = said(
                    "{path}: the norm {norm!r} already stands in {homes}",
                    path=shown(path),
                    norm=norm.id,
                    homes=shown(homes[norm.id]),
                )
                raise ParameterError(message)
            homes[norm.id] = path
        themes[theme.theme] = theme.norms
    return Norms(themes)
