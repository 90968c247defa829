"""Kernels forked from a warm process are as separate from each other, and as obedient, as ordinary ones."""

from __future__ import annotations

import os
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_client import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from analysis import kernels
from analysis.kernels.provisioner import ForkedProcess, Warmth

if not kernels.can_fork():
    pytest.skip("warm kernels were not tested: this system cannot fork them", allow_module_level=True)

SECONDS = 120
AT_ONCE_SECONDS = 10
"""How long a process may take to end that has nothing left to do."""


@pytest.fixture(scope="module")
def parent() -> Iterator[kernels.Parent]:
    """One warm process for all tests of this module, and the provisioner chosen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", kernels.PROVISIONER)
        started = kernels.Parent.start()
        assert started is not None
        patch.setenv(kernels.ADDRESS_VARIABLE, str(started.address))
        yield started
        started.close()


class Shell:
    """A kernel and what it answers."""

    def __init__(self, manager: KernelManager) -> None:
        self.manager = manager
        self.client = manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    def run(self, code: str) -> dict[str, Any]:
        """Give by kind what a piece of code puts out: text of a stream, data of a display."""
        said: dict[str, Any] = {}

        def hear(message: dict[str, Any]) -> None:
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":  # one line may come in several messages
                said[kind] = said.get(kind, "") + content["text"]
            else:
                said[kind] = content.get("data") or content.get("ename")

        self.client.execute_interactive(code, output_hook=hear, timeout=SECONDS)
        return said

    def told(self, code: str) -> str:
        return str(self.run(f"print({code})")["stream"]).strip()


@contextmanager
def kernel(**options: Any) -> Iterator[Shell]:
    manager = KernelManager(kernel_name="python3", transport_encryption="auto")
    manager.start_kernel(**options)
    shell = Shell(manager)
    try:
        yield shell
    finally:
        shell.client.stop_channels()
        manager.shutdown_kernel(now=True)


CHANGES = """
import os, random, sys, numpy, pandas, matplotlib, analysis.periods
os.environ['LEAKED'] = '1'; sys.path.append('/leaked'); analysis.periods.leaked = 1
pandas.options.display.max_rows = 7; matplotlib.rcParams['font.size'] = 3; os.chdir('/')
"""
LEFT = (
    "__import__('os').environ.get('LEAKED'), '/leaked' in __import__('sys').path,"
    "hasattr(__import__('analysis.periods').periods, 'leaked'), __import__('pandas').options.display.max_rows == 7,"
    "__import__('matplotlib').rcParams['font.size'] == 3"
)
STREAMS = "__import__('numpy').random.random(), __import__('random').random()"


def test_kernels_share_nothing(parent: kernels.Parent, tmp_path: Path) -> None:
    with kernel(cwd=str(tmp_path)) as one, kernel() as other:
        assert isinstance(one.manager.provisioner.process, ForkedProcess)
        assert one.told("__import__('os').getcwd()") == str(tmp_path)
        one.run(CHANGES)
        assert other.told(LEFT) == "None False False False False"
        assert other.told("__import__('os').getcwd()") == os.getcwd()  # noqa: PTH109 - a text, as the kernel gives it
        assert one.told(STREAMS) != other.told(STREAMS)
    with kernel() as later:
        assert later.told(LEFT) == "None False False False False"


def test_a_kernel_is_as_it_would_be_when_started_alone(parent: kernels.Parent) -> None:
    with kernel() as warm:
        assert warm.told("__import__('sys').modules['__main__'].__name__, __name__") == "__main__ __main__"
        assert warm.told("__import__('sys').argv[0].endswith('ipykernel_launcher.py')") == "True"
        assert warm.told("__import__('analysis.kernels').kernels.is_forked()") == "True"
        assert warm.told("__import__('pandas').options.display.max_columns") == "20"  # 0 in a terminal
        shown = warm.run("import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()")
        assert "image/png" in shown["display_data"]
        threads = "import threading; t = threading.Thread(target=print, args=('hi',)); t.start(); t.join()"
        assert "hi" in warm.run(threads)["stream"]
        assert warm.told("__import__('subprocess').run(['true']).returncode") == "0"


def test_a_kernel_is_interrupted_killed_and_started_again(parent: kernels.Parent) -> None:
    with kernel() as shell:
        asked = shell.client.execute("import time; print('in', flush=True); time.sleep(60)")
        while shell.client.get_iopub_msg(timeout=SECONDS)["msg_type"] != "stream":
            pass
        shell.manager.interrupt_kernel()
        reply = shell.client.get_shell_msg(timeout=SECONDS)
        while reply["parent_header"]["msg_id"] != asked:
            reply = shell.client.get_shell_msg(timeout=SECONDS)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        first = shell.manager.provisioner.pid
        os.kill(first, 9)
        process = shell.manager.provisioner.process
        assert process.wait(SECONDS) == -9
        assert not shell.manager.is_alive()
        shell.manager.restart_kernel(now=True)
        assert shell.manager.is_alive()
        assert shell.manager.provisioner.pid != first
        shell.client.wait_for_ready(timeout=SECONDS)
        assert shell.told("1 + 1") == "2"


def test_only_the_owner_may_ask(parent: kernels.Parent) -> None:
    assert stat.S_IMODE(parent.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(parent.address.stat().st_mode) == 0o600


def test_another_environment_or_a_silent_parent_gives_an_ordinary_kernel(
    parent: kernels.Parent, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kernel(env=os.environ | {"LC_TIME": "nl_NL"}) as ordinary:
        assert not isinstance(ordinary.manager.provisioner.process, ForkedProcess)
    monkeypatch.setenv(kernels.ADDRESS_VARIABLE, str(parent.folder / "nobody"))
    with kernel() as ordinary:
        assert not isinstance(ordinary.manager.provisioner.process, ForkedProcess)
        assert ordinary.told("1 + 1") == "2"


def test_a_kernel_outlives_a_change_of_the_code(parent: kernels.Parent, monkeypatch: pytest.MonkeyPatch) -> None:
    """A researcher who changes a module of the package and opens a second notebook does not lose the first."""
    monkeypatch.delenv(kernels.ADDRESS_VARIABLE)
    own = Warmth.instance()
    with kernel() as open_before:
        before = own.parent_process
        assert before is not None
        open_before.run("kept = 7")
        for module in ("owner", "provisioner"):
            monkeypatch.setattr(f"analysis.kernels.{module}.stamp", lambda: "after the change")
        with kernel() as opened_after:
            after = own.parent_process
            assert isinstance(opened_after.manager.provisioner.process, ForkedProcess)
            assert open_before.manager.is_alive()
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking, pytest.raises(ConnectionRefusedError):
                asking.connect(str(before.address))  # it forks no more, and lets nobody wait for an answer
            assert open_before.told("kept") == "7"
    assert before.process.wait(AT_ONCE_SECONDS) == 0
    assert not before.folder.exists()
    assert after is not None
    assert after.process.poll() is None
    after.close()
    own.parent_process = None


def test_a_parent_and_its_kernels_end_with_the_owner(monkeypatch: pytest.MonkeyPatch, parent: kernels.Parent) -> None:
    """The last of this module: the process it shares is gone after it."""
    manager = KernelManager(kernel_name="python3", transport_encryption="auto")
    manager.start_kernel()
    number = manager.provisioner.pid
    parent.process.stdin.close()  # what the system does when the owner ends, however it ends
    assert parent.process.wait(SECONDS) == 0
    assert manager.provisioner.process.wait(SECONDS) < 0
    end = time.monotonic() + SECONDS
    while Path(f"/proc/{number}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{number}").exists()
    assert not parent.folder.exists()
    assert not parent.is_current
    manager.cleanup_resources()
