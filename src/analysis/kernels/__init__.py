"""
Warm kernels: Jupyter kernels forked from one process that has the libraries loaded.

A provisioner, the extension point of jupyter_client, so that papermill, nbval and JupyterLab use them unchanged: set
`JUPYTER_DEFAULT_PROVISIONER_NAME=afspraken-warm`. The process that is forked, here *the parent*, has an *owner*: the
process that started it and with which it ends. Linux only; anywhere else, and at any doubt, an ordinary kernel is
started instead. A kernel of either kind gives the same outputs; `tests/report/test_reference_run.py` holds them equal.
"""

from __future__ import annotations

import sys

from .owner import ADDRESS_VARIABLE, SETTINGS, Parent, can_fork, stamp

PROVISIONER = "afspraken-warm"
"""Name under which `pyproject.toml` registers the provisioner."""
PROVISIONER_VARIABLE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
"""Environment variable by which jupyter_client is told to use it."""


def is_forked() -> bool:
    """Whether this process is a warm kernel."""
    return f"{__name__}.child" in sys.modules


__all__ = [
    "ADDRESS_VARIABLE",
    "PROVISIONER",
    "PROVISIONER_VARIABLE",
    "SETTINGS",
    "Parent",
    "can_fork",
    "is_forked",
    "stamp",
]
