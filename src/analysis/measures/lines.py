"""What the register sets: lines, rules, and the agreement a result is shown with."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ..errors import NoLineError
from ..indicators.verdicts import RuleValues
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..parameters import Assumptions, Register


MAX_MISSING_SHARE = "max_missing_share"
"""Assumption that every verdict rests on."""


def ceiling(register: Register, result: str) -> Fraction:
    """
    Give the line a result is held against, as an exact number.

    Raises
    ------
    NoLineError
        If the register sets none; a report is then made without the notebook that asks for it.
    """
    for rule in register.rules_for(result):
        if rule.fraction is not None:
            return rule.fraction
    message = said("register {register!r} sets no line for {result!r}", register=register.name, result=result)
    raise NoLineError(message)


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


def rests_on(register: Register, results: Collection[str]) -> dict[str, set[str]]:
    """
    Give the assumptions that verdicts rest on whatever their theme: missing answers, and what "circa" leaves.

    Returns
    -------
    results
        Results judged, by the id of the assumption.
    """
    rules = [rule for result in sorted(results) for rule in register.rules_for(result)]
    found = {MAX_MISSING_SHARE: {rule.result for rule in rules}} if rules else {}
    for rule in rules:
        if rule.margin_assumption:
            found.setdefault(rule.margin_assumption, set()).add(rule.result)
    return found


def shown_with(register: Register, results: Collection[str]) -> dict[str, str]:
    """Give the agreement each result is shown with, by result id; results of no agreement are left out."""
    entries = {result: register.for_result(result) for result in results}
    return {result: entry.id for result, entry in entries.items() if entry}
