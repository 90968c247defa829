"""Definitions the themes share, one idea per function; each has its table of boundary cases in the tests."""

from __future__ import annotations

from .bands import complex_bands, expected_false_bands
from .budget import LivingBudget, living_budget_eur_per_month
from .energy import EnergySupport, EnergyTariffs, energy_bill_eur_per_year, is_low_quality
from .household import equivalence_factor, is_high_bill, is_high_energy_quota, is_low_income
from .huurtoeslag import (
    HuurtoeslagNorms,
    basic_rent_eur_per_month,
    household_kind,
    huurtoeslag_eur_per_month,
    huurtoeslag_of,
)
from .letting import dwelling_of, is_in, is_urgent
from .places import complex_points, village_points
from .quarters import ending_in, last_day_of_quarter, quarters_of
from .results import JUDGED_GRAINS, ROW_COLUMNS, answers, result_rows, share_rows, tallies
from .stock import effective_end, in_service, rent_on
from .tenants import households_in_scope, newest_year, year_end

__all__ = [
    "JUDGED_GRAINS",
    "ROW_COLUMNS",
    "EnergySupport",
    "EnergyTariffs",
    "HuurtoeslagNorms",
    "LivingBudget",
    "answers",
    "basic_rent_eur_per_month",
    "complex_bands",
    "complex_points",
    "dwelling_of",
    "effective_end",
    "ending_in",
    "energy_bill_eur_per_year",
    "equivalence_factor",
    "expected_false_bands",
    "household_kind",
    "households_in_scope",
    "huurtoeslag_eur_per_month",
    "huurtoeslag_of",
    "in_service",
    "is_high_bill",
    "is_high_energy_quota",
    "is_in",
    "is_low_income",
    "is_low_quality",
    "is_urgent",
    "last_day_of_quarter",
    "living_budget_eur_per_month",
    "newest_year",
    "quarters_of",
    "rent_on",
    "result_rows",
    "share_rows",
    "tallies",
    "village_points",
    "year_end",
]
