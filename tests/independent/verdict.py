"""Verdicts, independently: from exact values, by the register's rules and the force of their verbs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from .decided import NOTHING, assumed, entry_for, rules
from .shape import GRAINS

if TYPE_CHECKING:
    from .decided import Decisions, Record
    from .delivered import World

Row = dict[str, Any]
RULE_GRAINS = {"all": "all", "corporation": "association", "village": "village"}


class Case(NamedTuple):
    """What a verdict rests on besides the row: the decisions, the known world, the moment."""

    decisions: Decisions
    world: World
    moment: Moment


class Moment(NamedTuple):
    """The period's first and last day, and the reference date in it."""

    first: date
    last: date
    today: date


def judged(row: Row, case: Case, *, is_blocked: bool) -> Row:
    """Add agreement, threshold and verdict to a row; only the rows of a rule's grain get a verdict."""
    entry = entry_for(case.decisions, row["id"])
    if entry is None:
        return row
    rule = next((rule for rule in rules(entry) if rule["result"] == row["id"]), None)
    found = {**row, "agreement": entry["id"]}
    if rule is None:
        return found
    found["threshold"] = None if rule.get("threshold") in (None, *NOTHING) else rule["threshold"]
    if is_at_grain(row, rule):
        found["verdict"] = "not_assessable" if is_blocked else verdict(row, entry, rule, case)
    return found


def is_at_grain(row: Row, rule: Record) -> bool:
    """Whether a row has exactly the dimensions of the rule's grain."""
    dimensions = {name for name in ("corporation", "village", "complex_id") if row[name] is not None}
    return dimensions == set(GRAINS[RULE_GRAINS[rule.get("grain", "all")]])


def verdict(row: Row, entry: Record, rule: Record, case: Case) -> str:
    """Give the answer: not assessable, kept, at risk or broken, by the force of the entry's verb."""
    if is_too_incomplete(row, Fraction(assumed(case.decisions, "max_missing_share"))):
        return "not_assessable"
    if is_met(row, rule, case.decisions):
        return "kept"
    if entry["commitment"] == "signal":
        return "kept" if talk_held(case, entry["id"], row["corporation"]) else "at_risk"
    if entry["commitment"] == "intention":
        return "at_risk"
    return "at_risk" if is_open(entry, case.moment) else "broken"


def is_too_incomplete(row: Row, limit: Fraction) -> bool:
    """Missing above `max_missing_share`: unknown answers over all answers, counted exactly."""
    return Fraction(row["missing"], row["denominator"] + row["missing"]) > limit


def is_met(row: Row, rule: Record, decisions: Decisions) -> bool:
    """Compare exactly, as fractions; "circa" loosens the line by its assumption."""
    if rule["kind"] == "not_below_baseline":
        return row["numerator"] >= row["denominator"]
    line, value = Fraction(rule["threshold"]), Fraction(row["numerator"], row["denominator"])
    margin_name = rule.get("margin_assumption")
    margin = Fraction(0) if margin_name in (None, *NOTHING) else Fraction(assumed(decisions, margin_name))
    return {
        "share_at_most": value <= line + margin,
        "share_below": value < line + margin,
        "share_at_least": value >= line - margin,
    }[rule["kind"]]


def is_open(entry: Record, moment: Moment) -> bool:
    """Missed before `due_on` is at risk; without a day in the text the period's last day decides."""
    due = entry.get("due_on")
    last = moment.last if due in (None, *NOTHING) else date.fromisoformat(due)
    return moment.today < last


def talk_held(case: Case, agreement: str, corporation: str | None) -> bool:
    """
    At risk until `actions` holds the talk: done, in this period, as known on the reference date.

    "De betreffende corporatie en huurdersorganisatie": logged by the association or by its tenants' organisation.
    """
    talks = [a for a in case.world.tables["actions"] if a["agreement"] == agreement and a["status"] == "done"]
    parties = {corporation, case.decisions.tenants.get(corporation or "")} - {None}
    own = [talk["date"] for talk in talks if talk["party"] in parties]
    return any(case.moment.first <= day <= case.moment.today for day in own)
