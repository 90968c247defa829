"""A figure as it is drawn: its picture, and the boxes of its texts."""

from __future__ import annotations

from itertools import combinations

from matplotlib.text import Text

from analysis.presentation import style
from analysis.presentation.drawing import drawn
from analysis.presentation.rendering import png

_TOUCH = 1.0  # pixels that two boxes may share: the rounding of a letter's edge


def picture_of(figure):
    """The figure as a notebook shows it."""
    return png(drawn(figure))


def drawn_texts(figure):
    """Every text that is drawn, with its box in pixels."""
    with style.house_style():
        figure.canvas.draw()
        renderer = figure.canvas.get_renderer()
        hidden = {label for axes in figure.axes for label in _labels_outside(axes)}
        shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        return [(text.get_text(), text.get_window_extent(renderer)) for text in shown if text not in hidden]


def _labels_outside(axes):
    """Labels of ticks that lie outside the view, and of axes that are switched off: made, never drawn."""
    for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        low, high = sorted(limits)
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not axes.axison or not low <= tick.get_loc() <= high:
                yield from (tick.label1, tick.label2)


def outside(figure):
    """Texts that stick out of the figure."""
    frame = figure.bbox
    return [
        text
        for text, box in drawn_texts(figure)
        if box.x0 < frame.x0 or box.y0 < frame.y0 or box.x1 > frame.x1 or box.y1 > frame.y1
    ]


def overlapping(figure):
    """Pairs of texts that cover each other."""
    return [
        (first, second)
        for (first, one), (second, other) in combinations(drawn_texts(figure), 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > _TOUCH
        and min(one.y1, other.y1) - max(one.y0, other.y0) > _TOUCH
    ]


def marked(figure, gid):
    """Artists that carry a name."""
    return figure.findobj(lambda artist: artist.get_gid() == gid)


def words_of(figure):
    """All words of a figure, on one line."""
    return " ".join(text for text, _ in drawn_texts(figure)).replace("\n", " ")
