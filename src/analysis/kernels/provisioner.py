"""A provisioner of jupyter_client whose kernels are forked from a warm process; at any doubt they are ordinary ones."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from threading import Lock
from typing import Any, Final

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets.config import SingletonConfigurable

from .owner import ADDRESS_VARIABLE, Parent, can_fork, stamp
from .request import LONGEST, Request

PATIENCE_SECONDS: Final = 120.0
"""How long the parent may take to load its libraries."""
_LAUNCHER: Final = ["-m", "ipykernel_launcher"]


class Warmth(SingletonConfigurable):
    """
    The parent this process owns where none was named: one for all its kernels, as JupyterLab and nbval need.

    When code or lock changed the next kernel comes from another one; whoever has a notebook open keeps its kernel.
    """

    parent_process: Parent | None = None
    _retired: tuple[Parent, ...] = ()
    _one_at_a_time = Lock()

    def address(self) -> str:
        """Give where a parent listens that has loaded what would be loaded now; empty where there can be none."""
        given = os.environ.get(ADDRESS_VARIABLE)
        if given:
            return given
        with self._one_at_a_time:  # two notebooks that are opened together ask from two threads
            return self._own_address()

    def _own_address(self) -> str:
        if self.parent_process is not None and not self.parent_process.is_current:
            self._retired = tuple(one for one in (*self._retired, self.parent_process) if one.process.poll() is None)
            self.parent_process.retire()
            self.parent_process = None
        if self.parent_process is None:
            self.parent_process = Parent.start()
        return str(self.parent_process.address) if self.parent_process else ""


class ForkedProcess:
    """
    A kernel that is another process's child, with the part of `subprocess.Popen` that a provisioner uses.

    Parameters
    ----------
    pid
        Its number; the parent keeps it taken as long as the connection is open.
    connection
        To the parent, which tells on it how the kernel ended.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, connection: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._connection = connection

    def poll(self) -> int | None:
        """Give the exit code, negative for a signal; None while it runs."""
        if self.returncode is None:
            self._connection.setblocking(False)
            with suppress(BlockingIOError):
                self._hear()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end."""
        if self.returncode is None:
            self._connection.settimeout(timeout)
            try:
                self._hear()
            except TimeoutError:
                raise subprocess.TimeoutExpired("kernel", timeout or 0.0) from None
        return self.returncode or 0

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless it ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _hear(self) -> None:
        """Take the parent's word for how it ended; a parent that is gone took its kernels along."""
        try:
            message = self._connection.recv(LONGEST)
        except (ConnectionError, TimeoutError):
            message = b""
        self.returncode = json.loads(message)["code"] if message else -signal.SIGKILL
        self._connection.close()


class WarmProvisioner(LocalProvisioner):
    """Kernels forked from a process with the libraries loaded; registered as `afspraken-warm`."""

    process: Any

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401 - as its base class
        """Fork a kernel, or start an ordinary one where a fork could differ from it."""
        request = self._request(cmd, kwargs)
        forked = await asyncio.to_thread(_forked, request, kwargs) if request else None
        if forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs.get("cwd") or os.getcwd()  # noqa: PTH109 - a text, as in the base class
        return self.connection_info

    def _request(self, cmd: list[str], kwargs: dict[str, Any]) -> Request | None:
        """Give what the parent is asked; None for a kernel of another kind."""
        known = {"env", "cwd", "stdout", "stderr", "stdin", "kernel_id", "independent"}
        if not can_fork() or set(kwargs) - known or kwargs.get("stdin") is not None or kwargs.get("independent"):
            return None
        if cmd[1:3] != _LAUNCHER or os.path.realpath(cmd[0]) != os.path.realpath(sys.executable):
            return None
        env = kwargs.get("env") or os.environ
        return Request(cmd[3:], dict(env), str(kwargs.get("cwd") or os.getcwd()), stamp())  # noqa: PTH109


def _forked(request: Request, kwargs: dict[str, Any]) -> ForkedProcess | None:
    """Ask the parent for a kernel; None when it is not there, doubts or stays silent."""
    address = Warmth.instance().address()
    if not address:
        return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.settimeout(PATIENCE_SECONDS)
    try:
        connection.connect(address)
        streams = [_descriptor(kwargs.get("stdout"), 1), _descriptor(kwargs.get("stderr"), 2)]
        socket.send_fds(connection, [request.dumped()], streams)
        answer = json.loads(connection.recv(LONGEST) or b"{}")
    except (OSError, ValueError):
        answer = {}
    if "pid" not in answer:
        connection.close()
        return None
    return ForkedProcess(answer["pid"], connection)


def _descriptor(stream: Any, default: int) -> int:  # noqa: ANN401 - number or file, as Popen takes it
    if stream is None:
        return default
    return stream if isinstance(stream, int) else int(stream.fileno())
