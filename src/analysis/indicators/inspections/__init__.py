"""What should the next neighbourhood inspection look at: visits, points, labels, and what is spent (40, 41, 42)."""

from __future__ import annotations

from .carried import carried_points, without_names
from .complexes import known_complexes
from .labels import poor_labels
from .points import open_points, point_rows
from .promises import STATES, by_owner, promise_rows, promises
from .rota import rota
from .spending import mediation, spending_rows
from .visits import held, measure, visit_rows, visits

__all__ = [
    "STATES",
    "by_owner",
    "carried_points",
    "held",
    "known_complexes",
    "measure",
    "mediation",
    "open_points",
    "point_rows",
    "poor_labels",
    "promise_rows",
    "promises",
    "rota",
    "spending_rows",
    "visit_rows",
    "visits",
    "without_names",
]
