"""Two tables give a rent; on the card's reference date they must say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...wording import said
from .rows import about

if TYPE_CHECKING:
    from ...findings import Finding
    from ..delivery import Delivery

_HALF_A_CENT = 0.005


def contradicting_rents(delivery: Delivery) -> list[Finding]:
    """Find homes whose own rent differs from the last `rents` row not after the card's reference date."""
    if not {"dwellings", "rents"} <= delivery.tables.keys():
        return []
    day = pd.Timestamp(delivery.card.reference_date)
    dwellings, rents = delivery.tables["dwellings"], delivery.tables["rents"]
    until = rents[rents["valid_from"] <= day].sort_values("valid_from", kind="stable")
    last = until.drop_duplicates("dwelling_id", keep="last").set_index("dwelling_id")["net_rent_eur_per_month"]
    is_running = (dwellings["in_service_from"] <= day) & ~(dwellings["out_of_service_from"] <= day)
    difference = (dwellings["dwelling_id"].map(last) - dwellings["net_rent_eur_per_month"]).abs()
    return about(
        dwellings[is_running & (difference >= _HALF_A_CENT)],
        "dwellings",
        "contradicting_rents",
        "net_rent_eur_per_month",
        said(
            "the rent of the home differs from its rent in rents on {reference_date}",
            reference_date=delivery.card.reference_date,
        ),
        remedy=said("Deliver the same rent in both tables, or leave net_rent_eur_per_month of dwellings empty."),
    )
