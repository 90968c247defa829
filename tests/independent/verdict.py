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
    found["threshold"] = threshold(rule)
    if is_at_grain(row, rule) and is_in_scope(row, entry):
        found["verdict"] = "not_assessable" if is_blocked else verdict(row, entry, rule, case)
    return found


def threshold(rule: Record) -> str | None:
    """Give the line as the register writes it, a share with two decimals at least; None without a line."""
    line = rule.get("threshold")
    if line in (None, *NOTHING):
        return None
    whole, _, decimals = line.partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}" if rule["kind"].startswith("share") else line


def is_at_grain(row: Row, rule: Record) -> bool:
    """Whether a row has exactly the dimensions of the rule's grain."""
    dimensions = {name for name in ("corporation", "village", "complex_id") if row[name] is not None}
    return dimensions == set(GRAINS[RULE_GRAINS[rule.get("grain", "all")]])


def is_in_scope(row: Row, entry: Record) -> bool:
    """Whether no dimension of the entry's scope contradicts the row: agreement 11 binds SEW alone."""
    scope = entry.get("scope") or {}
    return all(row[name] in (None, scope[name]) for name in ("corporation", "village") if name in scope)


def verdict(row: Row, entry: Record, rule: Record, case: Case) -> str:
    """Give the answer: not assessable, kept, at risk or broken, by the force of the entry's verb."""
    if row["value"] is None or is_too_incomplete(row, Fraction(assumed(case.decisions, "max_missing_share"))):
        return "not_assessable"
    if is_met(row, rule, case.decisions):
        return "kept"
    if entry["commitment"] == "signal":
        return "kept" if talk_held(case, entry["id"], row["corporation"]) else "at_risk"
    if entry["commitment"] == "intention":
        is_early = is_open(entry, case.moment) and is_on_pace(row, entry, rule, case.moment)
        return "kept" if is_early else "at_risk"
    if is_open(entry, case.moment):
        return "kept" if is_on_pace(row, entry, rule, case.moment) else "at_risk"
    return "broken"


def is_too_incomplete(row: Row, limit: Fraction) -> bool:
    """Missing above `max_missing_share`: unknown answers over all answers, counted exactly."""
    return bool(row["missing"]) and Fraction(row["missing"], (row["denominator"] or 0) + row["missing"]) > limit


def is_met(row: Row, rule: Record, decisions: Decisions) -> bool:
    """Compare exactly, as fractions; "circa" loosens the line by its assumption."""
    if rule["kind"] == "not_below_baseline":
        return row["numerator"] >= row["denominator"]
    if not rule["kind"].startswith("share"):
        amount, line = nine_decimals(row["value"]), Fraction(rule["threshold"])
        return {"count_at_least": amount >= line, "change_at_most": amount <= line}[rule["kind"]]
    line, value = Fraction(rule["threshold"]), Fraction(row["numerator"], row["denominator"])
    margin_name = rule.get("margin_assumption")
    margin = Fraction(0) if margin_name in (None, *NOTHING) else Fraction(assumed(decisions, margin_name))
    return {
        "share_at_most": value <= line + margin,
        "share_below": value < line + margin,
        "share_at_least": value >= line - margin,
    }[rule["kind"]]


def nine_decimals(value: float) -> Fraction:
    """Changes and counts are compared at nine decimals: the tenth is noise of binary fractions."""
    return round(Fraction(str(value)) * 10**9) / Fraction(10**9)


def is_on_pace(row: Row, entry: Record, rule: Record, moment: Moment) -> bool:
    """Before its due date a target is kept while done >= target x days passed / days to the due date, of its year."""
    due = entry.get("due_on")
    if rule["kind"] != "count_at_least" or due in (None, *NOTHING):
        return False
    before = date(int(due[:4]) - 1, 12, 31)
    elapsed = Fraction((moment.today - before).days, (date.fromisoformat(due) - before).days)
    return nine_decimals(row["value"]) >= Fraction(rule["threshold"]) * elapsed


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
