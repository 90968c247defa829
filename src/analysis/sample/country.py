"""
A whole country of synthetic municipalities in Parquet, to measure at national scale.

Every municipality is put together from complexes of the shipped synthetic delivery, drawn with replacement: what is
true of a home there, is true of it here. Names, codes and places are made up (codes `GM9001` and on, which CBS does
not use); incomes and energy use differ by complex. Tables are sorted by municipality, one row group each, so that the
run of one municipality reads only its own part.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import parquet
from shapely import affinity

from ..catalogue import CARD, file_hash, part_hashes
from ..paths import SAMPLE
from ..sources import neighbourhood_codes, read_delivery
from .dice import Dice
from .model import MUNICIPALITY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

HOMES: Final = 2_300_000  # association homes in the Netherlands, rounded
OF_DWELLINGS: Final = ("households", "rents", "allocations", "improvements")
CORPORATIONS: Final = {"Woonborg": "Corporatie A", "SEW": "Corporatie B"}
_VARIED: Final = ("disposable_income_eur_per_year", "gas_m3_per_year", "electricity_kwh_per_year")
_COLUMNS: Final = 18  # of the chessboard the municipalities lie on
_CELL_M: Final = (15_500, 16_800)
_SOUTH_WEST_M: Final = (10_000, 303_000)
_ASIDE_M: Final = 120.0
_SCALE: Final = 0.75  # the outlines of the shipped delivery, made to fit a cell
_FIRST_CODE: Final = 9001


@dataclass(frozen=True)
class Country:
    """
    What is drawn from: the shipped delivery, by complex.

    Parameters
    ----------
    tables
        Its tables, as `_shipped` gives them.
    seed
        Start of the chance.
    """

    tables: dict[str, pd.DataFrame]
    seed: int

    @cached_property
    def rows(self) -> dict[str, dict[str, NDArray[np.int64]]]:
        """Places of the rows of each table, by complex."""
        homes = self.tables["dwellings"]
        complex_of = homes.drop_duplicates("dwelling_id").set_index("dwelling_id")["complex_id"]
        keys = {table: self.tables[table]["dwelling_id"].map(complex_of) for table in OF_DWELLINGS}
        keys |= {"dwellings": homes["complex_id"], "complexes": self.tables["complexes"]["complex_id"]}
        return {
            table: {str(name): np.asarray(rows) for name, rows in key.groupby(key).indices.items()}
            for table, key in keys.items()
        }

    @cached_property
    def villages(self) -> dict[str, str]:
        """Villages by the number that stands for them."""
        return {name: f"Kern {number:02d}" for number, name in enumerate(sorted(self._village_names), start=1)}

    @property
    def _village_names(self) -> set[str]:
        return set(self.tables["neighbourhoods"]["village"]) | set(self.tables["dwellings"]["village"].dropna())

    @cached_property
    def origin(self) -> tuple[float, float]:
        """South-west corner of the shipped municipality."""
        west, south, _, _ = self.tables["neighbourhoods"].total_bounds
        return float(west), float(south)

    @staticmethod
    def corner(number: int) -> tuple[float, float]:
        """South-west corner of the cell of a municipality."""
        row, column = divmod(number, _COLUMNS)
        return _SOUTH_WEST_M[0] + column * _CELL_M[0], _SOUTH_WEST_M[1] + row * _CELL_M[1]

    def drawn(self, number: int, homes: int) -> list[str]:
        """Complexes of one municipality, drawn until they hold a number of homes."""
        dice, held = Dice(self.seed, f"municipality {number}"), 0
        owned = self.rows["dwellings"]
        names = sorted(owned)
        chosen = []
        while held < homes:
            chosen.append(names[dice.whole(0, len(names) - 1)])
            held += len(owned[chosen[-1]])
        return chosen


@cache
def _shipped() -> dict[str, pd.DataFrame]:
    """Read the shipped delivery, without the homes outside its municipality; nobody may change it."""
    tables = {name: frame.reset_index(drop=True) for name, frame in read_delivery(SAMPLE).tables.items()}
    homes = tables["dwellings"]
    here = homes[homes["municipality_code"] == MUNICIPALITY].reset_index(drop=True)
    return {**tables, "dwellings": here}


def write_country(folder: Path, *, municipalities: int, homes: int = HOMES, seed: int = 1730) -> None:
    """
    Write a synthetic delivery of many municipalities, one Parquet file per table, and its card.

    Parameters
    ----------
    folder
        Where the files go; made when it is not there.
    municipalities
        How many, from 1 to 342.
    homes
        How many rows of `dwellings` in all, about: whole complexes are drawn.
    seed
        Start of the chance; the same seed gives the same tables.
    """
    country = Country(_shipped(), seed)
    folder.mkdir(parents=True, exist_ok=True)
    codes = [f"GM{_FIRST_CODE + number}" for number in range(municipalities)]
    sizes = _sizes(municipalities, homes, seed)
    outlines = pd.concat([_outlines(country, number, code) for number, code in enumerate(codes)], ignore_index=True)
    per_municipality = len(country.tables["neighbourhoods"])
    outlines.to_parquet(folder / "neighbourhoods.parquet", row_group_size=per_municipality)
    writers: dict[str, parquet.ParquetWriter] = {}
    try:
        for number, (code, size) in enumerate(zip(codes, sizes, strict=True)):
            own = outlines.iloc[number * per_municipality : (number + 1) * per_municipality]
            for table, frame in _municipality(country, number, code, size, own):
                _append(writers, folder, table, frame)
    finally:
        for writer in writers.values():
            writer.close()
    card = _card(folder, codes, ["neighbourhoods", *writers])
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8", newline="\n")


def _sizes(municipalities: int, homes: int, seed: int) -> list[int]:
    """Share homes out among municipalities, a few large and many small."""
    dice = Dice(seed, "municipalities")
    weights = [math.exp(dice.bell(0.0, 0.7, -1.5, 2.0)) for _ in range(municipalities)]
    total = math.fsum(weights)
    return [max(1, round(homes * weight / total)) for weight in weights]


def _municipality(
    country: Country, number: int, code: str, homes: int, outlines: gpd.GeoDataFrame
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Put a municipality together: its tables one by one."""
    chosen = country.drawn(number, homes)
    dice = Dice(country.seed, f"complexes of {number}")
    factors = np.array([dice.between(0.85, 1.15) for _ in chosen])
    for table in ("complexes", "dwellings", *OF_DWELLINGS):
        rows = country.rows[table]
        parts = [rows.get(name, np.array([], dtype=np.int64)) for name in chosen]
        draws = np.repeat(np.arange(len(chosen)), [len(part) for part in parts])
        frame = country.tables[table].take(np.concatenate(parts)).reset_index(drop=True)
        frame = _named(country, frame, code, pd.Series(draws))
        varied = [name for name in _VARIED if name in frame]
        frame[varied] = frame[varied].mul(factors[draws], axis="index").round(0)
        if table == "dwellings":
            frame = _placed(frame, country.corner(number), country.origin, draws)
            frame = frame.assign(neighbourhood_code=neighbourhood_codes(frame, outlines))
        yield table, frame.assign(municipality_code=code)
    urgencies = country.tables["urgencies"]
    yield "urgencies", _named(country, urgencies, code, pd.Series(0, urgencies.index)).assign(municipality_code=code)


def _named(country: Country, frame: pd.DataFrame, code: str, draws: pd.Series) -> pd.DataFrame:
    """Give rows the names of their municipality: ids by the draw of their complex, villages, associations."""
    mark = f"{code}-" + draws.astype("str") + "-"
    named = {name: mark + frame[name] for name in map(str, frame.columns) if name.endswith("_id")}
    if "complex_name" in frame:
        named["complex_name"] = "Complex " + mark + frame["complex_id"]
    if "village" in frame:
        named["village"] = frame["village"].map(country.villages) + f" {code}"
    if "corporation" in frame:
        named["corporation"] = frame["corporation"].map(CORPORATIONS)
    if "origin_municipality_code" in frame:
        named["origin_municipality_code"] = frame["origin_municipality_code"].replace({MUNICIPALITY: code})
    return frame.assign(**named)


def _placed(
    frame: pd.DataFrame, corner: tuple[float, float], origin: tuple[float, float], draws: NDArray[np.int64]
) -> pd.DataFrame:
    """Move homes to the cell of their municipality, every draw of a complex a little aside."""
    angle = draws * math.pi * (3 - math.sqrt(5))  # the golden angle: no two draws lie on one another
    aside = _ASIDE_M * np.sqrt(draws % 7)
    x = (frame["x_rd_m"] - origin[0]) * _SCALE + corner[0] + aside * np.cos(angle)
    y = (frame["y_rd_m"] - origin[1]) * _SCALE + corner[1] + aside * np.sin(angle)
    return frame.assign(x_rd_m=x.round(0), y_rd_m=y.round(0))


def _outlines(country: Country, number: int, code: str) -> gpd.GeoDataFrame:
    """Move the shipped outlines to the cell of a municipality."""
    frame, digits = country.tables["neighbourhoods"], code.removeprefix("GM")
    east, north = country.corner(number)
    west, south = country.origin
    matrix = [_SCALE, 0, 0, _SCALE, east - west * _SCALE, north - south * _SCALE]
    shapes = [affinity.affine_transform(shape, matrix) if shape is not None else None for shape in frame.geometry]
    return frame.assign(
        neighbourhood_code="BU" + digits + frame["neighbourhood_code"].str[6:],
        district_code="WK" + digits + frame["district_code"].str[6:],
        village=frame["village"].map(country.villages) + f" {code}",
        municipality_code=code,
        geometry=gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs),
    )


def _append(writers: dict[str, parquet.ParquetWriter], folder: Path, table: str, frame: pd.DataFrame) -> None:
    """Append one municipality to a table: a row group of its own."""
    if table not in writers:
        schema = pa.Schema.from_pandas(frame, preserve_index=False)
        writers[table] = parquet.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd")
    rows = pa.Table.from_pandas(frame, schema=writers[table].schema, preserve_index=False)
    writers[table].write_table(rows, row_group_size=max(1, len(rows)))


def _card(folder: Path, codes: list[str], tables: list[str]) -> dict[str, Any]:
    shipped = json.loads((SAMPLE / CARD).read_text(encoding="utf-8"))
    kept = ("created", "licenses", "sources", "reference_date", "covers", "synthetic")
    return {
        "name": "country-synthetic-sample",
        "title": f"SYNTHETIC delivery of {len(codes)} made-up municipalities: no real homes or households",
        **{key: shipped[key] for key in kept},
        "municipality": codes[0],
        "municipalities": codes,
        "corporations": [{"name": name, "l_number": ""} for name in CORPORATIONS.values()],
        "resources": [_resource(folder / f"{table}.parquet", table, codes) for table in sorted(tables)],
    }


def _resource(file: Path, table: str, codes: list[str]) -> dict[str, Any]:
    return {
        "name": table,
        "path": file.name,
        "hash": file_hash(file),
        "parts": dict(zip(codes, part_hashes(file), strict=True)),
        "schema": {"fields": [{"name": "municipality_code", "type": "string"}]},
    }
