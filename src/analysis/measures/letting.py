"""Inputs of displacement and of the half-year of urgent seekers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used


def displacement(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `displacement.lettings`: who is urgent, and which lettings count."""
    urgent = tuple(used.norm("urgent_grounds", on))
    return {
        "urgent_grounds": (*urgent, "HUI") if used.assume("hui_counts_as_urgent") else urgent,
        "first_housing_grounds": tuple(used.norm("first_housing_grounds", on)),
        "self_contained_only": used.assume("displacement_self_contained_only"),
        "daeb_only": used.assume("displacement_daeb_only"),
    }


def housed_within(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `displacement.housed_within`: the window looked at and the half-year in days."""
    return used.theme("housed_within", on)


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "displacement": displacement,
    "housed_within": housed_within,
}
