"""The owner's side: start the process that kernels are forked from, know whether it is still the right one, end it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .. import paths

ADDRESS_VARIABLE: Final = "AFSPRAKEN_KERNELS"
"""Environment variable that tells the provisioner where a parent already listens."""
SETTINGS: Final = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "PYDEVD_USE_FRAME_EVAL": "NO",
}
"""
What libraries read when they are loaded.

With the first four they start no thread of their own: only a process with one thread may be forked. The last is what
the debugger sets for itself in an ordinary kernel.
"""
RETIRE: Final = b"r"
"""What the owner writes to the parent's standard input when it shall fork no more."""
_BACKLOG: Final = 64


def can_fork() -> bool:
    """Whether this system can fork kernels safely and tell when they end: Linux."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and hasattr(os, "fork")


def stamp() -> str:
    """
    Digest of what the parent has loaded: interpreter, installed packages, lock and package code.

    By size and time of change, for it is asked at every start of a kernel: a wrong answer could only be "the same"
    after a change that kept both to the nanosecond.
    """
    installed = [Path(entry) for entry in sys.path if entry.endswith("site-packages")]
    files = [*installed, paths.ROOT / "requirements.lock", *sorted(paths.SOURCE.rglob("*.py"))]
    seen = [(str(file), found.st_size, found.st_mtime_ns) for file in files if (found := _stat(file))]
    return hashlib.sha256(repr((sys.executable, sys.version, seen)).encode()).hexdigest()


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


@dataclass(frozen=True)
class Parent:
    """
    The process that kernels are forked from, as its owner holds it.

    Parameters
    ----------
    process
        It; its standard input stays open as long as the owner lives, and it ends when that closes.
    folder
        Private folder (0700) of its socket.
    address
        The socket (0600) on which it answers.
    stamp
        What it has loaded.
    """

    process: subprocess.Popen[bytes]
    folder: Path
    address: Path
    stamp: str

    @classmethod
    def start(cls) -> Parent | None:
        """Start one; it loads its libraries while its owner does something else. None where that cannot be."""
        if not can_fork():
            return None
        folder = Path(tempfile.mkdtemp(prefix="afspraken-"))
        address = folder / "kernels"
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
                listening.bind(str(address))
                address.chmod(0o600)
                listening.listen(_BACKLOG)
                now = stamp()
                process = _process(listening, folder, now)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            return None
        return cls(process, folder, address, now)

    @property
    def is_current(self) -> bool:
        """Whether it lives and has loaded what would be loaded now."""
        return self.process.poll() is None and self.stamp == stamp()

    def retire(self) -> None:
        """Let it end with the last kernel it still has, and fork no other."""
        with contextlib.suppress(OSError):
            self.process.stdin.write(RETIRE)  # type: ignore[union-attr]
            self.process.stdin.flush()  # type: ignore[union-attr]

    def close(self) -> None:
        """End it, and every kernel it still has."""
        with contextlib.suppress(OSError):
            self.process.stdin.close()  # type: ignore[union-attr]
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _process(listening: socket.socket, folder: Path, now: str) -> subprocess.Popen[bytes]:
    """Start the process in its own empty folder, so that nothing of the owner's folder can be imported by accident."""
    command = [sys.executable, "-m", "analysis.kernels.parent", str(listening.fileno()), str(folder), now]
    return subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | SETTINGS,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(listening.fileno(),),
        start_new_session=True,
    )
