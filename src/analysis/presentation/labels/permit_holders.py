"""English words for permit holders: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "permit_holders.task_share": "Permit holders housed, of the task",
    "permit_holders.task_persons": "Task, pro rata to the rental homes",
    "permit_holders.task_housed_persons": "Permit holders housed",
    "permit_holders.task_family_reunion_persons": "Housed through family reunion",
    "permit_holders.task_backlog_persons": "Behind on the task, earlier half-years included",
    "permit_holders.quarterly_reports_count": "Quarters with a report on permit holders",
    "permit_holders.by_village_share": "Lettings to permit holders and people from sheltered living",
}
DEFINITIONS: Final = {
    "permit_holders.task_share": (
        "Persons housed as a share of the association's part of the municipality's task, divided by rental homes."
    ),
    "permit_holders.task_backlog_persons": (
        "Task minus persons housed, added up from the first half-year delivered; below 0 the association is ahead."
    ),
    "permit_holders.quarterly_reports_count": "Quarters of the calendar year in which the municipality reported.",
    "permit_holders.by_village_share": (
        "Lettings to permit holders at first housing and to people leaving sheltered living, of all lettings there."
    ),
}
