"""Catalogues of Dutch words, `presentation/locale/nl/*.po`: read, brought up to date, and held against the sources."""

from __future__ import annotations

import io
from string import Formatter
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from .messages import DOMAINS, messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from babel.messages.catalog import Message as Entry

    from .messages import Message

LANGUAGE: Final = "nl"
FOLDER: Final = f"src/analysis/presentation/locale/{LANGUAGE}"
HEAD: Final = (
    'msgid ""\nmsgstr ""\n'
    f'"Language: {LANGUAGE}\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
"""No name, no date: the same sources give the same bytes."""
_WIDTH: Final = 116


def read(root: Path) -> dict[str, list[Entry]]:
    """Messages of every catalogue as they stand on disk, by its name."""
    files = sorted((root / FOLDER).glob("*.po"))
    return {file.stem: [one for one in _catalogue(file) if one.id] for file in files}


def update(root: Path) -> None:
    """
    Write every catalogue again from the sources; what was translated stays, wherever the message moved.

    Parameters
    ----------
    root
        Folder of the repository.
    """
    for name, content in updated(root, messages(root)).items():
        (root / FOLDER / f"{name}.po").write_bytes(content)


def updated(root: Path, found: Sequence[Message]) -> dict[str, bytes]:
    """Content every catalogue should have for these messages, by its name."""
    entries = [one for own in read(root).values() for one in own if any(_strings(one)) and not one.fuzzy]
    known = {_singular(one): _strings(one) for one in entries}
    return {name: _content([one for one in found if one.domain == name], known) for name in DOMAINS}


def problems(root: Path) -> list[str]:
    """
    Tell what keeps the catalogues from being complete: one line each, with the catalogue and the message.

    Parameters
    ----------
    root
        Folder of the repository.
    """
    catalogues = read(root)
    seen: dict[str, str] = {}
    told = []
    for name, entries in catalogues.items():
        for one in entries:
            told += [f"{name}.po: {problem}: {_singular(one)!r}" for problem in _problems_of(one)]
            if _singular(one) in seen:
                told.append(f"{name}.po: stands in {seen[_singular(one)]}.po too: {_singular(one)!r}")
            seen.setdefault(_singular(one), name)
    found = messages(root)
    asked = {message.singular for message in found}
    told += [f"{seen[one]}.po: nobody says this any more: {one!r}" for one in sorted(seen.keys() - asked)]
    told += [f"in no catalogue yet: {one!r}" for one in sorted(asked - seen.keys())]
    wanted = updated(root, found)
    behind = [name for name in wanted if (root / FOLDER / f"{name}.po").read_bytes() != wanted[name]]
    return told + [f"{name}.po: not up to date, run `python -m analysis.translating`" for name in behind]


def places(message: str) -> set[str]:
    """
    Named places of a message.

    Examples
    --------
    >>> sorted(places("{part} of {whole!r}"))
    ['part', 'whole']
    """
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def _problems_of(entry: Entry) -> list[str]:
    if entry.fuzzy:
        return ["fuzzy"]
    wanted = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
    dutch = _strings(entry)
    if not all(dutch):
        return ["not translated"]
    everything = set[str]().union(*map(places, wanted))
    if any(not places(one) <= everything for one in dutch) or places(dutch[-1]) != places(wanted[-1]):
        return ["another named place in the translation"]
    return []


def _catalogue(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()), locale=LANGUAGE)


def _singular(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _strings(entry: Entry) -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ("",))


def _content(found: list[Message], known: Mapping[str, tuple[str, ...]]) -> bytes:
    catalogue = Catalog(locale=LANGUAGE)
    for message in found:
        where: list[tuple[str, int]] = [(message.file, 1)]
        strings = known.get(message.singular, ("",))
        if message.plural:
            pair = (strings[0], strings[-1])
            catalogue.add((message.singular, message.plural), pair, locations=where)
        else:
            catalogue.add(message.singular, strings[-1], locations=where)
    written = io.BytesIO()
    write_po(written, catalogue, width=_WIDTH, omit_header=True, include_lineno=False)
    return HEAD.encode() + written.getvalue().strip() + b"\n"
