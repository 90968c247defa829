"""Many machines: a scheduler and two workers on this one, of which one is lost in the middle of its report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client
from tests.made import ROOT

from analysis.reports.storage import Storage

NAMES = ["reference-en-GM9001", "reference-en-GM9002", "reference-en-GM9003"]
SECONDS = 240


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country")
    command = [sys.executable, "-m", "analysis", "sample", str(folder), "--municipalities", "3", "--homes", "90"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return folder


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers of one thread each; gone afterwards."""
    told = tmp_path / "scheduler.json"
    environment = os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path, "env": environment}
    place = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told))
    begin = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", *place]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", *place]
    begun = [subprocess.Popen(command, **quiet) for command in (begin, [*work, "--name", "1"], [*work, "--name", "2"])]
    end = time.monotonic() + SECONDS
    while not told.exists():
        assert time.monotonic() < end
        time.sleep(0.1)
    yield json.loads(told.read_text(encoding="utf-8"))["address"], begun[1:]
    for process in begun:
        process.kill()
        process.wait()


def test_a_lost_worker_costs_no_report(
    country: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = scheduler
    out = tmp_path / "reports"
    command = [sys.executable, "-m", "analysis", "run", "--data", str(country), "--municipality", "all"]
    command += ["--only", "40", "--cluster", address, "--out", str(out), "--language", "en"]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with Client(address, timeout="60s", set_as_default=False) as client:
        end = time.monotonic() + SECONDS
        while len([busy for busy in client.processing().values() if busy]) < 2:
            assert time.monotonic() < end
            assert run.poll() is None, run.communicate()[0]
            time.sleep(0.05)
    os.kill(workers[0].pid, signal.SIGKILL)
    said, _ = run.communicate(timeout=SECONDS)
    assert run.returncode == 0, said
    assert sorted(said.split()[0] for said in said.splitlines() if "GM9" in said) == NAMES
    assert Storage(str(out)).names() == NAMES
    assert all((out / name / "index.html").is_file() for name in NAMES)
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(name in index for name in NAMES)
    assert {file.name for file in out.iterdir()} == {*NAMES, "index.html"}


def test_no_scheduler_is_refused(country: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "analysis", "run", "--data", str(country), "--municipality", "GM9001"]
    command += ["--cluster", "tcp://127.0.0.1:9", "--out", str(tmp_path / "reports")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "127.0.0.1:9" in done.stderr
    assert not (tmp_path / "reports").exists()
