"""Energy poverty of tenants, by complex, village and association (agreements 7, 9, 17, 27)."""

from __future__ import annotations

from .headline import HEADLINE, headline, year_end
from .households import FLAGS, classify, newest_year
from .shares import bands, expected_false_bands, rows

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
