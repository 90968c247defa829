"""
The map that goes by mail: one HTML file that works without a network, on a phone too.

Leaflet stands inside the file, the figures stand in it as escaped JSON, and names become text on the page, never
markup. There are no tiles: outlines of neighbourhoods are the ground. A policy in the page forbids every request.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import jinja2
import numpy as np
import shapely
from markupsafe import Markup
from xstatic.pkg import leaflet

from . import style
from .classes import class_labels, class_of
from .maps.complexes import HOMES_EDGES, homes_class, unplaced_note
from .maps.ground import outlines, outlines_note, village_points
from .maps.villages import lost_villages_note, villages_of
from .shown import complex_name, decimals_of, rows_of
from .texts import is_missing

if TYPE_CHECKING:
    import pandas as pd

    from ..disclosure import Published
    from .imprint import Imprint
    from .texts import Texts

_DECIMALS: Final = 6  # of a degree: about a decimetre
_RADII: Final = (5, 7, 9, 12)  # pixels, by class of homes
_NEEDED: Final = (
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


def html(
    complexes: Published,
    villages: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    imprint: Imprint,
    *,
    result: str,
    edges: tuple[float, ...],
    change: str = "social_stock.kept",
) -> str:
    """
    Write the page with two layers: a share by complex, and the change of the stock by village.

    Parameters
    ----------
    complexes
        Rows of `energy_poverty.bands`, with homes, x_rd_m and y_rd_m.
    villages
        Rows of the ledger; those of `change` and of grain village are shown.
    neighbourhoods
        Core table, EPSG:28992.
    result
        Id of the share by complex.
    edges
        Shares at which a new class begins.
    change
        Id of the change by village.
    """
    collections: dict[str, object] = {
        "complexes": _complexes(complexes, texts, edges),
        "villages": _villages(villages, neighbourhoods, texts, change),
        "neighbourhoods": _outlines(neighbourhoods),
        "places": _places(neighbourhoods),
        "style": _looks(edges, texts),
    }
    layers = [
        {
            "id": "complexes",
            "name": texts.result(result),
            "definition": texts.definition(result),
            "entries": _key(edges, texts),
            "notes": [*unplaced_note(rows_of(complexes, _NEEDED), texts), *outlines_note(neighbourhoods, texts)],
        },
        {
            "id": "villages",
            "name": texts.result(change),
            "definition": texts.definition(change),
            "entries": [
                _entry("", texts("+ more homes, \N{MINUS SIGN} fewer homes, 0 no change")),
                _entry("dot withheld", texts.suppressed),
            ],
            "notes": lost_villages_note(villages_of(villages, change), village_points(neighbourhoods), texts),
        },
    ]
    return _page(texts, imprint, layers, collections)


def _page(texts: Texts, imprint: Imprint, layers: list[dict[str, Any]], collections: dict[str, object]) -> str:
    words = {
        "layer": texts("Show"),
        "search": texts("Find"),
        "coordinates": texts("Places are right to about a metre; this map does not know where you are."),
        "noscript": texts("This map needs JavaScript; the report holds the same figures as a table."),
    }
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(_part("mailed_map.html.j2")).render(
        language=texts.language,
        title=texts("Energy poverty and social stock, map"),
        mark=imprint.mark(texts),
        imprint=imprint.line(texts),
        words=words,
        layers=layers,
        collections=[(name, _embedded(data)) for name, data in collections.items()],
        css=_trusted(_part("mailed_map.css")),
        script=_trusted(_part("mailed_map.js")),
        leaflet_css=_trusted(_leaflet_css()),
        leaflet_js=_trusted(_leaflet_js()),
    )


def _part(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _leaflet(name: str) -> str:
    return Path(leaflet.BASE_DIR, name).read_text(encoding="utf-8")


def _leaflet_css() -> str:
    """Leaflet's styles without its pictures: none of them is used, and none may be asked for."""
    return re.sub(r"url\([^)]*\)", "none", _leaflet("leaflet.css"))


def _leaflet_js() -> str:
    """Leaflet's code with its licence and without the address of its source map."""
    return re.sub(r"//# sourceMappingURL=\S*", "", _leaflet("leaflet.js"))


def _trusted(text: str) -> Markup:
    """Mark code of ours and of Leaflet as markup; nothing from a delivery goes this way."""
    return Markup(text)


def _embedded(data: object) -> Markup:
    """Write JSON that may stand inside a script element, whatever it holds."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _collection(features: list[dict[str, object]]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": features}


def _degrees(shapes: gpd.GeoSeries) -> list[dict[str, Any]]:
    """Shapes in degrees, with the decimals that make sense, as GeoJSON."""
    degrees = shapes.to_crs("EPSG:4326")
    rounded = shapely.transform(degrees.to_numpy(), lambda points: np.round(points, _DECIMALS))
    return [json.loads(shape) for shape in shapely.to_geojson(rounded)]


def _points(xs: list[float], ys: list[float]) -> list[dict[str, Any]]:
    return _degrees(gpd.GeoSeries(gpd.points_from_xy(xs, ys), crs="EPSG:28992"))


def _complexes(published: Published, texts: Texts, edges: tuple[float, ...]) -> dict[str, object]:
    rows = rows_of(published, _NEEDED).dropna(subset=["x_rd_m", "y_rd_m"])
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
    lines.append(texts("{count} homes", count=texts.count(row["homes"])))
    return {
        "name": complex_name(row),
        "lines": lines,
        "state": state,
        "class": class_of(row["value"], edges, row["bound"]) if state == "shown" else None,
        "size": homes_class(row["homes"]),
    }


def _villages(published: Published, neighbourhoods: gpd.GeoDataFrame, texts: Texts, change: str) -> dict[str, object]:
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


def _places(neighbourhoods: gpd.GeoDataFrame) -> dict[str, object]:
    """Names of the villages, each at its point."""
    places = village_points(neighbourhoods)
    points = _points([x for x, _ in places.values()], [y for _, y in places.values()])
    return _collection(
        [
            {"type": "Feature", "geometry": point, "properties": {"name": name}}
            for name, point in zip(places, points, strict=True)
        ]
    )


def _outlines(neighbourhoods: gpd.GeoDataFrame) -> dict[str, object]:
    drawn = outlines(neighbourhoods).sort_values("neighbourhood_code", kind="stable")
    return _collection([{"type": "Feature", "geometry": shape, "properties": {}} for shape in _degrees(drawn.geometry)])


def _looks(edges: tuple[float, ...], texts: Texts) -> dict[str, object]:
    faces = style.classes(len(class_labels(edges, texts)))
    return {
        "classes": [{"colour": face, "dashes": None} for face in faces],
        "states": _STATES,
        "radii": _RADII,
        "zoomOfNames": _ZOOM_OF_NAMES,
    }


def _key(edges: tuple[float, ...], texts: Texts) -> list[dict[str, str]]:
    """Entries of the legend: classes, what is withheld or unknown, and the sizes."""
    labels = class_labels(edges, texts)
    entries = [_entry("dot", label, face) for face, label in zip(style.classes(len(labels)), labels, strict=True)]
    sizes = texts("Larger circles: {edges} homes and more.", edges=", ".join(texts.count(edge) for edge in HOMES_EDGES))
    states = [_entry("dot withheld", texts.suppressed), _entry("dot unknown", texts("no figure"))]
    return [*entries, *states, _entry("", sizes)]


def _entry(shape: str, label: str, colour: str = "") -> dict[str, str]:
    return {"shape": shape, "label": label, "colour": colour}
