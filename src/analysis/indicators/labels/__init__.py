"""Energy labels of the homes in service, and the path on which E, F and G are to disappear (28, goal 4.3)."""

from __future__ import annotations

from .ledger import neutral_rows, path_rows, rows
from .path import path, readings
from .stock import distribution, homes_with_labels, stock_rows

__all__ = [
    "distribution",
    "homes_with_labels",
    "neutral_rows",
    "path",
    "path_rows",
    "readings",
    "rows",
    "stock_rows",
]
