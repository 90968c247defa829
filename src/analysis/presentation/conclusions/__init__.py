"""
Conclusions in words, generated from published figures: a few sentences, no number of their own.

Every function takes what has passed the gate, so a sentence can say no more than the table beside it. The front
page shows the first two sentences of an answer.
"""

from .costs import housing_costs
from .districts import laarhove
from .energy import energy_poverty
from .inspections import inspections
from .labels import energy_labels
from .lettings import displacement
from .permit_holders import permit_holders
from .programme import building_programme
from .rents import rent_increase, rent_levels
from .seekers import home_seekers
from .stock import social_stock
from .whole import data_quality, overview

__all__ = [
    "building_programme",
    "data_quality",
    "displacement",
    "energy_labels",
    "energy_poverty",
    "home_seekers",
    "housing_costs",
    "inspections",
    "laarhove",
    "overview",
    "permit_holders",
    "rent_increase",
    "rent_levels",
    "social_stock",
]
