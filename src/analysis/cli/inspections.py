"""Commands about neighbourhood inspections (wijkschouwen), as `afspraken inspections …`: `rota`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import paths
from .asked import Data

app = typer.Typer(no_args_is_help=True, help="Prepare neighbourhood inspections (wijkschouwen), and take them back in.")

Run = Annotated[Path, typer.Option("--run", help="Run file: period and reference date.", show_default="reference")]
Language = Annotated[str, typer.Option(help="nl or en instead of the run file's.")]


@app.command()
def rota(run: Run = paths.REFERENCE_RUN, data: Data = paths.SAMPLE, language: Language = "") -> None:
    """Show which village has its turn when, over the two years in which all come by; writes nothing."""
    from ..presentation.rota import rota_lines  # noqa: PLC0415 - keeps `--help` quick
    from ..reports import requests  # noqa: PLC0415
    from ..reports.walks.basis import Basis  # noqa: PLC0415

    asked = requests.from_files([run], delivery=data, out=paths.REPORTS, language=language)
    basis = Basis.of(asked[0])
    for line in rota_lines(basis.rota(), basis.texts, on=basis.on):
        typer.echo(line)
