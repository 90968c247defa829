"""Which households are in energy poverty: the three-valued answer to every definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import (
    EnergySupport,
    EnergyTariffs,
    energy_bill_eur_per_year,
    equivalence_factor,
    households_in_scope,
    is_high_bill,
    is_high_energy_quota,
    is_low_income,
    is_low_quality,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
_KEYS = ["household_id", "dwelling_id", "complex_id", "corporation", "village"]
FLAGS = (
    "lihelek",
    "lihe",
    "lilek",
    "heq10",
    "heq8",
    "lekwi",
    "lihelek_without_support",
    "lihe_without_support",
    "heq10_without_support",
    "heq8_without_support",
)


def classify(  # noqa: PLR0913 - every norm is a keyword of its own
    households: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    on: date,
    temporary_reasons: Collection[str],
    low_income_limit_eur_per_year: float,
    low_income_factor: float,
    high_bill_eur_per_year: float,
    heq_threshold_share: float,
    heq_low_threshold_share: float,
    equivalence_factors: Sequence[Sequence[float]],
    equivalence_step_extra_adult: float,
    equivalence_step_extra_child: float,
    low_quality_labels: Collection[str],
    tariffs: EnergyTariffs,
    support: EnergySupport,
) -> pd.DataFrame:
    """
    Energy poverty of each household: the three-valued answer to every definition.

    LIHE = low income (and little wealth) and a high bill. LILEK = low income (and little wealth) in a dwelling
    of low energetic quality. LIHELEK = LIHE or LILEK, the headline. HEQ = bill / income at or above a line.
    LEKWI = tenant of a dwelling of low energetic quality. Poor if a known part makes it true, not poor if a
    known part rules it out, else missing.

    Parameters
    ----------
    households
        Core table `households`, key (`household_id`, `year`). Only the newest year not after `on` is used.
        Not modified.
    dwellings
        Core table `dwellings` of the municipality, one row per spell, labels as known on `on`. Not modified.
    on
        Reference date: only households of dwellings in service on it are in scope.
    temporary_reasons
        Codes of reasons that do not end the service of a dwelling.
    low_income_limit_eur_per_year, low_income_factor, high_bill_eur_per_year
        Norms of the households' year (`newest_year`), euro for one adult.
    heq_threshold_share, heq_low_threshold_share
        Norms, 0-1, of `heq10` and `heq8`.
    equivalence_factors, equivalence_step_extra_adult, equivalence_step_extra_child
        Published table and assumed steps beyond it.
    low_quality_labels
        Labels that stand in for low energetic quality.
    tariffs, support
        Prices of and support in the households' year.

    Returns
    -------
    classified
        One row per household in scope, sorted by `household_id`: the keys `household_id`, `dwelling_id`,
        `complex_id`, `corporation`, `village`, and a `boolean` column for each of `FLAGS`.

    Raises
    ------
    pandas.errors.MergeError
        If a dwelling has two spells in service on the date.

    Notes
    -----
    Source: TNO 2021 and CBS Monitor Energiearmoede; prestatieafspraken 2023, agreements 7, 9, 17 and 27;
    choices in docs/method/energy_poverty.md.

    Examples
    --------
    >>> from datetime import date
    >>> households = pd.DataFrame({"household_id": ["h"], "year": [2023], "dwelling_id": ["a"], "adults": [1],
    ...     "children": [0], "disposable_income_eur_per_year": [17000.0], "has_wealth_below_limit": [True],
    ...     "gas_m3_per_year": [1000.0], "electricity_kwh_per_year": [2000.0], "heat_gj_per_year": [0.0],
    ...     "feed_in_kwh_per_year": [0.0]})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "in_service_from": pd.to_datetime(["1975-01-01"]),
    ...     "out_of_service_from": pd.to_datetime([None]), "out_of_service_reason": [None],
    ...     "corporation": ["SEW"], "complex_id": ["S-1"], "village": ["Eelde"], "energy_label": ["E"]})
    >>> classified = classify(households, dwellings, on=date(2023, 12, 31), temporary_reasons=["REN"],
    ...     low_income_limit_eur_per_year=13200, low_income_factor=1.30, high_bill_eur_per_year=1213,
    ...     heq_threshold_share=0.10, heq_low_threshold_share=0.08, equivalence_factors=[[1.00]],
    ...     equivalence_step_extra_adult=0.30, equivalence_step_extra_child=0.20, low_quality_labels=["E"],
    ...     tariffs=EnergyTariffs(1.50, 0.40, 50.0, 200.0, 100.0, 300.0, 600.0),
    ...     support=EnergySupport(None, None, None, None, None, None, 1300.0, 0.0))
    >>> classified[["lihelek", "lihe", "lilek", "lihe_without_support"]].iloc[0].tolist()
    [True, False, True, True]
    """
    homes = households_in_scope(households, dwellings, on=on, temporary_reasons=temporary_reasons)
    factor = equivalence_factor(
        homes["adults"],
        homes["children"],
        factors=equivalence_factors,
        step_extra_adult=equivalence_step_extra_adult,
        step_extra_child=equivalence_step_extra_child,
    )
    income = homes["disposable_income_eur_per_year"]
    homes["is_low_income"] = is_low_income(
        income,
        factor,
        homes["has_wealth_below_limit"],
        low_income_limit_eur_per_year=low_income_limit_eur_per_year,
        low_income_factor=low_income_factor,
    )
    homes["lekwi"] = is_low_quality(homes["energy_label"], labels=low_quality_labels)
    homes["lilek"] = homes["is_low_income"] & homes["lekwi"]
    for suffix, given in (("", support), ("_without_support", None)):
        bill = energy_bill_eur_per_year(homes, tariffs=tariffs, support=given)
        is_high = is_high_bill(bill, factor, high_bill_eur_per_year=high_bill_eur_per_year)
        homes[f"lihe{suffix}"] = homes["is_low_income"] & is_high
        homes[f"lihelek{suffix}"] = homes[f"lihe{suffix}"] | homes["lilek"]
        homes[f"heq10{suffix}"] = is_high_energy_quota(bill, income, threshold_share=heq_threshold_share)
        homes[f"heq8{suffix}"] = is_high_energy_quota(bill, income, threshold_share=heq_low_threshold_share)
    return homes[[*_KEYS, *FLAGS]]
