"""Values as QGIS writes them in its files: maps, lists, texts and truths as nested `Option` elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element


def options(value: object, name: str = "") -> Element:
    """
    Give a value as an element.

    Examples
    --------
    >>> from xml.etree.ElementTree import tostring
    >>> tostring(options({"size": "3", "ticked": True})).decode()
    '<Option type="Map"><Option type="QString" name="size" value="3" /><Option type="bool" name="ticked" value="true" /></Option>'
    """  # noqa: E501
    element = Element("Option")
    if isinstance(value, Mapping):
        element.set("type", "Map")
        element.extend(options(one, str(key)) for key, one in value.items())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        element.set("type", "List")
        element.extend(options(one) for one in value)
    else:
        element.set("type", "bool" if isinstance(value, bool) else "QString")
    if name:
        element.set("name", name)
    if not isinstance(value, Mapping) and element.get("type") != "List":
        element.set("value", str(value).lower() if isinstance(value, bool) else str(value))
    return element
