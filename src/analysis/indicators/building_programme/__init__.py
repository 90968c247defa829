"""What was planned, built, demolished and sold: projects, sales and milestones (agreements 18, 19, 21-23, goal 4.5)."""

from __future__ import annotations

from .balance import balance
from .checks import remarks, unconfirmed
from .measure import RESULTS, measure
from .sales import scattered, unsold
from .standing import milestones, projects

__all__ = ["RESULTS", "balance", "measure", "milestones", "projects", "remarks", "scattered", "unconfirmed", "unsold"]
