"""English words for neighbourhood inspections: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "inspections.held_in_two_years_share": "Inspections held in two years, per village",
    "inspections.points_closed_share": "Points of inspections that are closed",
    "inspections.months_since_count": "Months since the last inspection",
    "inspections.open_points_count": "Open points of inspections",
    "inspections.overdue_points_count": "Open points past their date",
    "inspections.poor_label_share": "Homes with label E, F or G",
    "reported.41.solved_share": "Cases of neighbour mediation that were solved",
    "reported.42.eur_per_home": "Spent on liveability per home, a year",
    "reported.41.cases_per_1000_homes": "Cases of neighbour mediation per 1,000 homes",
}
DEFINITIONS: Final = {
    "inspections.held_in_two_years_share": (
        "Inspections held in the 24 months up to the reference date, divided by the villages with homes of an "
        "association; a village visited twice makes up for another."
    ),
    "inspections.points_closed_share": "Points raised at an inspection that are closed on the reference date.",
    "inspections.poor_label_share": "Homes of the associations with label E, F or G, of those with a known label.",
    "inspections.months_since_count": "Whole months since the last inspection was held in the village.",
}
