"""English words for energy labels and improvement: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "labels.efg_homes_count": "Homes with label E, F or G",
    "labels.efg_whole_area_count": "Homes with label E, F or G, in and outside the municipality",
    "labels.efg_pace_homes_per_year": "Pace so far: homes with label E, F or G fewer each year",
    "labels.efg_pace_needed_homes_per_year.before": "Pace needed, if gone before that year begins",
    "labels.efg_pace_needed_homes_per_year.by_end": "Pace needed, if gone by the end of that year",
    "labels.efg_years_to_zero": "Years until label E, F and G are gone at the pace so far",
    "labels.e_to_g_share": "Homes with label E, F or G",
    "labels.a_to_c_share": "Homes with label A++++ to C",
    "labels.energy_neutral_share": "Homes with a label that stands in for energy-neutral",
    "labels.energy_neutral_pace_homes_per_year": "Homes a year on a straight line to energy-neutral (context)",
    "improvements.efg_homes_count": "Homes improved out of label E, F or G",
    "improvements.method_change_only_count": "Homes out of label E, F or G by another label method only",
    "improvements.to_label_a_count": "Homes improved to label A or better",
    "improvements.roof_floor_heat_pump_count": "Homes with roof, floor and heat pump",
    "improvements.roof_floor_cavity_count": "Homes with roof, floor and cavity wall",
    "improvements.floor_at_turnover_share": "Changes of tenant at which the floor was insulated",
    "improvements.housing_costs_change_eur_per_month": "Largest change of housing costs of an improved home",
    "improvements.housing_costs_change_median_eur_per_month": "Median change of housing costs of improved homes",
    "improvements.lifted_out_share": "Households that improvement would lift out of energy poverty",
    "improvements.housing_costs_raised_share": "Improved homes of which the housing costs rose",
}
DEFINITIONS: Final = {
    "labels.efg_homes_count": "Homes in service in the municipality with energy label E, F or G.",
    "labels.efg_whole_area_count": "Homes of the association that were delivered, wherever they stand.",
    "labels.e_to_g_share": "Homes with energy label E, F or G as a share of all homes with a known label.",
    "labels.a_to_c_share": "Homes with energy label A++++ to C as a share of all homes with a known label.",
    "improvements.efg_homes_count": (
        "Homes of which the label went from E, F or G to a better one by more than another method of labelling, in the "
        "association's whole working area, since 1 January."
    ),
    "improvements.method_change_only_count": (
        "Homes that left label E, F or G on paper: the method of the label changed and no measure explains the letter."
    ),
    "improvements.lifted_out_share": (
        "What if: share of the households in homes of low quality that would no longer be energy-poor once their home "
        "is improved."
    ),
    "improvements.housing_costs_change_eur_per_month": (
        "Change of the rent because of the improvement, minus the estimated saving on energy, per home and month."
    ),
}
ORDERS: Final = {
    "need": "where it lifts most households first",
    "label": "worst labels first",
    "pro_rata": "spread evenly",
    "budget": "the budget, where it lifts most households per euro first",
    "need_elsewhere": "the first way, when planned on other households than it is carried out on",
}
