"""From a figure to a verdict: kept, at risk, broken, not assessable or reported by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from .rules import (
    GRAIN_OF_RULE,
    RuleValues,
    figure_of,
    is_met,
    is_missing,
    percent,
    sentence,
    text,
    threshold_text,
    whole,
)
from .talks import due_between, talk_held

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...periods import Period
    from .rules import Record

ADDED = ("agreement", "threshold", "rule", "verdict", "reason")
Blocked = tuple[str, str, str]


class Outcome(NamedTuple):
    """A verdict and why; the reason holds no figure of its own, so that it can stand beside a rounded one."""

    verdict: str
    reason: str | None = None


class Circumstances(NamedTuple):
    """What a verdict depends on besides figure and rule."""

    on: date
    period: Period
    max_missing_share: float
    talks: pd.DataFrame
    blocked: Mapping[Blocked, str]
    tenants: Mapping[str, str]


def judge(
    rows: pd.DataFrame,
    *,
    rules: Sequence[RuleValues],
    on: date,
    period: Period,
    max_missing_share: float,
    talks: pd.DataFrame,
    blocked: Mapping[Blocked, str] | None = None,
    tenants: Mapping[str, str] | None = None,
    shown_with: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """
    Hold exact rows against the rules of the agreements.

    Parameters
    ----------
    rows
        Common shape of results, one row per figure. Not modified.
    rules
        Rules in the order of the text; of several on one result and grain the first that holds for a row judges it.
    on, period
        Reference date and half-year: before the last day of the half-year it is running.
    max_missing_share
        Largest part of cases with an unknown answer, 0-1, for which a verdict is given.
    talks
        The table `actions`, as known on the reference date: a signal is answered by a talk that was held.
    blocked
        Reason by (id, corporation, village), "" where a dimension is absent: an account that cannot be assessed.
    tenants
        Tenants' organisation by corporation, for the talk a signal asks for.
    shown_with
        Agreement by result id, for results without a rule.

    Returns
    -------
    rows
        The same rows with `agreement` (missing where none), `threshold` (decimal as text, "0.20"), `rule` (one English
        sentence), `verdict` (`kept`, `at_risk`, `broken`, `not_assessable`, `reported_by_hand`) and `reason`. Rows of
        another grain than the rule's carry the agreement, threshold and rule, and no verdict.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> rows = pd.DataFrame({"id": "displacement.urgent_share", "corporation": ["SEW", "Woonborg"],
    ...                      "numerator": [8, 9], "denominator": [40, 40], "missing": [0, 0]})
    >>> rule = RuleValues("goal-4.4", "duty", "share_at_most", "displacement.urgent_share", "corporation",
    ...                   Fraction("0.20"))
    >>> judge(rows, rules=[rule], on=date(2023, 12, 31), period=Period(2023, 2), max_missing_share=0.1,
    ...       talks=pd.DataFrame())["verdict"].tolist()
    ['kept', 'broken']
    """
    about = Circumstances(on, period, max_missing_share, talks, blocked or {}, tenants or {})
    added = [_added(record, rules, about, shown_with or {}) for record in rows.to_dict(orient="records")]
    columns = {name: pd.Series([record.get(name) for record in added], index=rows.index, dtype="str") for name in ADDED}
    return rows.assign(**columns)


def outcome_of(row: Record, rule: RuleValues, about: Circumstances) -> Outcome:
    """Verdict on one row under one rule."""
    corporation = text(row.get("corporation"))
    reason = about.blocked.get((text(row.get("id")), corporation, text(row.get("village"))))
    if reason is None:
        reason = _unusable(row, rule, about.max_missing_share)
    if reason is not None:
        return Outcome("not_assessable", reason)
    if rule.commitment == "process" or rule.kind == "log":
        return Outcome("reported_by_hand", "reported by the parties, not measured")
    if is_met(row, rule):
        return Outcome("kept", _why_kept(row, rule))
    if rule.commitment == "signal":
        return _signal(corporation, rule, about)
    return _missed(row, rule, about)


def _added(
    row: Record, rules: Sequence[RuleValues], about: Circumstances, shown_with: Mapping[str, str]
) -> dict[str, str | None]:
    named = [rule for rule in rules if rule.result == row["id"]]
    if not named:
        return {"agreement": shown_with.get(text(row["id"]))}
    judging = [rule for rule in named if GRAIN_OF_RULE[rule.grain] == _grain(row) and rule.holds_for(row)]
    rule = (judging or named)[0]
    outcome = outcome_of(row, rule, about) if judging else Outcome("", None)
    return {
        "agreement": rule.agreement,
        "threshold": threshold_text(rule),
        "rule": sentence(rule),
        "verdict": outcome.verdict or None,
        "reason": outcome.reason,
    }


def _grain(row: Record) -> str:
    names = ("complex_id", "corporation", "village")
    complex_id, corporation, village = (bool(text(row.get(name))) for name in names)
    if complex_id:
        return "complex"
    if corporation and village:
        return "association x village"
    return "association" if corporation else "village" if village else "all"


def _unusable(row: Record, rule: RuleValues, max_missing_share: float) -> str | None:
    """Why a row cannot be assessed; None if it can."""
    denominator, missing = whole(row.get("denominator")), whole(row.get("missing")) or 0
    if denominator == 0 or (denominator is None and rule.kind.startswith("share_")):
        return "nothing to measure: the denominator is 0"
    if denominator is not None and Fraction(missing, denominator + missing) > Fraction(str(max_missing_share)):
        return f"the answer is unknown for more than {percent(Fraction(str(max_missing_share)))} of the cases"
    if is_missing(row.get("numerator" if rule.kind.startswith("share_") else "value")):
        return "the figure is missing"
    return None


def _why_kept(row: Record, rule: RuleValues) -> str | None:
    exact = RuleValues(rule.agreement, rule.commitment, rule.kind, rule.result, rule.grain, rule.threshold)
    if rule.margin and not is_met(row, exact):
        return f'not at the line itself, but within the margin of {percent(rule.margin)} that "circa" leaves'
    return None


def _signal(corporation: str, rule: RuleValues, about: Circumstances) -> Outcome:
    tenants = about.tenants.get(corporation)
    parties = {corporation, *([tenants] if tenants else [])} if corporation else set()
    held = talk_held(about.talks, rule.agreement, period=about.period, on=about.on, parties=parties)
    if held is not None:
        return Outcome("kept", f"over the line; the talk it asks for was held on {held.isoformat()}")
    return Outcome("at_risk", due_between(corporation, about.tenants, about.period))


def _missed(row: Record, rule: RuleValues, about: Circumstances) -> Outcome:
    """Verdict on a line that is not met: time may be left, and an intention cannot be broken."""
    if rule.due_on is not None and about.on < rule.due_on:
        if rule.kind == "count_at_least" and figure_of(row, rule) >= _expected(rule, about.on):
            return Outcome("kept", f"on schedule: due on {rule.due_on.isoformat()}")
        return Outcome("at_risk", f"not met yet: due on {rule.due_on.isoformat()}")
    if rule.due_on is None and about.period.is_running_on(about.on):
        return Outcome("at_risk", "not met so far: the half-year is still running")
    if rule.commitment == "intention":
        return Outcome("at_risk", "not met; the text states an intention, which cannot be broken")
    return Outcome("broken", "not met")


def _expected(rule: RuleValues, on: date) -> Fraction:
    """Part of a target that an even pace would have reached: days passed of the year of the due date."""
    if rule.due_on is None or rule.threshold is None:
        return Fraction(0)
    start = date(rule.due_on.year, 1, 1) - timedelta(days=1)
    passed = max((on - start).days, 0)
    return rule.threshold * Fraction(passed, (rule.due_on - start).days)
