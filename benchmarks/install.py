"""The first command in a new copy of the repository, with nothing installed and every cache empty."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .measuring import ROOT, FailedError, Line, Measured, command

FIRST = "python run.py test --version"
LINES = (
    Line("first install with an empty cache", 30, 15, lambda ways: ways[FIRST].wall, unit=" s", is_most=True),
)  # fmt: skip


def one_round(_kept: Path, scratch: Path) -> dict[str, Measured]:
    """Copy the last commit and let it install itself; packages come from wherever this machine gets them."""
    clone, home = scratch / "clone", scratch / "home"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True, capture_output=True)
    empty = {name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "PIP_CACHE_DIR", "UV_CACHE_DIR")}
    base = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info[1]}"
    done = command(
        [base if os.name == "posix" else sys.executable, "run.py", "test", "--version"], env=empty, cwd=clone
    )
    if "pytest" not in str(done.answer):
        message = f"the copy does not answer: {done.answer}"
        raise FailedError(message)
    return {FIRST: done}
