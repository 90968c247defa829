"""Inputs of the building programme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ..indicators.building_programme.measure import DELIVERED, DEMOLISHED, PLANNED
from .stock import stock_account, stock_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .used import Used


def programme(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `building_programme.measure`: the agreements' year, whose projects, what a sale is."""
    year = used.register.year
    entries = {result: used.register.for_result(result) for result in (DELIVERED, DEMOLISHED, PLANNED)}
    return {
        "since": date(year, 1, 1),
        "agreements": {result: entry.id for result, entry in entries.items() if entry},
        **scattered(used, on),
    }


def scattered(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `building_programme.scattered`: which homes were sold, since when and until when."""
    account = stock_account(used, on)
    return {
        "until": min(on, date(used.register.year, 12, 31)),
        "baseline_date": stock_kept(used, on)["baseline_date"],
        **{name: account[name] for name in ("exit_steps", "temporary_reasons")},
    }


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "programme": programme,
    "scattered": scattered,
}
