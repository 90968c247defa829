"""The code on a sheet: which sheet of which run it is, so that a photographed page finds its place again."""

from __future__ import annotations

import io
from typing import Final

import segno

_QUIET: Final = 4  # modules of white around the code, as its standard asks


def code_text(village: str, sheet: int, run: str) -> str:
    """
    Text of the code: the sheet and the run, nothing about a person, a home or a figure.

    Examples
    --------
    >>> code_text("De Groeve", 2, "reference")
    'schouw:De Groeve/2;run=reference'
    """
    return f"schouw:{village}/{sheet};run={run}"


def code_svg(text: str) -> bytes:
    """
    Draw a text as a QR code, in vectors, the same bytes every time.

    Examples
    --------
    >>> code_svg("schouw:Vries/1;run=reference")[:5]
    b'<?xml'
    """
    target = io.BytesIO()
    segno.make(text, error="m", micro=False).save(target, kind="svg", border=_QUIET, dark="#000000", light="#ffffff")
    return target.getvalue()
