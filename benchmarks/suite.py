"""The whole suite of notebooks: a loop over the papermill command, and reports on ordinary and on warm kernels."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.reports.scrubbing import scrub

from .measuring import Line, Measured, Ratio, command, same

LOOP, ORDINARY, WARM = "loop over papermill", "report, ordinary kernels", "report, warm kernels"
NOTEBOOKS, UNCHANGED = "its notebooks alone, warm kernels", "unchanged report"
LINES = (
    Line("whole suite, nothing cached, against a loop over the `papermill` command", 6, 10, Ratio(LOOP, WARM)),
    Line("the same, CPU seconds", 4, 6, Ratio(LOOP, WARM, "cpu")),
    Line("the same, the notebooks alone: what the loop makes", 6, 10, Ratio(LOOP, NOTEBOOKS)),
    Line("the same, CPU seconds of the notebooks alone", 4, 6, Ratio(LOOP, NOTEBOOKS, "cpu")),
    Line("whole suite with ordinary kernels, against that loop", 3.5, 4.5, Ratio(LOOP, ORDINARY)),
    Line("unchanged run, against that loop", 300, 1000, Ratio(LOOP, UNCHANGED)),
)
SETTLED_SECONDS = 3
"""A file that changed in the last seconds is read again."""


def one_round(_kept: Path, scratch: Path) -> dict[str, Measured]:
    """Make the notebooks in every way; a way that shows something else than the loop is refused."""
    python, plain, made = sys.executable, scratch / "plain", scratch / "made"
    plain.mkdir()
    subprocess.run([python, "-m", "analysis", "prepare"], cwd=paths.ROOT, check=True, capture_output=True)
    papermill = [python, "-m", "papermill", "--no-progress-bar", "-f", paths.REFERENCE_RUN]
    report = [python, "-m", "analysis", "run", paths.REFERENCE_RUN]
    parts = [command([*papermill, one, plain / one.name]) for one in sorted(paths.NOTEBOOKS.glob("[0-9]*.ipynb"))]
    total = {kind: sum(getattr(part, kind) for part in parts) for kind in ("wall", "cpu")}
    ways = {LOOP: Measured(**total, peak_mib=max(part.peak_mib for part in parts))}
    shown = {LOOP: outputs(plain)}
    ways[ORDINARY] = command([*report, "--fresh", "--kernels", "ordinary", "--out", scratch / "ordinary"])
    shown[ORDINARY] = outputs(paths.PARTS)
    ways[NOTEBOOKS] = command([python, "-m", "benchmarks.suite", scratch / "alone"])
    shown[NOTEBOOKS] = outputs(scratch / "alone")
    again = [*report, "--out", made]
    ways[WARM] = command([*again, "--fresh"])
    shown[WARM] = outputs(paths.PARTS)
    same(shown)
    subprocess.run(again, cwd=paths.ROOT, check=True, capture_output=True)  # the call that is remembered
    time.sleep(SETTLED_SECONDS)
    command(again)
    ways[UNCHANGED] = command(again)
    return ways


def outputs(folder: Path) -> dict[str, list[Any]]:
    """
    Give what every executed notebook below a folder shows, the newest of each name, tables and pictures byte for byte.

    The overview is left out: it tells of the results of its own run, and the loop has none.
    """
    found = {}
    for file in sorted(folder.rglob("[1-9]*.ipynb"), key=lambda file: file.stat().st_mtime_ns):
        cells = scrub(json.loads(file.read_text(encoding="utf-8")))["cells"]
        given = [output for cell in cells for output in cell.get("outputs", [])]
        found[file.stem] = [output.get("data", output.get("text")) for output in given]
    return dict(sorted(found.items()))


def main(folder: str) -> None:
    """Execute the notebooks as a report does, and leave the rest of a report: what a loop over papermill makes."""
    from analysis.parameters import load_run  # noqa: PLC0415 - the measuring process needs none of it
    from analysis.prepare import prepare  # noqa: PLC0415
    from analysis.reports.context import Context, published  # noqa: PLC0415
    from analysis.reports.execution import Job, begin  # noqa: PLC0415
    from analysis.reports.pool import LocalProcesses  # noqa: PLC0415

    work = Path(folder)
    work.mkdir()
    with LocalProcesses() as executor:
        executor.prepare()
        prepared = prepare(paths.SAMPLE, paths.CORE)
        with tempfile.TemporaryDirectory() as beside:
            run = load_run(paths.REFERENCE_RUN)
            results = published(run, prepared)  # those the overview finds in a loop too
            context = Context("reference", prepared.folder, Path(beside), results).write(Path(beside) / "context.json")
            parameters = run.model_dump()
            files = sorted(paths.NOTEBOOKS.glob("[0-9]*.ipynb"))
            jobs = [Job(file, work / file.name, parameters, context) for file in files]
            outcomes = begin(jobs, executor, report=lambda _name, _outcome: None).ended()
    failed = [f"{one.name}: {one.error}" for one in outcomes if one.error]
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    main(sys.argv[1])
