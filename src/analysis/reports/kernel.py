"""What a notebook can say of the process it runs in."""

from __future__ import annotations

import sys

from ..kernels import is_forked


def kind_of_kernel() -> str:
    """Say whether this process was forked from one with the libraries loaded: warm, or ordinary."""
    return "warm" if is_forked() else "ordinary"


def peak_mib() -> int | None:
    """Give the peak of this process's memory in MiB; None where the system does not tell (Windows)."""
    try:
        from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415 - not on every system
    except ModuleNotFoundError:
        return None
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))
