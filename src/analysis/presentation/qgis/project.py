"""A project of QGIS that finds its layers beside itself: no absolute path, EPSG:28992, ready for QField."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from .options import options
from .qml import VERSION, elements, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .forms import Form
    from .looks import Look

_RD: Final = {
    "proj4": (
        "+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 "
        "+ellps=bessel +units=m +no_defs"
    ),
    "srsid": "2517",
    "srid": "28992",
    "authid": "EPSG:28992",
    "description": "Amersfoort / RD New",
    "projectionacronym": "sterea",
    "ellipsoidacronym": "EPSG:7004",
    "geographicflag": "false",
}


@dataclass(frozen=True)
class ProjectLayer:
    """
    A layer of a project.

    Parameters
    ----------
    name
        Name of the layer in its GeoPackage.
    file
        The GeoPackage, beside the project.
    look
        How it is drawn.
    form
        How it is filled in; None for a layer that is only looked at.
    is_shown
        Whether it is shown at first.
    """

    name: str
    file: str
    look: Look
    form: Form | None = None
    is_shown: bool = True

    @property
    def identifier(self) -> str:
        """Name by which the project knows the layer; QGIS makes up another for one of ten signs or fewer."""
        return f"wijkschouw_{self.name}"

    @property
    def source(self) -> str:
        """Where QGIS finds it, from the project."""
        return f"./{self.file}|layername={self.name}"

    @property
    def kind(self) -> str:
        """Kind of geometry, as QGIS calls it."""
        return "Polygon" if self.look.symbols[0].shape == "area" else "Point"


def project(title: str, layers: Sequence[ProjectLayer], extent: tuple[float, float, float, float]) -> str:
    """
    Write a project file.

    Parameters
    ----------
    title
        Title of the project.
    layers
        The topmost first.
    extent
        What is shown at first: left, bottom, right, top in metres, EPSG:28992.
    """
    root = Element("qgis", version=VERSION, projectname=title, saveUser="", saveUserFull="")
    SubElement(root, "homePath", path="")
    SubElement(root, "title").text = title
    SubElement(root, "projectCrs").append(_rd())
    tree = SubElement(root, "layer-tree-group")
    for layer in layers:
        checked = "Qt::Checked" if layer.is_shown else "Qt::Unchecked"
        SubElement(tree, "layer-tree-layer", id=layer.identifier, name=layer.look.title, source=layer.source,
                   providerKey="ogr", checked=checked, expanded="1")  # fmt: skip
    canvas = SubElement(root, "mapcanvas", name="theMapCanvas", annotationsVisible="1")
    SubElement(canvas, "units").text = "meters"
    shown = SubElement(canvas, "extent")
    for name, value in zip(("xmin", "ymin", "xmax", "ymax"), extent, strict=True):
        SubElement(shown, name).text = f"{value:.0f}"
    SubElement(canvas, "destinationsrs").append(_rd())
    SubElement(root, "projectlayers").extend(_map_layer(layer) for layer in layers)
    order = SubElement(root, "layerorder")
    for layer in layers:
        SubElement(order, "layer", id=layer.identifier)
    properties = SubElement(root, "properties")
    SubElement(SubElement(properties, "Paths"), "Absolute", type="bool").text = "false"
    SubElement(SubElement(properties, "SpatialRefSys"), "ProjectionsEnabled", type="int").text = "1"
    return written(root)


def _map_layer(layer: ProjectLayer) -> Element:
    is_filled_in = layer.form is not None
    element = Element("maplayer", type="vector", geometry=layer.kind, readOnly="0" if is_filled_in else "1",
                      labelsEnabled="1" if layer.look.label else "0", hasScaleBasedVisibilityFlag="0",
                      styleCategories="AllStyleCategories")  # fmt: skip
    SubElement(element, "id").text = layer.identifier
    SubElement(element, "datasource").text = layer.source
    SubElement(element, "layername").text = layer.look.title
    SubElement(element, "srs").append(_rd())
    SubElement(element, "provider", encoding="UTF-8").text = "ogr"
    action = {"QFieldSync/action": "copy", "QFieldSync/cloud_action": "offline" if is_filled_in else "no_action"}
    SubElement(element, "customproperties").append(options(action))
    element.extend(elements(layer.look, layer.form))
    return element


def _rd() -> Element:
    system = Element("spatialrefsys")
    for name, value in _RD.items():
        SubElement(system, name).text = value
    return system
