"""How hard it is to find a home: seekers, responses, search time and chances (agreements 24 and 25)."""

from __future__ import annotations

from .housed import housed
from .measure import chosen, measure
from .series import by_quarter, by_village, groups, search_times

__all__ = ["by_quarter", "by_village", "chosen", "groups", "housed", "measure", "search_times"]
