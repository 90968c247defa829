"""
Coordinates: metres in EPSG:28992 stay, degrees are transformed, anything else is refused.

What a file declares as its coordinate system is not looked at: the numbers decide, row by row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from ..contracts import RD, found
from ..wording import said

if TYPE_CHECKING:
    from ..contracts import Table
    from ..findings import Finding

DEGREES = "EPSG:4326"
X, Y = "x_rd_m", "y_rd_m"

_RD_X, _RD_Y = (0, 300_000), (300_000, 625_000)
_LONGITUDE, _LATITUDE = (3, 8), (50, 54)


def points_in_rd(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """
    Bring the columns `x_rd_m` and `y_rd_m` to EPSG:28992.

    Parameters
    ----------
    frame
        Rows with the columns as numbers; where one of the two is absent, each coordinate is half. Not modified.

    Returns
    -------
    frame
        The rows with metres; missing where a coordinate is refused.
    findings
        Degrees that were transformed (a note), halves and strange numbers (refused).
    """
    frame = frame.reindex(columns=list(dict.fromkeys([*frame.columns, X, Y])))
    x, y = frame[X], frame[Y]
    is_metres = x.between(*_RD_X) & y.between(*_RD_Y)
    is_degrees = x.between(*_LONGITUDE) & y.between(*_LATITUDE)
    is_strange = (x.notna() | y.notna()) & ~is_metres & ~is_degrees
    findings = _findings(table, f"{X}, {Y}", frame[is_degrees], frame[is_strange])
    moved = gpd.GeoSeries(gpd.points_from_xy(x[is_degrees], y[is_degrees]), crs=DEGREES).to_crs(RD)
    new_x, new_y = x.mask(is_strange), y.mask(is_strange)
    new_x[is_degrees] = moved.x.to_numpy()
    new_y[is_degrees] = moved.y.to_numpy()
    return frame.assign(**{X: new_x, Y: new_y}), findings


def shapes_in_rd(table: Table, frame: pd.DataFrame, shapes: gpd.GeoSeries) -> tuple[gpd.GeoSeries, list[Finding]]:
    """
    Bring geometries to EPSG:28992.

    Parameters
    ----------
    frame
        The rows the geometries belong to, for findings.
    shapes
        Geometries as the file holds them, in the order of the rows.

    Returns
    -------
    shapes
        In EPSG:28992; empty ones stay empty, refused ones become empty.
    findings
        Degrees that were transformed, empty geometries (notes), strange numbers (refused).
    """
    plain = shapes.set_crs(RD, allow_override=True).force_2d()
    bounds = plain.bounds
    is_empty = plain.isna() | plain.is_empty
    is_metres = _within(bounds, _RD_X, _RD_Y)
    is_degrees = _within(bounds, _LONGITUDE, _LATITUDE)
    is_strange = ~is_empty & ~is_metres & ~is_degrees
    findings = _findings(table, table.geometry, frame[is_degrees], frame[is_strange])
    if is_empty.any():
        findings.append(_empty(table, frame[is_empty]))
    plain[is_degrees] = plain[is_degrees].set_crs(DEGREES, allow_override=True).to_crs(RD)
    plain[is_strange] = None
    return plain, findings


def _within(bounds: pd.DataFrame, x: tuple[int, int], y: tuple[int, int]) -> pd.Series:
    return (
        bounds["minx"].between(*x)
        & bounds["maxx"].between(*x)
        & bounds["miny"].between(*y)
        & bounds["maxy"].between(*y)
    )


def _findings(table: Table, column: str, degrees: pd.DataFrame, strange: pd.DataFrame) -> list[Finding]:
    findings = []
    if len(degrees):
        message = said("{column} held degrees, which were transformed to {rd}", column=column, rd=RD)
        remedy = said("Nothing needs to be done; deliver {rd} to keep the coordinates as they are.", rd=RD)
        findings.append(
            found(table.name, "degrees_transformed", column, message, remedy, degrees, key=table.key, severity="note")
        )
    if len(strange):
        message = said(
            "{column} lies neither in {rd} (x 0-300,000, y 300,000-625,000) nor in degrees (3-8, 50-54)",
            column=column,
            rd=RD,
        )
        remedy = said("Correct the coordinates (x is east, y is north), or leave both empty when unknown.")
        findings.append(found(table.name, "strange_coordinates", column, message, remedy, strange, key=table.key))
    return findings


def _empty(table: Table, rows: pd.DataFrame) -> Finding:
    message = said(
        "{geometry} is empty; the rows stay in every table and are named under the map", geometry=table.geometry
    )
    remedy = said("Deliver the geometry to see them on the map.")
    return found(table.name, "empty_geometry", table.geometry, message, remedy, rows, key=table.key, severity="note")
