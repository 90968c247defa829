"""
In which neighbourhood a home stands: the outline its point lies in.

Homes stand close together, and far fewer borders than homes there are run between them. Homes are therefore taken by
cell of a grid: a cell whose homes all lie in one outline is settled at once, and only homes of cells that a border
crosses are held against the outlines there, one by one but without making a shape of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

_CHUNK: Final = 100_000  # homes at a time: what stands in memory beside the answer
_CELL_M: Final = 200  # smaller cells are settled more often, and there are more of them
_APART: Final = 1 << 32  # from one column of cells to the next, in the number of a cell
_NOWHERE: Final = -1


def neighbourhood_codes(dwellings: pd.DataFrame, neighbourhoods: gpd.GeoDataFrame) -> pd.Series:
    """
    Code of the neighbourhood whose outline holds the place of each home.

    Parameters
    ----------
    dwellings
        Needs `x_rd_m` and `y_rd_m` (EPSG:28992, metres). Not modified.
    neighbourhoods
        Needs `neighbourhood_code` and `geometry` in EPSG:28992. One without an outline holds no home.

    Returns
    -------
    codes
        Text with the index of `dwellings`; missing where no place is known or no outline holds it. On a border
        shared by two outlines, or where two overlap, the first of them in `neighbourhoods` counts.

    Examples
    --------
    >>> import geopandas as gpd
    >>> square = gpd.GeoDataFrame({"neighbourhood_code": ["BU1"]}, geometry=[shapely.box(0, 0, 10, 10)], crs=28992)
    >>> homes = pd.DataFrame({"x_rd_m": [5.0, 50.0], "y_rd_m": [5.0, 5.0]})
    >>> neighbourhood_codes(homes, square).tolist()
    ['BU1', nan]
    """
    outlines = _Outlines(np.array(neighbourhoods.geometry.to_numpy()))
    x, y = dwellings["x_rd_m"].to_numpy(), dwellings["y_rd_m"].to_numpy()
    places = np.full(len(dwellings), _NOWHERE, dtype=np.int32)
    for first in range(0, len(places), _CHUNK):
        rows = first + np.flatnonzero(~np.isnan(x[first : first + _CHUNK]) & ~np.isnan(y[first : first + _CHUNK]))
        if len(rows):
            places[rows] = outlines.holding(x[rows], y[rows])
    codes = neighbourhoods["neighbourhood_code"].array.take(places, allow_fill=True)
    return pd.Series(codes, index=dwellings.index, name="neighbourhood_code")


@dataclass(frozen=True)
class _Outlines:
    """
    Outlines that are asked which of them holds a point.

    Parameters
    ----------
    shapes
        One each; None holds nothing.
    """

    shapes: NDArray[np.object_]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Finds the outlines near a box; every outline is prepared for many questions."""
        shapely.prepare(self.shapes)
        return shapely.STRtree(self.shapes)

    def holding(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the place of the first outline that holds each point; nowhere where none does."""
        order, starts = _by_cell(x, y)
        x, y, sizes = x[order], y[order], np.diff(starts, append=len(order))
        ends = [one.reduceat(values, starts) for one in (np.minimum, np.maximum) for values in (x, y)]
        boxes = shapely.box(*ends)
        cells, near = self.tree.query(boxes)
        whole = shapely.covers(self.shapes[near], boxes[cells])
        of_cell = self._first(len(starts), cells[whole], near[whole])
        is_open = near < of_cell[cells]  # outlines before the one that holds all of a cell may hold some of it
        rows, candidates = _members(starts, sizes, cells[is_open]), np.repeat(near[is_open], sizes[cells[is_open]])
        held = shapely.intersects_xy(self.shapes[candidates], x[rows], y[rows])
        alone = self._first(len(order), rows[held], candidates[held])
        found = np.empty(len(order), dtype=np.int64)
        found[order] = np.minimum(np.repeat(of_cell, sizes), alone)
        return np.where(found == len(self.shapes), _NOWHERE, found)

    def _first(self, count: int, asked: NDArray[np.int64], found: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the first outline found for each that was asked; the number of outlines where there is none."""
        first = np.full(count, len(self.shapes))
        np.minimum.at(first, asked, found)
        return first


def _by_cell(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the order of points by cell, and where in that order each cell begins."""
    east, north = (np.floor(values / _CELL_M).astype(np.int64) for values in (x, y))
    cells = east * _APART + north
    order = np.argsort(cells, kind="stable")
    return order, np.flatnonzero(np.diff(cells[order], prepend=cells[order[0]] - 1))


def _members(starts: NDArray[np.int64], sizes: NDArray[np.int64], cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places of the points of some cells, one cell after the other."""
    wanted = sizes[cells]
    before = np.cumsum(wanted) - wanted
    return np.repeat(starts[cells] - before, wanted) + np.arange(wanted.sum())
