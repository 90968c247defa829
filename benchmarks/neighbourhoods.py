"""Which of 15,390 neighbourhoods holds each of 2.3 million homes, by the package and by the plain spatial join."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from . import deliveries
from .measuring import Line, Measured, Ratio, Ways, alone, same

PLAIN, OWN = "neighbourhoods by geopandas.sjoin", "neighbourhoods by the package"
LINES = (
    Line("neighbourhood of 2.3 million homes, against plain `geopandas.sjoin`", 1.7, 3, Ratio(PLAIN, OWN)),
    Line(
        "memory of it, everything included",
        400,
        400,
        lambda ways: ways[OWN].peak_mib,
        unit=" MiB",
        is_most=True,
    ),
)


def one_round(kept: Path, _scratch: Path) -> dict[str, Measured]:
    """Place every home in both ways."""
    folder = deliveries.country(kept)
    ways = {PLAIN: alone("neighbourhoods", "plain", folder), OWN: alone("neighbourhoods", "own", folder)}
    check(ways)
    return ways


def check(ways: Ways) -> None:
    """Hold the answers against each other."""
    same({name: one.answer for name, one in ways.items()})


def plain(folder: str) -> tuple[Callable[[], str], dict[str, float]]:
    """Make a point of every home and join."""
    homes, outlines = _read(Path(folder))
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(homes["x_rd_m"], homes["y_rd_m"]), crs=outlines.crs)
    known = outlines[~(outlines.geometry.isna() | outlines.geometry.is_empty)]
    joined = gpd.sjoin(points, known, how="left", predicate="intersects")
    return partial(_digest, joined[~joined.index.duplicated()]["neighbourhood_code"]), {}


def own(folder: str) -> tuple[Callable[[], str], dict[str, float]]:
    """Ask the package."""
    from analysis.sources import neighbourhood_codes  # noqa: PLC0415 - the plain way does without

    return partial(_digest, neighbourhood_codes(*_read(Path(folder)))), {}


def _read(folder: Path) -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    homes = pd.read_parquet(folder / "dwellings.parquet", columns=["x_rd_m", "y_rd_m"], pre_buffer=False)
    return homes, gpd.read_parquet(folder / "neighbourhoods.parquet", columns=["neighbourhood_code", "geometry"])


def _digest(codes: pd.Series) -> str:
    answers = hashlib.sha256("\n".join(codes.fillna("").tolist()).encode()).hexdigest()
    return f"{codes.notna().sum()} homes placed, {answers}"
