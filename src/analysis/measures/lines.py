"""What the register sets: lines, rules, and the agreement a result is shown with."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..indicators.verdicts import RuleValues

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..parameters import Assumptions, Register


def ceiling(register: Register, result: str) -> Fraction:
    """
    Give the line a result is held against, as an exact number.

    Raises
    ------
    ParameterError
        If the register sets none.
    """
    for rule in register.rules_for(result):
        if rule.fraction is not None:
            return rule.fraction
    message = f"register {register.name!r} sets no line for {result!r}: add it to params/agreements"
    raise ParameterError(message)


def rules(register: Register, assumptions: Assumptions) -> list[RuleValues]:
    """Give the register's measurable rules as plain values, margins taken from the assumptions."""
    return [
        RuleValues(
            agreement=entry.id,
            commitment=entry.commitment,
            kind=rule.kind,
            result=rule.result,
            grain=rule.grain,
            threshold=rule.fraction,
            margin=Fraction(str(assumptions.value(rule.margin_assumption))) if rule.margin_assumption else Fraction(0),
            due_on=entry.due_on,
            quote=entry.quote,
            frequency=entry.frequency,
            scope=dict(entry.scope),
        )
        for entry in register.entries
        for rule in entry.rules
    ]


def shown_with(register: Register, results: Collection[str]) -> dict[str, str]:
    """Give the agreement each result is shown with, by result id; results of no agreement are left out."""
    entries = {result: register.for_result(result) for result in results}
    return {result: entry.id for result, entry in entries.items() if entry}
