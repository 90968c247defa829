"""
Run files: what papermill gets, and what a notebook's parameters cell says.

All values are text in quotes, because that is what survives papermill. Everything is checked here, before a
kernel starts: papermill itself only warns about a misspelt name and runs on with the default.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError, field_validator, model_validator

from ..errors import ParameterError
from ..periods import Period
from ..wording import LANGUAGES, said
from .assumptions import load_assumptions
from .reading import Strict, read
from .register import load_register
from .wording import explain, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Fields(Strict):
    """The fields of a run and the checks that need no other file."""

    period: str
    reference_date: str
    corporation: str
    language: str
    profile: Literal["internal", "partners", "public"]
    scenario: str
    agreements: str

    @field_validator("period")
    @classmethod
    def _is_half_year(cls, label: str) -> str:
        return Period.parse(label).label

    @field_validator("reference_date")
    @classmethod
    def _is_iso_date(cls, text: str) -> str:
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            message = said('{text!r} is not a date: write it as "2023-12-31"', text=text)
            raise ValueError(message)
        return text

    @field_validator("language")
    @classmethod
    def _is_known(cls, language: str) -> str:
        if language not in LANGUAGES:
            message = said(
                "{language!r} is not a language of the reports; {suggestion}",
                language=language,
                suggestion=suggestion(language, LANGUAGES),
            )
            raise ValueError(message)
        return language

    @model_validator(mode="after")
    def _date_lies_in_period(self) -> _Fields:
        period = Period.parse(self.period)
        if not period.contains(dt.date.fromisoformat(self.reference_date)):
            message = said(
                "reference_date {reference_date} does not lie in period {period}, which runs from {first_day} to "
                "{last_day}",
                reference_date=self.reference_date,
                period=self.period,
                first_day=period.first_day,
                last_day=period.last_day,
            )
            raise ValueError(message)
        return self


class RunParameters(_Fields):
    """
    The parameters of one run.

    Parameters
    ----------
    period
        Half-year to report on, `2023-H2`.
    reference_date
        Day in that half-year; nothing dated after it is seen, `2023-12-31`.
    corporation
        Association to show beside the totals; empty shows all. It never changes what is calculated.
    language
        Language of the report, one of `LANGUAGES`.
    profile
        Who reads it: `internal`, `partners` or `public`.
    scenario
        `base`, or one assumption at an end of its range, `circa_margin_share:high`.
    agreements
        Name of the register, `2023`.

    Raises
    ------
    ParameterError
        If a parameter is unknown, missing, no text, or not what it should be; all complaints at once.

    Examples
    --------
    >>> run = RunParameters(period="2023-H2", reference_date="2023-12-31", corporation="", language="en",
    ...                     profile="public", scenario="base", agreements="2023")
    >>> run.date, run.period_value.first_day
    (datetime.date(2023, 12, 31), datetime.date(2023, 7, 1))
    """

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ParameterError(explain(error, _Fields, lambda _: "run parameters")) from error

    @property
    def period_value(self) -> Period:
        """The half-year as a value."""
        return Period.parse(self.period)

    @property
    def date(self) -> dt.date:
        """The reference date as a value."""
        return dt.date.fromisoformat(self.reference_date)


def load_run(path: Path) -> RunParameters:
    """
    Read a run file and check that the scenario and the register it names exist.

    Parameters
    ----------
    path
        The file, usually in `params/runs`.

    Raises
    ------
    ParameterError
        If it is not what it should be; names file, line, key and what is expected.

    Examples
    --------
    >>> from analysis.paths import REFERENCE_RUN
    >>> load_run(REFERENCE_RUN).period
    '2023-H2'
    """
    document = read(path)
    fields = document.build(_Fields)
    for key, reader in (("scenario", load_assumptions), ("agreements", load_register)):
        try:
            reader(getattr(fields, key))
        except ParameterError as error:
            message = said("{place}: {what}", place=document.place((key,)), what=error.args[0])
            raise ParameterError(message) from error
    return RunParameters(**fields.model_dump())


def check_run(parameters: RunParameters, known_corporations: Iterable[str]) -> None:
    """
    Check the names in a run that other files decide: scenario, register and association.

    Parameters
    ----------
    parameters
        The parameters of the run.
    known_corporations
        Names of the associations on the delivery's card.

    Raises
    ------
    ParameterError
        If the scenario, the register or the association does not exist.
    """
    load_assumptions(parameters.scenario)
    load_register(parameters.agreements)
    known = sorted(known_corporations)
    if parameters.corporation and parameters.corporation not in known:
        known_ones = suggestion(parameters.corporation, known)
        message = said(
            "corporation {corporation!r} is not on the delivery's card; {known_ones}",
            corporation=parameters.corporation,
            known_ones=known_ones,
        )
        raise ParameterError(message)
