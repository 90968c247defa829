"""
Tables of the reports: the only place where the numbers of a table become text.

Every function takes a `Published` table and gives an `HtmlTable`. Suppressed, missing, zero and a bound read
differently in every cell; what is a share in the data is a percentage here.
"""

from .board import scoreboard_table
from .change import change_table
from .delivery import context_table, coverage_table, findings_table, recorded_table
from .housing_costs import household_kinds_table
from .html_table import HtmlTable
from .improvements import priorities_table
from .inspections import (
    mediation_table,
    open_points_table,
    promises_table,
    village_signals_table,
    visits_table,
)
from .norms import assumptions_table, lines_table, norms_table
from .permit_holders import quarterly_reports_table, special_places_table, task_table
from .programme import log_table, milestones_table, projects_table, scattered_table
from .rents import new_build_table, reasons_table, rises_table
from .reported import reported_table
from .results import half_years_table, ranked_complex_table, results_table, waiting_table
from .seekers import groups_table, quarters_table, search_times_table, village_quarters_table
from .stock import phases_table, stock_account_table
from .varied import chances_table, displaced_table, freshness_table, residuals_table, sensitivity_table

__all__ = [
    "HtmlTable",
    "assumptions_table",
    "chances_table",
    "change_table",
    "context_table",
    "coverage_table",
    "displaced_table",
    "findings_table",
    "freshness_table",
    "groups_table",
    "half_years_table",
    "household_kinds_table",
    "lines_table",
    "log_table",
    "mediation_table",
    "milestones_table",
    "new_build_table",
    "norms_table",
    "open_points_table",
    "phases_table",
    "priorities_table",
    "projects_table",
    "promises_table",
    "quarterly_reports_table",
    "quarters_table",
    "ranked_complex_table",
    "reasons_table",
    "recorded_table",
    "reported_table",
    "residuals_table",
    "results_table",
    "rises_table",
    "scattered_table",
    "scoreboard_table",
    "search_times_table",
    "sensitivity_table",
    "special_places_table",
    "stock_account_table",
    "task_table",
    "village_quarters_table",
    "village_signals_table",
    "visits_table",
    "waiting_table",
]
