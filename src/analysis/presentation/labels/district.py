"""English words for Laarhove: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "laarhove.social_share": "Social rent in Laarhove",
    "laarhove.cheap_share": "Social rent and cheap sale in Laarhove",
    "laarhove.social_share.permitted": "Social rent in Laarhove, at least permitted",
    "laarhove.social_share.under_construction": "Social rent in Laarhove, at least under construction",
    "laarhove.social_share.delivered": "Social rent in Laarhove, delivered",
    "laarhove.cheap_share.permitted": "Social rent and cheap sale in Laarhove, at least permitted",
    "laarhove.cheap_share.under_construction": "Social rent and cheap sale in Laarhove, at least under construction",
    "laarhove.cheap_share.delivered": "Social rent and cheap sale in Laarhove, delivered",
}
DEFINITIONS: Final = {
    "laarhove.social_share": "Homes for social rent as a share of all homes in the plan.",
    "laarhove.cheap_share": "Homes for social rent and cheap sale as a share of all homes in the plan.",
}
