"""
Where parameters meet definitions: for each theme the keyword arguments that norms and assumptions decide.

Indicators know no YAML and parameters know no indicator; this module is the one place that knows both. Every norm
it looks up is noted in `Used`, so that a notebook can show its sources without listing them by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import (
    district,
    energy,
    housing_costs,
    improvements,
    letting,
    neighbourhood,
    permit_holders,
    programme,
    rents,
    seekers,
    stock,
)
from .limits import check_reference_date, policy, scenario_terms, scenarios
from .lines import ceiling, rests_on, rules, shown_with
from .used import Used

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    **energy.INPUTS,
    **housing_costs.INPUTS,
    **stock.INPUTS,
    **district.INPUTS,
    **letting.INPUTS,
    **programme.INPUTS,
    **seekers.INPUTS,
    **permit_holders.INPUTS,
    **neighbourhood.INPUTS,
    **improvements.INPUTS,
    **rents.INPUTS,
}
"""Functions that gather the inputs of a theme, by the name a notebook asks for."""

__all__ = [
    "INPUTS",
    "Used",
    "ceiling",
    "check_reference_date",
    "policy",
    "rests_on",
    "rules",
    "scenario_terms",
    "scenarios",
    "shown_with",
]
