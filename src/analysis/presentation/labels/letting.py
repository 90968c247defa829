"""English words for displacement and the half-year of urgent seekers: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "displacement.urgent_share": "Lettings to urgent seekers",
    "displacement.urgent_share_of_vacated": "Vacated homes let to urgent seekers",
    "displacement.housed_within_half_year_share": "Urgent seekers housed within half a year",
}
DEFINITIONS: Final = {
    "displacement.urgent_share": "Lettings to urgent seekers as a share of all lettings of self-contained DAEB homes.",
    "displacement.urgent_share_of_vacated": (
        "Lettings to urgent seekers as a share of all lettings of vacated self-contained DAEB homes."
    ),
    "displacement.housed_within_half_year_share": (
        "Chance that a seeker with an urgency is housed within 183 days; expiry, withdrawal and moving away compete."
    ),
}
