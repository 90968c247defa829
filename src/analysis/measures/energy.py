"""Inputs of energy poverty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..indicators.definitions import EnergySupport, EnergyTariffs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used


def energy_poverty(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `energy_poverty.classify`; `on` is the last day of the households' year."""
    return {
        "temporary_reasons": used.norm("temporary_reasons", on),
        **used.theme("energy_poverty", on),
        "equivalence_step_extra_adult": used.assume("equivalence_step_extra_adult"),
        "equivalence_step_extra_child": used.assume("equivalence_step_extra_child"),
        "low_quality_labels": used.assume("low_quality_labels"),
        "tariffs": EnergyTariffs(**used.theme("energy_tariffs", on)),
        "support": EnergySupport(**used.theme("energy_support", on)),
    }


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "energy_poverty": energy_poverty,
}
