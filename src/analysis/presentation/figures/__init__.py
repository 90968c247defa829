"""
Figures of the reports, one module per family; each function has a sibling `alt_…` with the same facts in words.

Every function takes `(published, texts, imprint, …)` and gives a matplotlib `Figure`; `drawing.drawn`
makes it what stands on a page, and `rendering.png` makes a picture of that.
"""

from .balance import alt_balance, balance
from .board import alt_scoreboard, scoreboard
from .completeness import alt_completeness, completeness
from .cost_changes import alt_cost_changes, cost_changes
from .half_years import alt_half_years, half_years
from .household_budgets import alt_household_budgets, household_budgets
from .incidence import alt_incidence, incidence
from .label_bars import alt_label_bars, label_bars
from .label_path import alt_label_path, label_path
from .lettings_and_stock import alt_lettings_and_stock, lettings_and_stock
from .phases import alt_phases, phases
from .quarters import alt_quarters, quarters
from .ranked import alt_ranked_intervals, ranked_intervals
from .rent_classes import alt_rent_classes, rent_classes
from .rent_curves import alt_rent_curves, rent_curves
from .rent_rises import alt_rent_rises, rent_rises
from .rent_sum import alt_rent_sum, rent_sum
from .search_times import alt_search_times, search_times
from .task import alt_task_half_years, task_half_years
from .timeline import alt_timeline, timeline
from .trade_off import alt_trade_off, trade_off
from .visits import alt_visits_line, visits_line
from .waterfall import alt_waterfall, waterfall

__all__ = [
    "alt_balance",
    "alt_completeness",
    "alt_cost_changes",
    "alt_half_years",
    "alt_household_budgets",
    "alt_incidence",
    "alt_label_bars",
    "alt_label_path",
    "alt_lettings_and_stock",
    "alt_phases",
    "alt_quarters",
    "alt_ranked_intervals",
    "alt_rent_classes",
    "alt_rent_curves",
    "alt_rent_rises",
    "alt_rent_sum",
    "alt_scoreboard",
    "alt_search_times",
    "alt_task_half_years",
    "alt_timeline",
    "alt_trade_off",
    "alt_visits_line",
    "alt_waterfall",
    "balance",
    "completeness",
    "cost_changes",
    "half_years",
    "household_budgets",
    "incidence",
    "label_bars",
    "label_path",
    "lettings_and_stock",
    "phases",
    "quarters",
    "ranked_intervals",
    "rent_classes",
    "rent_curves",
    "rent_rises",
    "rent_sum",
    "scoreboard",
    "search_times",
    "task_half_years",
    "timeline",
    "trade_off",
    "visits_line",
    "waterfall",
]
