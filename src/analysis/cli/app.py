"""Commands of the terminal, as one application."""

from __future__ import annotations

from typing import Annotated

import typer

from . import delivering, exploring, inspections, reporting
from .asked import DEFAULT_LANGUAGE
from .speaking import Command, Group

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (*reporting.COMMANDS, *delivering.COMMANDS):
    app.command(cls=Command)(command)
for name, explores in exploring.COMMANDS.items():
    app.command(name, cls=Command, context_settings={"ignore_unknown_options": name == "lab"})(explores)
app.add_typer(inspections.app, name="inspections")


@app.callback()
def door(
    language: Annotated[str, typer.Option(help="nl or en: of this help, and of what is refused.")] = DEFAULT_LANGUAGE,
) -> None:
    """Measure whether the prestatieafspraken are kept."""
