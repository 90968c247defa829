"""English words for the page for tenants: what a figure says, in plain words."""

from __future__ import annotations

from typing import Final

FACTS: Final = {
    "social_stock.owner_count": "Homes of the housing associations",
    "social_stock.kept": "How many homes more or fewer than a year ago",
    "rent.below_first_cap_share": "Homes with a low rent",
    "labels.e_to_g_share": "Homes with a poor energy label (E, F or G)",
    "energy_poverty.lihelek_share": "Households in energy poverty",
    "housing_costs.payment_risk_share": "Households with too little left after rent, energy and local taxes",
    "seekers.responses_per_advert": "Responses to each home on offer",
    "inspections.months_since_count": "Months since the last inspection of the neighbourhood",
    "inspections.open_points_count": "Points from inspections that are still open",
}
"""What the page tells of a village, in its order."""
