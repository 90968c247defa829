"""The villages of the municipality: those of `neighbourhoods`, else those of `complexes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from ...findings import Finding
    from ..delivery import Delivery

_ABOUT_HERE = ("stock", "seekers", "programme", "inspections")  # tables about the municipality only


def known_villages(delivery: Delivery) -> tuple[str, ...]:
    """
    Give the villages of the municipality, sorted.

    Returns
    -------
    villages
        Empty when neither `neighbourhoods` nor `complexes` names any: nothing can be held against them then.
    """
    for table in ("neighbourhoods", "complexes"):
        frame = delivery.tables.get(table)
        if frame is not None and frame["village"].notna().any():
            return tuple(sorted(frame["village"].dropna().unique()))
    return ()


def unknown_villages(delivery: Delivery) -> list[Finding]:
    """Find villages nobody delivered, of homes, complexes, projects and counts of the card's municipality."""
    villages = known_villages(delivery)
    if not villages:
        return []
    findings = []
    for table, frame in _here(delivery).items():
        rows = frame[frame["village"].notna() & ~frame["village"].isin(villages)]
        findings += _unknown(table, rows, villages)
    return findings


def _here(delivery: Delivery) -> dict[str, pd.DataFrame]:
    """The rows that stand in the card's municipality, of every table with a village."""
    frames = {table: delivery.tables[table] for table in _ABOUT_HERE if table in delivery.tables}
    if "dwellings" in delivery.tables:
        dwellings = delivery.tables["dwellings"]
        frames["dwellings"] = dwellings[dwellings["municipality_code"] == delivery.card.municipality]
        if "complexes" in delivery.tables:
            complexes = delivery.tables["complexes"]
            frames["complexes"] = complexes[complexes["complex_id"].isin(frames["dwellings"]["complex_id"])]
    return frames


def _unknown(table: str, rows: pd.DataFrame, villages: Collection[str]) -> list[Finding]:
    message = said(
        "village {village} is not one of {villages}", village=listed(rows["village"]), villages=", ".join(villages)
    )
    remedy = said("Write the village as in neighbourhoods (without it: as in complexes).")
    return about(rows, table, "unknown_village", "village", message, remedy=remedy)
