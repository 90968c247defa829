"""Is the social stock kept, village by village: counts, flows and checks (goal 4.2, 21, 22, 23)."""

from __future__ import annotations

from .agreement import blocked, unchecked, unconfirmed
from .checks import programme_residuals, residuals
from .counts import counts, kept
from .flows import STEPS, account

__all__ = [
    "STEPS",
    "account",
    "blocked",
    "counts",
    "kept",
    "programme_residuals",
    "residuals",
    "unchecked",
    "unconfirmed",
]
