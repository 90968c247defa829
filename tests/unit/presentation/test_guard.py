"""Nothing is drawn or written that has not passed the gate, and nothing without the columns it needs."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import pytest
from tests.unit.presentation.made_up import LIHELEK, published, squares

from analysis.errors import DisclosureError
from analysis.presentation import figures, mailed, maps, tables

EDGES = (0.05, 0.1, 0.15, 0.2)
LINES = {"social_line": 0.3, "cheap_line": 0.4, "context_line": 0.5, "context_since": date(2023, 4, 1)}
CAPS = {"quality_discount": 452.2, "low": 647.19, "high": 693.6, "rent_allowance": 808.06}
RISES = {"legal_share": 0.031, "agreed_share": 0.026}
YEAR = {"first": date(2022, 7, 1), "last": date(2023, 7, 1)}
TURNS = {"on": date(2023, 12, 31), "months": 24}
DAYS = {"on": date(2023, 12, 31), "since": date(2023, 1, 1)}


def mailed_layer(name, texts, data):
    return mailed.layers_of({name: data}, squares(), texts, {name: (LIHELEK, EDGES)})


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
        **{f"mailed_{name}": partial(mailed_layer, name, texts) for name in mailed.LAYERS},
        "lettings_and_stock": lambda data: figures.lettings_and_stock(data, texts, imprint),
        "alt_lettings_and_stock": lambda data: figures.alt_lettings_and_stock(data, texts),
        "rent_classes": lambda data: figures.rent_classes(data, texts, imprint, caps=CAPS),
        "alt_rent_classes": lambda data: figures.alt_rent_classes(data, texts, caps=CAPS),
        "rent_curves": lambda data: figures.rent_curves(data, texts, imprint, caps=CAPS, line=CAPS["low"]),
        "alt_rent_curves": lambda data: figures.alt_rent_curves(data, texts, caps=CAPS, line=CAPS["low"]),
        "rent_rises": lambda data: figures.rent_rises(data, texts, imprint, **RISES),
        "alt_rent_rises": lambda data: figures.alt_rent_rises(data, texts, **RISES),
        "rent_sum": lambda data: figures.rent_sum(data, texts, imprint, line=0.026, **YEAR),
        "alt_rent_sum": lambda data: figures.alt_rent_sum(data, texts, line=0.026, **YEAR),
        "new_build_table": lambda data: tables.new_build_table(data, texts),
        "reasons_table": lambda data: tables.reasons_table(data, texts),
        "rises_table": lambda data: tables.rises_table(data, texts),
        "label_bars": lambda data: figures.label_bars(data, texts, imprint),
        "alt_label_bars": lambda data: figures.alt_label_bars(data, texts),
        "label_path": lambda data: figures.label_path(data, texts, imprint),
        "alt_label_path": lambda data: figures.alt_label_path(data, texts),
        "cost_changes": lambda data: figures.cost_changes(data, texts, imprint),
        "alt_cost_changes": lambda data: figures.alt_cost_changes(data, texts),
        "trade_off": lambda data: figures.trade_off(data, texts, imprint),
        "alt_trade_off": lambda data: figures.alt_trade_off(data, texts),
        "priorities_table": lambda data: tables.priorities_table(data, texts),
        "task_half_years": lambda data: figures.task_half_years(data, texts, imprint),
        "alt_task_half_years": lambda data: figures.alt_task_half_years(data, texts),
        "task_table": lambda data: tables.task_table(data, texts),
        "quarterly_reports_table": lambda data: tables.quarterly_reports_table(data, texts),
        "special_places_table": lambda data: tables.special_places_table(data, texts),
        "visits_line": lambda data: figures.visits_line(data, data, texts, imprint, **TURNS),
        "alt_visits_line": lambda data: figures.alt_visits_line(data, data, texts, **TURNS),
        "visits_map": lambda data: maps.visits_map(data, squares(), texts, imprint),
        "alt_visits_map": lambda data: maps.alt_visits_map(data, texts),
        "visits_table": lambda data: tables.visits_table(data, texts),
        "open_points_table": lambda data: tables.open_points_table(data, texts),
        "promises_table": lambda data: tables.promises_table(data, texts),
        "village_signals_table": lambda data: tables.village_signals_table(data, texts, signals=[(LIHELEK, data)]),
        "mediation_table": lambda data: tables.mediation_table(data, texts),
        "reported_table": lambda data: tables.reported_table(data, texts),
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
