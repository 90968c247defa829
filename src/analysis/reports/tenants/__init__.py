"""Pages for tenants: per village one side of A4, in plain words, from public figures whatever the report's profile."""

from __future__ import annotations

from .content import Source, Village, village
from .writing import FOLDER, write

__all__ = ["FOLDER", "Source", "Village", "village", "write"]
