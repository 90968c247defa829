"""A delivery as plain tables of text, read with the standard library only."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from analysis.sample import write_sample

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "raw" / "sample"


def read_tables(folder):
    """Read every CSV table that the card names, the files of one table one after the other."""
    card = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for resource in card["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        if paths[0].endswith(".csv"):
            tables[resource["name"]] = [row for path in paths for row in read_csv(folder / path)]
    return tables


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def shipped():
    """The folder of the shipped delivery."""
    return SHIPPED


@pytest.fixture(scope="session")
def tables():
    """The tables of the shipped delivery; copy before changing."""
    return read_tables(SHIPPED)


@pytest.fixture(scope="session", params=[(1730, None), (11, 25), (29, 140), (7, 75)], ids=str)
def delivery(request, tmp_path_factory):
    """A delivery of another seed or size: folder, tables and number of complexes."""
    seed, complexes = request.param
    folder = tmp_path_factory.mktemp("delivery")
    write_sample(folder, seed=seed, complexes=complexes)
    return folder, read_tables(folder), complexes or 75
