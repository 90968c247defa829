"""Did rents rise no more than agreed: the rent sum, single homes, and income-dependent rises (10, 11)."""

from __future__ import annotations

from .agreement import blocked
from .compared import STEPS, Comparison, compared
from .homes import Caps, rises
from .measure import measured
from .total import by_reason

__all__ = ["STEPS", "Caps", "Comparison", "blocked", "by_reason", "compared", "measured", "rises"]
