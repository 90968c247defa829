"""
Figures of the reports, one module per family; each function has a sibling `alt_…` with the same facts in words.

Every function takes `(published, texts, imprint, …)` and gives a matplotlib `Figure`; `style.png` makes it bytes.
"""

from .board import alt_scoreboard, scoreboard
from .completeness import alt_completeness, completeness
from .half_years import alt_half_years, half_years
from .incidence import alt_incidence, incidence
from .lettings_and_stock import alt_lettings_and_stock, lettings_and_stock
from .phases import alt_phases, phases
from .ranked import alt_ranked_intervals, ranked_intervals
from .task import alt_task_half_years, task_half_years
from .waterfall import alt_waterfall, waterfall

__all__ = [
    "alt_completeness",
    "alt_half_years",
    "alt_incidence",
    "alt_lettings_and_stock",
    "alt_phases",
    "alt_ranked_intervals",
    "alt_scoreboard",
    "alt_task_half_years",
    "alt_waterfall",
    "completeness",
    "half_years",
    "incidence",
    "lettings_and_stock",
    "phases",
    "ranked_intervals",
    "scoreboard",
    "task_half_years",
    "waterfall",
]
