"""Rents: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "rent.below_first_cap_share": "Homes below the first cap",
}
DEFINITIONS: Final = {
    "rent.below_first_cap_share": "Self-contained homes with a net rent up to the low aftoppingsgrens in force.",
}
