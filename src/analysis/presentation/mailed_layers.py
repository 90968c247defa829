"""Layers of the mailed map as GeoJSON in degrees: figures as finished words, places, classes and states."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import shapely

from . import style
from .classes import class_labels, class_of
from .maps.complexes import HOMES_EDGES, homes_class
from .maps.ground import outlines, village_points
from .maps.villages import villages_of
from .shown import complex_name, decimals_of, rows_of
from .texts import is_missing

if TYPE_CHECKING:
    import pandas as pd

    from ..disclosure import Published
    from .texts import Texts

_DECIMALS: Final = 6  # of a degree: about a decimetre
_RADII: Final = (5, 7, 9, 12)  # pixels, by class of homes
NEEDED: Final = (
    "complex_id",
    "complex_name",
    "village",
    "value",
    "homes",
    "x_rd_m",
    "y_rd_m",
    "interval_low",
    "interval_high",
    "band",
)
_ZOOM_OF_NAMES: Final = 11.5  # further out the names of villages would cover each other
_STATES: Final = {
    "withheld": {"colour": "#bdbdbd", "dashes": "2 2"},
    "unknown": {"colour": "#ffffff", "dashes": "1 4"},
}


def _collection(features: list[dict[str, object]]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": features}


def _degrees(shapes: gpd.GeoSeries) -> list[dict[str, Any]]:
    """Shapes in degrees, with the decimals that make sense, as GeoJSON."""
    degrees = shapes.to_crs("EPSG:4326")
    rounded = shapely.transform(degrees.to_numpy(), lambda points: np.round(points, _DECIMALS))
    return [json.loads(shape) for shape in shapely.to_geojson(rounded)]


def _points(xs: list[float], ys: list[float]) -> list[dict[str, Any]]:
    return _degrees(gpd.GeoSeries(gpd.points_from_xy(xs, ys), crs="EPSG:28992"))


def complexes_layer(published: Published, texts: Texts, edges: tuple[float, ...]) -> dict[str, object]:
    """Complexes as points with a class, the largest first; a withheld one holds words only."""
    rows = rows_of(published, NEEDED).dropna(subset=["x_rd_m", "y_rd_m"])
    rows = rows.sort_values(["homes", "complex_id"], ascending=[False, True], kind="stable")
    points = _points(rows["x_rd_m"].tolist(), rows["y_rd_m"].tolist())
    decimals = decimals_of(published)
    return _collection(
        [
            {"type": "Feature", "geometry": point, "properties": _complex(row, texts, edges, decimals)}
            for point, (_, row) in zip(points, rows.iterrows(), strict=True)
        ]
    )


def _complex(row: pd.Series, texts: Texts, edges: tuple[float, ...], decimals: int) -> dict[str, object]:
    state = "withheld" if row["suppressed"] else "unknown" if is_missing(row["value"]) else "shown"
    lines = [texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)]
    if state == "shown":
        interval = texts.interval(row["interval_low"], row["interval_high"], decimals)
        if interval != texts.missing:
            lines.append(texts("95 % interval {interval}", interval=interval))
        lines.append(texts("compared with all other homes: {band}", band=texts.band(row["band"])))
    lines.append(_homes_words(row["homes"], texts))
    return {
        "name": complex_name(row),
        "lines": lines,
        "state": state,
        "class": class_of(row["value"], edges, row["bound"]) if state == "shown" else None,
        "size": homes_class(row["homes"]),
    }


def villages_layer(
    published: Published, neighbourhoods: gpd.GeoDataFrame, texts: Texts, change: str
) -> dict[str, object]:
    """Villages as points with the change of their stock."""
    places = village_points(neighbourhoods)
    rows = villages_of(published, change)
    rows = rows[rows["village"].isin(places)]
    points = _points([places[name][0] for name in rows["village"]], [places[name][1] for name in rows["village"]])
    return _collection(
        [
            {
                "type": "Feature",
                "geometry": point,
                "properties": {
                    "name": str(row["village"]),
                    "label": "" if row["suppressed"] else texts.signed(row["value"]),
                    "lines": [
                        texts.result(change),
                        texts.suppressed if row["suppressed"] else texts.signed(row["value"]),
                    ],
                    "state": "withheld" if row["suppressed"] else "shown",
                },
            }
            for point, (_, row) in zip(points, rows.iterrows(), strict=True)
        ]
    )


def places_layer(neighbourhoods: gpd.GeoDataFrame) -> dict[str, object]:
    """Names of the villages, each at its point."""
    places = village_points(neighbourhoods)
    points = _points([x for x, _ in places.values()], [y for _, y in places.values()])
    return _collection(
        [
            {"type": "Feature", "geometry": point, "properties": {"name": name}}
            for name, point in zip(places, points, strict=True)
        ]
    )


def outlines_layer(neighbourhoods: gpd.GeoDataFrame) -> dict[str, object]:
    """Outlines of the neighbourhoods that have one."""
    drawn = outlines(neighbourhoods).sort_values("neighbourhood_code", kind="stable")
    return _collection([{"type": "Feature", "geometry": shape, "properties": {}} for shape in _degrees(drawn.geometry)])


def looks(edges: tuple[float, ...], texts: Texts) -> dict[str, object]:
    """Colours of classes and states, sizes, and from where names are shown."""
    faces = style.classes(len(class_labels(edges, texts)))
    return {
        "classes": [{"colour": face, "dashes": None} for face in faces],
        "states": _STATES,
        "radii": _RADII,
        "zoomOfNames": _ZOOM_OF_NAMES,
    }


def _homes_words(homes: object, texts: Texts) -> str:
    """Say how many homes as the legend does, by class: a number in fives beside a share would tell too much."""
    place = homes_class(homes)
    if place == 0:
        return texts("fewer than {count} homes", count=texts.count(HOMES_EDGES[0]))
    return texts("{count} homes and more", count=texts.count(HOMES_EDGES[place - 1]))
