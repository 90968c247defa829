"""Files a researcher takes along, in the git-ignored folder of working copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import geopandas as gpd

from .. import paths
from ..contracts.fields import RD
from ..errors import ParameterError
from ..wording import said

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

FORMS: Final = ("csv", "xlsx", "parquet", "gpkg")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_PLACE: Final = ["x_rd_m", "y_rd_m"]


def write(frame: pd.DataFrame, name: str, form: str) -> Path:
    """
    Write a frame to `working/exports/<name>.<form>`.

    Raises
    ------
    ParameterError
        If the form is unknown, the name is no plain name, or a map is asked of rows without coordinates.
    """
    if form not in FORMS:
        message = said("form {form!r} is not known: choose from {known}", form=form, known=", ".join(FORMS))
        raise ParameterError(message)
    if not _NAME.fullmatch(name):
        message = said("{name!r} cannot be the name of a file: use letters, digits, - and _", name=name)
        raise ParameterError(message)
    if form == "gpkg" and not set(_PLACE) <= set(frame.columns):
        message = said("a GeoPackage needs the columns x_rd_m and y_rd_m: join 'dwellings' first, or choose csv")
        raise ParameterError(message)
    folder = paths.WORKING / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.{form}"
    if form == "csv":
        frame.to_csv(file, index=False, lineterminator="\n")
    elif form == "xlsx":
        frame.to_excel(file, index=False)
    elif form == "parquet":
        frame.to_parquet(file, index=False)
    else:
        points = gpd.points_from_xy(frame["x_rd_m"], frame["y_rd_m"])
        gpd.GeoDataFrame(frame, geometry=points, crs=RD).to_file(file, layer=name, driver="GPKG")
    return file
