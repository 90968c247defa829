"""Inputs of the neighbourhood inspections and of neighbour mediation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used


def inspections(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `inspections.visits`: the rhythm, and which villages have their turn."""
    return {
        "window_months": used.norm("inspection_window_months", on),
        "all_villages": used.assume("inspect_all_villages"),
        "temporary_reasons": used.norm("temporary_reasons", on),
    }


def mediation(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `inspections.mediation`: what the text says it costs, and what each party pays of it."""
    rules = {rule.result: rule.fraction for entry in used.register.entries for rule in entry.rules}
    lines = {result: line for result, line in rules.items() if result.startswith("reported.41.") and line is not None}
    return {"agreed_costs": used.norm("mediation_costs_eur_per_year", on), "agreed_contributions": lines}


def village_signals(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `inspections.poor_labels`: which labels are looked at."""
    return {
        "looked_at_labels": tuple(used.norm("labels_looked_at", on)),
        "temporary_reasons": used.norm("temporary_reasons", on),
    }


def promises(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `inspections.by_owner`: who is named, as a party of the agreements or beside them."""
    register = used.register
    return {"parties": (*register.parties, *register.also_called, *used.norm("inspection_other_owners", on))}


def points_without_names(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `inspections.without_names`: the words that are known to name nobody."""
    register = used.register
    return {
        "subjects": used.norm("inspection_subjects", on),
        "grades": used.norm("inspection_grades", on),
        "owners": (*register.parties, *register.also_called, *used.norm("inspection_other_owners", on)),
    }


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "inspections": inspections,
    "mediation": mediation,
    "points_without_names": points_without_names,
    "promises": promises,
    "village_signals": village_signals,
}
"""Functions that gather the inputs, by the name a notebook asks for."""
