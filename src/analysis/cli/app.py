"""The application of the command line: its commands and groups."""

from __future__ import annotations

import typer

from . import delivering, exploring, inspections, reporting

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Measure whether the prestatieafspraken are kept.",
)
for command in (*reporting.COMMANDS, *delivering.COMMANDS):
    app.command()(command)
for name, explores in exploring.COMMANDS.items():
    app.command(name, context_settings={"ignore_unknown_options": name == "lab"})(explores)
app.add_typer(inspections.app, name="inspections")
