"""English words for rents: names and definitions of the results, classes and reasons."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "rent.below_first_cap_share": "Homes with a rent up to the first cap",
    "rent.below_first_cap_share_at_year_start": "Homes with a rent up to the first cap, on 1 January",
    "rent.class_up_to_quality_cap_share": "Rent up to the kwaliteitskortingsgrens",
    "rent.class_up_to_low_cap_share": "Rent above that, up to the low aftoppingsgrens",
    "rent.class_up_to_high_cap_share": "Rent above that, up to the high aftoppingsgrens",
    "rent.class_up_to_limit_share": "Rent above that, up to the huurtoeslag limit",
    "rent.class_above_limit_share": "Rent above the huurtoeslag limit",
    "rent.target_distance_median_eur_per_month": "Median distance to the target rent",
    "rent.at_target_share": "Homes at or above the target rent",
    "rent.new_build_below_cap_share": "New homes first let below their cap",
    "rent.new_build_median_eur_per_month": "Median first rent of new homes",
    "rent.sum_change_share": "Change of the rent sum",
    "rent.sum_change_so_far_share": "Change of the rent sum so far",
    "rent.sum_change_without_reductions_share": "Change of the rent sum without one-off reductions",
    "rent.sum_change_yearly_share": "Of it through yearly rises",
    "rent.sum_change_income_dependent_share": "Of it through income-dependent rises",
    "rent.sum_change_improvement_share": "Of it after improvements",
    "rent.sum_change_reduction_share": "Of it through one-off reductions",
    "rent.sum_change_other_share": "Of it for other reasons",
    "rent.largest_home_change_share": "Largest regular rise of one home",
    "rent.above_agreed_cap_share": "Homes above the cap of the agreement",
    "rent.above_legal_cap_share": "Homes above the limit of the law",
    "rent.income_dependent_share": "Homes with an income-dependent rise",
    "rent.income_dependent_mean_eur_per_month": "Mean income-dependent rise",
    "rent.income_dependent_largest_eur_per_month": "Largest income-dependent rise",
}
DEFINITIONS: Final = {
    "rent.below_first_cap_share": (
        "Self-contained homes in service with a net rent up to the low aftoppingsgrens in force, of those with a known "
        "rent."
    ),
    "rent.new_build_below_cap_share": (
        "First lettings of newly built homes below the cap in force on the day: the low one for one or two persons, "
        "the high one for more."
    ),
    "rent.sum_change_share": (
        "Rents of self-contained homes let to the same tenant on 1 January of both years, added up: the second sum "
        "over the first."
    ),
    "rent.above_legal_cap_share": (
        "Homes whose regular rise is above the percentage of the law, or above its amount in euros where that counts "
        "instead."
    ),
    "rent.income_dependent_share": "Homes whose rent was raised because of the tenant's income, of those compared.",
}
RENT_CLASSES: Final = {
    "rent.class_up_to_quality_cap_share": "up to {to} (kwaliteitskortingsgrens)",
    "rent.class_up_to_low_cap_share": "above that, up to {to} (low cap)",
    "rent.class_up_to_high_cap_share": "above that, up to {to} (high cap)",
    "rent.class_up_to_limit_share": "above that, up to {to} (huurtoeslag limit)",
    "rent.class_above_limit_share": "above {to}",
}
"""Classes of rent from low to high; the amount is the cap in force."""
CAPS: Final = {
    "quality_cap": "kwaliteitskortingsgrens",
    "low_cap": "low cap",
    "high_cap": "high cap",
    "limit": "huurtoeslag limit",
}
REASONS: Final = {
    "yearly": "yearly rise",
    "income_dependent": "income-dependent rise",
    "improvement": "after improvement",
    "reduction": "one-off reduction",
    "other": "other reasons",
    "total": "all together",
}
"""Steps of the change of rent, in the order shown."""
