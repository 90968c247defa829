"""Housing costs by kind of household: who they weigh heaviest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import wilson_interval

if TYPE_CHECKING:
    from ...periods import Period

_COUPLE = 2
OTHER = "other"
KINDS = ("single", "single_pension", "lone_parent", "couple", "couple_pension", "couple_children", OTHER)
MEANS = {
    "mean_rent_after_huurtoeslag": "rent_after_huurtoeslag_eur_per_month",
    "mean_energy": "energy_eur_per_month",
    "mean_local_taxes": "local_taxes_eur_per_month",
    "mean_income": "income_eur_per_month",
    "mean_budget": "budget_eur_per_month",
}
"""Averages of a table by kind and the amounts they are of; averages add up, medians do not."""
MEDIANS = {"median_costs": "costs_eur_per_month", "median_left": "left_eur_per_month"}
_NEEDED = ["costs_eur_per_month", "income_eur_per_month", "budget_eur_per_month", "is_pension_age"]


def household_kind_of(homes: pd.DataFrame) -> pd.Series[str]:
    """
    Kind of each household: one adult or two, at pension age or not, with minor children or not; else `other`.

    Parameters
    ----------
    homes
        Needs `adults`, `children`, `is_pension_age`. Not modified.

    Returns
    -------
    kind
        One of `KINDS`, index of `homes`; missing where one of the three is missing.

    Notes
    -----
    Source: docs/method/housing_costs.md.

    Examples
    --------
    >>> homes = pd.DataFrame({"adults": [1, 1, 2, 2, 3], "children": [0, 2, 0, 1, 0],
    ...                       "is_pension_age": [True, False, False, False, False]})
    >>> household_kind_of(homes).tolist()
    ['single_pension', 'lone_parent', 'couple', 'couple_children', 'other']
    """
    adults, children = homes["adults"].astype("Int64"), homes["children"].astype("Int64")
    is_old = homes["is_pension_age"].astype("boolean")
    kind = pd.Series(OTHER, index=homes.index, dtype="str")
    is_alone, is_couple = adults == 1, adults == _COUPLE
    cases = {
        "single": is_alone & (children == 0) & ~is_old,
        "single_pension": is_alone & (children == 0) & is_old,
        "lone_parent": is_alone & (children > 0),
        "couple": is_couple & (children == 0) & ~is_old,
        "couple_pension": is_couple & (children == 0) & is_old,
        "couple_children": is_couple & (children > 0),
    }
    for name, is_it in cases.items():
        kind = kind.mask(is_it.fillna(value=False).astype(bool), name)
    return kind.mask(adults.isna() | children.isna() | is_old.isna())


def by_household_kind(costs: pd.DataFrame, *, period: Period, least_households: int) -> pd.DataFrame:
    """
    Housing costs, what is left of the income and the payment risk, by kind of household.

    Only households whose costs, income and budget are all known. A kind with fewer of them than `least_households`
    joins the others, and so does the next smallest as long as the others are too few: no kind can then be found by
    taking the rest off the whole.

    Parameters
    ----------
    costs
        Frame as `costs` gives it. Not modified.
    period
        The half-year reported on.
    least_households
        Fewest households of a kind that stands alone.

    Returns
    -------
    kinds
        One row per kind, in the order of `KINDS`: `kind`, `period`, `value` (share at payment risk, 0-1), `unit`,
        `numerator`, `denominator`, `missing` (0), `interval_low`, `interval_high` (Wilson 95 %), the averages
        `MEANS` and the medians `MEDIANS` in whole tens of euros per month (with few households an amount is one of
        theirs), and `median_cost_quote` (0-1, whole per cents; missing without an income above 0).

    Notes
    -----
    Source: prestatieafspraken 2023, goal of chapter 4.1.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> amounts = dict.fromkeys(["costs_eur_per_month", "left_eur_per_month", "income_eur_per_month",
    ...     "budget_eur_per_month", "energy_eur_per_month", "local_taxes_eur_per_month",
    ...     "net_rent_eur_per_month"], 500.0)
    >>> homes = pd.DataFrame({"adults": [1] * 3, "children": 0, "is_pension_age": False, "cost_quote_share": 0.3,
    ...     "payment_risk": pd.Series([True, False, False], dtype="boolean"), "huurtoeslag_eur_per_month": 200.0,
    ...     **amounts})
    >>> found = by_household_kind(homes, period=Period(2023, 2), least_households=2)
    >>> found[["kind", "numerator", "denominator", "mean_rent_after_huurtoeslag"]].values.tolist()
    [['single', 1, 3, 300.0]]
    """
    known = costs.dropna(subset=_NEEDED)
    known = known.assign(
        kind=_joined(household_kind_of(known), least_households),
        rent_after_huurtoeslag_eur_per_month=known["net_rent_eur_per_month"] - known["huurtoeslag_eur_per_month"],
    )
    grouped = known.groupby("kind", sort=False)
    means = grouped.agg(**{name: (column, "mean") for name, column in MEANS.items()}).round(-1)
    medians = grouped.agg(**{name: (column, "median") for name, column in MEDIANS.items()}).round(-1)
    at_risk = grouped["payment_risk"]
    found = pd.DataFrame({"numerator": at_risk.sum().astype("int64"), "denominator": at_risk.count().astype("int64")})
    low, high = wilson_interval(found["numerator"], found["denominator"])
    quote = grouped["cost_quote_share"].median().round(2).rename("median_cost_quote")
    found = found.assign(
        missing=0,
        value=found["numerator"] / found["denominator"],
        unit="share",
        interval_low=low,
        interval_high=high,
        period=period.label,
    )
    table = pd.concat([found, means, medians, quote], axis="columns")
    order = [kind for kind in KINDS if kind in table.index]
    ordered: pd.DataFrame = table.loc[order].reset_index(names="kind").astype({"kind": "str"})
    return ordered


def _joined(kinds: pd.Series[str], least: int) -> pd.Series[str]:
    """Let kinds with too few households join the others, smallest first, until all of them are large enough."""
    kinds = kinds.copy()
    while True:
        sizes = kinds.value_counts().sort_index(kind="stable").sort_values(kind="stable")
        small = [kind for kind, size in sizes.items() if size < least]
        alone = [str(kind) for kind in sizes.index if kind != OTHER]
        if not small or not alone:
            return kinds
        named = [str(kind) for kind in small if kind != OTHER]
        kinds = kinds.replace(named[0] if named else alone[0], OTHER)
