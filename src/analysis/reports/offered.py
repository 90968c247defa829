"""What a page offers for use elsewhere: its own figures as a table, and the line that opens its notebook."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from ..results import to_csvs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from ..disclosure import Published
    from ..parameters import RunParameters

DATA = "data"


def write_data(staged: Path, results: Mapping[str, Collection[str]], published: Published) -> dict[str, str]:
    """
    Write the figures of each page in the form of `results.csv`, and give the places of the files in the report.

    Parameters
    ----------
    staged
        Folder of the report.
    results
        Ids of the figures, by the stem of the page's notebook.
    published
        All rows of the run, as they passed the gate.

    Returns
    -------
    places
        By stem; none for a page without figures.
    """
    tables = to_csvs(published, results)
    if tables:
        (staged / DATA).mkdir(exist_ok=True)
    for stem, text in tables.items():
        (staged / DATA / f"{stem}.csv").write_bytes(text.encode("utf-8"))
    return {stem: f"{DATA}/{stem}.csv" for stem in tables}


def open_line(notebook: Mapping[str, Any], stem: str, parameters: RunParameters) -> str:
    r"""
    Give the line that opens a notebook in JupyterLab with a run's parameters: only those that are not its own are told.

    Parameters
    ----------
    notebook
        The executed notebook, as its file holds it.
    stem
        Stem of its file.
    parameters
        Of the run.

    Examples
    --------
    >>> from analysis.parameters import RunParameters
    >>> run = RunParameters(period="2023-H1", reference_date="2023-06-30", corporation="SEW", language="en",
    ...                     profile="public", scenario="base", agreements="2023")
    >>> source = 'period = "2023-H2"\nreference_date = "2023-06-30"\nprofile = "public"\nlanguage = "en"'
    >>> cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}
    >>> open_line({"cells": [cell]}, "40_displacement_by_urgent_seekers", run)
    'afspraken open 40 --set period=2023-H1 --set corporation=SEW --set scenario=base --set agreements=2023'
    """
    own = _own_values(notebook)
    told = [_setting(name, value) for name, value in parameters.model_dump().items() if own.get(name) != value]
    return " ".join([f"afspraken open {stem[:2]}", *told])


def _own_values(notebook: Mapping[str, Any]) -> dict[str, object]:
    """Values a notebook gives its parameters itself."""
    cells = (cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
    values: dict[str, object] = {}
    for cell in cells:
        for line in ast.parse("".join(cell["source"])).body:
            if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
                targets = line.targets if isinstance(line, ast.Assign) else [line.target]
                values |= {ast.unparse(target): ast.literal_eval(line.value) for target in targets}
    return values


def _setting(name: str, value: str) -> str:
    """Write one parameter for a command line; in quotes where it holds a blank or is empty."""
    setting = f"{name}={value}"
    return f'--set "{setting}"' if not value or " " in value else f"--set {setting}"
