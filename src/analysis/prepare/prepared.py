"""The core tables of one delivery, as they stand in their folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from ..catalogue import Card, file_hash
from ..catalogue.reading import parse_card
from ..contracts import TABLES, empty
from ..errors import DeliveryError
from ..findings import Finding
from ..wording import read as read_sentence
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD: Final = "delivery.json"
FINDINGS: Final = "findings"
"""What the memory calls the findings of the check."""


@dataclass(frozen=True)
class Prepared:
    """
    Core tables ready to load.

    Parameters
    ----------
    folder
        Where they stand.
    digest
        Fingerprint of the delivery they were made from.
    tables
        Names of the tables that were delivered, in the order of the contract.
    card
        The card of the delivery.
    findings
        What the check had to say: warnings and notes, as refused deliveries are not prepared.
    inputs
        Table, path and hash of every delivered file.
    hashes
        Table to the hash of its Parquet file.
    asked
        Memory of what was asked for: tables, and `FINDINGS`; what comes of it rests on these alone and on the card.
    """

    folder: Path
    digest: str
    tables: tuple[str, ...]
    card: Card
    findings: tuple[Finding, ...] = ()
    inputs: tuple[Mapping[str, str], ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict, repr=False)
    asked: set[str] = field(default_factory=set, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path) -> Prepared:
        """
        Open a folder that `prepare` made.

        Raises
        ------
        DeliveryError
            When the folder holds no complete record of a delivery.
        """
        record = read_record(folder)
        if record is None:
            message = said("{folder} holds no prepared delivery: run `afspraken prepare`", folder=folder.name)
            raise DeliveryError(message)
        return cls(
            folder=folder,
            digest=record["digest"],
            tables=tuple(record["tables"]),
            card=parse_card(folder, record["card"]),
            findings=tuple(_finding(one) for one in record["findings"]),
            inputs=tuple(record["inputs"]),
            hashes={name: one["hash"] for name, one in record["tables"].items()},
        )

    def load(self, table: str) -> pd.DataFrame:
        """
        Load a table; without rows when it was not delivered.

        Raises
        ------
        DeliveryError
            When the file is not the one that was written.
        """
        self.asked.add(table)
        if table not in self.tables:
            return empty(table)
        path = self.folder / f"{table}.parquet"
        if not path.is_file() or file_hash(path) != self.hashes[table]:
            message = said("{path} of the prepared delivery is damaged: run `afspraken prepare` again", path=path.name)
            raise DeliveryError(message)
        return gpd.read_parquet(path) if TABLES[table].geometry else pd.read_parquet(path)

    def told(self) -> tuple[Finding, ...]:
        """Give what the check had to say."""
        self.asked.add(FINDINGS)
        return self.findings

    @property
    def is_complete(self) -> bool:
        """Whether every table is there as it was written."""
        paths = {table: self.folder / f"{table}.parquet" for table in self.tables}
        return all(path.is_file() and file_hash(path) == self.hashes[table] for table, path in paths.items())


def read_record(folder: Path) -> dict[str, Any] | None:
    """Give what `delivery.json` of a folder says; None when there is none that can be read."""
    path = folder / RECORD
    if not path.is_file():
        return None
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return None
    needed = {"digest", "stamp", "card", "findings", "inputs", "tables"}
    return record if isinstance(record, dict) and needed <= record.keys() else None


def _finding(one: dict[str, Any]) -> Finding:
    sentences = {name: read_sentence(one[name]) for name in ("message", "remedy")}
    return Finding(**{**one, **sentences, "first_keys": tuple(one["first_keys"])})
