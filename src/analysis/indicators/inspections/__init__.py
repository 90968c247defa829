"""What should the next neighbourhood inspection look at: visits, points, labels, and what is spent (40, 41, 42)."""

from __future__ import annotations

from .labels import poor_labels
from .points import open_points, point_rows
from .rota import rota
from .spending import mediation, spending_rows
from .visits import held, measure, visit_rows, visits

__all__ = [
    "held",
    "measure",
    "mediation",
    "open_points",
    "point_rows",
    "poor_labels",
    "rota",
    "spending_rows",
    "visit_rows",
    "visits",
]
