"""Inputs of energy labels, of improvement, and of the order in which to improve."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .used import Used

_EFG = "improvements.efg_homes_count"


def labels(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `labels.homes_with_labels`: which labels are low, good, and nearest to energy-neutral."""
    return {
        "low_labels": used.norm("phased_out_labels", on),
        "good_labels": used.norm("good_labels", on),
        "neutral_labels": used.assume("energy_neutral_labels"),
        "temporary_reasons": used.norm("temporary_reasons", on),
    }


def label_area(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - the area has no date
    """Keyword arguments of `labels.stock_rows`: whose whole area counts."""
    return {"whole_area_of": _scope(used, _EFG).get("corporation", "")}


def label_path(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `labels.path`: what was agreed, and by when."""
    agreed = [rule.fraction for rule in used.register.rules_for(_EFG) if rule.fraction is not None]
    return {
        "corporation": _scope(used, _EFG).get("corporation", ""),
        "since": first_day(used),
        "on": on,
        "gone_in_year": used.norm("phased_out_year", on),
        "agreed_homes_per_year": float(agreed[0]) if agreed else float("nan"),
        "low_labels": used.norm("phased_out_labels", on),
        "temporary_reasons": used.norm("temporary_reasons", on),
    }


def improvements(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `improvements.improved_homes`: from the first day of the register's year on."""
    return {
        "since": first_day(used),
        "on": on,
        "labels": used.norm("energy_labels", on),
        "low_labels": used.norm("phased_out_labels", on),
        "goal_label": used.norm("improved_to_label", on),
        "measure_kinds": used.norm("measure_kinds", on),
        "packages": used.norm("improvement_packages", on),
        "method_change_is_improvement": used.assume("method_change_is_improvement"),
    }


def improvement_counts(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `improvements.count_rows`: whose homes, and where, each agreement counts."""
    packages = used.norm("improvement_packages", on)
    named = ("efg_homes", "method_change_only", "to_label_a", *packages)
    results = [f"improvements.{name}_count" for name in named]
    return {
        "scopes": {result: _scope(used, result) for result in results},
        "packages": list(packages),
    }


def floors(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `improvements.floors`: where, and within how many days of a change of tenant."""
    return {
        "estate": used.norm("floor_at_turnover_estate", on),
        "since": first_day(used),
        "on": on,
        "window_days": used.assume("floor_window_days"),
        "measure_kinds": used.norm("measure_kinds", on),
    }


def first_day(used: Used) -> date:
    """First day of the register's year: from it on improvements count."""
    return date(used.register.year, 1, 1)


def _scope(used: Used, result: str) -> dict[str, str]:
    """Association and village a result is about; nothing where the register has no such entry."""
    entry = used.register.for_result(result)
    return dict(entry.scope) if entry else {}


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "labels": labels,
    "label_area": label_area,
    "label_path": label_path,
    "improvements": improvements,
    "improvement_counts": improvement_counts,
    "floors": floors,
}
