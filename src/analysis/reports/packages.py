"""The files of a report that others open elsewhere: GeoPackage, maps, tables."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GEOPACKAGE = "layers.gpkg"


def write_geopackage(work: Path, target: Path, *, stamp: str) -> Path | None:
    """
    Write the layers the notebooks left as one GeoPackage, the same bytes every time.

    Parameters
    ----------
    work
        The run's own folder; its layers passed the disclosure gate when they were left there.
    target
        Folder of the report.
    stamp
        Date that GDAL writes as the last change, ISO with time; the reference date, never the clock.

    Returns
    -------
    file
        The GeoPackage; None when no notebook left a layer.
    """
    import geopandas as gpd  # noqa: PLC0415 - heavy, and only a run that publishes needs it
    import pyogrio  # noqa: PLC0415

    layers = sorted((work / "layers").glob("*.parquet"))
    if not layers:
        return None
    file = target / GEOPACKAGE
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})
    try:
        for layer in layers:
            frame = gpd.read_parquet(layer)
            pyogrio.write_dataframe(
                frame,
                file,
                layer=layer.stem,
                driver="GPKG",
                append=file.exists(),
                dataset_options={} if file.exists() else {"VERSION": "1.3"},
                geometry_type=_geometry_type(frame),
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return file


def _geometry_type(frame: object) -> str:
    kinds = set(frame.geometry.dropna().geom_type)  # type: ignore[attr-defined]
    if not kinds or kinds == {"Point"}:
        return "Point"
    return "MultiPolygon" if "MultiPolygon" in kinds else "Polygon"


def copy_maps(work: Path, target: Path) -> list[Path]:
    """Copy the maps the notebooks left (PNG, PDF, alternative text) to the report's `maps/`."""
    folder = target / "maps"
    folder.mkdir()
    return [
        file.parent / shutil.copyfile(source, file).name
        for source in sorted((work / "maps").glob("*"))
        for file in [folder / source.name]
    ]
