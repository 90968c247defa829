"""Call one function in this process and print what it took as JSON: `python -m benchmarks.alone MODULE FUNCTION …`."""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time

from .measuring import ANSWER


def main(module: str, function: str, *arguments: str) -> None:
    """
    Call a function between two looks at the clock.

    Parameters
    ----------
    module, function
        What is called: a module of this package, and a function of it that returns `answer` and `parts`. An answer
        that is a function itself is called after the clock was read: it sums up what was made.
    *arguments
        What it is called with.
    """
    called = getattr(importlib.import_module(f"benchmarks.{module}"), function)
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    answer, parts = called(*arguments)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    given = answer() if callable(answer) else answer
    found = {"wall": wall, "cpu": cpu, "peak_mib": after.ru_maxrss / 1024, "answer": given, "parts": parts}
    print(f"\n{ANSWER}{json.dumps(found)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
