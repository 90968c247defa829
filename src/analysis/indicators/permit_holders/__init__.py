"""Is the task for permit holders met, pro rata, and where (agreements 32, 34 and 36)."""

from __future__ import annotations

from .places import by_village, places, special_lettings, stock_shares
from .progress import count_of_reports, reports
from .task import half_years, measure, periods, task_rows, unreported

__all__ = [
    "by_village",
    "count_of_reports",
    "half_years",
    "measure",
    "periods",
    "places",
    "reports",
    "special_lettings",
    "stock_shares",
    "task_rows",
    "unreported",
]
