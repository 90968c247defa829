"""The files of a report that others open elsewhere: GeoPackage, mailed map, printed maps."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio

from ..disclosure import reopened, require
from ..presentation import mailed

if TYPE_CHECKING:
    from pathlib import Path

    from ..disclosure import Published
    from ..presentation.imprint import Imprint
    from ..presentation.texts import Texts

GEOPACKAGE = "layers.gpkg"
MAILED_MAP = "map.html"
RD_NEW = "EPSG:28992"
PLACE = ["x_rd_m", "y_rd_m"]
LAYERS = mailed.LAYERS


def read_layer(work: Path, name: str, *, profile: str) -> Published | None:
    """
    Read a layer a notebook left; it passed the disclosure gate there.

    Parameters
    ----------
    work
        The run's own folder.
    name
        Name of the layer.
    profile
        Profile of the run.

    Returns
    -------
    layer
        None when no notebook left it.
    """
    file = work / "layers" / f"{name}.parquet"
    return reopened(pd.read_parquet(file), data_class=LAYERS[name], profile=profile) if file.exists() else None


def write_geopackage(work: Path, target: Path, neighbourhoods: gpd.GeoDataFrame, *, profile: str, stamp: str) -> Path:
    """
    Write the layers of a run as one GeoPackage, the same bytes every time.

    Parameters
    ----------
    work
        The run's own folder, with the layers that notebooks left.
    target
        Folder of the report.
    neighbourhoods
        Core table, EPSG:28992: the ground under the other layers.
    profile
        Profile of the run.
    stamp
        What GDAL writes as the last change, ISO with time: the reference date, never the clock.

    Returns
    -------
    file
        The GeoPackage.
    """
    layers = {"neighbourhoods": neighbourhoods}
    for name in LAYERS:
        layer = read_layer(work, name, profile=profile)
        if layer is not None:
            layers[name] = _placed(require(layer))
    target_file = target / GEOPACKAGE
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})
    try:
        for name, layer in layers.items():
            _append(layer, target_file, name)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return target_file


def _placed(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Turn the columns of a place into a geometry; a row without a place stays, with an empty one."""
    points = gpd.GeoSeries.from_xy(rows["x_rd_m"], rows["y_rd_m"], crs=RD_NEW, index=rows.index)
    is_placed = rows[PLACE].notna().all(axis="columns")
    return gpd.GeoDataFrame(rows.drop(columns=PLACE), geometry=points.where(is_placed), crs=RD_NEW)


def _append(layer: gpd.GeoDataFrame, file: Path, name: str) -> None:
    is_point = name in LAYERS
    pyogrio.write_dataframe(
        layer,
        file,
        layer=name,
        driver="GPKG",
        append=file.exists(),
        dataset_options={} if file.exists() else {"VERSION": "1.3"},
        geometry_type="Point" if is_point else "MultiPolygon",
        promote_to_multi=not is_point,
    )


def write_mailed_map(
    work: Path,
    target: Path,
    neighbourhoods: gpd.GeoDataFrame,
    *,
    profile: str,
    texts: Texts,
    imprint: Imprint,
    shares: mailed.Shares,
) -> Path | None:
    """
    Write the map that goes by mail, as one HTML file.

    Parameters
    ----------
    work, neighbourhoods
        As for `write_geopackage`.
    target
        The report's folder of maps.
    profile
        Profile of the run.
    texts, imprint
        Words, and the line under the map.
    shares
        Result and edges of the classes, by layer that shows a share.

    Returns
    -------
    file
        None when no notebook of this run left a layer.
    """
    found = {name: read_layer(work, name, profile=profile) for name in LAYERS}
    published = {name: layer for name, layer in found.items() if layer is not None}
    if not published:
        return None
    page = mailed.html(mailed.layers_of(published, neighbourhoods, texts, shares), neighbourhoods, texts, imprint)
    file = target / MAILED_MAP
    file.write_text(page, encoding="utf-8", newline="\n")
    return file


def copy_folder(work: Path, target: Path, name: str) -> Path:
    """Copy what the notebooks left in `maps` or `layers` to the report, and give the report's folder."""
    folder = target / name
    folder.mkdir()
    for source in sorted((work / name).glob("*")):
        shutil.copyfile(source, folder / source.name)
    return folder
