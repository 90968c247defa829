"""
A figure as a drawing for a page: an SVG of a few kilobytes whose letters stay letters, sharp at any size.

matplotlib writes an SVG at length: a line for every corner, six decimals, a style for every mark. Here the same marks
are written short. A letter is drawn by the reader's own font; each text is given the width it was measured at, so
that it fits its place in whatever font that is.
"""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from . import style
from .letters import POINTS_PER_INCH, width_in_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from matplotlib.figure import Figure

DRAWINGS: Final = "drawings"
"""Folder, in that of a run, in which notebooks leave their figures as drawings."""
FONTS: Final = "'DejaVu Sans',Verdana,sans-serif"
"""The font the figure was measured in, the one on most machines that is as wide, and any."""
DECIMALS: Final = 2
"""Of a coordinate in points: a fiftieth of a pixel on the page."""
_POINTS_PER_PIXEL: Final = POINTS_PER_INCH / style.DPI
_NAME_LENGTH: Final = 16
_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_LEFT_OUT: Final = {f"{_SVG}metadata", f"{_SVG}style"}
_PATTERN: Final = f"{_SVG}pattern"
_GROUPS: Final = {f"{_SVG}g", f"{_SVG}defs"}
_THREE_LETTERS: Final = r"#\1\2\3"
_OF_NUMBERS: Final = {"x", "y", "width", "height", "transform"}
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
_COLOUR: Final = re.compile(r"#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3")
_CIRCLE: Final = re.compile(r"M [-\d. ]+(?:C [-\d. ]+){8}z")
"""A circle: matplotlib draws nothing else in eight curves."""
_BY_CURVE: Final = 3
"""Points of a curve: two that bend it, and its end."""
_ROOT_STYLE: Final = f"*{{stroke-linejoin:round}}text{{font-family:{FONTS}}}"


@dataclass(frozen=True)
class Drawing:
    """
    A figure, drawn.

    Parameters
    ----------
    svg
        The drawing, in one line.
    width_px, height_px
        Size on a screen, at `style.DPI` dots per inch; whole, so that a picture of it is as large.
    title
        What the figure calls itself; empty when it has no title.
    """

    svg: str
    width_px: int
    height_px: int
    title: str

    @property
    def width_pt(self) -> float:
        """Width in points of 1/72 inch."""
        return self.width_px * _POINTS_PER_PIXEL

    @property
    def height_pt(self) -> float:
        """Height in points of 1/72 inch."""
        return self.height_px * _POINTS_PER_PIXEL


def drawn(figure: Figure) -> Drawing:
    """
    Draw a figure as SVG, the same bytes every time.

    Parameters
    ----------
    figure
        As the functions of `figures` and `maps` make it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> figure = Figure(figsize=(2, 1))
    >>> text = figure.text(0.5, 0.5, "Vries < 20 %")
    >>> drawing = drawn(figure)
    >>> drawing.width_px, drawing.height_px, ">Vries &lt; 20 %</text>" in drawing.svg
    (300, 150, True)
    """
    root = ET.fromstring(style.svg_with_letters(figure))
    width, height = (math.ceil(round(side * style.DPI, DECIMALS)) for side in figure.get_size_inches())
    return Drawing(_Writer(root, (width, height)).text, width, height, str(figure.get_label()))


def name_of(picture: bytes) -> str:
    """
    Name of the file with the drawing of a figure, by its picture as PNG: a notebook shows the one, a page the other.

    Examples
    --------
    >>> name_of(b"")
    'e3b0c44298fc1c14.svg'
    """
    return f"{hashlib.sha256(picture).hexdigest()[:_NAME_LENGTH]}.svg"


@dataclass
class _Writer:
    """Writes the elements of one SVG short: names for styles that come back, and for what is referred to."""

    root: Element
    size: tuple[int, ...]
    styles: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        body = "".join(self._inside(self.root))
        rules = "".join(f".{name}{{{declared}}}" for declared, name in self.styles.items())
        width, height = self.size
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
            f"viewBox='{_short(self.root.attrib['viewBox'])}'><style>{_ROOT_STYLE}{rules}</style>{body}</svg>"
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        """Short names of the elements that others refer to."""
        found: dict[str, str] = {}
        for element in self.root.iter():
            told = " ".join(value for name, value in element.attrib.items() if name != _HREF)
            used = element.attrib.get(_HREF, "")
            for name in [*_REFERENCE.findall(told), *([used[1:]] if used.startswith("#") else [])]:
                found.setdefault(name, f"_{len(found)}")
        return found

    def _inside(self, element: Element) -> Iterator[str]:
        for child in element:
            if child.tag in _LEFT_OUT:
                continue
            attributes = self._attributes(child, _dotted(child.attrib) if element.tag == _PATTERN else child.attrib)
            inside = "".join(self._inside(child))
            if child.tag in _GROUPS and not attributes:
                yield f"<defs>{inside}</defs>" if child.tag == f"{_SVG}defs" and inside else inside
            else:
                yield _written(child.tag.removeprefix(_SVG), attributes, inside + escape(child.text or "").strip())

    def _attributes(self, element: Element, given: Mapping[str, str]) -> dict[str, str]:
        told: dict[str, str] = {}
        for name, value in given.items():
            if name == "id":
                told |= {"id": self._names[value]} if value in self._names else {}
            elif name == _HREF:
                told["href"] = f"#{self._names[value[1:]]}" if value.startswith("#") else value
            elif name == "style":
                told |= self._styled(element, value)
            elif name == "d":
                told["d"] = _path(value)
            elif name == "transform" and "rotate(-0 " in value:
                continue
            else:
                told[name] = _short(value) if name in _OF_NUMBERS else self._renamed(value)
        return told

    def _styled(self, element: Element, value: str) -> dict[str, str]:
        declared = _declared(value)
        width = {"textLength": _width(element.text or "", declared)} if element.tag == f"{_SVG}text" else {}
        declared.pop("font-family", None)
        plain = ";".join(f"{name}:{_COLOUR.sub(_THREE_LETTERS, told)}" for name, told in declared.items())
        named = self.styles.setdefault(self._renamed(plain), f"s{len(self.styles)}")
        return {"class": named, **width}

    def _renamed(self, value: str) -> str:
        return _REFERENCE.sub(lambda found: f"url(#{self._names[found[1]]})", value)


def _declared(style_: str) -> dict[str, str]:
    """Give what a style declares, by name."""
    return dict(part.split(": ", 1) for part in style_.split("; "))


def _width(text: str, declared: dict[str, str]) -> str:
    """Width at which a text was measured, in points."""
    width = width_in_points(
        text,
        float(declared["font-size"].removesuffix("px")),
        weight=int(declared.get("font-weight", 400)),
        slant="italic" if declared.get("font-style") == "italic" else "normal",
    )
    return _short(f"{width:f}")


def _written(tag: str, attributes: Mapping[str, str], inside: str) -> str:
    told = "".join(f" {name}='{value}'" for name, value in attributes.items())
    return f"<{tag}{told}>{inside}</{tag}>" if inside else f"<{tag}{told}/>"


def _path(described: str) -> str:
    """Describe a path in few letters: circles as arcs, and one letter for steps of one kind."""
    short = _short(_CIRCLE.sub(lambda found: _circle(found[0]), " ".join(described.split())))
    for step in "LC":
        short = re.sub(rf"(?<={step} )([-\d. ]+?) {step} ", r"\1 ", short)
    return re.sub(r" ?([A-Za-z]) ?", r"\1", short).replace(" -", "-")


def _circle(described: str) -> str:
    """Two half circles in place of eight curves."""
    (x, y), *_ = ends = _ends(described)
    across, wide = ends[4][1] - y, abs(ends[2][0] - x)
    half = f"a {wide:f} {abs(across) / 2:f} 0 1 0 0"
    return f"M {x:f} {y:f} {half} {across:f} {half} {-across:f} z"


def _dotted(given: Mapping[str, str]) -> Mapping[str, str]:
    """Attributes of the marks in a pattern: hundreds of small circles become points of a pen with a round tip."""
    circles = [_ends(found) for found in _CIRCLE.findall(" ".join(given.get("d", "").split()))]
    if not circles:
        return given
    declared = _declared(given["style"])
    width = abs(circles[0][4][1] - circles[0][0][1]) + float(declared["stroke-width"])
    points = " ".join(f"M {ends[0][0]:f} {(ends[0][1] + ends[4][1]) / 2:f} h 0" for ends in circles)
    return {"d": points, "style": f"stroke: {declared['stroke']}; stroke-width: {width:g}; stroke-linecap: round"}


def _ends(described: str) -> list[tuple[float, float]]:
    """Where a path begins, and where each of its curves ends."""
    numbers = [float(one) for one in _NUMBER.findall(described)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    return points[::_BY_CURVE]


def _short(numbers: str) -> str:
    """Round every number of a text and write it without what it can do without."""
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), DECIMALS) + 0:g}", numbers)
