"""What is asked of the parent, and whether a forked kernel could differ from an ordinary one."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from .owner import ADDRESS_VARIABLE, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 1 << 17
"""Longest message in bytes; a longer request is no reason to fail, only to start an ordinary kernel."""
OTHERWISE: Final = frozenset(
    {
        ADDRESS_VARIABLE,
        "AFSPRAKEN_CONTEXT",
        "COLUMNS",
        "JPY_PARENT_PID",
        "JPY_SESSION_NAME",
        "JUPYTER_DEFAULT_PROVISIONER_NAME",
        "LINES",
        "MPLBACKEND",
        "OLDPWD",
        "PWD",
        "PYTEST_CURRENT_TEST",
        "SHLVL",
        "_",
    }
)
"""Variables that may differ from the parent's: read when a kernel runs, not when a library is loaded."""


@dataclass(frozen=True)
class Request:
    """
    A kernel to fork.

    Parameters
    ----------
    argv
        Arguments behind `-m ipykernel_launcher`.
    env
        Its environment.
    cwd
        Its working directory.
    stamp
        What whoever asks would load.
    """

    argv: list[str]
    env: dict[str, str]
    cwd: str
    stamp: str

    def dumped(self) -> bytes:
        """Give the message."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, message: bytes) -> Request:
        """Read what `dumped` gave."""
        return cls(**json.loads(message))

    def doubt(self, own: Mapping[str, str], stamp: str) -> str:
        """
        Say why a fork of the parent could differ from an ordinary kernel; empty where it cannot.

        Parameters
        ----------
        own
            Environment the parent was started with.
        stamp
            What the parent has loaded.
        """
        if self.stamp != stamp:
            return "the lock or the code changed"
        if len(os.listdir("/proc/self/task")) != 1:  # noqa: PTH208 - the names alone
            return "the parent has more than one thread"
        names = {
            name for name in {*own, *self.env} - OTHERWISE - SETTINGS.keys() if own.get(name) != self.env.get(name)
        }
        names |= {name for name, value in SETTINGS.items() if self.env.get(name, value) != value}
        return f"another environment: {', '.join(sorted(names))}" if names else ""
