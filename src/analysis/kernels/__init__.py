"""
Warm kernels: Jupyter kernels forked from one process that has the libraries loaded.

A provisioner, the extension point of jupyter_client, so that papermill, nbval and JupyterLab use them unchanged: set
`JUPYTER_DEFAULT_PROVISIONER_NAME=afspraken-warm`, as a report and `afspraken lab` do. The process that is forked, here
*the parent*, has an *owner*: the process that started it and with which it ends. Linux only; anywhere else, and at any
doubt, an ordinary kernel is started instead. A kernel of either kind gives the same outputs;
`tests/report/test_reference_run.py` holds them equal.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

from ..errors import ParameterError
from ..wording import said
from .owner import ADDRESS_VARIABLE, SETTINGS, Parent, can_fork, stamp

_KINDS = ("warm", "ordinary")

PROVISIONER = "afspraken-warm"
"""Name under which `pyproject.toml` registers the provisioner."""
PROVISIONER_VARIABLE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
"""Environment variable by which jupyter_client is told to use it."""


def are_warm(kind: str) -> bool:
    """
    Whether warm kernels are wanted and can be had here.

    Parameters
    ----------
    kind
        `warm`, or `ordinary`: kernels that are processes of their own from the start.

    Raises
    ------
    ParameterError
        If there is no such kind.

    Examples
    --------
    >>> are_warm("ordinary")
    False
    """
    if kind not in _KINDS:
        message = said(
            "--kernels {kind} is no kind of kernel: choose from {kinds}", kind=repr(kind), kinds=", ".join(_KINDS)
        )
        raise ParameterError(message)
    return kind == "warm" and can_fork() and _is_registered()


def _is_registered() -> bool:
    """Whether the provisioner is known to jupyter_client: it is not where the package was not installed again."""
    return bool(entry_points(group="jupyter_client.kernel_provisioners", name=PROVISIONER))


def is_forked() -> bool:
    """Whether this process is a warm kernel."""
    return f"{__name__}.child" in sys.modules


__all__ = [
    "ADDRESS_VARIABLE",
    "PROVISIONER",
    "PROVISIONER_VARIABLE",
    "SETTINGS",
    "Parent",
    "are_warm",
    "can_fork",
    "is_forked",
    "stamp",
]
