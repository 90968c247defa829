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


def homes(*places: tuple[str | None, float, float]) -> pd.DataFrame:
    return pd.DataFrame(places, columns=["complex_id", "x_rd_m", "y_rd_m"])


def test_a_complex_inside_one_outline_is_settled_whole(board: gpd.GeoDataFrame) -> None:
    assert neighbourhood_codes(homes(("a", 1, 1), ("a", 9, 9)), board).tolist() == ["BU00", "BU00"]


def test_a_complex_across_a_border_is_settled_home_by_home(board: gpd.GeoDataFrame) -> None:
    assert neighbourhood_codes(homes(("a", 9, 1), ("a", 11, 1)), board).tolist() == ["BU00", "BU04"]


def test_on_a_shared_border_the_first_outline_counts(board: gpd.GeoDataFrame) -> None:
    assert neighbourhood_codes(homes((None, 10, 5)), board).tolist() == ["BU00"]


@pytest.mark.parametrize("place", [(-1.0, 5.0), (15.0, 15.0), (float("nan"), 5.0)], ids=["outside", "gap", "unknown"])
def test_no_outline_is_missing(board: gpd.GeoDataFrame, place: tuple[float, float]) -> None:
    codes = neighbourhood_codes(homes(("a", *place), ("b", 1, 1)), board)
    assert codes.isna().tolist() == [True, False]


def test_the_answer_is_that_of_the_plain_join(board: gpd.GeoDataFrame) -> None:
    random = np.random.default_rng(7)
    centres = random.uniform(-2, 42, (300, 2))
    members = random.integers(0, 300, 4000)
    x, y = (centres[members] + random.normal(0, 1.5, (4000, 2))).T
    made = pd.DataFrame({"complex_id": [f"c{one}" for one in members], "x_rd_m": x, "y_rd_m": y}, index=range(9, 4009))
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=RD, index=made.index)
    plain = gpd.sjoin(points, board[board.geometry.notna()], how="left", predicate="intersects")["neighbourhood_code"]
    found = neighbourhood_codes(made, board)
    pd.testing.assert_series_equal(found, plain, check_names=False)
    assert 0 < found.isna().sum() < len(found)
