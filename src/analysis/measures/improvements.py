"""Inputs of energy labels, of improvement, and of the order in which to improve."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from .energy import energy_poverty

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


def label_area(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `labels.rows`: whose whole area counts, and the year that is named for energy-neutral."""
    owner = _scope(used, _EFG).get("corporation", "")
    return {"whole_area_of": owner, "on": on, "neutral_year": used.norm("energy_neutral_year", on)}


def label_order(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `labels.distribution`: the labels, best first."""
    return {"labels": used.norm("energy_labels", on)}


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
        "packages": packages,
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


def homes_to_improve(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `priorities.homes_to_improve`: homes of low quality, and the label they get."""
    return {**_change(used, on), "temporary_reasons": used.norm("temporary_reasons", on)}


def priorities(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `priorities.lifted`; `on` is the last day of the households' year."""
    saving = used.assume("gas_saving_share_per_label_step")
    return {**energy_poverty(used, on), **_change(used, on), "gas_saving_share_per_step": saving}


def lifted_bands(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - confidence has no date
    """Keyword arguments of `definitions.complex_bands`, for the households that improvement would lift out."""
    confidence = used.assume("confidence_share")
    return {"result": "improvements.lifted_out_share", "answer": "lifted_out", "confidence": confidence}


def resampling(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - chance has no date
    """Keyword arguments of `priorities.scopes`."""
    return {"resamples": used.assume("priority_resamples"), "resampling_seed": used.assume("resampling_seed")}


def trade_off(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - confidence has no date
    """Keyword arguments of `priorities.curve`: where it is drawn, and how its interval is made."""
    return {
        "points": used.assume("trade_off_points"),
        "confidence": used.assume("confidence_share"),
        "step_households": used.assume("trade_off_step_households"),
    }


def priority_year(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `priorities.yearly`: homes a year by the register, a budget, and what a step costs."""
    low, high = used.assumptions.range("improvement_cost_eur_per_label_step")
    return {
        "homes_per_year": _homes_per_year(used, on),
        "budget_eur_per_year": float(used.assume("improvement_budget_eur_per_year")),
        "cost_eur_per_step": (low, used.assume("improvement_cost_eur_per_label_step"), high),
    }


def _homes_per_year(used: Used, on: date) -> dict[str, float]:
    """Homes a year by association, from the lines of the register."""
    homes: dict[str, float] = {}
    for result in (_EFG, *(f"improvements.{name}_count" for name in used.norm("improvement_packages", on))):
        for rule in used.register.rules_for(result):
            name = _scope(used, result).get("corporation", "")
            homes[name] = homes.get(name, 0.0) + float(rule.fraction or 0)
    return homes


def _change(used: Used, on: date) -> dict[str, Any]:
    return {
        "labels": used.norm("energy_labels", on),
        "improved_labels": used.assume("low_quality_labels"),
        "target_label": used.assume("improvement_target_label"),
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
    "label_order": label_order,
    "label_path": label_path,
    "lifted_bands": lifted_bands,
    "improvements": improvements,
    "improvement_counts": improvement_counts,
    "floors": floors,
    "homes_to_improve": homes_to_improve,
    "priorities": priorities,
    "priority_year": priority_year,
    "resampling": resampling,
    "trade_off": trade_off,
}
