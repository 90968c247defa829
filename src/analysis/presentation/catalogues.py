"""The words of a language: its catalogues, compiled in memory into one."""

from __future__ import annotations

import gettext
import io
from fnmatch import fnmatch
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def catalogue(language: str, part: str = "*") -> gettext.NullTranslations:
    """Read the words of a language: `locale/<language>/*.po` or one of them; nothing without such files."""
    folder = resources.files(__package__).joinpath("locale", language)
    return compiled(folder, language, part) if folder.is_dir() else gettext.NullTranslations()


def compiled(folder: Traversable, language: str, part: str = "*") -> gettext.NullTranslations:
    """Compile the catalogues of a folder, or one of them, into one, in memory."""
    together = Catalog(locale=language)
    chosen = [file for file in folder.iterdir() if fnmatch(file.name, f"{part}.po")]
    for source in sorted(chosen, key=lambda file: file.name):
        for message in read_po(io.BytesIO(source.read_bytes()), locale=language):
            if message.id:
                together.add(message.id, message.string)
    binary = io.BytesIO()
    write_mo(binary, together)
    binary.seek(0)
    return gettext.GNUTranslations(binary)
