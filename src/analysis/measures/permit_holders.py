"""Inputs of permit holders: the division of the task, and where special groups are housed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used


def permit_holders(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `permit_holders.half_years`."""
    return {
        "self_contained_only": used.assume("task_self_contained_only"),
        "daeb_only": used.assume("task_daeb_only"),
        "family_reunion_counts": used.assume("family_reunion_counts"),
        "temporary_reasons": used.norm("temporary_reasons", on),
    }


def special_lettings(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `permit_holders.special_lettings`."""
    return {
        "window_months": used.assume("special_window_months"),
        "special_grounds": tuple(used.assume("special_grounds")),
        "first_housing_grounds": tuple(used.norm("first_housing_grounds", on)),
    }


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "permit_holders": permit_holders,
    "special_lettings": special_lettings,
}
"""Functions that gather the inputs, by the name a notebook asks for."""
