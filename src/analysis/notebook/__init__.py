"""
The notebook's door to the project: `open_run` gives a `Run`, and the run loads, judges, shows and records.

A notebook holds no path, no threshold and no word a reader sees: it asks the run for tables (`load`), for what
the parameters say (`inputs`), for the verdict (`judge`), and hands over what has to be seen (`show`, `figure`)
and kept (`record`). Whatever is shown has passed the disclosure gate; what is recorded stays exact and inside
the run's own folder, until the report's writers pass it through the same gate.
"""

from __future__ import annotations

from ..parameters import RunParameters
from ..reports.context import Context
from . import refusals
from .judged import Judged
from .run import Run
from .signals import village_signals

__all__ = ["Judged", "Run", "open_run", "village_signals"]


def open_run(notebook: str, **parameters: str) -> Run:
    """
    Open a run for a notebook: check its parameters, find its tables, show what it is about.

    Parameters
    ----------
    notebook
        Stem of the notebook's file.
    **parameters
        The cells of the notebook's parameters, as papermill gave them; a misspelt, missing or wrongly typed
        one is refused.

    Returns
    -------
    run
        The run, ready to load tables.

    Raises
    ------
    ParameterError
        If a parameter is unknown, missing or not what it should be.
    """
    refusals.fold(parameters.get("language", ""))
    checked = RunParameters(**parameters)
    run = Run(notebook, checked, Context.current(checked))
    run.header()
    return run
