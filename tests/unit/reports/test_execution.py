"""A notebook that fails, dies or records nothing is told by name; nothing is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.errors import AfsprakenError
from analysis.reports.execution import Job, execute, execute_all
from analysis.reports.harvest import read_recorded


def job(folder: Path, source: str) -> Job:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    file = folder / "99_trial.ipynb"
    content = {"cells": [cell], "metadata": spec, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(content), encoding="utf-8")
    (folder / "executed").mkdir()
    return Job(file, folder / "executed" / file.name, {}, folder / "context.json")


def test_a_failing_cell_is_named(tmp_path: Path) -> None:
    outcome = execute(job(tmp_path, "raise ValueError('the rent is missing')"))
    assert "cell 1: ValueError: the rent is missing" in outcome.error


def test_a_kernel_that_dies_is_an_outcome(tmp_path: Path) -> None:
    told = []
    (outcome,) = execute_all([job(tmp_path, "import os; os._exit(1)")], workers=1, report=told.append)
    assert "its kernel died" in outcome.error
    assert told == [outcome]


def test_a_notebook_that_recorded_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(AfsprakenError, match="99_trial recorded nothing"):
        read_recorded(tmp_path, "99_trial")
