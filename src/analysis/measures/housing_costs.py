"""Inputs of the huurtoeslag and of housing costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..indicators.definitions import EnergySupport, EnergyTariffs, HuurtoeslagNorms, LivingBudget
from ..indicators.housing_costs import LocalTaxes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used

_LIMITS = ("kwaliteitskortingsgrens", "lage_aftoppingsgrens", "hoge_aftoppingsgrens", "huurtoeslaggrens")
_LOW_INCOME = ("low_income_limit_eur_per_year", "low_income_factor", "equivalence_factors")


def huurtoeslag(used: Used, on: date) -> dict[str, Any]:
    """Norms of the huurtoeslag in force on a day; factors nobody found are `None`."""
    named = {name.removeprefix("huurtoeslag_"): value for name, value in used.theme("huurtoeslag", on).items()}
    limits = {f"{name}_eur_per_month": used.norm(f"{name}_eur_per_month", on) for name in _LIMITS}
    return {"norms": HuurtoeslagNorms(**named, **limits)}


def housing_costs(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `housing_costs.costs`; `on` is the last day of the households' year."""
    return {
        **{name: used.norm(name, on) for name in _LOW_INCOME},
        "equivalence_step_extra_adult": used.assume("equivalence_step_extra_adult"),
        "equivalence_step_extra_child": used.assume("equivalence_step_extra_child"),
        "tariffs": EnergyTariffs(**used.theme("energy_tariffs", on)),
        "support": EnergySupport(**used.theme("energy_support", on)),
        "huurtoeslag": huurtoeslag(used, on)["norms"],
        "rekeninkomen_factor": used.assume("rekeninkomen_factor"),
        "local_taxes": _local_taxes(used),
        "budget": _budget(used, on),
        "cost_quote_line_share": used.assume("cost_quote_line_share"),
    }


def _local_taxes(used: Used) -> LocalTaxes:
    return LocalTaxes(
        eur_per_year=used.assume("local_taxes_eur_per_year"),
        single_share=used.assume("local_taxes_single_share"),
        are_remitted=used.assume("local_taxes_remitted"),
    )


def _budget(used: Used, on: date) -> LivingBudget:
    return LivingBudget(
        single_eur_per_month=used.norm("nvmt_single_eur_per_month", on),
        factors=used.norm("nvmt_factors", on),
        step_adult_share=used.assume("nvmt_step_adult_share"),
        step_child_share=used.assume("nvmt_step_child_share"),
        housing_single_share=used.assume("nvmt_housing_single_share"),
        housing_step_person_share=used.assume("nvmt_housing_step_person_share"),
    )


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "huurtoeslag": huurtoeslag,
    "housing_costs": housing_costs,
}
