"""English words for the social stock: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "social_stock.owner_count": "Homes owned by the associations",
    "social_stock.daeb_count": "DAEB homes",
    "social_stock.rent_limit_count": "Homes with a rent up to the huurtoeslag limit",
    "social_stock.owner_count_at_start": "Homes owned by the associations, at the start",
    "social_stock.daeb_count_at_start": "DAEB homes, at the start",
    "social_stock.rent_limit_count_at_start": "Homes with a rent up to the huurtoeslag limit, at the start",
    "social_stock.kept": "Change of the social stock",
}
DEFINITIONS: Final = {
    "social_stock.owner_count": "Every home of the associations in service on the date.",
    "social_stock.daeb_count": "Homes of the associations with DAEB status, as the delivery states it.",
    "social_stock.rent_limit_count": "Homes of the associations with a net rent up to the huurtoeslag limit in force.",
    "social_stock.kept": "Homes of the associations now, minus those on the day the goal counts from.",
}
