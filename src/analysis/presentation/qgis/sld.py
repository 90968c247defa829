"""The look of a layer as SLD 1.1, for programs that do not read QML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from .. import style
from .looks import MAP_CLASS

if TYPE_CHECKING:
    from .looks import Look, Symbol

_NAMES: Final = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "version": "1.1.0",
}
_PIXELS_PER_MM: Final = 1 / 0.28  # the pixel of the standard
_SHAPES: Final = {"triangle_down": "triangle", "cross": "x"}


def sld(layer: str, look: Look) -> str:
    """Write the style of a layer."""
    root = Element("StyledLayerDescriptor", _NAMES)
    named = SubElement(root, "NamedLayer")
    SubElement(named, "se:Name").text = layer
    of_user = SubElement(named, "UserStyle")
    SubElement(of_user, "se:Name").text = look.title
    rules = SubElement(of_user, "se:FeatureTypeStyle")
    for symbol in look.symbols:
        rule = SubElement(rules, "se:Rule")
        SubElement(rule, "se:Name").text = symbol.label
        if symbol.code:
            is_equal = SubElement(SubElement(rule, "ogc:Filter"), "ogc:PropertyIsEqualTo")
            SubElement(is_equal, "ogc:PropertyName").text = MAP_CLASS
            SubElement(is_equal, "ogc:Literal").text = symbol.code
        rule.append(_area() if symbol.shape == "area" else _point(symbol))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _area() -> Element:
    area = Element("se:PolygonSymbolizer")
    _stroke(area, style.GREY)
    return area


def _point(symbol: Symbol) -> Element:
    point = Element("se:PointSymbolizer")
    graphic = SubElement(point, "se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = _SHAPES.get(symbol.shape, symbol.shape)
    fill = SubElement(mark, "se:Fill")
    if symbol.is_hatched:
        lines = SubElement(SubElement(SubElement(fill, "se:GraphicFill"), "se:Graphic"), "se:Mark")
        SubElement(lines, "se:WellKnownName").text = "shape://slash"
        _stroke(lines, style.INK)
    else:
        SubElement(fill, "se:SvgParameter", name="fill").text = symbol.fill
    _stroke(mark, style.INK)
    SubElement(graphic, "se:Size").text = str(round(symbol.size_mm * _PIXELS_PER_MM))
    if symbol.shape == "triangle_down":
        SubElement(SubElement(graphic, "se:Rotation"), "ogc:Literal").text = "180"
    return point


def _stroke(parent: Element, ink: str) -> None:
    stroke = SubElement(parent, "se:Stroke")
    SubElement(stroke, "se:SvgParameter", name="stroke").text = ink
    SubElement(stroke, "se:SvgParameter", name="stroke-width").text = "1"
