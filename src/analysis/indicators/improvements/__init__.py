"""What energetic improvement did to homes: labels, packages of measures, floors, costs (26, 28, 29, goal 4.1)."""

from __future__ import annotations

from .costs import cost_changes, cost_rows
from .counts import count_rows, recounted, rows
from .floors import floors
from .homes import improved_homes

__all__ = ["cost_changes", "cost_rows", "count_rows", "floors", "improved_homes", "recounted", "rows"]
