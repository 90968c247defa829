"""Energy poverty of tenants, by complex, village and association (agreements 7, 9, 17, 27)."""

from __future__ import annotations

from ..definitions import expected_false_bands, newest_year, year_end
from .headline import HEADLINE, headline
from .households import FLAGS, classify
from .shares import bands, rows

__all__ = [
    "FLAGS",
    "HEADLINE",
    "bands",
    "classify",
    "expected_false_bands",
    "headline",
    "newest_year",
    "rows",
    "year_end",
]
