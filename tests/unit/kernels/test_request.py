"""A kernel is forked only where a fork cannot differ from an ordinary one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
import pytest

from analysis import kernels
from analysis.kernels.inline import INLINE, show_figures
from analysis.kernels.request import Request

if not kernels.can_fork():
    pytest.skip("warm kernels were not tested: this system cannot fork them", allow_module_level=True)

OWN = {"PATH": "/bin", **kernels.SETTINGS}


def doubt(env: dict[str, str], stamp: str = "now") -> str:
    return Request(["-f", "x.json"], env, "/", stamp).doubt(OWN, "now")


@pytest.mark.parametrize(
    "more", [{}, {"AFSPRAKEN_CONTEXT": "/x"}, {"JPY_PARENT_PID": "1"}, {"PYTEST_CURRENT_TEST": "x"}, kernels.SETTINGS]
)
def test_a_kernel_of_the_same_kind_is_forked(more: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "listdir", lambda _: ["1"])
    assert doubt({"PATH": "/bin", **more}) == ""


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"PATH": "/other"}, "PATH"),
        ({}, "PATH"),
        ({"PATH": "/bin", "AFSPRAKEN_PARAMS": "/mine"}, "AFSPRAKEN_PARAMS"),
        ({"PATH": "/bin", "OPENBLAS_NUM_THREADS": "8"}, "OPENBLAS_NUM_THREADS"),
    ],
)
def test_another_environment_is_a_doubt(env: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "listdir", lambda _: ["1"])
    assert told in doubt(env)


def test_a_changed_lock_or_package_is_a_doubt() -> None:
    assert "changed" in doubt({"PATH": "/bin"}, stamp="then")


def test_a_second_thread_is_a_doubt() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert "thread" in doubt({"PATH": "/bin"})
    finally:
        end.set()
        thread.join()


def test_a_request_survives_its_message() -> None:
    request = Request(["-f", "x"], {"A": "b"}, "/tmp", "now")
    assert Request.read(request.dumped()) == request


def test_the_stamp_follows_the_lock(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.paths.ROOT", tmp_path)
    lock = tmp_path / "requirements.lock"
    lock.write_text("1", encoding="utf-8")
    before = kernels.stamp()
    assert kernels.stamp() == before
    lock.write_text("22", encoding="utf-8")
    assert kernels.stamp() != before


def test_figures_are_shown_where_the_back_end_was_loaded_before_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, str]] = []
    inline = SimpleNamespace(configure_inline_support=lambda shell, backend: told.append((shell, backend)))
    monkeypatch.setitem(sys.modules, INLINE, inline)
    monkeypatch.setenv("MPLBACKEND", "module://elsewhere")
    with mpl.rc_context():
        show_figures("shell")
        assert mpl.rcParams["backend"] == "module://elsewhere"
    assert told == [("shell", "inline")]


@pytest.mark.parametrize(("message", "code"), [(json.dumps({"code": 3}).encode(), 3), (b"", -signal.SIGKILL)])
def test_how_a_kernel_ended_is_the_parents_word(message: bytes, code: int) -> None:
    from analysis.kernels.provisioner import ForkedProcess  # noqa: PLC0415

    ours, parents = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = ForkedProcess(0, ours)
    assert process.poll() is None
    if message:
        parents.send(message)
    parents.close()
    assert process.wait() == code
    assert process.poll() == code


def test_pandas_is_loaded_as_in_a_notebook() -> None:
    """In a terminal it prints as many columns as fit, and outputs of a warm kernel would differ."""
    script = (
        "from analysis.kernels import preload; preload._load_pandas(); import builtins, pandas;"
        "print(pandas.options.display.max_columns, hasattr(builtins, 'get_ipython'))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["20", "False"]
