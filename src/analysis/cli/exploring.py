"""Commands for exploring: `lab`, `open`, `what-if`, `new`."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import paths
from .asked import Data, Kernels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Settings = Annotated[list[str] | None, typer.Option("--set", help="name=value, once per name.")]


def lab(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NOTEBOOK] [OPTION]...", help="Notebook instead of the start page; options of JupyterLab."
        ),
    ] = None,
    language: Annotated[str, typer.Option(help="nl or en: of JupyterLab and of the start page.")] = "en",
    data: Data = paths.SAMPLE,
    kernels: Kernels = "warm",
) -> None:
    """Start JupyterLab on the start page; the same as python run.py lab."""
    from ..lab import start  # noqa: PLC0415

    options = [word for word in words or [] if word.startswith("-")]
    places = [Path(word) for word in words or [] if not word.startswith("-")]
    place = places[0] if places else None
    raise typer.Exit(start(place, language=language, delivery=data, kernel=kernels, options=options))


def open_(
    notebook: Annotated[str, typer.Argument(help="Number of the notebook, such as 40.")],
    settings: Settings = None,
    data: Data = paths.SAMPLE,
    no_lab: Annotated[bool, typer.Option("--no-lab", help="Only make the copy.")] = False,
) -> None:
    """Make a working copy of a notebook with other parameters, and open it in JupyterLab."""
    from ..lab import open_copy, start  # noqa: PLC0415

    file = open_copy(notebook, settings or [], delivery=data)
    typer.echo(file.relative_to(paths.ROOT).as_posix())
    if no_lab:
        return
    if find_spec("jupyterlab"):
        raise typer.Exit(start(file, language="en", delivery=data))
    raise typer.Exit(subprocess.call([sys.executable, str(paths.ROOT / "run.py"), "lab", str(file)]))


def what_if(
    name: Annotated[str, typer.Argument(help="laarhove, line, priorities or energy.")],
    settings: Settings = None,
    data: Data = paths.SAMPLE,
) -> None:
    """Answer a what-if question as its form does; prints exact figures unless --set profile=public."""
    from ..explore import start as explore  # noqa: PLC0415
    from ..explore.what_if import settled, trial  # noqa: PLC0415
    from ..parameters import RunParameters  # noqa: PLC0415
    from ..reports.settings import given  # noqa: PLC0415

    values = given(settings or [])
    about = {key: value for key, value in values.items() if key in RunParameters.model_fields}
    asked = trial(name, explore(data, **about).run)
    turned = settled(asked, {key: value for key, value in values.items() if key not in about})
    answer = asked.answer(turned, drawn=False)
    for sentence in answer.sentences:
        typer.echo(sentence)
    for table in answer.tables:
        typer.echo(f"\n{table.text}")


def new(
    agreement: Annotated[str, typer.Argument(help="Number of the notebook, such as 43: two digits that are free.")],
    question: Annotated[str, typer.Argument(help='The question, such as "Who moves where?".')],
) -> None:
    """Write a notebook in the shape of its siblings for a question of your own, with a test that fails until done."""
    from ..lab import new_question  # noqa: PLC0415

    for file in new_question(agreement, question):
        typer.echo(file.relative_to(paths.ROOT).as_posix())


COMMANDS: Mapping[str, Callable[..., None]] = {"lab": lab, "open": open_, "what-if": what_if, "new": new}
