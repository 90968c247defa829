"""Commands about a delivery: `check`, `prepare`, `card`, `sample`, and `refresh` of what rests on the shipped one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import paths
from ..errors import AfsprakenError
from ..wording import said
from .asked import DEFAULT_LANGUAGE, REFUSED, Data, Language, Municipality, day_of


def check(data: Data = paths.SAMPLE, municipality: Municipality = "", language: Language = DEFAULT_LANGUAGE) -> None:
    """Check a delivery and show everything found in it; writes nothing."""
    from ..presentation.terminal import lines, summary  # noqa: PLC0415
    from ..presentation.texts import Texts  # noqa: PLC0415
    from ..sources import check as check_delivery  # noqa: PLC0415

    found = check_delivery(data, municipality=municipality)
    texts = Texts(language)
    for line in lines(found, texts):
        typer.echo(line)
    typer.echo(summary(found, texts))
    if any(finding.is_refusal for finding in found):
        raise typer.Exit(REFUSED)


def prepare(data: Data = paths.SAMPLE, municipality: Municipality = "", language: Language = DEFAULT_LANGUAGE) -> None:
    """Check a delivery and write its core tables to data/processed."""
    from ..prepare import prepare as prepare_delivery  # noqa: PLC0415
    from ..presentation.texts import Texts  # noqa: PLC0415

    texts = Texts(language)
    prepared = prepare_delivery(data, paths.CORE, municipality=municipality)
    folder = prepared.folder.relative_to(paths.ROOT).as_posix()
    typer.echo(texts("{count} tables in {folder}", count=texts.count(len(prepared.tables)), folder=folder))


def sample(
    folder: Annotated[
        Path, typer.Argument(help="Where the synthetic delivery goes.", show_default="data/raw/sample")
    ] = paths.SAMPLE,
    seed: Annotated[int, typer.Option(help="Seed of the draw.")] = 1730,
    complexes: Annotated[int, typer.Option(min=0, help="Number of complexes; 0 is the shipped number.")] = 0,
    municipalities: Annotated[
        int, typer.Option(min=0, max=342, help="Made-up municipalities, in Parquet; 0 is the shipped delivery.")
    ] = 0,
    homes: Annotated[int, typer.Option(min=1, help="With --municipalities: homes in all of them.")] = 2_300_000,
    language: Language = DEFAULT_LANGUAGE,
) -> None:
    """Make a synthetic delivery, the same bytes for the same seed; or one of a whole country, to measure with."""
    from ..presentation.texts import Texts  # noqa: PLC0415
    from ..sample import write_country, write_sample  # noqa: PLC0415

    if municipalities and folder == paths.SAMPLE:
        message = said(
            "name a folder for a delivery of many municipalities: it does not take the place of the shipped one"
        )
        raise AfsprakenError(message)
    if municipalities:
        write_country(folder, municipalities=municipalities, homes=homes, seed=seed)
    else:
        write_sample(folder, seed=seed, complexes=complexes or None)
    typer.echo(Texts(language)("synthetic delivery written, seed {seed}", seed=seed))


def refresh() -> None:
    """Execute the stored notebooks on the reference run and store what they give, with the reference results."""
    from ..reports.reference import refresh as refresh_reference  # noqa: PLC0415

    for line in refresh_reference():
        typer.echo(line)


def card(
    folder: Annotated[Path, typer.Argument(help="Folder of the delivery.")],
    title: Annotated[str, typer.Option(help="Title of the delivery.")] = "",
    municipality: Annotated[str, typer.Option(help="CBS code, such as GM1730.")] = "",
    corporation: Annotated[list[str] | None, typer.Option(help="Name=L-number, once per association.")] = None,
    reference_date: Annotated[str, typer.Option(help="Day whose state `dwellings` gives, yyyy-mm-dd.")] = "",
    covers: Annotated[str, typer.Option(help="First and last day of the events, yyyy-mm-dd/yyyy-mm-dd.")] = "",
    language: Language = DEFAULT_LANGUAGE,
) -> None:
    """Write the card of a delivery: what it holds, the hash of every file, and what it is about."""
    from ..catalogue import write_card  # noqa: PLC0415
    from ..presentation.texts import Texts  # noqa: PLC0415

    texts = Texts(language)
    first, slash, last = covers.partition("/")
    halves = [one for one in corporation or [] if not all(one.partition("=")[::2])]
    if halves or (covers and not (slash and first and last)):
        message = said(
            "write --corporation as Name=L-number and --covers as 2021-01-01/2023-12-31: one half is missing"
        )
        raise AfsprakenError(message)
    written = write_card(
        folder,
        title=title or None,
        municipality=municipality or None,
        corporations=dict(one.partition("=")[::2] for one in corporation or []) or None,
        reference_date=day_of(reference_date),
        covers_from=day_of(first),
        covers_to=day_of(last),
    )
    count = len(written.resources)
    typer.echo(texts.plural("card written for {count} table", "card written for {count} tables", count))


COMMANDS = (check, prepare, sample, refresh, card)
