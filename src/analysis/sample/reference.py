"""Read the published facts and the assumptions that the synthetic delivery is made from."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from ..paths import RAW

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = RAW / "reference"
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Reference:
    """The folder `data/raw/reference`, read once."""

    settings: dict[str, Any]
    outlines: dict[str, Any]
    tables: dict[str, list[dict[str, str]]]
    planted: list[dict[str, Any]]

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of one CSV file, in its order, as text."""
        return self.tables[name]


@cache
def load_reference(folder: Path = REFERENCE) -> Reference:
    """
    Read the reference folder: settings, outlines and every CSV file.

    Parameters
    ----------
    folder
        Folder with `sample_assumptions.yml`, `neighbourhood_outlines.geojson` and the CSV files.

    Returns
    -------
    Reference
        Settings as written, geometries per neighbourhood code (None = empty), rows as text.

    Examples
    --------
    >>> len(load_reference().rows("villages"))
    18
    """
    settings = _yaml(folder / "sample_assumptions.yml")
    collection = json.loads((folder / "neighbourhood_outlines.geojson").read_text(encoding="utf-8"))
    outlines = {feature["properties"]["neighbourhood_code"]: feature["geometry"] for feature in collection["features"]}
    tables = {path.stem: _rows(path) for path in sorted(folder.glob("*.csv"))}
    return Reference(settings, outlines, tables, _yaml(folder / "sample_planted.yml"))


def _yaml(path: Path) -> Any:  # noqa: ANN401  what a YAML file holds is known to its reader
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
