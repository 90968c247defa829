"""
`python -m benchmarks [NAME …] [--rounds N]`: measure, print, and put the tables of everything on `docs/performance.md`.

Round by round every measurement is made once, so that what else the machine does is shared out among them. One that
fails is named with its reason, and the others go on; the exit code is 1 then.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from pathlib import Path

from . import table
from .measuring import FailedError, UnequalError
from .table import Found

NAMES = (
    "suite", "fan_out", "growth", "opening", "exploring", "pages", "nbval", "country", "neighbourhoods", "install",
)  # fmt: skip
"""A module each, with `LINES` and `one_round`."""
KEPT = Path(tempfile.gettempdir()) / "afspraken-benchmarks"
FAILURES = (UnequalError, FailedError, OSError, ValueError, LookupError, ArithmeticError, RuntimeError, ImportError)
"""What a measurement can come to grief by; a mistake in what calls it is none of them."""


def main() -> int:
    """Measure what was asked for, round by round."""
    asked = _asked()
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in asked.names or NAMES}
    found = {name: Found(name, module.LINES, [], []) for name, module in modules.items()}
    for number in range(1, asked.rounds + 1):
        for name, module in modules.items():
            began = time.perf_counter()
            with tempfile.TemporaryDirectory(prefix="afspraken-") as scratch:
                try:
                    ways = module.one_round(asked.kept, Path(scratch))
                    found[name].rounds.append(ways)
                    said = ", ".join(f"{way} {one.wall:.2f} s ({one.cpu:.2f} s CPU)" for way, one in ways.items())
                except FAILURES as error:
                    found[name].failures.append(f"{type(error).__name__} in round {number}: {error}")
                    said = found[name].failures[-1]
            print(f"round {number}, {name}, {time.perf_counter() - began:.0f} s: {said}", flush=True)
    text = table.told(list(found.values()))
    print(f"\n{text}")
    if not asked.names:
        table.write(text)
    return int(any(one.failures for one in found.values()))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(NAMES)}; none measures everything")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kept", type=Path, default=KEPT, help="where large deliveries stand, made when they do not")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(NAMES))
    if unknown:
        parser.error(f"no such measurement: {', '.join(unknown)}")
    return asked


if __name__ == "__main__":
    raise SystemExit(main())
