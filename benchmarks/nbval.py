"""Every stored notebook executed again and held against its outputs: as the checks do it, and by plain nbval."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import run

from analysis import kernels

from .measuring import Line, Measured, Ratio, Ways, command, same

PLAIN, CHECKS, WARM = "plain pytest --nbval", "nbval as the checks run it", "the same on warm kernels"
LINES = (
    Line("nbval over the suite as the checks run it, against plain `pytest --nbval`", 2.5, 4, Ratio(PLAIN, CHECKS)),
    Line("the same on warm kernels", 2.5, 4, Ratio(PLAIN, WARM)),
)


def one_round(_kept: Path, _scratch: Path) -> dict[str, Measured]:
    """Run it in three ways; every way must check as many cells."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    step = next(one for one in run.TEST_STEPS if one.name == "nbval")
    checks = [sys.executable, *step.arguments]
    warm = {kernels.PROVISIONER_VARIABLE: kernels.PROVISIONER, **kernels.SETTINGS}
    ways = {
        PLAIN: command([*pytest, "-n", "0", *run.NBVAL]),
        CHECKS: command(checks),
        WARM: command(checks, env=warm),
    }
    check(ways)
    return ways


def check(ways: Ways) -> None:
    """Hold the numbers of cells that passed against each other."""
    same({name: re.findall(r"(\d+) passed", str(one.answer)) for name, one in ways.items()})
