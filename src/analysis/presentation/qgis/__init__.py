"""Looks of layers in QGIS and QField: symbols and classes as QML and SLD, forms with choices, and a project file."""

from __future__ import annotations

from .forms import Form
from .looks import MAP_CLASS, Look, Shares, looks_of, looks_without_figures, with_classes
from .project import ProjectLayer, project
from .qml import qml
from .sld import sld

__all__ = [
    "MAP_CLASS",
    "Form",
    "Look",
    "ProjectLayer",
    "Shares",
    "looks_of",
    "looks_without_figures",
    "project",
    "qml",
    "sld",
    "with_classes",
]
"""`looks_of` and `with_classes` say what is drawn how; `qml`, `sld` and `project` write it down."""
