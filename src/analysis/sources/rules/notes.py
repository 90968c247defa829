"""What a reader of the report wants to know of a delivery, though nothing is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...contracts import TABLES
from ...findings import Finding
from ...wording import said
from .rows import about, listed, percentage

if TYPE_CHECKING:
    from ..delivery import Delivery


def labels_after_reference_date(delivery: Delivery) -> list[Finding]:
    """Find energy labels registered after the card's reference date: they are unknown on it."""
    dwellings = delivery.tables.get("dwellings")
    if dwellings is None:
        return []
    rows = dwellings[dwellings["label_registered_on"] > pd.Timestamp(delivery.card.reference_date)]
    return about(
        rows,
        "dwellings",
        "label_after_reference_date",
        "label_registered_on",
        said(
            "an energy label was registered after {reference_date}; it is unknown on that day",
            reference_date=delivery.card.reference_date,
        ),
        remedy=said("Nothing needs to be done; deliver the earlier label if there was one."),
        severity="note",
    )


def homes_elsewhere(delivery: Delivery) -> list[Finding]:
    """Find homes of other municipalities: only the agreements about labels look at them."""
    dwellings = delivery.tables.get("dwellings")
    if dwellings is None:
        return []
    code = dwellings["municipality_code"]
    rows = dwellings[code.notna() & (code != delivery.card.municipality)]
    return about(
        rows,
        "dwellings",
        "home_elsewhere",
        "municipality_code",
        said(
            "homes stand outside {municipality}: {municipality_code}",
            municipality=delivery.card.municipality,
            municipality_code=listed(rows["municipality_code"]),
        ),
        remedy=said("Nothing needs to be done; they count where an agreement covers an association's whole area."),
        severity="note",
    )


def missing_shares(delivery: Delivery) -> list[Finding]:
    """Find columns with gaps: how many of the rows, and which share."""
    absent = {(one.table, one.column) for one in delivery.findings if one.rule == "missing_column"}
    findings = []
    for table, frame in delivery.tables.items():
        empty = frame.isna()
        for column in TABLES[table].columns.values():
            gaps = empty[column.name]
            is_told = column.kind == "geometry" or bool(column.empty_means) or (table, column.name) in absent
            if column.nullable and not is_told and gaps.any():
                share = percentage(int(gaps.sum()), len(frame))
                message = said(
                    "{column} is empty in {empty} of {count} rows ({share}%)",
                    column=column.name,
                    empty=gaps.sum(),
                    count=len(frame),
                    share=share,
                )
                remedy = said("Deliver what is known; a figure with too many gaps is not assessable.")
                findings += about(
                    frame[gaps], table, "missing_share", column.name, message, remedy=remedy, severity="note"
                )
    return findings


def tables_not_delivered(delivery: Delivery) -> list[Finding]:
    """Find tables that are not there, with what cannot be assessed without them."""
    return [
        Finding(
            name,
            "table_not_delivered",
            "",
            said("{name} is not delivered; not assessable: {serves}", name=name, serves=table.serves),
            said("Deliver the table to have it assessed."),
            "note",
        )
        for name, table in TABLES.items()
        if not delivery.is_delivered(name)
    ]
