"""
The page of a figure, in inches: title, definition, body, notes, imprint. Nothing is cut off and nothing overlaps.

Texts are measured and wrapped before the page gets its height, so a long Dutch sentence makes a taller page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from . import style
from .letters import POINTS_PER_INCH, width_in_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from .imprint import Imprint
    from .texts import Texts

_LINE = 1.32  # height of a line in font sizes
MARGIN_IN = 0.16


def width_in(text: str, size: float, *, weight: str = "normal") -> float:
    """Width of one line of text in inches."""
    return width_in_points(text, size, weight=weight) / POINTS_PER_INCH


def widest_in(texts: Sequence[str], size: float) -> float:
    """Width in inches of the widest line of some texts; 0 when there are none."""
    return max((width_in(line, size) for text in texts for line in text.split("\n")), default=0.0)


def wrapped(text: str, width: float, size: float, *, weight: str = "normal") -> list[str]:
    """
    Lines of a text that fit a width in inches; a word longer than the width stands alone.

    Examples
    --------
    >>> wrapped("a very long line", 0.6, 10.0)
    ['a very', 'long line']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_in(longer, size, weight=weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, size: float) -> str:
    """
    One line of a text that fits a width in inches, cut with an ellipsis when it must be.

    Examples
    --------
    >>> shortened("Vries", 2.0, 10.0), shortened("Verspreide huizen Zuidlaren", 1.0, 10.0)
    ('Vries', 'Verspreide…')
    """
    line = " ".join(text.split())
    if width_in(line, size) <= width:
        return line
    while line and width_in(f"{line}…", size) > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def height_in(lines: int, size: float) -> float:
    """Height of a number of lines in inches."""
    return lines * size * _LINE / POINTS_PER_INCH


@dataclass(frozen=True)
class Sheet:
    """
    A figure with an empty body.

    Parameters
    ----------
    figure
        The figure; title, definition, notes and imprint are on it.
    bottom
        Lower edge of the body, inches above the lower edge of the figure.
    height
        Height of the body in inches.
    """

    figure: Figure
    bottom: float
    height: float

    def axes(self, *, left: float, right: float, top: float, height: float) -> Axes:
        """Axes in the body: inches from the left and right edge, from the body's top, and their height."""
        width, total = self.figure.get_size_inches()
        lower = self.bottom + self.height - top - height
        box = (left / width, lower / total, (width - left - right) / width, height / total)
        return self.figure.add_axes(box)

    def legend(self, handles: Sequence[Artist], *, columns: int, top: float = 0.0) -> None:
        """Legend in the body, flush with the title: inches from the body's top."""
        width, total = self.figure.get_size_inches()
        self.figure.legend(
            handles=handles,
            ncols=columns,
            loc="upper left",
            bbox_to_anchor=(MARGIN_IN / width, (self.bottom + self.height - top) / total),
            borderaxespad=0.0,
            borderpad=0.0,
            columnspacing=1.6,
            handlelength=1.6,
            scatteryoffsets=[0.5],
        )

    def write(self, x: float, top: float, text: str, **properties: Any) -> None:
        """Write a text in the body: inches from the left edge, and from the body's top."""
        width, total = self.figure.get_size_inches()
        self.figure.text(x / width, (self.bottom + self.height - top) / total, text, **properties)


def sheet(
    texts: Texts, imprint: Imprint, *, title: str, definition: str, body_in: float, notes: Sequence[str] = ()
) -> Sheet:
    """
    Lay out a page of fixed width: the body gets the height asked for, the texts the height they need.

    Parameters
    ----------
    title, definition
        Subject of the question, and what exactly is shown.
    body_in
        Height of the body in inches.
    notes
        Sentences under the body.
    """
    inner = style.WIDTH_IN - 2 * MARGIN_IN
    head = [(line, "title", "bold") for line in wrapped(title, inner, style.SIZES["title"], weight="bold")]
    head += [(line, "text", "normal") for line in wrapped(definition, inner, style.SIZES["text"])]
    foot = [(line, "note", "normal") for note in notes for line in wrapped(note, inner, style.SIZES["note"])]
    imprint_lines = wrapped(imprint.line(texts), inner, style.SIZES["note"])
    foot += [(line, "note", "italic") for line in imprint_lines]
    above = MARGIN_IN + sum(height_in(1, style.SIZES[size]) for line, size, _ in head) + MARGIN_IN / 2
    below = MARGIN_IN + height_in(len(foot), style.SIZES["note"])
    figure = Figure(figsize=(style.WIDTH_IN, above + body_in + below))
    figure.set_label(title)
    style.canvas(figure)
    page = Sheet(figure, below, body_in)
    _write_lines(page, head, top=MARGIN_IN - above)
    _write_lines(page, foot, top=body_in + MARGIN_IN / 2)
    return page


def _write_lines(page: Sheet, lines: list[tuple[str, str, str]], *, top: float) -> None:
    for line, size, face in lines:
        weight, slant = ("bold", "normal") if face == "bold" else ("normal", face)
        points = style.SIZES[size]
        page.write(MARGIN_IN, top, line, fontsize=points, fontweight=weight, fontstyle=slant, va="top")
        top += height_in(1, points)
