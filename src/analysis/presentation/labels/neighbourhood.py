"""English words for neighbourhood inspections: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "inspections.held_in_two_years_share": "Inspections held in two years, per village",
    "inspections.points_closed_share": "Points of inspections that are closed",
    "inspections.months_since_count": "Months since the last inspection",
    "inspections.promises_kept_share": "Promises of inspections that were kept",
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
    "inspections.promises_kept_share": (
        "Points done on the agreed day at the latest, of those that are done or whose day lies before the reference "
        "date."
    ),
    "inspections.poor_label_share": "Homes of the associations with label E, F or G, of those with a known label.",
    "inspections.months_since_count": "Whole months since the last inspection was held in the village.",
}
PROMISES: Final = {
    "overdue": "overdue",
    "open": "open",
    "done_late": "done late",
    "done_in_time": "done in time",
    "done": "done, no day agreed",
}
"""What became of a point raised at an inspection."""
SUBJECTS: Final = {
    "paving": "paving",
    "green": "green",
    "litter": "litter",
    "lighting": "lighting",
    "furniture": "street furniture",
    "playground": "playground",
    "parking": "parking",
    "traffic": "traffic",
    "accessibility": "accessibility",
    "water": "water",
    "back paths": "back paths",
    "facades": "facades",
    "safety": "safety",
    "nuisance": "nuisance",
    "meeting": "meeting one another",
    "other": "something else",
}
"""What a point of an inspection is about: the codes of `inspection_subjects`."""
OTHER_OWNERS: Final = {"residents": "residents", "others": "others"}
"""Who can promise something besides the parties of the agreements: the codes of `inspection_other_owners`."""
