"""
Assumptions: what we chose because nobody laid it down, each with a range, and the disclosure table.

A scenario replaces one assumption by an end of its range: `circa_margin_share:high`. Everything else stays as
it is, so a figure that moves has moved because of that one choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from ..errors import ParameterError
from ..paths import PARAMS
from ..wording import said
from .reading import Strict, frozen, read
from .wording import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

ASSUMPTIONS = PARAMS / "assumptions.yml"
BASE = "base"
_ENDS = ("low", "high")

Value = Annotated[Any, AfterValidator(frozen)]
Light = Literal["red", "amber", "green"]


class Assumption(Strict):
    """
    One choice of ours.

    Parameters
    ----------
    id, label, unit
        Name in code, name for readers, unit.
    value
        What is used in the base scenario.
    range
        Low and high end for the sensitivity table; missing = not varied.
    quality
        How good the evidence is: green good, red a guess.
    impact
        What a wrong choice does to results: red decides verdicts, green hardly shows.
    why
        Why this value.
    used_by
        Themes that use it.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1)
    unit: str = Field(min_length=1)
    value: Value
    range: tuple[Value, Value] | None = None
    quality: Light
    impact: Light
    why: str = Field(min_length=1)
    used_by: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _range_fits(self) -> Assumption:
        numbers = [value for value in (self.value, *(self.range or ())) if _is_number(value)]
        if self.range is not None and len(numbers) not in (0, 3):
            message = said("{id}: value and range must be of one kind", id=self.id)
            raise ValueError(message)
        if self.range is not None and numbers and not self.range[0] <= self.value <= self.range[1]:
            message = said(
                "{id}: value {value} lies outside its range {range}",
                id=self.id,
                value=self.value,
                range=list(self.range),
            )
            raise ValueError(message)
        return self

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Scenarios that change this assumption: an end of the range that equals the value is none."""
        if self.range is None:
            return ()
        ends = zip(_ENDS, self.range, strict=True)
        return tuple(f"{self.id}:{end}" for end, value in ends if value != self.value)


class DisclosureRule(Strict):
    """
    What one profile may see of one class of data.

    Parameters
    ----------
    minimum_denominator
        Smallest denominator that is shown; 1 shows all.
    count_step
        Counts are rounded to whole multiples of this; 1 leaves them exact.
    share_step
        Shares are rounded to whole multiples of this decimal in quotes; `"0"` leaves them exact.
    hides_counts
        Whether numerator and exact denominator are left out.
    """

    minimum_denominator: int = Field(ge=1)
    count_step: int = Field(ge=1)
    share_step: str = Field(pattern=r"^0(\.\d+)?$")
    hides_counts: bool


class ByClass(Strict):
    """The rules of one profile, per class of data."""

    plan: DisclosureRule
    association: DisclosureRule
    home: DisclosureRule
    household: DisclosureRule


class ByProfile(Strict):
    """The disclosure table."""

    internal: ByClass
    partners: ByClass
    public: ByClass


class _File(Strict):
    assumptions: tuple[Assumption, ...]
    disclosure: ByProfile


@dataclass(frozen=True)
class Assumptions:
    """
    All assumptions under one scenario.

    Parameters
    ----------
    records
        Every assumption by id, as the file gives it.
    scenario
        `base`, or `<assumption>:low` or `:high`.
    disclosure
        Profile -> class of data -> rule.

    Examples
    --------
    >>> load_assumptions().value("circa_margin_share")
    0.02
    >>> load_assumptions("circa_margin_share:high").value("circa_margin_share")
    0.05
    """

    records: Mapping[str, Assumption]
    scenario: str
    disclosure: Mapping[str, Mapping[str, DisclosureRule]]

    def record(self, assumption_id: str) -> Assumption:
        """Give an assumption as the file gives it; ParameterError if there is none of that name."""
        if assumption_id not in self.records:
            message = said(
                "there is no assumption {assumption_id!r}; {suggestion}",
                assumption_id=assumption_id,
                suggestion=suggestion(assumption_id, self.records),
            )
            raise ParameterError(message)
        return self.records[assumption_id]

    def value(self, assumption_id: str) -> Any:  # noqa: ANN401 - number, text, boolean or tuple
        """Give the value of an assumption under the scenario."""
        record = self.record(assumption_id)
        changed, _, end = self.scenario.partition(":")
        if changed != assumption_id or record.range is None:
            return record.value
        return record.range[_ENDS.index(end)]

    def range(self, assumption_id: str) -> tuple[Any, Any]:
        """
        Give the low and high end of an assumption; both equal the value where it is not varied.

        Examples
        --------
        >>> load_assumptions().range("max_missing_share")
        (0.05, 0.2)
        """
        record = self.record(assumption_id)
        return record.range or (record.value, record.value)

    def scenarios(self) -> list[str]:
        """Give every scenario but `base`, in the order of the file."""
        return [scenario for record in self.records.values() for scenario in record.scenarios]


def load_assumptions(scenario: str = BASE, *, path: Path = ASSUMPTIONS) -> Assumptions:
    """
    Read the assumptions under a scenario.

    Parameters
    ----------
    scenario
        `base`, or `<assumption>:low` or `:high`.
    path
        The file.

    Raises
    ------
    ParameterError
        If the file is not what it should be, or there is no such scenario.
    """
    content = read(path).build(_File)
    records = {record.id: record for record in content.assumptions}
    if len(records) < len(content.assumptions):
        message = said("{path}: an assumption occurs twice", path=path.name)
        raise ParameterError(message)
    table = {profile: dict(classes) for profile, classes in content.disclosure}
    assumptions = Assumptions(records, scenario, table)
    known = [BASE, *assumptions.scenarios()]
    if scenario not in known:
        message = said(
            "there is no scenario {scenario!r}; {suggestion}", scenario=scenario, suggestion=suggestion(scenario, known)
        )
        raise ParameterError(message)
    return assumptions


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
