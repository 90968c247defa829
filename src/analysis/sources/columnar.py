"""Read Parquet and files with a geometry: GeoParquet, GeoJSON, GeoPackage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio
from pyarrow import ArrowException, parquet
from pyogrio.errors import DataLayerError, DataSourceError

from ..contracts import TABLES
from ..wording import said
from .cells import column_texts
from .raw import Raw, no_rows, raw_cells, refused

if TYPE_CHECKING:
    from pathlib import Path

    from ..catalogue.card import Part
    from ..findings import Finding

MUNICIPALITY = "municipality_code"  # the column that a file of many municipalities is sorted by
_NUMBERING = ("id", "fid", "FID")  # what GeoJSON and GeoPackage number their features with
_REMEDY = said("Write the file again and check that it opens elsewhere.")


def read_parquet(path: Path, table: str, *, file: str, part: Part | None = None) -> Raw | Finding:
    """
    Read a Parquet or GeoParquet file, or the rows of one municipality in it.

    What the file declares as coordinate system is not looked at.

    Returns
    -------
    raw
        The cells and the geometry, or the finding that says why there are none.
    """
    try:
        has_geometry = b"geo" in (parquet.read_schema(path).metadata or {})
        own = [(MUNICIPALITY, "==", part.municipality_code)] if part else None
        frame = gpd.read_parquet(path, filters=own) if has_geometry else pd.read_parquet(path, filters=own)
    except (ArrowException, OSError, ValueError) as error:
        return refused(
            table,
            "unreadable_file",
            said("{file} is not readable Parquet: {error}", file=file, error=error),
            _REMEDY,
            file,
        )
    return _raw(table, file, frame)


def read_geography(path: Path, table: str, *, file: str) -> Raw | Finding:
    """
    Read GeoJSON or a GeoPackage: the layer named after the table, else the first.

    Returns
    -------
    raw
        The cells and the geometry, or the finding that says why there are none.
    """
    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        frame = gpd.read_file(path, layer=table if table in layers else layers[0])
    except (DataSourceError, DataLayerError, OSError, ValueError, IndexError) as error:
        return refused(
            table,
            "unreadable_file",
            said("{file} holds no readable layer: {error}", file=file, error=error),
            _REMEDY,
            file,
        )
    return _raw(table, file, frame)


def _raw(table: str, file: str, frame: pd.DataFrame) -> Raw:
    frame = frame.reset_index(drop=True)
    geometry = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else None
    plain = pd.DataFrame(frame.drop(columns=[geometry.name] if geometry is not None else []))
    numbering = [name for name in plain.columns if name in _NUMBERING and name not in TABLES[table].columns]
    plain = plain.drop(columns=numbering if geometry is not None else [])
    columns = [column_texts(plain[name].astype("object")) for name in plain.columns]
    rows = list(zip(*columns, strict=True))
    lines = list(range(2, len(frame) + 2))  # as in a CSV file: the first row stands on line 2
    cells = raw_cells(file, [str(name) for name in plain.columns], rows, lines)
    if geometry is not None:
        geometry = geometry.set_axis(cells.index)
    return Raw(file, cells, geometry=geometry, findings=() if len(frame) else (no_rows(table, file),))
