"""Improvements and the homes they are about: labels that disagree, and homes that were not delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    from ...findings import Finding
    from ..delivery import Delivery


def contradicting_labels(delivery: Delivery) -> list[Finding]:
    """Find improvements whose new label differs from the home's own, registered on that day or later."""
    if not {"improvements", "dwellings"} <= delivery.tables.keys():
        return []
    improvements = delivery.tables["improvements"]
    last = improvements.dropna(subset=["completed_on", "label_after"]).sort_values("completed_on", kind="stable")
    last = last.drop_duplicates("dwelling_id", keep="last")
    homes = delivery.tables["dwellings"].sort_values("in_service_from", kind="stable")
    homes = homes.drop_duplicates("dwelling_id", keep="last").set_index("dwelling_id")
    label = last["dwelling_id"].map(homes["energy_label"])
    is_later = last["dwelling_id"].map(homes["label_registered_on"]) >= last["completed_on"]
    rows = last[is_later & label.notna() & (label != last["label_after"])]
    return about(
        rows,
        "improvements",
        "contradicting_label",
        "label_after",
        said(
            "the label after an improvement is not the one the home has since then: {dwelling_id}",
            dwelling_id=listed(rows["dwelling_id"]),
        ),
        remedy=said("Correct the label in improvements or in dwellings."),
        severity="warning",
    )


def improved_elsewhere(delivery: Delivery) -> list[Finding]:
    """Find improvements of homes in other municipalities that were not delivered: they count without their stock."""
    if not {"improvements", "dwellings"} <= delivery.tables.keys():
        return []
    improvements = delivery.tables["improvements"]
    is_elsewhere = improvements["municipality_code"] != delivery.card.municipality
    is_known = improvements["dwelling_id"].isin(delivery.tables["dwellings"]["dwelling_id"])
    rows = improvements[is_elsewhere & ~is_known]
    return about(
        rows,
        "improvements",
        "improved_elsewhere",
        "dwelling_id",
        said(
            "improved homes outside the municipality are not in dwellings: they count, the stock they belong to "
            "does not"
        ),
        remedy=said("Deliver those homes to have the path of labels E, F and G cover the association's whole area."),
        severity="note",
    )
