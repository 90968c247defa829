"""From a delivery to the core tables: checked, written as Parquet, and given back as known on a day."""

from __future__ import annotations

from .known import known_on
from .prepared import FINDINGS, Prepared
from .writing import prepare

__all__ = ["FINDINGS", "Prepared", "known_on", "prepare"]
