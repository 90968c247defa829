"""What JupyterLab is started with; it stands for itself in `tests/lab`, here a stand-in says what it was given."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis import kernels, paths
from analysis.errors import ParameterError
from analysis.kernels.provisioner import Warmth
from analysis.lab import server

STORED = paths.NOTEBOOKS / "22_laarhove_social_share.ipynb"


@dataclass
class Started:
    """What a JupyterLab found when it was started."""

    arguments: list[str] = field(default_factory=list)
    provisioner: str | None = None
    warmed: int = 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Started:
    seen = Started()

    def main(arguments: Sequence[str]) -> None:
        seen.arguments = list(arguments)
        seen.provisioner = os.environ.get(kernels.PROVISIONER_VARIABLE)

    def warm_up(_: Warmth) -> str:
        seen.warmed += 1
        return ""

    monkeypatch.setattr(os, "environ", dict(os.environ))
    os.environ.pop(kernels.PROVISIONER_VARIABLE, None)
    monkeypatch.setattr(paths, "WORKING", tmp_path)
    monkeypatch.setattr(server, "find_spec", lambda _: SimpleNamespace())
    monkeypatch.setattr(kernels, "can_fork", lambda: True)
    monkeypatch.setattr(Warmth, "address", warm_up)
    monkeypatch.setitem(sys.modules, "jupyterlab", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", SimpleNamespace(main=main))
    return seen


def start(kernel: str = "warm") -> int:
    return server.start(STORED, language="en", delivery=paths.SAMPLE, kernel=kernel)


def test_kernels_are_forked_and_ready_when_the_first_notebook_opens(started: Started) -> None:
    assert start() == 0
    assert started.arguments[3] == "--LabApp.default_url=/lab/tree/notebooks/22_laarhove_social_share.ipynb"
    assert started.provisioner == kernels.PROVISIONER
    assert started.warmed == 1


def test_ordinary_kernels_where_they_are_asked_for_or_nothing_else_can_be(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(kernel="ordinary")
    monkeypatch.setattr(kernels, "can_fork", lambda: False)
    start()
    assert started.provisioner is None
    assert started.warmed == 0


def test_a_choice_of_the_users_own_stands(started: Started) -> None:
    os.environ[kernels.PROVISIONER_VARIABLE] = "local-provisioner"
    start()
    assert started.provisioner == "local-provisioner"
    assert started.warmed == 0


def test_another_kind_of_kernel_is_refused_before_anything_starts(started: Started) -> None:
    with pytest.raises(ParameterError, match="--kernels 'hot' is no kind of kernel: choose from warm, ordinary"):
        start(kernel="hot")
    assert started.arguments == []
