"""From the files of one resource to one table of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from ..contracts import RD, TABLES, Column, completed, found, validate
from ..findings import Finding
from ..wording import said
from .columnar import read_geography, read_parquet
from .coordinates import X, Y, points_in_rd, shapes_in_rd
from .delimited import read_delimited
from .parsing import parsed
from .raw import Raw, refused
from .workbooks import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..catalogue import Resource
    from ..contracts import Kind, Table

_KINDS: dict[str, Kind] = {"integer": "whole", "number": "decimal", "boolean": "boolean", "date": "date"}


@dataclass(frozen=True)
class Read:
    """One table as it was read: None where no file of it could be, and what was found on the way."""

    frame: pd.DataFrame | None
    findings: tuple[Finding, ...]


def read_table(folder: Path, resource: Resource) -> Read:
    """
    Read all files of one resource into one table.

    Parameters
    ----------
    folder
        Folder of the delivery.
    resource
        What the card says of the table; its name stands in the contract.

    Returns
    -------
    read
        The contract's columns with their dtypes, then the columns the card declares; the index says file and line.
    """
    table = TABLES[resource.table]
    extra = {name: _extra_column(name, kind) for name, kind in resource.extra.items() if name not in table.columns}
    findings: list[Finding] = []
    parts = []
    for path in resource.paths:
        raw = _raw(folder, resource, path)
        if isinstance(raw, Finding):
            findings.append(raw)
            continue
        frame, seen = _typed(table, extra, raw)
        parts.append(frame)
        findings += [*raw.findings, *seen]
    if not parts:
        return Read(None, tuple(findings))
    whole = _together(parts)
    findings += _without_knock_on(validate(table.name, whole, extra=extra), findings)
    return Read(completed(table.name, whole), tuple(findings))


def _raw(folder: Path, resource: Resource, file: str) -> Raw | Finding:
    path = folder / file
    if not path.is_file():
        return refused(
            resource.table,
            "missing_file",
            said("{file} is not in the folder", file=file),
            said("Deliver the file."),
            file,
        )
    delimited = partial(read_delimited, dialect=resource.dialect, encoding=resource.encoding)
    readers: dict[str, Callable[..., Raw | Finding]] = {
        ".csv": delimited,
        ".tsv": delimited,
        ".xlsx": read_workbook,
        ".parquet": partial(read_parquet, part=resource.part),
        ".geoparquet": partial(read_parquet, part=resource.part),
        ".geojson": read_geography,
        ".gpkg": read_geography,
    }
    reader = readers.get(path.suffix.lower())
    if resource.part and not path.suffix.lower().endswith("parquet"):
        message = said("{file} holds many municipalities and is not Parquet", file=file)
        remedy = said("Deliver it as Parquet, or each municipality in a folder of its own.")
        return refused(resource.table, "parts_not_readable", message, remedy, file)
    if reader is None:
        message = said("{file} has a form that is not read", file=file)
        return refused(
            resource.table,
            "unknown_format",
            message,
            said("Deliver one of {readers}.", readers=", ".join(readers)),
            file,
        )
    return reader(path, resource.table, file=file)


def _extra_column(name: str, kind: str) -> Column:
    return Column(name, _KINDS.get(kind, "text"), nullable=True, unit="", description=said("declared on the card"))


def _typed(table: Table, extra: dict[str, Column], raw: Raw) -> tuple[pd.DataFrame, list[Finding]]:
    """Type the columns of one file; a column nobody declared stays text, for the contract to refuse."""
    columns = {**extra, **table.columns}
    values: dict[str, pd.Series] = {}
    findings: list[Finding] = []
    for name in map(str, raw.cells.columns):
        column = columns.get(name)
        if column is None:
            values[name] = raw.cells[name]
            continue
        if column.kind == "geometry":
            findings += _geometry_as_text(table, raw)
            continue
        values[name], seen = parsed(table, column, raw.cells, decimal_mark=raw.decimal_mark)
        findings += seen
    frame, seen = _in_rd(table, pd.DataFrame(values, index=raw.cells.index), raw.geometry)
    return frame, findings + seen


def _geometry_as_text(table: Table, raw: Raw) -> list[Finding]:
    rows = raw.cells[raw.cells[table.geometry].notna()]
    if rows.empty:
        return []
    message = said("{file} holds {geometry} as text", file=raw.file, geometry=table.geometry)
    remedy = said("Deliver the table as GeoJSON, GeoPackage or GeoParquet.")
    return [found(table.name, "geometry_as_text", table.geometry, message, remedy, rows, key=table.key)]


def _in_rd(table: Table, frame: pd.DataFrame, shapes: gpd.GeoSeries | None) -> tuple[pd.DataFrame, list[Finding]]:
    """Bring points and shapes to EPSG:28992; where a table has both, the one that is given makes the other."""
    findings: list[Finding] = []
    has_points = X in table.columns and bool({X, Y} & set(frame.columns))
    if has_points:
        frame, seen = points_in_rd(table, frame)
        findings += seen
    if not table.geometry:
        return frame, findings
    if shapes is not None:
        placed, seen = shapes_in_rd(table, frame, shapes)
        findings += seen
        frame = frame.assign(**{table.geometry: placed})
        if X in table.columns and not has_points:
            inside = placed.representative_point()
            frame = frame.assign(**{X: inside.x, Y: inside.y})
    elif has_points:
        frame = frame.assign(**{table.geometry: _points(frame)})
    return frame, findings


def _points(frame: pd.DataFrame) -> gpd.GeoSeries:
    points = gpd.GeoSeries(gpd.points_from_xy(frame[X], frame[Y]), index=frame.index, crs=RD)
    return points.where(frame[X].notna() & frame[Y].notna(), None)


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put the files of several associations under one another; a column only one of them has stays missing."""
    filled = [part for part in parts if len(part)] or parts[:1]
    return filled[0] if len(filled) == 1 else pd.concat(filled)


def _without_knock_on(findings: list[Finding], before: list[Finding]) -> list[Finding]:
    """Leave out empty cells that are only empty because their text was refused."""
    unread: dict[str, int] = {}
    for one in before:
        unread[one.column] = unread.get(one.column, 0) + one.count
    return [one for one in findings if one.rule != "missing_value" or one.count != unread.get(one.column, -1)]
