"""Make the packs: one PDF and one form per village, one after another or side by side."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ...errors import ParameterError
from ...presentation.rota import rota_csv
from ...presentation.texts import Texts
from ...presentation.walk.form import form_csv
from ...presentation.walk.frames import FORMATS
from ...presentation.walk.known import EDITIONS
from ...presentation.walk.pages import Pack, pack_pdf
from ...presentation.walk.planning import planned
from ...wording import said
from .gathering import class_edges, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from ...presentation.imprint import Imprint
    from ...presentation.walk.known import Known
    from .basis import Basis

    Drawn = tuple[int, dict[str, bytes]]

ROTA = "rota.csv"


@dataclass(frozen=True)
class Asked:
    """
    Which packs are asked for.

    Parameters
    ----------
    villages
        Names; empty for all that have a turn.
    edition
        `professionals` or `residents`.
    paper
        `a3` or `a4`.
    out
        Folder that the packs go to.
    jobs
        Villages side by side.
    """

    villages: tuple[str, ...]
    edition: str
    paper: str
    out: Path
    jobs: int = 1

    def check(self) -> None:
        """
        Refuse what cannot be meant.

        Raises
        ------
        ParameterError
            If the edition or the paper is unknown, or the folder is a file.
        """
        for option, value, known in (("--edition", self.edition, EDITIONS), ("--paper", self.paper, tuple(FORMATS))):
            if value not in known:
                message = said(
                    "{option} {value!r} is unknown: choose from {known}",
                    option=option,
                    value=value,
                    known=", ".join(known),
                )
                raise ParameterError(message)
        if self.out.exists() and not self.out.is_dir():
            message = said("--out {out} is a file: name a folder that will hold the sheets", out=self.out.name)
            raise ParameterError(message)

    @property
    def has_figures(self) -> bool:
        """Whether the edition shows figures."""
        return self.edition == "professionals"


@dataclass(frozen=True)
class Made:
    """A pack that was made: its village, its number of sheets, and its files."""

    village: str
    sheets: int
    files: tuple[Path, ...]


def make(basis: Basis, asked: Asked, tell: Callable[[Made], None]) -> list[Path]:
    """
    Make packs and put them in their folder; with all villages the rota stands beside them.

    Parameters
    ----------
    basis
        The run.
    asked
        Which packs.
    tell
        Called with each pack as it is ready, in the order asked for.

    Returns
    -------
    files
        Everything written. Files of the same names are replaced, each as a whole; others stay.

    Raises
    ------
    ParameterError
        If a village is unknown; nothing is written then.
    """
    asked.check()
    gathered = gather(basis, has_figures=asked.has_figures)
    villages = [gathered.check(name) for name in asked.villages] or gathered.with_a_turn
    one = drawer(basis, asked)
    written: list[Path] = []
    asked.out.mkdir(parents=True, exist_ok=True)
    known = [gathered.of(village) for village in villages]
    for village, (sheets, contents) in zip(villages, _drawn(one, known, asked.jobs), strict=True):
        files = tuple(_put(asked.out, name, content) for name, content in contents.items())
        written += files
        tell(Made(village, sheets, files))
    if not asked.villages:
        written.append(_put(asked.out, ROTA, rota_csv(gathered.rota).encode()))
    return written


def drawer(basis: Basis, asked: Asked) -> Callable[[Known], Drawn]:
    """Give what makes one pack, in a form that can be sent to another process."""
    return partial(
        _pack,
        run=basis.name,
        edition=asked.edition,
        edges=tuple(class_edges(basis)) if asked.has_figures else None,
        paper=asked.paper,
        parties=tuple(sorted(basis.prepared.card.corporations)),
        neighbourhoods=basis.load("neighbourhoods"),
        language=basis.parameters.language,
        imprint=basis.imprint,
    )


def _drawn(one: Callable[[Known], Drawn], known: Sequence[Known], jobs: int) -> Iterator[Drawn]:
    """Make the packs in the order asked for, in as many processes as asked for."""
    if min(jobs, len(known)) <= 1:
        yield from map(one, known)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(known)), mp_context=context) as pool:
        yield from pool.map(one, known)


def _pack(
    known: Known,
    *,
    run: str,
    edition: str,
    edges: tuple[float, ...] | None,
    paper: str,
    parties: tuple[str, ...],
    neighbourhoods: gpd.GeoDataFrame,
    language: str,
    imprint: Imprint,
) -> Drawn:
    """Plan, draw and typeset one village: its number of sheets, and its files by name."""
    plan = planned(known.village, known.complex_rows(), known.point_rows(), FORMATS[paper], middle=known.middle)
    pack = Pack(known, plan, run, edition, edges, parties)
    stem = "-".join([_slug(known.village), run, edition, paper])
    return len(plan.sheets), {
        f"{stem}.pdf": pack_pdf(pack, neighbourhoods, Texts(language), imprint),
        f"{_slug(known.village)}-{run}-form.csv": form_csv(plan).encode(),
    }


def _slug(village: str) -> str:
    """Name of a village in the name of a file."""
    return "".join(sign if sign.isalnum() else "-" for sign in village.lower())


def _put(folder: Path, name: str, content: bytes) -> Path:
    """Write a file beside its place and put it there in one step."""
    draft = folder / f".{name}.draft"
    draft.write_bytes(content)
    return draft.replace(folder / name)
