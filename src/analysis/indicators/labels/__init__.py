"""Energy labels of the homes in service, and the path on which E, F and G are to disappear (28, goal 4.3)."""

from __future__ import annotations

from .path import PACE, path, path_rows, readings
from .stock import distribution, homes_with_labels, stock_rows

__all__ = ["PACE", "distribution", "homes_with_labels", "path", "path_rows", "readings", "stock_rows"]
