"""Definitions the themes share, one idea per function; each has its table of boundary cases in the tests."""

from __future__ import annotations

from .bands import complex_bands, expected_false_bands
from .energy import EnergySupport, EnergyTariffs, energy_bill_eur_per_year, is_low_quality
from .household import equivalence_factor, is_high_bill, is_high_energy_quota, is_low_income
from .letting import dwelling_of, is_in, is_urgent
from .places import complex_points, village_points
from .quarters import ending_in, last_day_of_quarter, quarters_of
from .results import ROW_COLUMNS, answers, result_rows, share_rows
from .stock import effective_end, in_service, rent_on
from .tenants import households_in_scope, newest_year, year_end

__all__ = [
    "ROW_COLUMNS",
    "EnergySupport",
    "EnergyTariffs",
    "answers",
    "complex_bands",
    "complex_points",
    "dwelling_of",
    "effective_end",
    "ending_in",
    "energy_bill_eur_per_year",
    "equivalence_factor",
    "expected_false_bands",
    "households_in_scope",
    "in_service",
    "is_high_bill",
    "is_high_energy_quota",
    "is_in",
    "is_low_income",
    "is_low_quality",
    "is_urgent",
    "last_day_of_quarter",
    "newest_year",
    "quarters_of",
    "rent_on",
    "result_rows",
    "share_rows",
    "village_points",
    "year_end",
]
