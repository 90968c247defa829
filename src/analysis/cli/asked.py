"""What commands have in common: their exit codes, and the options that name a delivery or a kind of kernel."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import AfsprakenError
from ..wording import LANGUAGES, said, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED, REFUSED, VERDICTS = 1, 2, 3

Municipality = Annotated[
    str, typer.Option("--municipality", help="CBS code, in a delivery of many municipalities.", show_default=False)
]
Data = Annotated[Path, typer.Option("--data", help="Folder of the delivery.", show_default=to_say("the shipped one"))]
Kernels = Annotated[str, typer.Option(help="warm, where the system can fork them safely, or ordinary.")]

DEFAULT_LANGUAGE = "nl"
"""Language of the terminal where none is asked for."""
Language = Annotated[str, typer.Option(help="nl or en.")]


def language_of(arguments: Sequence[str]) -> str:
    """
    Give the language a command was called with, for what is said when the command itself is refused.

    Examples
    --------
    >>> language_of(["check", "--language", "nl"]), language_of(["run", "--language=en"])
    ('nl', 'en')
    """
    pairs = [*pairwise(arguments), *(one.partition("=")[::2] for one in arguments)]
    asked = [value for option, value in pairs if option == "--language" and value in LANGUAGES]
    return asked[-1] if asked else DEFAULT_LANGUAGE


def day_of(text: str) -> date | None:
    """Give the day that was asked for; None where none was."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = said("{text!r} is not a date: write it as 2023-12-31", text=text)
        raise AfsprakenError(message) from None
