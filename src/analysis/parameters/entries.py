"""
One clause of the agreements: its quote, its force and the rule it sets.

An entry is one numbered agreement (`31`) or one goal of a chapter (`goal-4.4`). The quote is the text's own;
errors in the text stand in `note` and are never repaired. A rule is what can be measured of the clause; a
clause that sets no threshold has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from ..wording import said
from .reading import Strict

Commitment = Literal["duty", "intention", "signal", "process"]
Frequency = Literal["half_year", "year", "quarter", "once", "log"]
Kind = Literal[
    "share_at_most",
    "share_below",
    "share_at_least",
    "count_at_least",
    "change_at_most",
    "not_below_baseline",
    "dated_fact",
    "log",
]
ResultId = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z0-9_.-]+)+$")]
Prefix = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9_.-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]

_WITH_THRESHOLD = ("share_at_most", "share_below", "share_at_least", "count_at_least", "change_at_most")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")


class Rule(Strict):
    """
    What a clause asks of one result.

    Parameters
    ----------
    kind
        How value and threshold are compared; a closed list. `dated_fact` asks for a fact by `due_on`, `log`
        for what the parties noted themselves.
    result
        Id of the result; `actions.<entry>` for what comes from the log of actions.
    grain
        Rows the rule is judged on: the joint row, each association, each village.
    threshold
        Decimal in quotes, share 0-1 or count; missing where the kind needs none.
    baseline_date
        Day whose state may not be fallen below; only for `not_below_baseline`.
    margin_assumption
        Assumption that loosens the line where the text says "circa"; missing = the line is exact.

    Examples
    --------
    >>> Rule(kind="share_at_most", result="displacement.urgent_share", threshold="0.20").fraction
    Fraction(1, 5)
    """

    kind: Kind
    result: ResultId
    grain: Literal["all", "corporation", "village"] = "all"
    threshold: str | None = None
    baseline_date: date | None = None
    margin_assumption: str | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Rule:
        if (self.threshold is not None) != (self.kind in _WITH_THRESHOLD):
            message = said("a rule {kind!r} takes no threshold", kind=self.kind)
            if self.threshold is None:
                message = said("a rule {kind!r} needs a threshold", kind=self.kind)
            raise ValueError(message)
        if self.threshold is not None and not _DECIMAL.fullmatch(self.threshold):
            message = said('threshold {threshold!r} is not a decimal in quotes, like "0.20"', threshold=self.threshold)
            raise ValueError(message)
        if (self.baseline_date is not None) != (self.kind == "not_below_baseline"):
            message = said("baseline_date belongs to the kind 'not_below_baseline', and only to it")
            raise ValueError(message)
        return self

    @property
    def fraction(self) -> Fraction | None:
        """The threshold as an exact number; None where the kind needs none."""
        return None if self.threshold is None else Fraction(self.threshold)


class Entry(Strict):
    """
    One agreement, or one goal of a chapter.

    Parameters
    ----------
    id
        Number in the text (`31`) or `goal-` with the chapter (`goal-4.4`).
    chapter
        Chapter of the text.
    title
        Short name, English.
    parties
        Who has to act, names of the register's parties.
    quote
        The deciding words of the clause, verbatim.
    commitment
        Force of its verb: `duty`, `intention`, `signal` (obliges a talk) or `process` (how parties work).
    rule, further_rules
        What can be measured; none where the text sets no threshold.
    figures
        Results shown with this entry, as ids or beginnings of ids.
    frequency
        How often it is looked at.
    due_on
        Last day for what is agreed; missing = no day in the text.
    measurable, why_not
        Whether data can answer it, and if not wholly, why.
    notebook
        Two-digit number of the notebook that measures it, built or not; missing = reported by hand.
    scope
        Columns and values the clause is limited to.
    note
        Errors and gaps of the text itself, and how it was read.
    """

    id: Annotated[str, StringConstraints(pattern=r"^(\d{1,3}[a-z]?|goal-\d{1,2}(\.\d{1,2})?(-[a-z]+)?)$")]
    chapter: Annotated[str, StringConstraints(pattern=r"^\d{1,2}(\.\d{1,2})?$")]
    title: Text
    parties: Annotated[tuple[str, ...], Field(min_length=1)]
    quote: Text
    commitment: Commitment
    rule: Rule | None = None
    further_rules: tuple[Rule, ...] = ()
    figures: tuple[Prefix, ...] = ()
    frequency: Frequency
    due_on: date | None = None
    measurable: Literal["yes", "partly", "no"]
    why_not: str | None = None
    notebook: Annotated[str, StringConstraints(pattern=r"^\d\d$")] | None = None
    scope: Mapping[str, str] = Field(default_factory=dict)
    note: str | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Entry:
        if (self.why_not is None) != (self.measurable == "yes"):
            message = said("{id}: why_not is given if and only if measurable is not 'yes'", id=self.id)
            raise ValueError(message)
        if (self.commitment == "process") != (self.rule is not None and self.rule.kind == "log"):
            message = said("{id}: the commitment 'process' and the rule kind 'log' go together", id=self.id)
            raise ValueError(message)
        if self.further_rules and self.rule is None:
            message = said("{id}: further_rules without a rule", id=self.id)
            raise ValueError(message)
        return self

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal of a chapter rather than a numbered agreement."""
        return self.id.startswith("goal")

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules of the entry, the first one first."""
        return () if self.rule is None else (self.rule, *self.further_rules)

    def shows(self, result: str) -> bool:
        """Whether a result is shown with this entry."""
        return any(result.startswith(prefix) for prefix in self.figures)
