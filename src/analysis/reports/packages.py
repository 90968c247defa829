"""The files of a report that others open elsewhere: GeoPackage, mailed map, printed maps."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from ..disclosure import reopened, require
from ..presentation import mailed, qgis

if TYPE_CHECKING:
    from pathlib import Path

    from ..disclosure import Published
    from ..presentation.imprint import Imprint
    from ..presentation.texts import Texts

GEOPACKAGE = "layers.gpkg"
MAILED_MAP = "map.html"
CHANGE = "social_stock.kept"
"""Result by which the villages are drawn."""
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


def layers_of(
    work: Path, neighbourhoods: gpd.GeoDataFrame, *, profile: str, shares: qgis.Shares
) -> dict[str, gpd.GeoDataFrame]:
    """
    Give the layers of a run as they may be shown, each row with the class in which it is drawn.

    Parameters
    ----------
    work
        The run's own folder, with the layers that notebooks left.
    neighbourhoods
        Core table, EPSG:28992: the ground under the other layers.
    profile
        Profile of the run.
    shares
        Result and edges of the classes, by layer that shows a share.
    """
    layers = {"neighbourhoods": neighbourhoods}
    for name in LAYERS:
        layer = read_layer(work, name, profile=profile)
        if layer is not None:
            layers[name] = _placed(qgis.with_classes(require(layer), name, shares))
    return layers


def _placed(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Turn the columns of a place into a geometry; a row without a place stays, with an empty one."""
    points = gpd.GeoSeries.from_xy(rows["x_rd_m"], rows["y_rd_m"], crs=RD_NEW, index=rows.index)
    is_placed = rows[PLACE].notna().all(axis="columns")
    return gpd.GeoDataFrame(rows.drop(columns=PLACE), geometry=points.where(is_placed), crs=RD_NEW)


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
        As for `layers_of`.
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
