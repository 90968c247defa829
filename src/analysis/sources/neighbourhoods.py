"""
In which neighbourhood a home stands: the outline its point lies in.

Homes of one complex mostly stand in one neighbourhood. A complex whose whole box lies in one outline is settled at
once; only homes of complexes that a border crosses are tested one by one, in chunks and on every core.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

_CHUNK: Final = 100_000  # points tested at a time: what stands in memory beside the answer
_NOWHERE: Final = -1


def neighbourhood_codes(dwellings: pd.DataFrame, neighbourhoods: gpd.GeoDataFrame) -> pd.Series:
    """
    Code of the neighbourhood whose outline holds the place of each home.

    Parameters
    ----------
    dwellings
        Needs `complex_id`, `x_rd_m` and `y_rd_m` (EPSG:28992, metres). Not modified.
    neighbourhoods
        Needs `neighbourhood_code` and `geometry` in EPSG:28992; outlines that do not overlap. One without an
        outline holds no home.

    Returns
    -------
    codes
        Text with the index of `dwellings`; missing where no place is known or no outline holds it. On a border
        shared by two outlines the first of them in `neighbourhoods` counts.

    Examples
    --------
    >>> import geopandas as gpd
    >>> square = gpd.GeoDataFrame({"neighbourhood_code": ["BU1"]}, geometry=[shapely.box(0, 0, 10, 10)], crs=28992)
    >>> homes = pd.DataFrame({"complex_id": ["a", "a"], "x_rd_m": [5.0, 50.0], "y_rd_m": [5.0, 5.0]})
    >>> neighbourhood_codes(homes, square).tolist()
    ['BU1', nan]
    """
    outlines = shapely.STRtree(neighbourhoods.geometry.to_numpy())
    shapely.prepare(outlines.geometries)
    x, y = dwellings["x_rd_m"].to_numpy(), dwellings["y_rd_m"].to_numpy()
    places = _by_complex(dwellings["complex_id"], x, y, outlines)
    alone = np.flatnonzero((places == _NOWHERE) & ~np.isnan(x) & ~np.isnan(y))
    chunks = [alone[first : first + _CHUNK] for first in range(0, len(alone), _CHUNK)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda rows: _one_by_one(x[rows], y[rows], outlines), chunks)
        for rows, of_rows in zip(chunks, found, strict=True):
            places[rows] = of_rows
    codes: pd.Series = neighbourhoods["neighbourhood_code"].reset_index(drop=True)
    return codes.reindex(places).set_axis(dwellings.index).rename("neighbourhood_code")


def _by_complex(
    complexes: pd.Series, x: NDArray[np.float64], y: NDArray[np.float64], outlines: shapely.STRtree
) -> NDArray[np.int64]:
    """Give homes the outline that holds the whole box of their complex; nowhere where none does."""
    number, names = pd.factorize(complexes)
    boxes = np.empty((4, len(names)))
    boxes[:2], boxes[2:] = np.inf, -np.inf
    known = (number >= 0) & ~np.isnan(x) & ~np.isnan(y)
    for place, values in enumerate((x, y)):
        np.minimum.at(boxes[place], number[known], values[known])
        np.maximum.at(boxes[2 + place], number[known], values[known])
    there = np.isfinite(boxes[0])
    of_complex = np.full(len(names) + 1, _NOWHERE)  # the last stands for homes without a complex
    of_complex[np.flatnonzero(there)] = _first(outlines, shapely.box(*boxes[:, there]), "covered_by")
    return np.where(known, of_complex[number], _NOWHERE)


def _one_by_one(x: NDArray[np.float64], y: NDArray[np.float64], outlines: shapely.STRtree) -> NDArray[np.int64]:
    return _first(outlines, shapely.points(x, y), "intersects")


def _first(outlines: shapely.STRtree, shapes: NDArray[np.object_], predicate: str) -> NDArray[np.int64]:
    """Give the first outline for which the predicate holds; nowhere where it holds for none."""
    asked, found = outlines.query(shapes, predicate=predicate)
    first = np.full(len(shapes), len(outlines.geometries))
    np.minimum.at(first, asked, found)
    return np.where(first == len(outlines.geometries), _NOWHERE, first)
