"""Write layers as a GeoPackage that QGIS opens in its own looks; the same bytes every time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pandas as pd
import pyogrio

from ..contracts import RD
from ..presentation import qgis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd
    import pyarrow as pa

    from ..presentation.qgis import Form, Look

STYLES: Final = "layer_styles"
"""Table in which QGIS looks for the styles of a GeoPackage's layers."""
GEOMETRY: Final = "geom"
_NEW: Final = {"VERSION": "1.3"}
_PAGE_BYTES: Final = 1024
"""Of the database: most of its tables hold a few rows, and each takes whole pages."""


def write_layers(file: Path, layers: Mapping[str, gpd.GeoDataFrame], looks: Mapping[str, Look], *, stamp: str) -> None:
    """
    Write layers with their styles to a fresh file.

    Parameters
    ----------
    file
        The GeoPackage; it does not exist.
    layers
        Layer to its rows, EPSG:28992, in the order in which they are stored: polygons where the look draws areas, else
        points. An empty geometry stays empty.
    looks
        Layer to how it is drawn.
    stamp
        What is written as the last change, ISO with time: the reference date, never the clock.
    """
    with _dated(stamp):
        for name, rows in layers.items():
            is_area = looks[name].symbols[0].shape == "area"
            pyogrio.write_dataframe(
                rows,
                file,
                layer=name,
                driver="GPKG",
                append=file.exists(),
                dataset_options={} if file.exists() else _NEW,
                layer_options={"GEOMETRY_NAME": GEOMETRY, "DESCRIPTION": looks[name].title},
                geometry_type="MultiPolygon" if is_area else "Point",
                promote_to_multi=is_area,
            )
        _write_styles(file, {name: (looks[name], None) for name in layers}, stamp)


def write_form(file: Path, name: str, rows: pa.Table, look: Look, form: Form, *, stamp: str) -> None:
    """
    Write a layer of points that is filled in in the field, alone in its file: QField keeps such a file apart.

    Parameters
    ----------
    file, name
        The GeoPackage, which does not exist, and its one layer.
    rows
        Columns of the layer, and `geom` with points as WKB; it may have no rows.
    look, form
        How it is drawn, and filled in.
    stamp
        As for `write_layers`.
    """
    with _dated(stamp):
        pyogrio.write_arrow(
            rows,
            file,
            layer=name,
            driver="GPKG",
            geometry_name=GEOMETRY,
            geometry_type="Point",
            crs=RD,
            dataset_options=_NEW,
            layer_options={"DESCRIPTION": look.title},
        )
        _write_styles(file, {name: (look, form)}, stamp)


def _write_styles(file: Path, styles: Mapping[str, tuple[Look, Form | None]], stamp: str) -> None:
    table = pd.DataFrame(
        [
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": name,
                "f_geometry_column": GEOMETRY,
                "styleName": name,
                "styleQML": qgis.qml(look, form),
                "styleSLD": qgis.sld(name, look),
                "useAsDefault": True,
                "description": look.title,
                "owner": "",
                "ui": None,
                "update_time": pd.Timestamp(stamp),
            }
            for name, (look, form) in styles.items()
        ]
    ).astype({"ui": "str"})
    pyogrio.write_dataframe(table, file, layer=STYLES, driver="GPKG", append=True, layer_options={"FID": "id"})


@contextmanager
def _dated(stamp: str) -> Iterator[None]:
    """Let GDAL write a day of ours instead of the clock's, and small pages."""
    ours = {"OGR_CURRENT_DATE": stamp, "OGR_SQLITE_PRAGMA": f"page_size={_PAGE_BYTES}"}
    pyogrio.set_gdal_config_options(ours)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(ours))
