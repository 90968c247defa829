"""Inputs of the rent levels and of the rent increase."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ..indicators.rent_increase import Caps, Comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .used import Used

_CAPS = {
    "quality_cap": "kwaliteitskortingsgrens_eur_per_month",
    "low_cap": "lage_aftoppingsgrens_eur_per_month",
    "high_cap": "hoge_aftoppingsgrens_eur_per_month",
    "limit": "huurtoeslaggrens_eur_per_month",
}


def rent_levels(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `rent_levels.homes_with_rent`."""
    return {
        "temporary_reasons": used.norm("temporary_reasons", on),
        "self_contained_only": used.assume("rent_levels_self_contained_only"),
        "service_costs_eur_per_month": used.assume("service_costs_eur_per_month"),
    }


def first_cap(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `rent_levels.below_first_cap`."""
    return {"lage_aftoppingsgrens_eur_per_month": used.norm(_CAPS["low_cap"], on)}


def affordable(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `rent_levels.affordable`: the homes, and the cap they are held against."""
    return {**rent_levels(used, on), **first_cap(used, on)}


def rent_classes(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `rent_levels.class_rows`: the caps in force by name, from low to high."""
    return {"caps": {name: float(used.norm(norm, on)) for name, norm in _CAPS.items()}}


def rent_distribution(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `rent_levels.cumulative`."""
    caps = tuple(rent_classes(used, on)["caps"].values())
    return {"step_eur_per_month": used.assume("rent_distribution_step_eur_per_month"), "caps": caps}


def new_build(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `rent_levels.first_lettings`: since the agreements took effect, caps year by year."""
    since = used.register.valid_from
    starts = [since, *(date(year, 1, 1) for year in range(since.year + 1, on.year + 1))]
    steps = set(used.norm("new_home_steps", on))
    return {
        "since": since,
        "new_reasons": tuple(code for code, step in used.norm("entry_steps", on).items() if step in steps),
        "small_household_persons": used.norm("small_household_persons", on),
        "caps": {day: (used.norm(_CAPS["low_cap"], day), used.norm(_CAPS["high_cap"], day)) for day in starts},
    }


def new_build_scope(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - who agreed on it has no date
    """Keyword arguments of `rent_levels.new_build_rows`: the associations each clause is about."""
    results = {"held_to_the_caps": "rent.new_build_below_cap_share", "shown": "rent.new_build_median_eur_per_month"}
    entries = {name: used.register.for_result(result) for name, result in results.items()}
    return {name: (entry.scope["corporation"],) if entry else () for name, entry in entries.items()}


def rent_increase(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `rent_increase.measured`: the year is that of the register, whatever the reference date."""
    year = used.register.year
    first = date(year, 1, 1)
    limit = used.norm(_CAPS["limit"], first) if used.assume("rent_sum_regulated_only") else None
    comparison = Comparison(
        first=first,
        last=date(year + 1, 1, 1),
        temporary_reasons=used.norm("temporary_reasons", on),
        steps=used.norm("change_steps", first),
        one_off_reduction_eur_per_month=used.norm("one_off_reduction_eur_per_month", first),
        regulated_up_to_eur_per_month=limit,
    )
    return {
        "comparison": comparison,
        "caps": _home_caps(used, first),
        "counts_reductions": used.assume("rent_sum_counts_reductions"),
    }


def rent_rises(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - the year is that of the register
    """Keyword arguments of `rent_increase.rises`."""
    caps = _home_caps(used, date(used.register.year, 1, 1))
    return {"caps": caps, "edges": used.assume("rent_rise_class_edges")}


def dependent_caps(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - the year is that of the register
    """What the law allows for an income-dependent rise, by band of income."""
    first = date(used.register.year, 1, 1)
    names = {"middle": "dependent_middle_cap_eur_per_month", "high": "dependent_high_cap_eur_per_month"}
    return {"legal_caps": {name: used.norm(norm, first) for name, norm in names.items()}}


def _home_caps(used: Used, first: date) -> Caps:
    legal = used.norm("rent_home_cap_share", first)
    lines = [rule.fraction for rule in used.register.rules_for("rent.largest_home_change_share") if rule.fraction]
    return Caps(
        agreed_share=float(lines[0]) if lines else legal,
        legal_share=legal,
        low_rent_limit_eur_per_month=used.norm("low_rent_limit_eur_per_month", first),
        low_rent_eur_per_month=used.norm("low_rent_cap_eur_per_month", first),
        dependent_eur_per_month=used.norm("dependent_high_cap_eur_per_month", first),
        euro_rule_within_agreement=used.assume("euro_rule_within_agreement"),
    )


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "rent_levels": rent_levels,
    "first_cap": first_cap,
    "affordable": affordable,
    "rent_classes": rent_classes,
    "rent_distribution": rent_distribution,
    "new_build": new_build,
    "new_build_scope": new_build_scope,
    "rent_increase": rent_increase,
    "rent_rises": rent_rises,
    "dependent_caps": dependent_caps,
}
