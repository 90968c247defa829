"""Are regular seekers displaced by urgent ones, and are urgent seekers housed in time (goal 4.4, 31, 33)."""

from __future__ import annotations

from .ceiling import headroom, running_chance
from .measure import headrooms, measure
from .scope import lettings, waiting
from .searches import housed_within, incidence
from .shares import displaced, half_years, shares

__all__ = [
    "displaced",
    "half_years",
    "headroom",
    "headrooms",
    "housed_within",
    "incidence",
    "lettings",
    "measure",
    "running_chance",
    "shares",
    "waiting",
]
