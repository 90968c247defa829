"""A notebook that fails, dies, takes too long or records nothing is told by name; nothing is lost without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pandas as pd
import psutil
import pytest
from nbformat import NotebookNode
from papermill.iorw import write_ipynb

from analysis.errors import AfsprakenError, ParameterError
from analysis.reports import execution
from analysis.reports.execution import Job, Outcome, begin, execute
from analysis.reports.harvest import read_recorded
from analysis.reports.pool import LocalProcesses


def job(folder: Path, source: str, deadline_seconds: int = 60) -> Job:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    file = folder / "99_trial.ipynb"
    content = {"cells": [cell], "metadata": spec, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(content), encoding="utf-8")
    (folder / "executed").mkdir()
    return Job(file, folder / "executed" / file.name, {}, folder / "context.json", deadline_seconds)


def test_a_failing_cell_is_named(tmp_path: Path) -> None:
    outcome = execute(job(tmp_path, "raise ValueError('the rent is missing')"))
    assert "cell 1: ValueError: the rent is missing" in outcome.error


def test_a_kernel_that_dies_is_an_outcome(tmp_path: Path) -> None:
    told = []
    with LocalProcesses(1, "ordinary") as executor:
        trial = job(tmp_path, "import os; os._exit(1)")
        (outcome,) = begin([trial], executor, report=lambda name, outcome: told.append(outcome)).ended()
    assert "its kernel died" in outcome.error
    assert told == [None, outcome]


def test_what_shows_most_is_begun_first_and_told_in_its_place(tmp_path: Path) -> None:
    jobs = []
    for name, length in (("few", 1), ("most", 3), ("many", 2)):
        (tmp_path / name).mkdir()
        jobs.append(job(tmp_path / name, "1\n" * length))
        jobs[-1].notebook.rename(tmp_path / name / f"{name}.ipynb")
        jobs[-1] = replace(jobs[-1], notebook=tmp_path / name / f"{name}.ipynb")
    begun = []

    class AtOnce:
        def submit(self, _function: object, one: Job) -> Future[Outcome]:
            begun.append(one.notebook.stem)
            future: Future[Outcome] = Future()
            future.set_result(Outcome(one.notebook.stem, 0.0))
            return future

    outcomes = begin(jobs, AtOnce(), report=lambda *_: None).ended()
    assert begun == ["most", "many", "few"]
    assert [outcome.name for outcome in outcomes] == ["few", "many", "most"]


def test_a_notebook_has_a_deadline(tmp_path: Path) -> None:
    outcome = execute(job(tmp_path, "import time; time.sleep(60)", deadline_seconds=1))
    assert outcome.error == "it took longer than 1 seconds: run again with a longer --deadline"
    assert outcome.seconds < 30


@pytest.mark.parametrize(("failures", "told"), [(1, ""), (2, "its kernel did not start, twice")])
def test_a_kernel_that_did_not_start_gets_one_more_chance(
    failures: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def papermill(job: Job, began: float) -> None:
        tried.append(job)
        if len(tried) <= failures:
            message = "Kernel died before replying to kernel_info"
            raise RuntimeError(message)

    monkeypatch.setenv("AFSPRAKEN_KERNELS", "somewhere")
    monkeypatch.setattr(execution, "_papermill", papermill)
    outcome = execute(job(tmp_path, "1"))
    assert outcome.error.startswith(told)
    assert bool(outcome.error) is bool(told)
    assert len(tried) == 2


def broken(_job: Job) -> Outcome:
    import os  # noqa: PLC0415 - it runs elsewhere

    os._exit(1)


def test_a_process_ended_by_the_system_is_told_and_the_next_job_starts_anew() -> None:
    with LocalProcesses(1, "ordinary") as executor:
        with pytest.raises(RuntimeError):
            executor.submit(broken, None).result()
        assert executor.submit(len, "abc").result() == 3


OWNER = """
import os, sys, time
from analysis.reports.pool import LocalProcesses
if __name__ == "__main__":
    with LocalProcesses(1, "ordinary") as executor:
        print(executor.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


def test_the_processes_end_with_their_owner_however_it_ends(tmp_path: Path) -> None:
    script = tmp_path / "owner.py"
    script.write_text(OWNER, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        process = psutil.Process(int(owner.stdout.readline()))
        owner.kill()
    gone, _ = psutil.wait_procs([process], timeout=10)
    assert gone == [process]


def test_an_unknown_kind_of_kernel_is_refused() -> None:
    with pytest.raises(ParameterError, match="hot"):
        LocalProcesses(1, "hot")


def test_a_notebook_that_measures_nothing_has_rows_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    pd.DataFrame().to_parquet(tmp_path / "ledger" / "99_trial.parquet")
    about = {"needs": [], "absent": [], "files": [], "rests_on": {}, "varied": {}, "turned": [], "kernel": "warm"}
    (tmp_path / "ledger" / "99_trial.json").write_text(json.dumps(about | {"peak_mib": None}), encoding="utf-8")
    assert list(read_recorded(tmp_path, "99_trial").rows["id"]) == []


def test_a_notebook_that_recorded_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(AfsprakenError, match="99_trial recorded nothing"):
        read_recorded(tmp_path, "99_trial")


def test_what_was_executed_is_written_at_the_end_and_however_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person finds what a notebook that took too long had shown until then; nothing is written for every cell."""
    written = []

    def write(notebook: NotebookNode, file: str) -> None:
        written.append(file)
        write_ipynb(notebook, file)

    monkeypatch.setattr("papermill.engines.write_ipynb", write)
    trial = job(tmp_path, "print('so far', flush=True); import time; time.sleep(60)", deadline_seconds=3)
    assert "it took longer" in execute(trial).error
    assert "so far" in trial.target.read_text(encoding="utf-8")
    assert written == [str(trial.target)] * 2  # when papermill begins, and when the engine has ended
