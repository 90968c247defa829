"""Nothing is drawn or written that has not passed the gate, and nothing without the columns it needs."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from tests.unit.presentation.made_up import LIHELEK, published, squares

from analysis.errors import DisclosureError
from analysis.presentation import figures, mailed_map, maps, tables

EDGES = (0.05, 0.1, 0.15, 0.2)
LINES = {"social_line": 0.3, "cheap_line": 0.4, "context_line": 0.5}
DAYS = {"on": date(2023, 12, 31), "since": date(2023, 1, 1)}


def views(texts, imprint):
    """Every public function that shows data, as a function of its data."""
    return {
        "results_table": lambda data: tables.results_table(data, texts, caption="x"),
        "ranked_complex_table": lambda data: tables.ranked_complex_table(data, texts, result=LIHELEK),
        "stock_account_table": lambda data: tables.stock_account_table(data, texts),
        "phases_table": lambda data: tables.phases_table(data, texts),
        "half_years_table": lambda data: tables.half_years_table(data, texts),
        "scoreboard_table": lambda data: tables.scoreboard_table(data, texts),
        "findings_table": lambda data: tables.findings_table(data, texts),
        "coverage_table": lambda data: tables.coverage_table(data, texts),
        "waiting_table": lambda data: tables.waiting_table(data, texts, by="village"),
        "chances_table": lambda data: tables.chances_table(data, texts, is_running=True),
        "displaced_table": lambda data: tables.displaced_table(data, texts),
        "freshness_table": lambda data: tables.freshness_table(data, texts),
        "residuals_table": lambda data: tables.residuals_table(data, texts),
        "sensitivity_table": lambda data: tables.sensitivity_table(data, texts),
        "change_table": lambda data: tables.change_table(data, texts, old="2023-H1", new="2023-H2"),
        "ranked_intervals": lambda data: figures.ranked_intervals(
            data, texts, imprint, result=LIHELEK, pooled_share=0.2
        ),
        "waterfall": lambda data: figures.waterfall(data, texts, imprint),
        "phases": lambda data: figures.phases(data, data, texts, imprint, **LINES),
        "half_years": lambda data: figures.half_years(data, texts, imprint, line=0.2, basis="vacated"),
        "incidence": lambda data: figures.incidence(data, texts, imprint, horizon_days=183),
        "scoreboard": lambda data: figures.scoreboard(data, texts, imprint),
        "completeness": lambda data: figures.completeness(data, texts, imprint),
        "alt_ranked_intervals": lambda data: figures.alt_ranked_intervals(
            data, texts, result=LIHELEK, pooled_share=0.2
        ),
        "timeline": lambda data: figures.timeline(data, data, texts, imprint, **DAYS),
        "alt_timeline": lambda data: figures.alt_timeline(data, data, texts, **DAYS),
        "balance": lambda data: figures.balance(data, texts, imprint),
        "alt_balance": lambda data: figures.alt_balance(data, texts),
        "quarters": lambda data: figures.quarters(data, texts, imprint),
        "alt_quarters": lambda data: figures.alt_quarters(data, texts),
        "search_times": lambda data: figures.search_times(data, texts, imprint),
        "alt_search_times": lambda data: figures.alt_search_times(data, texts),
        "projects_table": lambda data: tables.projects_table(data, texts),
        "milestones_table": lambda data: tables.milestones_table(data, texts),
        "scattered_table": lambda data: tables.scattered_table(data, texts),
        "log_table": lambda data: tables.log_table(data, texts, agreement="19"),
        "quarters_table": lambda data: tables.quarters_table(data, texts),
        "village_quarters_table": lambda data: tables.village_quarters_table(data, texts),
        "search_times_table": lambda data: tables.search_times_table(data, texts),
        "groups_table": lambda data: tables.groups_table(data, texts, below_months=12),
        "alt_waterfall": lambda data: figures.alt_waterfall(data, texts),
        "alt_phases": lambda data: figures.alt_phases(data, data, texts, **LINES),
        "alt_half_years": lambda data: figures.alt_half_years(data, texts, line=0.2, basis="vacated"),
        "alt_incidence": lambda data: figures.alt_incidence(data, texts, horizon_days=183),
        "household_kinds_table": lambda data: tables.household_kinds_table(data, texts),
        "household_budgets": lambda data: figures.household_budgets(data, texts, imprint),
        "alt_household_budgets": lambda data: figures.alt_household_budgets(data, texts),
        "alt_scoreboard": lambda data: figures.alt_scoreboard(data, texts),
        "alt_completeness": lambda data: figures.alt_completeness(data, texts),
        "complex_map": lambda data: maps.complex_map(data, squares(), texts, imprint, result=LIHELEK, edges=EDGES),
        "village_map": lambda data: maps.village_map(data, squares(), texts, imprint),
        "alt_complex_map": lambda data: maps.alt_complex_map(data, texts, result=LIHELEK, edges=EDGES),
        "alt_village_map": lambda data: maps.alt_village_map(data, texts),
        "mailed_map": lambda data: mailed_map.html(data, data, squares(), texts, imprint, result=LIHELEK, edges=EDGES),
    }


NAMES = sorted(views(None, None))


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_frame_is_refused(name, texts, imprint):
    with pytest.raises(DisclosureError, match="has not passed the disclosure gate"):
        views(texts, imprint)[name](pd.DataFrame({"value": [0.2]}))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_without_the_columns_is_refused_by_name(name, texts, imprint):
    with pytest.raises(DisclosureError, match="published rows lack the columns"):
        views(texts, imprint)[name](published(pd.DataFrame({"nothing": [1]})))


def test_every_public_view_stands_in_this_list():
    made_elsewhere = {"chances_table", "displaced_table", "freshness_table", "residuals_table", "sensitivity_table"}
    parameters_only = {"assumptions_table", "context_table", "lines_table", "norms_table", "recorded_table"}
    public = {name for module in (figures, maps, tables) for name in module.__all__ if name[0].islower()}
    assert public - made_elsewhere - parameters_only <= set(NAMES)
