"""Read a whole delivery: its card, and every table the card names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..catalogue import CARD, Card, hash_findings, read_card
from ..catalogue.card import wrong
from ..contracts import TABLES
from ..wording import said
from .tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ..findings import Finding


@dataclass(frozen=True)
class Delivery:
    """
    A delivery as it was read.

    Parameters
    ----------
    folder
        Where it stands.
    card
        Its card.
    tables
        Every table that could be read, with the contract's columns and dtypes; the index says file and line.
    findings
        What was found about the files, the cells and the contracts.
    """

    folder: Path
    card: Card
    tables: dict[str, pd.DataFrame]
    findings: list[Finding] = field(default_factory=list)

    def is_delivered(self, table: str) -> bool:
        """Whether the card names the table, readable or not."""
        return self.card.resource(table) is not None


def read_delivery(folder: Path, municipality: str = "") -> Delivery:
    """
    Read a delivery; what is wrong with its content becomes a finding.

    Parameters
    ----------
    folder
        Folder with `datapackage.json`.
    municipality
        CBS code of the one that is meant, in a delivery of many.

    Returns
    -------
    delivery
        Tables in the order of the contract.

    Raises
    ------
    DeliveryError
        Only when the card itself is missing or refused: nothing can be read without it.
    """
    card = read_card(folder, municipality)
    findings = [*hash_findings(folder, card), *_unknown_tables(card), *_unlisted_files(folder, card)]
    absent = {finding.table for finding in findings if finding.rule == "missing_file"}
    tables = {}
    for table in TABLES:
        resource = card.resource(table)
        if resource is None or table in absent:
            continue
        read = read_table(folder, resource)
        findings += read.findings
        if read.frame is not None:
            tables[table] = read.frame
    return Delivery(folder, card, tables, findings)


def _unknown_tables(card: Card) -> list[Finding]:
    return [
        wrong(
            "unknown_table",
            resource.table,
            said("the card names {table}, which is not a table of the contract; it is not read", table=resource.table),
            said("Use a name of docs/data_dictionary.md, or leave it when it is not meant to be read."),
            severity="warning",
        )
        for resource in card.resources
        if resource.table not in TABLES
    ]


def _unlisted_files(folder: Path, card: Card) -> list[Finding]:
    """Find files named after a table that the card does not name: delivered later, and never read."""
    listed = {path for resource in card.resources for path in resource.paths} | {CARD}
    there = sorted(path.name for path in folder.iterdir() if path.is_file() and path.stem in TABLES)
    return [
        wrong(
            "file_not_on_card",
            "",
            said("{name} is in the folder and not on the card; it is not read", name=name),
            said("Write the card again with `afspraken card DIR`."),
            table=name.partition(".")[0],
            file=name,
            severity="warning",
        )
        for name in there
        if name not in listed
    ]
