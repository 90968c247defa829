"""What if: where to improve first to lower energy poverty most, and what an order gives (agreements 9 and 27)."""

from __future__ import annotations

from .curve import ORDERS, curve
from .resampling import Plan, Scope, orders, resampled, scopes
from .what_if import RESULT, headline, homes_to_improve, improved, lifted, lifted_rows
from .yearly import yearly

__all__ = [
    "ORDERS",
    "RESULT",
    "Plan",
    "Scope",
    "curve",
    "headline",
    "homes_to_improve",
    "improved",
    "lifted",
    "lifted_rows",
    "orders",
    "resampled",
    "scopes",
    "yearly",
]
