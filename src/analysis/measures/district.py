"""Inputs of the plan for Laarhove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used


def laarhove(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - the plan's district has no date
    """Keyword arguments of `laarhove.shares`."""
    entry = used.register.for_result("laarhove.social_share")
    return {"district": entry.scope["district"]} if entry else {"district": ""}


def laarhove_rest(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `laarhove.required`: plan sizes and lines beside the district."""
    rules = [rule for result in ("social", "cheap") for rule in used.register.rules_for(f"laarhove.{result}_share")]
    lines = {rule.result: rule.fraction for rule in rules}
    return {**laarhove(used, on), "plan_sizes": used.norm("plan_sizes", on), "thresholds": lines}


def laarhove_context(used: Used, on: date) -> dict[str, Any]:
    """Give the line of context in the figure, what the council asks for and since when: never a threshold."""
    share = used.norm("council_affordable_share", on)
    return {"context_line": share, "context_since": used.norms.record("council_affordable_share", on).valid_from}


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "laarhove": laarhove,
    "laarhove_rest": laarhove_rest,
    "laarhove_context": laarhove_context,
}
