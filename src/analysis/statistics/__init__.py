"""
Statistics the indicators share: exact comparisons, intervals, shrinkage, time to an event.

Pure functions of numbers. No file, no clock, no parameter is read here.
"""

from __future__ import annotations

from .comparison import exceeds, is_above, years_between
from .composition import Composition, composition
from .incidence import cumulative_incidence, log_log_interval
from .scales import NOISE_DECIMALS, PER_THOUSAND, QUARTILES
from .shares import chance_above, shrunken_share, wilson_interval
from .spans import calendar_years, day_after_years

__all__ = [
    "NOISE_DECIMALS",
    "PER_THOUSAND",
    "QUARTILES",
    "Composition",
    "calendar_years",
    "chance_above",
    "composition",
    "cumulative_incidence",
    "day_after_years",
    "exceeds",
    "is_above",
    "log_log_interval",
    "shrunken_share",
    "wilson_interval",
    "years_between",
]
