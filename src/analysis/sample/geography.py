"""Where complexes and homes stand: points inside real neighbourhood outlines; the neighbourhoods table."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from .dice import Dice, apportion

if TYPE_CHECKING:
    from .model import Point
    from .reference import Reference

_TRIES = 200


def rings_of(geometry: dict[str, Any] | None) -> list[list[list[float]]]:
    """Return all rings of a polygon or multipolygon; an empty geometry has none."""
    if not geometry or not geometry["coordinates"]:
        return []
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for part in parts for ring in part]


def is_inside(point: tuple[float, float], rings: list[list[list[float]]]) -> bool:
    """
    Say whether a point lies inside a set of rings (even-odd rule).

    Examples
    --------
    >>> square = [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]
    >>> is_inside((5, 5), square), is_inside((15, 5), square)
    (True, False)
    """
    x, y = point
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def centre_of_complex(reference: Reference, code: str, dice: Dice) -> Point:
    """Return a point inside a neighbourhood; its anchor where the outline is empty."""
    anchors = {row["neighbourhood_code"]: row for row in reference.rows("neighbourhoods")}
    row = anchors[code]
    rings = rings_of(reference.outlines[code])
    if not rings:
        return int(row["anchor_x_rd_m"]), int(row["anchor_y_rd_m"])
    xs = [corner[0] for ring in rings for corner in ring]
    ys = [corner[1] for ring in rings for corner in ring]
    for _ in range(_TRIES):
        point = (int(dice.between(min(xs), max(xs))), int(dice.between(min(ys), max(ys))))
        if is_inside(point, rings):
            return point
    msg = f"neighbourhood_outlines.geojson: no point found inside {code}; check its outline."
    raise ValueError(msg)


def point_of_home(reference: Reference, code: str, centre: Point, spread: int, dice: Dice) -> Point:
    """Return a point at most `spread` metres from the centre, inside the outline where that can be."""
    rings = rings_of(reference.outlines[code])
    for _ in range(_TRIES):
        dx, dy = dice.whole(-spread, spread), dice.whole(-spread, spread)
        point = (centre[0] + dx, centre[1] + dy)
        if dx * dx + dy * dy <= spread * spread and (not rings or is_inside(point, rings)):
            return point
    return centre


def neighbourhoods_geojson(reference: Reference) -> str:
    """
    Write the neighbourhoods with a synthetic number of dwellings per neighbourhood.

    The dwellings of the municipality (CBS) are spread over villages and neighbourhoods by weight. As in the
    source, the coordinates are metres in RD and no `crs` member says so.

    Returns
    -------
    str
        GeoJSON, one feature per line.
    """
    dwellings = dwellings_by_neighbourhood(reference)
    lines = []
    for row in reference.rows("neighbourhoods"):
        code = row["neighbourhood_code"]
        names = ("neighbourhood_code", "neighbourhood_name", "district_code", "village")
        properties = {name: row[name] for name in names} | {"total_dwellings": dwellings[code]}
        feature = {"type": "Feature", "properties": properties, "geometry": reference.outlines[code]}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def dwellings_by_neighbourhood(reference: Reference) -> dict[str, int]:
    """
    Spread the municipality's dwellings over its neighbourhoods; together exactly the published number.

    Examples
    --------
    >>> from analysis.sample.reference import load_reference
    >>> sum(dwellings_by_neighbourhood(load_reference()).values())
    14715
    """
    year = str(reference.settings["stock_year"])
    total = next(int(row["dwellings"]) for row in reference.rows("kwb_tynaarlo") if row["year"] == year)
    villages = {row["village"]: int(row["dwelling_weight"]) for row in reference.rows("villages")}
    result = {}
    for village, homes in apportion(total, villages).items():
        weights = {
            row["neighbourhood_code"]: int(row["dwelling_weight"])
            for row in reference.rows("neighbourhoods")
            if row["village"] == village
        }
        result.update(apportion(homes, weights))
    return result
