"""Eighty executions, four notebooks in twenty runs, side by side: how much of every core goes into their cells."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import nbformat

from analysis import paths
from analysis.parameters import load_run
from analysis.prepare import prepare
from analysis.reports.context import Context
from analysis.reports.execution import CONTEXT_VARIABLE, Job, execute
from analysis.reports.pool import LocalProcesses
from analysis.reports.scrubbing import scrub

from .measuring import FailedError, Line, Measured, Ways, alone, same

RUNS, NOTEBOOKS = 20, ("10", "20", "22", "40")
SIDE_BY_SIDE, CELLS = "80 runs of 4 notebooks", "their cells alone, in one warm process"
SAMPLED = 4
"""Runs of which the cells are executed in a warm process, after one to warm it."""
LINES = (
    Line(
        "80 runs of 4 notebooks, per core, against the cells' own work",
        50,
        75,
        lambda ways: 100 * _work(ways) / (ways[SIDE_BY_SIDE].wall * (os.cpu_count() or 1)),
        unit=" %",
    ),
    Line(
        "the same, of the CPU seconds used",
        50,
        75,
        lambda ways: 100 * _work(ways) / ways[SIDE_BY_SIDE].cpu,
        unit=" %",
    ),
)


def one_round(_kept: Path, _scratch: Path) -> dict[str, Measured]:
    """Make all runs with the pool of a report, and some of their cells in one process."""
    ways = {
        SIDE_BY_SIDE: alone("fan_out", "side_by_side", RUNS, is_whole=True),
        CELLS: alone("fan_out", "cells", SAMPLED),
    }
    check(ways)
    return ways


def check(ways: Ways) -> None:
    """Hold what the notebooks show against each other, as far as both ways made them."""
    shown = ways[CELLS].answer
    same({CELLS: shown, SIDE_BY_SIDE: {name: ways[SIDE_BY_SIDE].answer.get(name) for name in shown}})


def _work(ways: Ways) -> float:
    """Seconds of the processor that the cells of all runs need when everything else is warm."""
    return RUNS * sum(ways[CELLS].parts.values())


def runs(number: int) -> list[dict[str, str]]:
    """Give the parameters of so many different runs."""
    reference = load_run(paths.REFERENCE_RUN).model_dump()
    days = ("2023-12-31", "2023-11-30", "2023-10-31", "2023-09-30", "2023-08-31")
    chosen = [
        reference | {"reference_date": day, "language": language, "profile": profile, "corporation": corporation}
        for day, language, profile, corporation in product(
            days, ("nl", "en"), ("public", "partners", "internal"), ("", "SEW", "Woonborg")
        )
    ]
    return chosen[:number]


def side_by_side(number: str) -> tuple[dict[str, Any], dict[str, float]]:
    """Execute the notebooks of many runs as a report does; its seconds include the start of everything."""
    with LocalProcesses() as executor, tempfile.TemporaryDirectory() as work:
        executor.prepare()
        jobs = jobs_of(int(number), NOTEBOOKS, Path(work))
        done = [future.result() for future in [executor.submit(execute, job) for job in jobs]]
        failed = [f"{one.name}: {one.error}" for one in done if one.error]
        if failed:
            raise FailedError(failed[0])
        sampled = {str(job.target.relative_to(work)): job.target for job in jobs[: SAMPLED * len(NOTEBOOKS)]}
        return {name: _shown(json.loads(file.read_text(encoding="utf-8"))) for name, file in sampled.items()}, {}


def jobs_of(number: int, notebooks: tuple[str, ...], work: Path) -> list[Job]:
    """Give some notebooks of so many runs; each run has a folder of its own."""
    prepared = prepare(paths.SAMPLE, paths.CORE)
    jobs = []
    for place, parameters in enumerate(runs(number)):
        folder = work / f"{place:02d}"
        folder.mkdir()
        context = Context(f"run-{place}", prepared.folder, folder, None).write(folder / "context.json")
        files = [next(paths.NOTEBOOKS.glob(f"{one}_*.ipynb")) for one in notebooks]
        jobs += [Job(file, folder / file.name, parameters, context) for file in files]
    return jobs


def cells(number: str) -> tuple[dict[str, Any], dict[str, float]]:
    """
    Run the cells of some notebooks in this process, and give the mean seconds of the processor of each notebook.

    The first run warms the process and is not counted.
    """
    from ipykernel.inprocess.manager import InProcessKernelManager  # noqa: PLC0415 - makes this process a kernel
    from matplotlib_inline.backend_inline import configure_inline_support  # noqa: PLC0415
    from papermill.iorw import load_notebook_node  # noqa: PLC0415
    from papermill.parameterize import parameterize_notebook  # noqa: PLC0415

    manager = InProcessKernelManager()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    configure_inline_support(manager.kernel.shell, "inline")
    shown, seconds = {}, defaultdict(list)
    with tempfile.TemporaryDirectory() as work:
        jobs = jobs_of(int(number), NOTEBOOKS, Path(work))
        for counted in (False, True):
            for job in jobs if counted else jobs[: len(NOTEBOOKS)]:
                os.environ[CONTEXT_VARIABLE] = str(job.context)
                notebook = parameterize_notebook(load_notebook_node(str(job.notebook)), job.parameters)
                manager.kernel.shell.reset(new_session=True)
                began = time.process_time()
                messages = _execute(client, notebook)
                if counted:
                    seconds[job.notebook.stem].append(time.process_time() - began)
                    shown[str(job.target.relative_to(work))] = messages
    return shown, {name: sum(one) / len(one) for name, one in seconds.items()}


def _execute(client: Any, notebook: Any) -> list[Any]:  # noqa: ANN401 - of ipykernel and nbformat
    """Run every cell; give what they show."""
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        client.execute(cell["source"])
        cell["outputs"] = [
            nbformat.v4.output_from_msg(message)
            for message in client.iopub_channel.get_msgs()
            if message["msg_type"] in ("stream", "display_data", "execute_result", "error")
        ]
    return _shown(json.loads(nbformat.writes(notebook)))


def _shown(notebook: dict[str, Any]) -> list[Any]:
    cells = scrub(notebook)["cells"]
    return [output.get("data", output.get("text")) for cell in cells for output in cell.get("outputs", [])]
