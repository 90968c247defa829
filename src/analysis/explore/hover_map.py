"""A map to hover over: outlines of neighbourhoods, a circle per complex or village, every figure under the pointer."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
from xstatic.pkg import leaflet

from ..contracts.fields import RD
from ..errors import ParameterError
from ..presentation import style
from ..presentation.maps.ground import outlines, village_points
from ..presentation.texts import is_missing
from ..wording import said
from .columns import unit_of
from .screen import Screen, framed, lab_library

if TYPE_CHECKING:
    from ..presentation.texts import Texts
    from .comparing import Compared

BY: Final = ("complex_id", "village")
_CLASSES: Final = 5
_HEIGHT_PX: Final = 620
_DEGREES: Final = "EPSG:4326"
_SIZES: Final = (10, 40, 150)  # members from which a circle is drawn larger
_STYLE: Final = """
.folium-map { position: absolute; top: 5.2rem; bottom: 0; left: 0; right: 0; }
.leaflet-container { background: #ffffff !important; }
.leaflet-control-scale-line + .leaflet-control-scale-line { display: none; }
.key { padding: 0.2rem 0.6rem; } .key span { white-space: nowrap; margin-right: 0.8rem; }
.key i { display: inline-block; width: 0.8rem; height: 0.8rem; border: 1px solid #222222; border-radius: 50%; }
"""


def screen(compared: Compared, homes: pd.DataFrame, neighbourhoods: gpd.GeoDataFrame, *, by: str) -> Screen:
    """
    Draw what was compared.

    Parameters
    ----------
    compared
        Rows by `complex_id` or by `village`; of words the most frequent one is shown.
    homes
        Homes in service, for the places and names of complexes.
    neighbourhoods
        Core table, for the ground and the places of villages.
    by
        Which of the two.

    Returns
    -------
    screen
        The map; what has no place is named under its title.

    Raises
    ------
    AfsprakenError
        If folium is not installed.
    ParameterError
        If it is asked by something that has no place.
    """
    if by not in BY:
        message = said("a map is drawn by complex_id or by village, not by {by!r}", by=by)
        raise ParameterError(message)
    texts = compared.run.texts
    rows = _one_each(compared, by)
    placed = rows.merge(_places(homes, neighbourhoods, by), on=by, how="left")
    classes, key = _classes(placed, texts)
    features = _features(placed.assign(**classes), texts, by)
    lost = sorted(placed.loc[placed["x_rd_m"].isna(), by])
    drawn = _drawn(features, neighbourhoods, [texts(name) for name in ("Place", "Figure", "Rests on")])
    words = [html.escape(_title(compared)), key, html.escape(_not_on_the_map(lost, texts))]
    notes = "".join(f'<div class="key">{one}</div>' for one in words if one)
    is_internal = compared.run.parameters.profile == "internal"
    return Screen(framed(notes + drawn, texts, is_internal=is_internal, style=_STYLE), _HEIGHT_PX, texts)


def _title(compared: Compared) -> str:
    unit = unit_of(compared.column)
    return f"{compared.column} [{unit}]" if unit else compared.column


def _one_each(compared: Compared, by: str) -> pd.DataFrame:
    """One row per place: of words the most frequent one, the first in the alphabet of several."""
    rows = compared.frame
    if compared.by == (by,):
        return rows.assign(word=None)
    ordered = rows.sort_values(["value", compared.column], ascending=[False, True], kind="stable", na_position="last")
    return ordered.drop_duplicates(by).rename(columns={compared.column: "word"}).sort_values(by, ignore_index=True)


def _places(homes: pd.DataFrame, neighbourhoods: gpd.GeoDataFrame, by: str) -> pd.DataFrame:
    if by == "village":
        points = village_points(neighbourhoods)
        found = [(name, name, x, y) for name, (x, y) in points.items()]
        return pd.DataFrame(found, columns=[by, "place_name", "x_rd_m", "y_rd_m"])
    grouped = homes.groupby("complex_id")
    middle = grouped[["x_rd_m", "y_rd_m"]].mean()
    first = grouped[["complex_name", "village"]].first().fillna("")
    named = first["complex_name"].where(first["complex_name"] != "", first.index.to_series())
    return middle.assign(place_name=named + ", " + first["village"]).reset_index()


def _classes(rows: pd.DataFrame, texts: Texts) -> tuple[dict[str, list[str]], str]:
    """Colour of every row, and the key: ordered classes of equal size for figures, a colour per word for words."""
    known = rows["value"].where(~rows["suppressed"])
    if rows["word"].notna().any():
        words = sorted(rows["word"].dropna().unique())
        faces = {word: style.PARTIES[place % len(style.PARTIES)] for place, word in enumerate(words)}
        labels = [(str(word), faces[word]) for word in words]
        colours = [faces.get(word, "#ffffff") for word in rows["word"]]
    else:
        edges = sorted(
            {float(known.quantile(part / _CLASSES)) for part in range(1, _CLASSES)} if known.notna().any() else set()
        )
        ramp = style.classes(len(edges) + 1)
        places = [0 if is_missing(value) else sum(value > edge for edge in edges) for value in known]
        colours = [ramp[place] for place in places]
        ends = [_figure(edge, _unit(rows), texts) for edge in edges]
        names = [texts("up to {end}", end=end) for end in ends] + [texts("more")]
        labels = list(zip(names, ramp, strict=True))
    colours = ["#bdbdbd" if is_missing(value) else colour for value, colour in zip(known, colours, strict=True)]
    labels = [*labels, (texts.suppressed, "#bdbdbd")] if rows["suppressed"].any() else labels
    key = "".join(f'<span><i style="background: {face}"></i> {html.escape(name)}</span>' for name, face in labels)
    return {"colour": colours}, key


def _unit(rows: pd.DataFrame) -> str:
    """Unit of the figures: that of a comparison is one."""
    return str(next(iter(rows["unit"].dropna()), ""))


def _figure(value: object, unit: str, texts: Texts) -> str:
    if unit == "share":
        return texts.share(value)
    return (
        str(value).removesuffix(".0") if unit == "year" and float(str(value)).is_integer() else texts.number(value, 1)
    )


def _features(rows: pd.DataFrame, texts: Texts, by: str) -> dict[str, Any]:
    """Circles as GeoJSON; whatever a delivery says becomes text, never markup."""
    known, unit = rows.dropna(subset=["x_rd_m", "y_rd_m"]), _unit(rows)
    points = gpd.GeoSeries(gpd.points_from_xy(known["x_rd_m"], known["y_rd_m"]), crs=RD).to_crs(_DEGREES)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(point.x, 6), round(point.y, 6)]},
                "properties": {
                    "place": html.escape(f"{row['place_name']} ({row[by]})" if by != "village" else str(row[by])),
                    "figure": html.escape(_words(row, unit, texts)),
                    "rests_on": html.escape(_rests_on(row, texts)),
                    "colour": row["colour"],
                    "size": 4 + 2 * sum(_members(row) >= size for size in _SIZES),
                },
            }
            for point, row in zip(points, known.to_dict(orient="records"), strict=True)
        ],
    }


def _members(row: dict[Any, Any]) -> int:
    return 0 if is_missing(row["denominator"]) else int(row["denominator"])


def _words(row: dict[Any, Any], unit: str, texts: Texts) -> str:
    if row["suppressed"]:
        return texts.suppressed
    figure = _figure(row["value"], unit, texts) if not is_missing(row["value"]) else texts.missing
    figure = figure if is_missing(row["bound"]) else texts.bound(str(row["bound"]), figure)
    return figure if is_missing(row["word"]) else f"{row['word']} ({figure})"


def _rests_on(row: dict[Any, Any], texts: Texts) -> str:
    if row["suppressed"] or is_missing(row["denominator"]):
        return texts.withheld
    return texts(
        "{count} known, {missing} unknown", count=texts.count(row["denominator"]), missing=texts.count(row["missing"])
    )


def _not_on_the_map(lost: list[str], texts: Texts) -> str:
    return texts("Not on the map, no place known: {names}.", names=", ".join(lost)) if lost else ""


def _drawn(features: dict[str, Any], neighbourhoods: gpd.GeoDataFrame, heads: list[str]) -> str:
    """Draw with folium, but with Leaflet inside the document: nothing is asked of any network."""
    folium = lab_library("folium")
    picture = folium.Map(tiles=None, attr="", zoom_control=True, control_scale=True)
    picture.default_js, picture.default_css = [], []
    ground = outlines(neighbourhoods)
    if len(ground):
        shapes = json.loads(ground.geometry.simplify(20).to_crs(_DEGREES).to_json())
        folium.GeoJson(shapes, style_function=_ground_style, interactive=False).add_to(picture)
        west, south, east, north = ground.to_crs(_DEGREES).total_bounds
        picture.fit_bounds([[south, west], [north, east]])
    if features["features"]:
        folium.GeoJson(
            features,
            marker=folium.CircleMarker(fill=True),
            style_function=_circle_style,
            tooltip=folium.GeoJsonTooltip(fields=["place", "figure", "rests_on"], aliases=heads),
        ).add_to(picture)
    root = picture.get_root()
    root.render()
    css = re.sub(r"url\([^)]*\)", "none", _leaflet("leaflet.css"))
    code = re.sub(r"//# sourceMappingURL=\S*", "", _leaflet("leaflet.js"))
    return f"<style>{css}</style><script>{code}</script>{root.html.render()}<script>{root.script.render()}</script>"


def _leaflet(name: str) -> str:
    return Path(leaflet.BASE_DIR, name).read_text(encoding="utf-8")


def _ground_style(_feature: dict[str, Any]) -> dict[str, Any]:
    return {"color": "#8a8a8a", "weight": 1, "fillColor": "#f5f5f2", "fillOpacity": 1}


def _circle_style(feature: dict[str, Any]) -> dict[str, Any]:
    about = feature["properties"]
    return {"radius": about["size"], "fillColor": about["colour"], "color": "#222222", "weight": 1, "fillOpacity": 1}
