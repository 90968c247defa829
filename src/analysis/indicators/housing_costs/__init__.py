"""Housing costs of tenants against their income (goal of chapter 4.1)."""

from __future__ import annotations

from .households import FLAGS, LocalTaxes, costs, homes_with_rent
from .kinds import by_household_kind
from .shares import HEADLINE, QUOTE, bands, headline, rows

__all__ = [
    "FLAGS",
    "HEADLINE",
    "QUOTE",
    "LocalTaxes",
    "bands",
    "by_household_kind",
    "costs",
    "headline",
    "homes_with_rent",
    "rows",
]
