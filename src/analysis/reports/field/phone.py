"""A project for QField in one file: the layers of a run, an empty layer of observations, and what was promised."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import shapely

from ...disclosure import require
from ...presentation.qgis import Form, Look, ProjectLayer, project
from ...presentation.qgis.looks import Symbol
from ...presentation.style import ORANGE, VERMILION
from .. import geopackage
from .form import CHOSEN, NOTED_ON, Choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from ...disclosure import Published
    from ...presentation.texts import Texts

PROJECT, LAYERS = "wijkschouw.qgs", "layers.gpkg"
NEW, EARLIER = "observations", "open_points"
_PLACES: Final = ("complex_id", "complex_name", "village", "corporation", "homes", "neighbourhood_name", "geometry")
_SHOWN: Final = ("neighbourhoods", "villages", "complexes")
_NEW: Final = ("subject", "grade", "action", "owner", "due_on", "closed_on", NOTED_ON)
_EARLIER: Final = ("observation_id", "subject", "grade", "action", "owner", "due_on", "state", "closed_on")
_DAYS: Final = ("due_on", "closed_on", NOTED_ON)
_NEVER: Final = (1980, 1, 1, 0, 0, 0)  # the first day a zip file knows
_FILE_MODE: Final = 0o644 << 16


def without_figures(layers: Mapping[str, gpd.GeoDataFrame]) -> dict[str, gpd.GeoDataFrame]:
    """Give layers with places and names only, to walk with residents: a figure about a block marks who lives in it."""
    kept = {name: rows for name, rows in layers.items() if name in _SHOWN}
    return {name: rows[[column for column in _PLACES if column in rows]] for name, rows in kept.items()}


def write_phone(
    file: Path,
    layers: Mapping[str, gpd.GeoDataFrame],
    looks: Mapping[str, Look],
    *,
    choices: Choices,
    earlier: Published | None,
    texts: Texts,
    stamp: str,
    stored: Path | None = None,
) -> Path:
    """
    Write a project for QField, the same bytes every time.

    Parameters
    ----------
    file
        The zip file.
    layers, looks
        Layers of the run that passed the gate, and how they are drawn.
    choices
        What can be chosen in the layer of observations.
    earlier
        Rows of `inspections.promises` that are not done; None where they are not for these readers, a place and a text
        beside it may tell of a home.
    texts
        Words of the reader's language.
    stamp
        As for `geopackage.write_layers`.
    stored
        GeoPackage that holds these layers in these looks already; None where there is none.

    Returns
    -------
    file
        With `wijkschouw.qgs` and its GeoPackages beside it.
    """
    shown = list(reversed(list(layers)))  # the ground is stored first and drawn last
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if stored is None:
            geopackage.write_layers(folder / LAYERS, layers, looks, stamp=stamp)
        else:
            shutil.copyfile(stored, folder / LAYERS)
        filled_in = [_new(folder, choices, texts, stamp)]
        if earlier is not None:
            filled_in.append(_earlier(folder, require(earlier), choices, texts, stamp))
        below = [ProjectLayer(name, LAYERS, looks[name], is_shown=name in _SHOWN) for name in shown]
        bounds = layers["neighbourhoods"].total_bounds
        extent = (float(bounds[0]), float(bounds[1]), float(bounds[2]), float(bounds[3]))
        written = project(texts("Neighbourhood inspection"), [*filled_in, *below], extent)
        (folder / PROJECT).write_text(written, encoding="utf-8", newline="\n")
        file.write_bytes(_zipped(folder))
    return file


def _new(folder: Path, choices: Choices, texts: Texts, stamp: str) -> ProjectLayer:
    names = _names(texts)
    look = Look(
        texts("New points"),
        [Symbol("", texts("New points"), "square", VERMILION, size_mm=4.0)],
        label="subject",
        columns={name: names[name] for name in _NEW},
    )
    form = Form(_NEW, _words(choices, texts), _DAYS, needed=("subject",), today=NOTED_ON)
    geopackage.write_form(folder / f"{NEW}.gpkg", NEW, _table(_NEW, []), look, form, stamp=stamp)
    return ProjectLayer(NEW, f"{NEW}.gpkg", look, form)


def _earlier(folder: Path, rows: pd.DataFrame, choices: Choices, texts: Texts, stamp: str) -> ProjectLayer:
    names = _names(texts)
    columns = tuple(name for name in _EARLIER if name in rows)
    look = Look(
        texts("Open points of earlier inspections"),
        [Symbol("", texts("Open points"), "triangle", ORANGE, size_mm=4.0)],
        label="subject",
        columns={name: names[name] for name in columns},
    )
    fixed = tuple(name for name in columns if name != "closed_on")
    form = Form(columns, _words(choices, texts), _DAYS, fixed=fixed)
    records = rows.assign(state=[texts.promise(state) for state in rows["state"]]).to_dict("records")
    table = _table(columns, records)
    geopackage.write_form(folder / f"{EARLIER}.gpkg", EARLIER, table, look, form, stamp=stamp)
    return ProjectLayer(EARLIER, f"{EARLIER}.gpkg", look, form)


def _names(texts: Texts) -> dict[str, str]:
    return {
        "observation_id": texts("Number"),
        "subject": texts("Subject"),
        "grade": texts("Grade"),
        "action": texts("Action"),
        "owner": texts("Owner"),
        "due_on": texts("Due"),
        "state": texts("State"),
        "closed_on": texts("Done on"),
        NOTED_ON: texts("Noted on"),
    }


def _words(choices: Choices, texts: Texts) -> dict[str, dict[str, str]]:
    return {column: {choices.word(column, code, texts): code for code in choices.codes(column)} for column in CHOSEN}


def _table(columns: tuple[str, ...], records: list[dict[Any, Any]]) -> pa.Table:
    """Give rows as GDAL takes them: days as days, a place as a point or nothing."""
    cells: dict[str, pa.Array] = {}
    for name in columns:
        kind = pa.date32() if name in _DAYS else pa.string()
        values = [None if _is_gap(record[name]) else record[name] for record in records]
        cells[name] = pa.array([value.date() if name in _DAYS and value else value for value in values], type=kind)
    points = [None if _is_gap(record["x_rd_m"]) else shapely.Point(record["x_rd_m"], record["y_rd_m"]).wkb
              for record in records]  # fmt: skip
    return pa.table(cells | {geopackage.GEOMETRY: pa.array(points, type=pa.binary())})


def _is_gap(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN and NaT differ from themselves


def _zipped(folder: Path) -> bytes:
    """Put the files of a folder into a zip, by name and without a clock."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name, _NEVER)
            entry.create_system, entry.external_attr = 3, _FILE_MODE  # as on Unix, wherever it is written
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return target.getvalue()
