"""The order of work of a report: what is made beside the overview, and what becomes of it when one of the two fails."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from analysis.errors import PublicationError
from analysis.reports import assembly, publication, reuse, run_index, runner
from analysis.reports.draft import Report, Request
from analysis.reports.execution import Job, Outcome

OVERVIEW = "00_overview"


@dataclass
class Work:
    """What was done, in order; the overview ends when it is waited for."""

    failing: str = ""
    done: list[str] = field(default_factory=list)

    def submit(self, _function: object, job: Job) -> Future[Outcome]:
        name = job.notebook.stem
        if name == OVERVIEW:
            self.done.append("overview begun")
        future: Future[Outcome] = Future()
        future.set_result(Outcome(name, 1.0, error="cell 3: it failed" if name == self.failing else ""))
        return future

    def progress(self, name: str, outcome: Outcome | None) -> None:
        if name == OVERVIEW and outcome is not None:
            self.done.append("overview ended")


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Work:
    seen = Work()

    def does(what: str) -> Any:
        return lambda *_, **__: seen.done.append(what)

    store = SimpleNamespace(take_over=lambda *_: None, keep=lambda *_: None)
    monkeypatch.setattr(runner, "prepare", lambda *_, **__: SimpleNamespace(folder=tmp_path))
    monkeypatch.setattr(reuse.Store, "of", lambda *_: store)
    monkeypatch.setattr(assembly, "write_results", lambda draft: draft.results.write_text("{}"))
    monkeypatch.setattr(publication.Told, "of", lambda _: None)
    for name in ("write_packages", "write_pages", "write_manifest", "publish", "keep_failures"):
        monkeypatch.setattr(publication, name, does(name))
    monkeypatch.setattr(run_index, "rewrite", does("index"))
    return seen


def run(work: Work, tmp_path: Path) -> Report:
    parameters = SimpleNamespace(language="en", model_dump=dict)
    request = Request("trial", parameters, tmp_path, tmp_path / "reports")  # type: ignore[arg-type]
    return runner.run(request, work, progress=work.progress)


def test_maps_and_papers_are_made_while_the_overview_is_executed(work: Work, tmp_path: Path) -> None:
    report = run(work, tmp_path)
    assert work.done == [
        *("overview begun", "write_packages", "overview ended"),
        *("write_pages", "write_manifest", "publish", "index"),
    ]
    assert [outcome.name for outcome in report.outcomes][-1] == OVERVIEW


@pytest.mark.parametrize("failing", [OVERVIEW, "10_energy_poverty_by_complex"])
def test_nothing_is_published_when_a_notebook_fails(work: Work, tmp_path: Path, failing: str) -> None:
    work.failing = failing
    report = run(work, tmp_path)
    assert [outcome.name for outcome in report.failures] == [failing]
    assert work.done[-1] == "keep_failures"
    assert {"write_pages", "publish", "index"}.isdisjoint(work.done)


def test_the_overview_is_waited_for_when_a_paper_cannot_be_made(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its kernel works in a folder that is thrown away with the draft."""

    def fails(*_: object) -> None:
        message = "no room for the summary"
        raise PublicationError(message)

    monkeypatch.setattr(publication, "write_packages", fails)
    with pytest.raises(PublicationError, match="no room"):
        run(work, tmp_path)
    assert work.done == ["overview begun", "overview ended"]
