"""English words for the building programme: names and definitions of the results, kinds of projects."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "programme.delivered_homes_count": "New homes delivered",
    "programme.demolished_homes_count": "Homes demolished",
    "programme.planned_homes_count": "Social homes planned at De Kooi and Bladergroenschool",
    "programme.lifetime_proof_share": "New homes that suit all stages of life",
    "programme.sold_without_label_share": "Homes sold without a sale label",
    "programme.sold_share_of_complex": "Part of the complex sold since the baseline",
}
DEFINITIONS: Final = {
    "programme.delivered_homes_count": "New homes of the agreement's projects completed in its year, of those planned.",
    "programme.demolished_homes_count": "Homes of the agreement's projects demolished in its year, of those planned.",
    "programme.planned_homes_count": "Social rental homes among the homes planned in the agreement's projects.",
    "programme.lifetime_proof_share": "New homes completed in the year that suit all stages of life, of all of them.",
    "programme.sold_without_label_share": "Homes sold in the half-year without a sale label, of all homes sold in it.",
    "programme.sold_share_of_complex": (
        "Homes of the complex sold since the baseline, of those and the homes the association still owns there."
    ),
}
KINDS: Final = {"new_build": "new building", "demolition": "demolition", "milestone": "decision"}
STANDINGS: Final = {
    "on_time": "on time",
    "late": "{days} days late",
    "planned": "planned",
    "overdue": "overdue for {days} days",
}
PARTS: Final = {
    "built": "built",
    "to_build": "planned, not built",
    "demolished": "demolished",
    "to_demolish": "planned, not demolished",
}
