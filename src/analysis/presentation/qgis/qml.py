"""The look of a layer as QML, the form in which QGIS keeps styles: beside a layer, in a GeoPackage, in a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from .. import style
from .options import options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .forms import Form
    from .looks import Look, Symbol

VERSION: Final = "3.22.0"
"""Oldest long-term release of QGIS whose form this is; later ones read it too."""
_SHAPES: Final = {"triangle": "triangle", "triangle_down": "triangle", "square": "square", "cross": "cross2"}
_OUTLINE_MM, _HATCH_MM = "0.25", "0.9"
_CATEGORIES: Final = "Symbology|Labeling|Fields|Forms"


def qml(look: Look, form: Form | None = None) -> str:
    """Write the style of a layer; with a form also how its columns are filled in."""
    root = Element("qgis", version=VERSION, styleCategories=_CATEGORIES, labelsEnabled="1" if look.label else "0")
    root.extend(elements(look, form))
    return written(root)


def written(root: Element) -> str:
    """Write a file of QGIS as text, the same every time."""
    indent(root, " ")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{tostring(root, encoding='unicode')}\n"


def elements(look: Look, form: Form | None = None) -> list[Element]:
    """Give the parts of a style, as they also stand in the layer of a project."""
    parts = form.elements() if form else []
    aliases = Element("aliases")
    for place, (column, name) in enumerate(look.columns.items()):
        SubElement(aliases, "alias", index=str(place), field=column, name=name)
    return [*parts, aliases, _renderer(look), *([_labels(look)] if look.label else [])]


def _renderer(look: Look) -> Element:
    if look.is_plain:
        renderer = Element("renderer-v2", type="singleSymbol", symbollevels="0", enableorderby="0", forceraster="0")
    else:
        renderer = Element("renderer-v2", type="categorizedSymbol", attr="map_class", symbollevels="0",
                           enableorderby="0", forceraster="0")  # fmt: skip
        categories = SubElement(renderer, "categories")
        for place, symbol in enumerate(look.symbols):
            SubElement(categories, "category", value=symbol.code, symbol=str(place), label=symbol.label,
                       render="true", type="string")  # fmt: skip
    SubElement(renderer, "symbols").extend(_symbol(symbol, str(place)) for place, symbol in enumerate(look.symbols))
    return renderer


def _symbol(symbol: Symbol, name: str) -> Element:
    kind = "fill" if symbol.shape == "area" else "marker"
    element = Element("symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    if symbol.is_hatched:
        _hatched(element, symbol, name)
    elif kind == "fill":
        _layer(element, "SimpleFill", {"style": "no", **_outline("140,140,140,255")})
    else:
        _layer(element, "SimpleMarker", {"color": colour(symbol.fill), **_outline(), **_marker(symbol)})
    return element


def _hatched(element: Element, symbol: Symbol, name: str) -> None:
    """Draw a marker filled with lines at a slant: not light, not dark, no class."""
    layer = _layer(element, "FilledMarker", _marker(symbol))
    inside = SubElement(layer, "symbol", type="fill", name=f"@{name}@0", alpha="1", clip_to_extent="1", force_rhr="0")
    _layer(inside, "SimpleFill", {"color": colour("#ffffff"), "style": "solid", **_outline()})
    lines = _layer(inside, "LinePatternFill", {"angle": "45", "distance": _HATCH_MM, "distance_unit": "MM",
                                               "line_width": "0.2", "color": colour(style.INK)})  # fmt: skip
    line = SubElement(lines, "symbol", type="line", name=f"@@{name}@0@1", alpha="1", clip_to_extent="1", force_rhr="0")
    _layer(line, "SimpleLine", {"line_color": colour(style.INK), "line_width": "0.2", "line_width_unit": "MM"})


def _marker(symbol: Symbol) -> dict[str, str]:
    angle = "180" if symbol.shape == "triangle_down" else "0"
    return {"name": _SHAPES.get(symbol.shape, "circle"), "size": str(symbol.size_mm), "size_unit": "MM", "angle": angle}


def _outline(ink: str = "34,34,34,255") -> dict[str, str]:
    return {"outline_color": ink, "outline_style": "solid", "outline_width": _OUTLINE_MM, "outline_width_unit": "MM"}


def _layer(symbol: Element, kind: str, values: Mapping[str, str]) -> Element:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    layer.append(options(dict(values)))
    return layer


def colour(name: str) -> str:
    """
    Give a colour as QGIS writes it.

    Examples
    --------
    >>> colour("#ff0010")
    '255,0,16,255'
    """
    return ",".join(str(int(name[place : place + 2], 16)) for place in (1, 3, 5)) + ",255"


def _labels(look: Look) -> Element:
    labeling = Element("labeling", type="simple")
    settings = SubElement(labeling, "settings", calloutType="simple")
    words = SubElement(settings, "text-style", fieldName=look.label, fontSize="8", fontSizeUnit="Point",
                       textColor=colour(style.INK), isExpression="0", textOpacity="1")  # fmt: skip
    SubElement(words, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM",
               bufferColor="255,255,255,255", bufferOpacity="1")  # fmt: skip
    SubElement(settings, "placement", placement="6", dist="1", distUnits="MM")
    is_limited = bool(look.label_up_to)
    SubElement(settings, "rendering", scaleVisibility="1" if is_limited else "0", scaleMin="0",
               scaleMax=str(look.label_up_to), drawLabels="1", obstacle="1")  # fmt: skip
    return labeling
