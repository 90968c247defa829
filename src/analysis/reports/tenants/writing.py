"""Write the pages for tenants into a report: one per village, and a list of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from ..rendering import environment, render
from .content import Source, village

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ...presentation.imprint import Imprint

FOLDER: Final = "tenants"


def file_of(name: str) -> str:
    """
    Name of the page of a village.

    Examples
    --------
    >>> file_of("De Punt"), file_of("Zuidlaarderveen"), file_of("'t Zand")
    ('de-punt.html', 'zuidlaarderveen.html', 't-zand.html')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{re.sub('[^a-z0-9]+', '-', plain.lower()).strip('-')}.html"


def write(staged: Path, villages: Iterable[str], source: Source, imprint: Imprint) -> None:
    """
    Write `tenants/index.html` and a page for every village.

    Parameters
    ----------
    staged
        Folder of the report.
    villages
        Every village of the municipality, those without homes of an association included.
    source
        What the pages are made from.
    imprint
        Source, date, and mark of synthetic data.
    """
    folder = staged / FOLDER
    folder.mkdir()
    pages = {file_of(name): village(name, source) for name in sorted(villages)}
    templates = environment(source.texts)
    shared = {"imprint": imprint, "register": source.register, "on": source.on}
    for file, page in pages.items():
        _write(folder / file, render(templates, "tenants.html.j2", page=page, **shared))
    _write(folder / "index.html", render(templates, "tenants_index.html.j2", pages=pages, **shared))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
