"""Commands about neighbourhood inspections (wijkschouwen), as `afspraken inspections …`: `rota`, `sheet`, `import`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import paths
from ..errors import ParameterError
from ..wording import said, to_say
from .asked import Data, Municipality, day_of
from .speaking import Command, Group

if TYPE_CHECKING:
    from ..reports.walks.basis import Basis

app = typer.Typer(
    cls=Group, no_args_is_help=True, help="Prepare neighbourhood inspections (wijkschouwen), and take them back in."
)

Run = Annotated[
    Path, typer.Option("--run", help="Run file: period and reference date.", show_default=to_say("reference"))
]
Language = Annotated[str, typer.Option(help="nl or en instead of the run file's.")]


SHEETS = paths.REPORTS / "inspections"


@app.command(cls=Command)
def rota(
    run: Run = paths.REFERENCE_RUN,
    data: Data = paths.SAMPLE,
    municipality: Municipality = "",
    language: Language = "",
) -> None:
    """Show which village has its turn when, over the two years in which all come by; writes nothing."""
    _tell_rota(_basis(run, data, municipality, language=language))


@app.command(cls=Command)
def sheet(  # noqa: PLR0913, PLR0917 - an option of the command line is an argument each
    village: Annotated[list[str] | None, typer.Option(help="Village to walk through; once per village.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every village that has a turn, and the rota.")] = False,
    edition: Annotated[str, typer.Option(help="professionals, or residents: without figures.")] = "professionals",
    paper: Annotated[str, typer.Option(help="a3 or a4.")] = "a3",
    run: Run = paths.REFERENCE_RUN,
    profile: Annotated[str, typer.Option(help="internal, partners or public instead of the run file's.")] = "",
    language: Language = "",
    data: Data = paths.SAMPLE,
    municipality: Municipality = "",
    out: Annotated[Path, typer.Option(help="Folder of the sheets.", show_default="reports/inspections")] = SHEETS,
    jobs: Annotated[int, typer.Option(min=0, help="Villages side by side; 0 is one per core.")] = 0,
) -> None:
    """Make map sheets, tables to fill in and a form for one village or all: one PDF and one CSV each."""
    from ..reports.walks.making import Asked, Made, make  # noqa: PLC0415

    if bool(village) == everything:
        message = said("name a village with --village, or ask for all of them with --all")
        raise ParameterError(message)
    asked = Asked(tuple(village or ()), edition, paper, out, jobs or (os.cpu_count() or 1))
    asked.check()
    basis = _basis(run, data, municipality, language=language, profile=profile)

    def tell(made: Made) -> None:
        sheets = basis.texts.plural("{count} sheet", "{count} sheets", made.sheets)
        typer.echo(f"{made.village}: {sheets}, {', '.join(file.name for file in made.files)}")

    make(basis, asked, tell)
    if everything:
        _tell_rota(basis)


def _basis(run: Path, data: Path, municipality: str, *, language: str, profile: str = "") -> Basis:
    from ..reports import requests  # noqa: PLC0415 - keeps `--help` quick
    from ..reports.walks.basis import Basis  # noqa: PLC0415

    asked = requests.from_files(
        [run], delivery=data, out=paths.REPORTS, municipality=municipality, language=language, profile=profile
    )
    return Basis.of(asked[0])


def _tell_rota(basis: Basis) -> None:
    from ..presentation.rota import rota_lines  # noqa: PLC0415

    for line in rota_lines(basis.rota(), basis.texts, on=basis.on):
        typer.echo(line)


@app.command("import", cls=Command)
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
