"""Agreements 26, 28 and 29, independently: which homes were improved, by whom, and with which measures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from .shape import both, either, row, tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .delivered import Record, World

Row = dict[str, Any]
Answer = bool | None
THEME = "improvements"


class Rules(NamedTuple):
    """What was decided: the labels, best first, and which measures explain a better one."""

    since: date
    labels: list[str]
    low: set[str]
    goal: str
    kinds: dict[str, str]
    packages: dict[str, list[str]]
    scopes: dict[str, dict[str, str]]


class Home(NamedTuple):
    """One home that was improved: its rows, whose it is and where."""

    name: str
    rows: list[Record]
    corporation: str
    municipality: str
    village: str | None


def improved_homes(world: World, rules: Rules) -> list[Home]:
    """Completed from 1 January of the register's year up to the reference date; several rows are one home."""
    by_home: dict[str, list[Record]] = defaultdict(list)
    for one in world.tables["improvements"]:
        if one["completed_on"] is not None and one["completed_on"] >= rules.since:
            by_home[one["dwelling_id"]].append(one)
    villages = {name: spells[-1].row["village"] for name, spells in world.spells.items()}
    return [
        Home(name, rows, rows[0]["corporation"], rows[0]["municipality_code"], villages.get(name))
        for name, rows in by_home.items()
    ]


def count_rows(world: World, rules: Rules, period: str) -> list[Row]:
    """Homes that left a low label, only by another method, to label A, and by each package."""
    homes = improved_homes(world, rules)
    heat_pump, cavity = rules.packages
    questions = {
        "efg_homes": lambda home: left_low(home, rules),
        "method_change_only": lambda home: by_method_only(home, rules),
        "to_label_a": lambda home: reached_goal(home, rules),
        heat_pump: lambda home: has_package(home, rules, heat_pump),
        cavity: lambda home: both(has_package(home, rules, cavity), no(has_package(home, rules, heat_pump))),
    }
    found = []
    for name, question in questions.items():
        scope = rules.scopes[name]
        is_local = name in (*rules.packages, "to_label_a")
        own = [home for home in homes if is_inside(home, scope, world.municipality, is_local=is_local)]
        place = {"village": scope["village"]} if "village" in scope else {"corporation": scope["corporation"]}
        found += count(f"{THEME}.{name}_count", [question(home) for home in own], place, period)
    return found


def is_inside(home: Home, scope: dict[str, str], municipality: str, *, is_local: bool) -> bool:
    """An association's homes, of every municipality for agreement 28 and of the card's for 26 and 29."""
    is_there = "village" not in scope or home.village == scope["village"]
    return home.corporation == scope["corporation"] and is_there and (not is_local or home.municipality == municipality)


def count(name: str, answers: list[Answer], place: Row, period: str) -> list[Row]:
    """Homes that count, of the homes whose answer is known."""
    yes, known, missing = tally([({}, answer) for answer in answers])
    figures = {"value": yes, "numerator": yes, "denominator": known, "missing": missing}
    return [row(name, place, period, "homes", **figures)] if known else []


def left_low(home: Home, rules: Rules) -> Answer:
    """Label before is E, F or G, label after is better than E, and the change is explained."""
    return some(both(out_of_low(one, rules), is_explained(one, rules)) for one in home.rows)


def by_method_only(home: Home, rules: Rules) -> Answer:
    """Such a change without an explanation; a home that was really improved is not of method only."""
    only = some(both(out_of_low(one, rules), no(is_explained(one, rules))) for one in home.rows)
    return both(only, no(left_low(home, rules)))


def reached_goal(home: Home, rules: Rules) -> Answer:
    """Label before worse than A, after A or better, explained."""
    goal = rules.labels.index(rules.goal)
    return some(
        both(
            known(one["label_before"], lambda label: rules.labels.index(label) > goal),
            known(one["label_after"], lambda label: rules.labels.index(label) <= goal),
            is_explained(one, rules),
        )
        for one in home.rows
    )


def out_of_low(one: Record, rules: Rules) -> Answer:
    """A low label before, and one better than every low label after."""
    best_low = min(rules.labels.index(label) for label in rules.low)
    return both(
        known(one["label_before"], lambda label: label in rules.low),
        known(one["label_after"], lambda label: rules.labels.index(label) < best_low),
    )


def is_explained(one: Record, rules: Rules) -> Answer:
    """Both labels of one method, or a measure that explains another label."""
    methods = (one["label_method_before"], one["label_method_after"])
    same = None if None in methods else methods[0] == methods[1]
    return either(same, None if one["measures"] is None else bool(kinds_of(one, rules)))


def kinds_of(one: Record, rules: Rules) -> set[str]:
    """Give the kinds of the measures of a row; codes without a kind explain nothing."""
    return {rules.kinds[code] for code in (one["measures"] or "").split("|") if code in rules.kinds}


def has_package(home: Home, rules: Rules, package: str) -> Answer:
    """The measures of all rows together hold all kinds of the package."""
    kinds = set().union(*(kinds_of(one, rules) for one in home.rows))
    if set(rules.packages[package]) <= kinds:
        return True
    return None if any(one["measures"] is None for one in home.rows) else False


def some(answers: Iterable[Answer]) -> Answer:
    """Of several rows of a home one that is true suffices; else one that is unknown makes it unknown."""
    return either(*answers)


def no(answer: Answer) -> Answer:
    """Three-valued not."""
    return None if answer is None else not answer


def known(value: Any, question: Any) -> Answer:
    """Ask a question of a value that may be unknown."""
    return None if value is None else question(value)
