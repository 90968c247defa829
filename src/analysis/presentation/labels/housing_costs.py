"""English words for housing costs: names and definitions of the results, kinds of households, parts of the costs."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "housing_costs.payment_risk_share": "Payment risk",
    "housing_costs.payment_risk_without_support_share": "Payment risk, without support for energy",
    "housing_costs.payment_risk_without_huurtoeslag_share": "Payment risk, without huurtoeslag",
    "housing_costs.cost_quote_above_line_share": "High housing costs for the income",
    "housing_costs.receives_huurtoeslag_share": "Households with a right to huurtoeslag, as calculated",
    "housing_costs.median_costs_eur_per_month": "Median housing costs",
    "housing_costs.median_huurtoeslag_eur_per_month": "Median huurtoeslag, households without a right as 0",
    "housing_costs.median_shortage_eur_per_month": "Median shortage of households at payment risk",
    "housing_costs.median_left_eur_per_month": "Median income left after housing costs",
}
DEFINITIONS: Final = {
    "housing_costs.payment_risk_share": (
        "Share of households whose income, after rent, energy and local taxes, is below the budget for modest living."
    ),
    "housing_costs.payment_risk_without_support_share": (
        "Share of households at payment risk if there were no price cap and no allowance for energy."
    ),
    "housing_costs.payment_risk_without_huurtoeslag_share": (
        "Share of households at payment risk if nobody got huurtoeslag."
    ),
    "housing_costs.cost_quote_above_line_share": (
        "Share of households whose rent after huurtoeslag, energy and local taxes take more than the line of income."
    ),
    "housing_costs.receives_huurtoeslag_share": "Share of households to whom the formula of the act gives huurtoeslag.",
    "housing_costs.median_costs_eur_per_month": "Rent after huurtoeslag, energy, local taxes; in whole tens of euros.",
    "housing_costs.median_huurtoeslag_eur_per_month": "Calculated by the formula of the act, in whole tens of euros.",
    "housing_costs.median_shortage_eur_per_month": (
        "Budget for modest living minus what is left, in the middle of the households at payment risk."
    ),
    "housing_costs.median_left_eur_per_month": "Disposable income minus housing costs, in whole tens of euros.",
}
HOUSEHOLD_KINDS: Final = {
    "single": "one person",
    "single_pension": "one person, pension age",
    "lone_parent": "one parent with children",
    "couple": "couple",
    "couple_pension": "couple, pension age",
    "couple_children": "couple with children",
    "other": "other households",
}
COST_PARTS: Final = {
    "mean_rent_after_huurtoeslag": "rent after huurtoeslag",
    "mean_energy": "energy",
    "mean_local_taxes": "local taxes",
    "left": "left to live on",
}
