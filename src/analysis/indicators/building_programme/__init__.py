"""What was planned, built, demolished and sold: projects, sales and milestones (agreements 18, 19, 21-23, goal 4.5)."""

from __future__ import annotations

from .balance import balance
from .measure import RESULTS, measure
from .projects import milestones, projects, remarks, unconfirmed
from .sales import scattered, unsold

__all__ = ["RESULTS", "balance", "measure", "milestones", "projects", "remarks", "scattered", "unconfirmed", "unsold"]
