"""Change between two published reports: verdicts that moved, and figures split by what changed them."""

from __future__ import annotations

from .ends import Ends
from .moves import Move, moves
from .pairs import earlier, ends_of, next_to
from .shown import Change
from .split import COLUMNS, PARTS, changes

__all__ = ["COLUMNS", "PARTS", "Change", "Ends", "Move", "changes", "earlier", "ends_of", "moves", "next_to"]
