"""What a notebook puts on the screen: HTML or a picture, always with a text beside it."""

from __future__ import annotations

import base64
import html
import sys
from typing import TYPE_CHECKING

from IPython.display import display

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

FEWEST_WORDS = 6
"""An alternative text of fewer words is a title: it does not say what is to be seen."""


def markup(content: str, text: str) -> None:
    """Show HTML; a terminal and a log show the text."""
    _display({"text/html": content, "text/plain": text})


def picture(png: bytes, alt: str) -> None:
    """
    Show a PNG with its alternative text, on a page and in a log.

    Raises
    ------
    ValueError
        If the text does not say what the picture shows: a name and a few words of what is to be seen.
    """
    if len(alt.split()) < FEWEST_WORDS:
        message = f"alternative text {alt!r} does not say what the picture shows: its alt_ function must tell"
        raise ValueError(message)
    bundle = {"image/png": base64.b64encode(png).decode("ascii"), "text/plain": alt}
    _display(bundle, {"image/png": {"alt": alt}})


def answer(sentences: Sequence[str]) -> None:
    """Show a conclusion, one paragraph a sentence."""
    paragraphs = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    markup(f'<div class="answer">{paragraphs}</div>', "\n".join(sentences))


def alternative(draw: Callable[..., Figure]) -> Callable[..., str]:
    """Find the function that says in words what a figure shows; a figure without one cannot be shown."""
    words: Callable[..., str] = getattr(sys.modules[draw.__module__], f"alt_{draw.__name__}")
    return words


def _display(bundle: Mapping[str, str], metadata: Mapping[str, object] | None = None) -> None:
    display(bundle, raw=True, metadata=metadata)  # type: ignore[no-untyped-call]
