"""A rule as plain values, the line it draws, and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...errors import ParameterError
from ...wording import said

if TYPE_CHECKING:
    from datetime import date

Record = Mapping[Any, Any]
"""One row of a frame, by column."""

GRAIN_OF_RULE = {"all": "all", "corporation": "association", "village": "village"}
SHARE_KINDS = ("share_at_most", "share_below", "share_at_least")
_SENTENCES = {
    "share_at_most": "The share is at most {line}{where}{rhythm}.",
    "share_below": "The share is below {line}{where}{rhythm}.",
    "share_at_least": "The share is at least {line}{where}{rhythm}.",
    "count_at_least": "The count is at least {line}{where}{due}.",
    "change_at_most": "The change is at most {line}{where}{rhythm}.",
    "not_below_baseline": "The number is not below that of the baseline date{where}.",
    "dated_fact": "It has been done{due}.",
    "log": "The parties keep a log.",
}
_WHERE = {"all": "", "corporation": ", for each association", "village": ", in each village"}
_RHYTHM = {"half_year": ", each half-year", "year": ", each year", "quarter": ", each quarter"}
_SHARE_DECIMALS = 2  # as the text writes its lines: 0.20, 0.80
_NOISE_DECIMALS = 9  # a change that comes from sums of euros carries binary noise beyond this


@dataclass(frozen=True)
class RuleValues:
    """
    What a clause asks of one result, as plain values.

    Parameters
    ----------
    agreement
        `31` or `goal-4.4`.
    commitment
        `duty`, `intention`, `signal` or `process`, from the verb of the clause.
    kind
        How value and line are compared; a closed list, the keys of the sentences above.
    result
        Id of the result.
    grain
        Rows that carry the verdict: `all`, `corporation` or `village`.
    threshold
        The line: share 0-1 or count; None where the kind needs none.
    margin
        How far the line gives way where the text says "circa"; 0 where it is exact.
    due_on
        Last day for what is agreed; None where the text names no day.
    quote
        The deciding words of the text.
    frequency
        How often it is looked at.
    scope
        Dimensions the clause is limited to, such as `{"corporation": "SEW"}`.
    """

    agreement: str
    commitment: str
    kind: str
    result: str
    grain: str = "all"
    threshold: Fraction | None = None
    margin: Fraction = Fraction(0)
    due_on: date | None = None
    quote: str = ""
    frequency: str = ""
    scope: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a kind nobody can judge."""
        if self.kind not in _SENTENCES or self.grain not in GRAIN_OF_RULE:
            message = said(
                "agreement {agreement}: no verdict is known for kind {kind!r} at grain {grain!r}",
                agreement=self.agreement,
                kind=self.kind,
                grain=self.grain,
            )
            raise ParameterError(message)

    def holds_for(self, row: Record) -> bool:
        """Whether the clause is about this row: no dimension of its scope contradicts it."""
        named = {name: text(row.get(name)) for name in self.scope}
        return all(value in ("", self.scope[name]) for name, value in named.items())


def is_missing(value: Any) -> bool:  # noqa: ANN401 - a cell of a frame
    """Whether a cell holds no value: None, NaN, NA or NaT."""
    return value is None or bool(pd.isna(value))


def whole(value: Any) -> int | None:  # noqa: ANN401 - a cell of a frame
    """Whole number of a cell; None where it is missing."""
    return None if is_missing(value) else int(value)


def text(value: Any) -> str:  # noqa: ANN401 - a cell of a frame
    """Text of a cell; empty where it is missing."""
    return "" if is_missing(value) else str(value)


def threshold_text(rule: RuleValues) -> str | None:
    """
    Line of a rule as a decimal, shares with two decimals at least; None where there is no line.

    Examples
    --------
    >>> threshold_text(RuleValues("31", "signal", "share_at_most", "x.y", threshold=Fraction(1, 5)))
    '0.20'
    """
    if rule.threshold is None:
        return None
    return _decimal(rule.threshold, _SHARE_DECIMALS if rule.kind in SHARE_KINDS else 0)


def sentence(rule: RuleValues) -> str:
    """
    Rule in one English sentence.

    Examples
    --------
    >>> rule = RuleValues("31", "signal", "share_at_most", "x.y", "corporation", Fraction(1, 5), frequency="half_year")
    >>> sentence(rule)
    'The share is at most 20 %, for each association, each half-year.'
    """
    line = ""
    if rule.threshold is not None:
        line = percent(rule.threshold) if rule.kind in SHARE_KINDS else _decimal(rule.threshold, 0)
    if rule.margin:
        line += f" (circa: a margin of {_decimal(100 * rule.margin, 0)} percentage points)"
    due = f", on {rule.due_on.isoformat()} at the latest" if rule.due_on else ""
    rhythm = _RHYTHM.get(rule.frequency, "")
    return _SENTENCES[rule.kind].format(line=line, where=_WHERE[rule.grain], rhythm=rhythm, due=due)


def percent(share: Fraction) -> str:
    """Share as a percentage, as short as it is exact: 20 %, 2.6 %."""
    return f"{_decimal(100 * share, 0)} %"


def is_met(row: Record, rule: RuleValues) -> bool:
    """
    Whether a figure meets its line, from exact counts: one fifth is not more than 20 %.

    Examples
    --------
    >>> rule = RuleValues("31", "signal", "share_at_most", "x.y", threshold=Fraction("0.20"))
    >>> is_met({"numerator": 8, "denominator": 40}, rule), is_met({"numerator": 9, "denominator": 40}, rule)
    (True, False)
    """
    line = rule.threshold if rule.threshold is not None else Fraction(0)
    figure = figure_of(row, rule)
    if rule.kind in ("share_at_most", "change_at_most"):
        return figure <= line + rule.margin
    if rule.kind == "share_below":
        return figure < line + rule.margin
    if rule.kind == "dated_fact":
        return figure > 0
    return figure >= line - rule.margin


def figure_of(row: Record, rule: RuleValues) -> Fraction:
    """Exact number a rule compares: of shares numerator / denominator, of changes and counts the value."""
    if rule.kind in SHARE_KINDS:
        return Fraction(int(row["numerator"]), int(row["denominator"]))
    return Fraction(str(round(Decimal(repr(float(row["value"]))), _NOISE_DECIMALS)))


def _decimal(number: Fraction, decimals: int) -> str:
    exact = (Decimal(number.numerator) / Decimal(number.denominator)).normalize()
    written = -min(int(exact.as_tuple().exponent), 0)
    return f"{exact:.{max(decimals, written)}f}"
