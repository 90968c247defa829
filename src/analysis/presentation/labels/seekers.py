"""English words for home seekers: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "seekers.active_count": "Active seekers",
    "seekers.registered_count": "Registered seekers",
    "seekers.responses_per_advert": "Responses per advertised home",
    "seekers.outside_responses_share": "Responses from other municipalities",
    "seekers.outside_allocations_share": "Homes let to seekers from other municipalities",
    "seekers.success_share": "Success rate in a quarter",
    "seekers.search_time_years": "Registration of regular seekers when housed",
    "seekers.fast_share": "Regular seekers housed after a short registration",
}
DEFINITIONS: Final = {
    "seekers.active_count": "Seekers who responded at least once in the last quarter of the half-year.",
    "seekers.registered_count": "Seekers registered at the end of the last quarter of the half-year.",
    "seekers.responses_per_advert": "Responses in the half-year divided by homes advertised in it.",
    "seekers.outside_responses_share": "Responses of seekers from other municipalities, of all responses.",
    "seekers.outside_allocations_share": "Allocations to seekers from other municipalities, of all allocations.",
    "seekers.success_share": "Allocations divided by active seekers, per quarter: the chance in one quarter.",
    "seekers.search_time_years": (
        "Median years between registration and allocation of regular seekers; those still searching are not in it."
    ),
    "seekers.fast_share": "Allocations to regular seekers after a short registration, of all to regular seekers.",
}
