"""Every message of the project, in the order in which it stands in its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from . import parameter_files, programs, templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOMAINS: Final = {
    "commands": ("src/analysis/cli",),
    "labels": ("src/analysis/presentation/labels",),
    "figures": ("src/analysis/presentation/figures",),
    "tables": ("src/analysis/presentation/tables",),
    "conclusions": ("src/analysis/presentation/conclusions",),
    "maps": ("src/analysis/presentation/maps", "src/analysis/presentation/mailed"),
    "terminal": ("src/analysis/presentation/terminal.py", "src/analysis/reports/progress.py"),
    "words": ("src/analysis/presentation", "src/analysis/notebook", "notebooks"),
    "pages": ("src/analysis/reports",),
    "findings": ("src/analysis/sources", "src/analysis/contracts", "src/analysis/catalogue"),
    "register": ("params/agreements",),
    "parameters": ("params",),
    "errors": ("src/analysis",),
}
"""Beginnings of the paths whose messages a catalogue holds: the first that fits counts."""
PATTERNS: Final = (
    "src/analysis/**/*.py",
    "src/analysis/**/*.j2",
    "notebooks/*.ipynb",
    "params/agreements/*.yml",
    "params/assumptions.yml",
    "params/norms/*.yml",
)
_READERS: Final = {
    ".py": programs.of_program,
    ".ipynb": programs.of_notebook,
    ".j2": templates.of_template,
    ".yml": parameter_files.of_parameters,
}


class Message(NamedTuple):
    """An English message, its plural where it has one, and the file it stands in first."""

    singular: str
    plural: str
    file: str
    domain: str


def messages(root: Path) -> list[Message]:
    """
    Every message of the project once: by catalogue, then by file, then by place in it.

    Parameters
    ----------
    root
        Folder of the repository.
    """
    order = list(DOMAINS)
    found = sorted(_found(root), key=lambda message: (order.index(message.domain), message.file))
    once: dict[str, Message] = {}
    for message in found:
        earlier = once.setdefault(message.singular, message)
        if message.plural and not earlier.plural:
            once[message.singular] = earlier._replace(plural=message.plural)
    return list(once.values())


def _found(root: Path) -> Iterator[Message]:
    for pattern in PATTERNS:
        for path in sorted(root.glob(pattern)):
            file = path.relative_to(root).as_posix()
            for singular, plural in _READERS[path.suffix](path.read_text(encoding="utf-8")):
                yield Message(singular, plural, file, domain_of(file))


def domain_of(file: str) -> str:
    """
    Name of the catalogue that holds the messages of a file.

    Examples
    --------
    >>> domain_of("src/analysis/presentation/figures/board.py"), domain_of("src/analysis/sources/raw.py")
    ('figures', 'findings')
    """
    return next(name for name, beginnings in DOMAINS.items() if file.startswith(beginnings))
