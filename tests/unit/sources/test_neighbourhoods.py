"""The neighbourhood of a home: the same answer as the plain join, borders and gaps included."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from analysis.sources import neighbourhood_codes

RD = "EPSG:28992"


@pytest.fixture(scope="module")
def board() -> gpd.GeoDataFrame:
    """Sixteen squares of 10 by 10 metres; one of them has no outline."""
    corners = [(x, y) for x in range(0, 40, 10) for y in range(0, 40, 10)]
    shapes = [shapely.box(x, y, x + 10, y + 10) for x, y in corners]
    shapes[5] = None
    codes = [f"BU{number:02d}" for number in range(16)]
    return gpd.GeoDataFrame({"neighbourhood_code": codes}, geometry=shapes, crs=RD)


def homes(*places: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(places, columns=["x_rd_m", "y_rd_m"])


def scattered() -> pd.DataFrame:
    """Four thousand homes in three hundred clusters, some outside every outline."""
    random = np.random.default_rng(7)
    centres = random.uniform(-2, 42, (300, 2))
    places = centres[random.integers(0, 300, 4000)] + random.normal(0, 1.5, (4000, 2))
    return pd.DataFrame(places, columns=["x_rd_m", "y_rd_m"], index=range(9, 4009))


@pytest.fixture(params=[1, 7, 200], ids=lambda metres: f"cells of {metres} m")
def _cells(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells smaller than an outline, of which some are crossed by a border, and one that holds everything."""
    monkeypatch.setattr("analysis.sources.neighbourhoods._CELL_M", request.param)


pytestmark = pytest.mark.usefixtures("_cells")


def test_homes_on_both_sides_of_a_border_are_told_apart(board: gpd.GeoDataFrame) -> None:
    assert neighbourhood_codes(homes((9, 1), (11, 1), (1, 1)), board).tolist() == ["BU00", "BU04", "BU00"]


def test_on_a_shared_border_the_first_outline_counts(board: gpd.GeoDataFrame) -> None:
    places = homes((10, 5), (5, 10), (10, 10), (25, 20), (30, 35), (20, 30), (30, 30))
    first = ["BU00", "BU00", "BU00", "BU09", "BU11", "BU06", "BU10"]
    assert neighbourhood_codes(places, board).tolist() == first


def test_where_outlines_overlap_the_first_counts() -> None:
    shapes = [shapely.box(0, 0, 5, 5), shapely.box(0, 0, 9, 9), shapely.box(0, 0, 9, 9)]
    twice = gpd.GeoDataFrame({"neighbourhood_code": ["small", "large", "again"]}, geometry=shapes, crs=RD)
    assert neighbourhood_codes(homes((1, 1), (8, 8)), twice).tolist() == ["small", "large"]


@pytest.mark.parametrize("place", [(-1.0, 5.0), (15.0, 15.0), (float("nan"), 5.0)], ids=["outside", "gap", "unknown"])
def test_no_outline_is_missing(board: gpd.GeoDataFrame, place: tuple[float, float]) -> None:
    assert neighbourhood_codes(homes(place, (1, 1)), board).isna().tolist() == [True, False]


def test_no_homes_no_codes(board: gpd.GeoDataFrame) -> None:
    assert neighbourhood_codes(homes().astype("float64"), board).tolist() == []


@pytest.mark.parametrize("chunk", [100, 100_000])
def test_the_answer_is_that_of_the_plain_join(
    board: gpd.GeoDataFrame, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.sources.neighbourhoods._CHUNK", chunk)
    made = scattered()
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(made["x_rd_m"], made["y_rd_m"]), crs=RD, index=made.index)
    plain = gpd.sjoin(points, board[board.geometry.notna()], how="left", predicate="intersects")["neighbourhood_code"]
    found = neighbourhood_codes(made, board)
    pd.testing.assert_series_equal(found, plain, check_names=False)
    assert 0 < found.isna().sum() < len(found)
