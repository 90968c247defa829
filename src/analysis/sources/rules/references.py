"""What one table says of another must be found there, and every association on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...contracts import TABLES
from ...findings import Finding
from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    import pandas as pd

    from ..delivery import Delivery

_RULES = {"dwellings": "unknown_dwelling", "complexes": "unknown_complex", "inspections": "unknown_inspection"}


def missing_tables(delivery: Delivery) -> list[Finding]:
    """Find tables that are not delivered although a delivered table refers to them."""
    findings = []
    for target in _RULES:
        asking = [name for name in delivery.tables if target in TABLES[name].references.values()]
        if asking and not delivery.is_delivered(target):
            message = said(
                "table {target} is not delivered, and {asking} refers to it", target=target, asking=", ".join(asking)
            )
            remedy = said("Deliver {target}, or leave out the tables that refer to it.", target=target)
            findings.append(Finding(target, "missing_table", "", message, remedy, "refused"))
    return findings


def unknown_references(delivery: Delivery) -> list[Finding]:
    """
    Find rows that refer to a complex, dwelling or inspection that was not delivered.

    Where a table says in which municipality a home stands, homes of other municipalities need not be delivered.
    """
    findings = []
    for name, frame in delivery.tables.items():
        for column, target in TABLES[name].references.items():
            if target in delivery.tables:
                findings += _unknown(delivery, name, frame, column, target)
    return findings


def _unknown(delivery: Delivery, name: str, frame: pd.DataFrame, column: str, target: str) -> list[Finding]:
    is_unknown = frame[column].notna() & ~frame[column].isin(delivery.tables[target][column])
    if target == "dwellings" and "municipality_code" in frame:
        here = frame["municipality_code"].isna() | (frame["municipality_code"] == delivery.card.municipality)
        is_unknown &= here
    rows = frame[is_unknown]
    message = said("{column} is not in {target}: {rows}", column=column, target=target, rows=listed(rows[column]))
    remedy = said("Deliver the row in {target}, or correct the identifier.", target=target)
    return about(rows, name, _RULES[target], column, message, remedy=remedy)


def unknown_corporations(delivery: Delivery) -> list[Finding]:
    """Find associations that the card does not name."""
    known = list(delivery.card.corporations)
    findings = []
    for name, frame in delivery.tables.items():
        if "corporation" not in frame:
            continue
        rows = frame[frame["corporation"].notna() & ~frame["corporation"].isin(known)]
        message = said(
            "the card does not name association {corporation}; it names {known}",
            corporation=listed(rows["corporation"]),
            known=", ".join(known),
        )
        remedy = said("Correct the name, or add the association to the card.")
        findings += about(rows, name, "unknown_corporation", "corporation", message, remedy=remedy)
    return findings


def unknown_neighbourhoods(delivery: Delivery) -> list[Finding]:
    """Find homes of the municipality in a neighbourhood that was not delivered: they are on no map."""
    if not {"dwellings", "neighbourhoods"} <= delivery.tables.keys():
        return []
    dwellings = delivery.tables["dwellings"]
    known = delivery.tables["neighbourhoods"]["neighbourhood_code"]
    code = dwellings["neighbourhood_code"]
    is_here = dwellings["municipality_code"] == delivery.card.municipality
    rows = dwellings[is_here & code.notna() & ~code.isin(known)]
    message = said(
        "neighbourhood_code is not in neighbourhoods: {neighbourhood_code}",
        neighbourhood_code=listed(rows["neighbourhood_code"]),
    )
    remedy = said("Use the codes of the delivered year, or deliver the neighbourhood.")
    return about(
        rows,
        "dwellings",
        "unknown_neighbourhood",
        "neighbourhood_code",
        message,
        remedy=remedy,
        severity="warning",
    )
