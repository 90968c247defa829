"""Commands about neighbourhood inspections (wijkschouwen), as `afspraken inspections …`: `rota`, `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import paths
from .asked import Data, day_of

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


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="The form as CSV, or the GeoPackage of the phone.")],
    data: Annotated[Path, typer.Option("--data", help="Folder of your own delivery: it gets the points.")],
    village: Annotated[str, typer.Option(help="Village, where the form does not say it.")] = "",
    held_on: Annotated[
        str, typer.Option(help="Day of the inspection, yyyy-mm-dd, where the form does not say it.")
    ] = "",
    out: Annotated[Path, typer.Option(help="Where the action list goes.", show_default="reports")] = paths.REPORTS,
    profile: Annotated[str, typer.Option(help="Of the action list: partners, internal, or public without text.")] = (
        "partners"
    ),
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
) -> None:
    """Take in what was noted at an inspection, whole or not at all, and make the list of actions."""
    from ..presentation.terminal import lines  # noqa: PLC0415
    from ..presentation.texts import Texts  # noqa: PLC0415
    from ..reports import field  # noqa: PLC0415

    texts = Texts(language)
    taken = field.take_in(file, data, village=village, held_on=day_of(held_on))
    for line in lines(taken.findings, texts):
        typer.echo(line)
    typer.echo(field.told(taken, texts))
    for made in field.write_action_list(data, out, taken, profile=profile, texts=texts):
        typer.echo(made.name)
