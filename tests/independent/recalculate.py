"""
Recalculate the ledger from delivered files and parameters alone: the second of two implementations.

Plain Python, no code of the product, no pandas: whoever doubts a figure can follow it here with a pencil.
Shares and amounts are exact fractions until they become a row.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from . import decided, delivered, district, energy, letting, stock, verdict
from .communities import community_rows
from .decided import assumed, needed, norm, number
from .housing import housing_rows
from .renovation import renovation_rows

if TYPE_CHECKING:
    from pathlib import Path

    from .decided import Decisions
    from .delivered import World
    from .verdict import Moment

Row = dict[str, Any]
BASELINE_RESULT = "social_stock.kept"


def recalculate(delivery: Path, params: Path, run: dict[str, str]) -> list[Row]:
    """
    Give every row of the ledger, judged, sorted by id and place.

    `run` is the content of a run file: period, reference_date and agreements decide; scenario must be base.
    """
    decisions = decided.read(params, run["agreements"])
    moment = half_year(run["period"], date.fromisoformat(run["reference_date"]))
    world = delivered.world_on(delivered.read(delivery), moment.today, temporary_reasons(decisions, moment.today))
    rows = [
        *energy_rows(world, decisions, run["period"]),
        *stock_rows(world, decisions, moment, run["period"]),
        *district_rows(world, decisions, run["period"]),
        *letting_rows(world, decisions, moment, run["period"]),
        *community_rows(world, decisions, moment, run["period"]),
        *renovation_rows(world, decisions, energy_norms, run["period"]),
        *housing_rows(world, decisions, moment, run["period"], energy_norms),
    ]
    if world.municipality == decisions.municipality:
        blocked = has_residuals(world, decisions, moment)
        case = verdict.Case(decisions, world, moment)
        rows = [verdict.judged(row, case, is_blocked=blocked and row["id"] == BASELINE_RESULT) for row in rows]
    return sorted(rows, key=sort_key)


def sort_key(row: Row) -> tuple[str, ...]:
    """Rows are sorted by id, then corporation, village and complex, an absent dimension first."""
    return (row["id"], *(row[name] or "" for name in ("corporation", "village", "complex_id")))


def half_year(period: str, today: date) -> Moment:
    """`2023-H1` is 1 January-30 June, `2023-H2` 1 July-31 December."""
    year, is_first = int(period[:4]), period[5:] == "H1"
    first, last = (date(year, 1, 1), date(year, 6, 30)) if is_first else (date(year, 7, 1), date(year, 12, 31))
    return verdict.Moment(first, last, today)


def temporary_reasons(decisions: Decisions, on: date) -> set[str]:
    """Give the reasons of service that keep a home in the stock."""
    return set(norm(decisions, "temporary_reasons", on))


def stock_rows(world: World, decisions: Decisions, moment: Moment, period: str) -> list[Row]:
    """Counts at the end (the reference date) and at the start (the day before the period), and goal 4.2."""
    rows: list[Row] = []
    for on, suffix in ((world.today, ""), (moment.first - timedelta(days=1), "_at_start")):
        limit = needed(decisions, "huurtoeslaggrens_eur_per_month", on)
        rows += stock.count_rows(world, on, limit, suffix=suffix, period=period)
    return rows + stock.kept_rows(world, baseline(decisions), period=period)


def baseline(decisions: Decisions) -> date:
    """Give the day whose stock may not be fallen below, as the register's rule says."""
    rules = [rule for entry in decisions.entries for rule in decided.rules(entry) if rule["result"] == BASELINE_RESULT]
    return date.fromisoformat(rules[0]["baseline_date"])


def has_residuals(world: World, decisions: Decisions, moment: Moment) -> bool:
    """A residual other than zero against `stock` or, for the period's projects, `programme` blocks."""
    start = moment.first - timedelta(days=1)
    steps = {side: norm(decisions, f"{side}_steps", world.today) for side in ("entry", "exit")}
    against_stock = stock.stock_residuals(world, {baseline(decisions), start, world.today})
    return bool(against_stock or stock.programme_residuals(world, start, steps))


def district_rows(world: World, decisions: Decisions, period: str) -> list[Row]:
    """Laarhove: the district is the one named in the scope of the agreement."""
    named = [entry["scope"]["district"] for entry in decisions.entries if "district" in (entry.get("scope") or {})]
    return district.rows(world.tables["district_plan"], named[0], period=period)


def letting_rows(world: World, decisions: Decisions, moment: Moment, period: str) -> list[Row]:
    """Shares of lettings to urgent seekers, and urgent seekers housed within half a year."""
    urgent = set(norm(decisions, "urgent_grounds", world.today))
    if assumed(decisions, "hui_counts_as_urgent") == "true":
        urgent.add("HUI")
    grounds = letting.Grounds(urgent, set(norm(decisions, "first_housing_grounds", world.today)))
    only = [assumed(decisions, f"displacement_{what}_only") == "true" for what in ("self_contained", "daeb")]
    span = (moment.first, moment.last)
    rows = letting.shares_rows(world, span, grounds, letting.Scope(*only), period=period)
    days, months = (int(norm(decisions, name, world.today)) for name in ("horizon_days", "window_months"))
    return rows + letting.housed_rows(world, horizon_days=days, window_months=months, period=period)


def energy_rows(world: World, decisions: Decisions, period: str) -> list[Row]:
    """Energy poverty in the newest year of households that was delivered, by that year's norms."""
    year = energy.newest_year(world)
    return [] if year is None else energy.rows(world, year, energy_norms(decisions, year), period=period)


def energy_norms(decisions: Decisions, year: int) -> energy.EnergyNorms:
    """Give the norms of one year of households, as they stand on its last day."""
    on = date(year, 12, 31)
    units = {"gas": "m3", "electricity": "kwh", "heat": "gj"}
    return energy.EnergyNorms(
        carriers={name: carrier(decisions, name, unit, on) for name, unit in units.items()},
        tax_credit=needed(decisions, "energy_tax_credit_eur_per_year", on),
        low_income_allowance=needed(decisions, "low_income_allowance_eur_per_year", on),
        household_allowance=needed(decisions, "household_allowance_eur_per_year", on),
        low_income_line=needed(decisions, "low_income_factor", on)
        * needed(decisions, "low_income_limit_eur_per_year", on),
        high_bill=needed(decisions, "high_bill_eur_per_year", on),
        heq={
            "heq10": needed(decisions, "heq_threshold_share", on),
            "heq8": needed(decisions, "heq_low_threshold_share", on),
        },
        factors=[[Fraction(text) for text in line] for line in norm(decisions, "equivalence_factors", on)],
        step_adult=Fraction(assumed(decisions, "equivalence_step_extra_adult")),
        step_child=Fraction(assumed(decisions, "equivalence_step_extra_child")),
        low_quality_labels=set(assumed(decisions, "low_quality_labels")),
    )


def carrier(decisions: Decisions, name: str, unit: str, on: date) -> energy.Carrier:
    """Give tariff, fixed charge and price cap of one carrier of energy."""
    return energy.Carrier(
        tariff=needed(decisions, f"{name}_tariff_eur_per_{unit}", on),
        fixed=needed(decisions, f"{name}_fixed_eur_per_year", on),
        cap=number(decisions, f"{name}_cap_eur_per_{unit}", on),
        cap_volume=number(decisions, f"{name}_cap_{unit}_per_year", on),
    )
