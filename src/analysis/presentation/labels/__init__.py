"""
English words for the codes of the results: every value is a message of the catalogue.

A code that stands here is translated by `Texts`; a code that does not is shown as it is.
"""

from __future__ import annotations

from typing import Final

from . import (
    coded,
    district,
    energy,
    housing_costs,
    improvements,
    letting,
    neighbourhood,
    permit_holders,
    programme,
    rents,
    reported,
    seekers,
    stock,
    synthetic,
)
from .codes import (
    BANDS,
    BASES,
    BOUNDS,
    COMMITMENTS,
    CONCLUSIONS,
    DIMENSIONS,
    DWELLING_TYPES,
    LANGUAGES,
    NORM_STATUSES,
    NOT_MEASURED,
    PARTIES,
    PROFILES,
    QUESTIONS,
    SCENARIO_ENDS,
    SEGMENTS,
    SEVERITIES,
    STATUSES,
    STEPS,
    SYMBOLS,
    UNITS,
    VERDICTS,
    WEIGHED,
)

_THEMES: Final = (
    energy,
    housing_costs,
    stock,
    district,
    letting,
    rents,
    reported,
    permit_holders,
    neighbourhood,
    improvements,
    programme,
    seekers,
)
HOUSEHOLD_KINDS: Final = housing_costs.HOUSEHOLD_KINDS
COST_PARTS: Final = housing_costs.COST_PARTS
CODED: Final = coded.CODED
OTHER_OWNERS: Final = neighbourhood.OTHER_OWNERS
PROMISES: Final = neighbourhood.PROMISES
SUBJECTS: Final = neighbourhood.SUBJECTS
QUOTED: Final = frozenset(synthetic.SYNTHETIC.values())
RESULTS: Final = {result: name for theme in _THEMES for result, name in theme.RESULTS.items()}
DEFINITIONS: Final = {result: text for theme in _THEMES for result, text in theme.DEFINITIONS.items()}

__all__ = [
    "BANDS",
    "BASES",
    "BOUNDS",
    "CODED",
    "COMMITMENTS",
    "CONCLUSIONS",
    "COST_PARTS",
    "DEFINITIONS",
    "DIMENSIONS",
    "DWELLING_TYPES",
    "HOUSEHOLD_KINDS",
    "LANGUAGES",
    "NORM_STATUSES",
    "NOT_MEASURED",
    "OTHER_OWNERS",
    "PARTIES",
    "PROFILES",
    "PROMISES",
    "QUESTIONS",
    "QUOTED",
    "RESULTS",
    "SCENARIO_ENDS",
    "SEGMENTS",
    "SEVERITIES",
    "STATUSES",
    "STEPS",
    "SUBJECTS",
    "SYMBOLS",
    "UNITS",
    "VERDICTS",
    "WEIGHED",
]
