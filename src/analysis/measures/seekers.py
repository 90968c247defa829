"""Inputs of the figures about home seekers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .letting import displacement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used


def housed(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `home_seekers.housed`, but for the municipality: who is urgent, and who was fast."""
    urgent = displacement(used, on)
    names = ("urgent_grounds", "first_housing_grounds")
    return {name: urgent[name] for name in names} | {"fast_below_months": used.assume("fast_seeker_below_months")}


def seekers(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `home_seekers.measure`: those of `housed`, and whom the success rate counts."""
    return {**housed(used, on), "regular_only": used.assume("success_rate_of_regular_only")}


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "housed": housed,
    "seekers": seekers,
}
