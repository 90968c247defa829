"""Parameters given one by one, `period=2023-H1`, on top of those of the reference run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import paths
from ..errors import ParameterError
from ..measures import check_reference_date
from ..parameters import RunParameters, check_run, load_run
from ..periods import Period
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..catalogue import Card


def given(settings: Sequence[str]) -> dict[str, str]:
    """
    Read settings of the form `name=value`.

    Raises
    ------
    ParameterError
        If one has another form, or a name is given twice.

    Examples
    --------
    >>> given(["period=2023-H1", "corporation="])
    {'period': '2023-H1', 'corporation': ''}
    """
    values: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name:
            message = said(
                "--set {setting!r} sets nothing: write --set name=value, such as --set period=2023-H1", setting=setting
            )
            raise ParameterError(message)
        if name in values:
            message = said("--set gives {name!r} twice: keep one of them", name=name)
            raise ParameterError(message)
        values[name] = value
    return values


def parameters_of(values: Mapping[str, str], card: Card) -> RunParameters:
    """
    Give the parameters of the reference run with other values, checked as those of every run.

    Parameters
    ----------
    values
        Values by name. A period without a reference date gets its last day, or the last one the delivery covers.
    card
        Card of the delivery that is looked at.

    Raises
    ------
    ParameterError
        If a name is unknown or a value is not what it should be.
    """
    changed = dict(values)
    if "period" in values and "reference_date" not in values:
        period = Period.parse(values["period"])
        last = card.covers_to if period.contains(card.covers_to) else period.last_day
        changed["reference_date"] = last.isoformat()
    parameters = RunParameters(**(load_run(paths.REFERENCE_RUN).model_dump() | changed))
    check_run(parameters, card.corporations)
    check_reference_date(card, parameters.date)
    return parameters
