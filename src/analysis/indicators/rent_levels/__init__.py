"""Which homes have an affordable rent: against the caps, against the target rent, and of new homes (12, 13, 14)."""

from __future__ import annotations

from .caps import affordable, below_first_cap, class_rows, cumulative, homes_with_rent
from .new_build import first_lettings, new_build_rents, new_build_rows
from .target import target_rows

__all__ = [
    "affordable",
    "below_first_cap",
    "class_rows",
    "cumulative",
    "first_lettings",
    "homes_with_rent",
    "new_build_rents",
    "new_build_rows",
    "target_rows",
]
