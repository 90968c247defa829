"""English words for what the parties report themselves: names of the measures they agreed to report."""

from __future__ import annotations

from typing import Final

LOG: Final = {"planned": "planned", "done": "done", "cancelled": "cancelled"}
RESULTS: Final = {
    "reported.8.households_advised": "Households advised with the Voorzieningenwijzer",
    "reported.8.benefit_eur_per_year": "Average benefit of an advice",
    "reported.16.clients": "Clients of Eerste hulp bij geldzaken",
    "reported.16.referrals": "Tenants referred to Eerste hulp bij geldzaken",
    "reported.17.received_eur": "Money received from the State against energy poverty",
    "reported.17.spent_eur": "Of the money received, spent",
    "reported.17.households_reached": "Households reached with the money",
    "reported.18.area_plans": "Area plans begun",
    "reported.18.area_plans_with_associations": "Area plans with an association at the table from the start",
    "reported.33.registrations": "Persons registered with WeerThuis",
    "reported.33.housed": "Persons of WeerThuis who were housed",
    "reported.41.municipality_eur_per_year": "Contribution of the municipality to neighbour mediation",
    "reported.41.corporation_eur_per_year": "Contribution of an association to neighbour mediation",
    "reported.41.costs_eur_per_year": "Costs of neighbour mediation",
    "reported.41.cases": "Cases of neighbour mediation",
    "reported.41.solved_cases": "Solved cases of neighbour mediation",
    "reported.42.liveability_eur_per_year": "Spent on liveability",
    "reported.42.staff_fte": "Staff for liveability",
}
DEFINITIONS: Final = {
    "reported.41.municipality_eur_per_year": "What the municipality reports to have paid in the year.",
    "reported.41.corporation_eur_per_year": "What each association reports to have paid in the year.",
}
