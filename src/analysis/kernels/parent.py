"""
The process that kernels are forked from: `python -m analysis.kernels.parent SOCKET FOLDER STAMP`.

It has one thread, loads what notebooks import, and forks a kernel per request. It ends, and its kernels with it, when
its standard input closes: then its owner is gone. Retired, it forks no more and ends with its last kernel. A connection
lives as long as its kernel: when whoever asked for it goes away, the kernel is killed.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import shutil
import signal
import socket
import struct
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .owner import RETIRE
from .request import LONGEST, Request

if TYPE_CHECKING:
    from collections.abc import Callable

STREAMS = 2
"""Descriptors that come with a request: standard output and error."""


@dataclass(frozen=True)
class Forked:
    """What a kernel starts from: the request, and its standard output and error."""

    request: Request
    streams: tuple[int, int]


class NothingLeftError(Exception):
    """The owner is gone, or wants no more kernels and the last one ended: nothing is left to do."""


class Parent:
    """
    Loop over requests and ends of kernels.

    Parameters
    ----------
    listening
        Socket on which requests come.
    env
        Environment the parent was started with.
    stamp
        What it has loaded.
    """

    def __init__(self, listening: socket.socket, env: dict[str, str], stamp: str) -> None:
        self._listening = listening
        self._env = env
        self._stamp = stamp
        self._selector = selectors.DefaultSelector()
        self._selector.register(listening, selectors.EVENT_READ, self._answer)
        self._selector.register(sys.stdin, selectors.EVENT_READ, self._hear_owner)
        self._kernels: dict[socket.socket, tuple[int, int]] = {}
        self._is_retired = False

    def serve(self) -> Forked:
        """Answer requests; returns in the forked process only, raises `NothingLeftError` in the parent."""
        while self._kernels or not self._is_retired:
            for key, _ in self._selector.select():
                handle: Callable[[], Forked | None] = key.data
                forked = handle()
                if forked is not None:
                    self._forget()
                    return forked
        raise NothingLeftError

    def end(self) -> None:
        """Kill every kernel."""
        for connection in list(self._kernels):
            self._release(connection)

    def _answer(self) -> Forked | None:
        connection, _ = self._listening.accept()
        try:
            message, streams, _, _ = socket.recv_fds(connection, LONGEST, STREAMS)
            request = Request.read(message)
            doubt = _stranger(connection) or request.doubt(self._env, self._stamp)
        except (OSError, ValueError, TypeError) as error:
            doubt, streams = f"unreadable request: {error}", []
        if doubt or len(streams) != STREAMS:
            _say(connection, {"doubt": doubt or "no streams"})
            _close(connection, streams)
            return None
        process = os.fork()
        if process == 0:
            connection.close()
            return Forked(request, (streams[0], streams[1]))
        _close(None, streams)
        self._watch(connection, process)
        return None

    def _watch(self, connection: socket.socket, process: int) -> None:
        descriptor = os.pidfd_open(process)
        self._kernels[connection] = (process, descriptor)
        self._selector.register(descriptor, selectors.EVENT_READ, lambda: self._ended(connection))
        self._selector.register(connection, selectors.EVENT_READ, lambda: self._release(connection))
        _say(connection, {"pid": process})

    def _ended(self, connection: socket.socket) -> None:
        """Tell how a kernel ended; its number stays taken until whoever asked for it lets go."""
        _, descriptor = self._kernels[connection]
        self._selector.unregister(descriptor)
        ended = os.waitid(os.P_PIDFD, descriptor, os.WEXITED | os.WNOWAIT)
        status = ended.si_status if ended else 0
        _say(connection, {"code": status if ended and ended.si_code == os.CLD_EXITED else -status})

    def _release(self, connection: socket.socket) -> None:
        """Kill what is left of a kernel and its processes, and forget it."""
        process, descriptor = self._kernels.pop(connection)
        for member in (descriptor, connection):
            if member in self._selector.get_map():
                self._selector.unregister(member)
        try:
            os.killpg(process, signal.SIGKILL)
        except ProcessLookupError:  # forked a moment ago, and not yet a group of its own
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(descriptor)
        connection.close()

    def _hear_owner(self) -> None:
        if os.read(sys.stdin.fileno(), len(RETIRE)) != RETIRE:
            raise NothingLeftError
        self._is_retired = True
        self._selector.unregister(self._listening)
        self._listening.close()  # whoever still has the address is refused at once, and does not wait

    def _forget(self) -> None:
        """Close, in a forked process, everything that is the parent's."""
        self._selector.close()
        self._listening.close()
        for connection, (_, descriptor) in self._kernels.items():
            connection.close()
            os.close(descriptor)
        self._kernels.clear()


def _stranger(connection: socket.socket) -> str:
    """Say that whoever asks is another user; the folder's rights keep them out already."""
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return "" if struct.unpack("3i", credentials)[1] == os.getuid() else "asked by another user"


def _say(connection: socket.socket, answer: dict[str, Any]) -> None:
    try:
        connection.send(json.dumps(answer).encode())
    except OSError:
        return  # nobody listens any more: the closed connection is noticed by the loop


def _close(connection: socket.socket | None, streams: list[int]) -> None:
    for stream in streams:
        os.close(stream)
    if connection is not None:
        connection.close()


def main(arguments: list[str]) -> None:
    """Load the libraries, serve, and become a kernel in each forked process."""
    descriptor, folder, stamp = int(arguments[0]), arguments[1], arguments[2]
    if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - a text to compare
        del sys.path[0]
    env = dict(os.environ)
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # read when ipykernel is loaded: kernels end with this process
    from .preload import load  # noqa: PLC0415 - after the environment

    with socket.socket(fileno=descriptor) as listening:
        load()
        gc.collect()
        gc.freeze()
        parent = Parent(listening, env, stamp)
        try:
            forked = parent.serve()
        except NothingLeftError:
            parent.end()
            shutil.rmtree(folder, ignore_errors=True)
            return
    from .child import become_kernel  # noqa: PLC0415

    become_kernel(forked)


if __name__ == "__main__":
    main(sys.argv[1:])
