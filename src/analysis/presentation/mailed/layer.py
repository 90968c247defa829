"""A layer of the mailed map: its legend in words, and its places as GeoJSON in degrees."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import shapely

from .. import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DECIMALS: Final = 6  # of a degree: about a decimetre


@dataclass(frozen=True)
class Entry:
    """
    A line of the legend.

    Parameters
    ----------
    label
        Words.
    fill
        Id of the pattern of its circle; empty for a line of words only.
    """

    label: str
    fill: str = ""


@dataclass(frozen=True)
class Layer:
    """
    What can be shown at a time.

    Parameters
    ----------
    name
        Short name, as in the GeoPackage.
    title, definition
        What is shown, in words.
    entries, notes
        Lines of the legend, and what is not on the map.
    places
        Features as GeoJSON, with finished words.
    """

    name: str
    title: str
    definition: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    places: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Pattern:
    """How a class looks: its colour, and the mark over it that needs no colour."""

    id: str
    face: str
    mark: str
    ink: str


def patterns(layers: Iterable[Layer]) -> list[Pattern]:
    """Patterns of the classes of some layers, and of what has no figure."""
    counts = sorted({entry.fill.split("-")[1] for one in layers for entry in one.entries if "-" in entry.fill})
    classes = [
        Pattern(f"class-{count}-{position}", face, _mark(hatch), style.ink_on(face))
        for count in counts
        for position, (face, hatch) in enumerate(
            zip(style.classes(int(count)), style.patterns(int(count)), strict=True)
        )
    ]
    return [*classes, Pattern("withheld", "#ffffff", "slant", style.INK), Pattern("unknown", "#ffffff", "", style.INK)]


def class_fills(count: int) -> list[str]:
    """Ids of the patterns of so many classes, from low to high."""
    return [f"class-{count}-{position}" for position in range(count)]


def _mark(hatch: str) -> str:
    return "dots" if "." in hatch else "bars" if "|" in hatch else ""


def collection(geometries: Sequence[dict[str, Any]], properties: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """GeoJSON of geometries with what is said of each."""
    features = [
        {"type": "Feature", "geometry": geometry, "properties": about}
        for geometry, about in zip(geometries, properties, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def degrees(shapes: gpd.GeoSeries) -> list[dict[str, Any]]:
    """Shapes in degrees, with the decimals that make sense, as GeoJSON."""
    turned = shapes.to_crs("EPSG:4326")
    rounded = shapely.transform(turned.to_numpy(), lambda points: np.round(points, _DECIMALS))
    return [json.loads(shape) for shape in shapely.to_geojson(rounded)]


def points(xs: list[float], ys: list[float]) -> list[dict[str, Any]]:
    """Points given in metres RD, in degrees."""
    return degrees(gpd.GeoSeries(gpd.points_from_xy(xs, ys), crs="EPSG:28992"))
