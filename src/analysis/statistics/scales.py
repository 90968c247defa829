"""Numbers that say how a figure is written: they are arithmetic, and no party decides on them."""

from __future__ import annotations

QUARTILES = (0.25, 0.5, 0.75)
"""Shares of a distribution that lie below its lower quarter, its median, and its upper quarter."""
PER_THOUSAND = 1_000
"""What a rate is of, where a share of it would be too small to read."""
NOISE_DECIMALS = 9
"""Decimals beyond which a quotient of two amounts of money holds binary noise only."""
