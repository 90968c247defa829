"""The ground of the mailed map: outlines of the neighbourhoods, names of the villages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..maps.ground import outlines, village_points
from .layer import collection, degrees, points

if TYPE_CHECKING:
    import geopandas as gpd


def outlines_of(neighbourhoods: gpd.GeoDataFrame) -> dict[str, Any]:
    """Outlines of the neighbourhoods that have one."""
    drawn = outlines(neighbourhoods).sort_values("neighbourhood_code", kind="stable")
    return collection(degrees(drawn.geometry), [{} for _ in range(len(drawn))])


def villages_of(neighbourhoods: gpd.GeoDataFrame) -> dict[str, Any]:
    """Names of the villages, each at its point."""
    places = village_points(neighbourhoods)
    spots = points([x for x, _ in places.values()], [y for _, y in places.values()])
    return collection(spots, [{"name": name} for name in places])
