"""How much memory a notebook took."""

from __future__ import annotations

import sys


def peak_mib() -> int | None:
    """Give the peak of this process's memory in MiB; None where the system does not tell (Windows)."""
    try:
        from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415 - not on every system
    except ModuleNotFoundError:
        return None
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))
