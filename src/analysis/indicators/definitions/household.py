"""What a household has to live on, and what its energy weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...statistics import is_above

if TYPE_CHECKING:
    from collections.abc import Sequence


def equivalence_factor(
    adults: pd.Series[int],
    children: pd.Series[int],
    *,
    factors: Sequence[Sequence[float]],
    step_extra_adult: float,
    step_extra_child: float,
) -> pd.Series[float]:
    """
    Equivalence factor: how much more a household needs than one adult living alone to live equally well.

    Beyond the published table each further adult or child adds an assumed step to the last factor.

    Parameters
    ----------
    adults, children
        Whole numbers per household, missing allowed; same index.
    factors
        Published table: row per number of adults (from 1), column per number of minor children (from 0).
    step_extra_adult, step_extra_child
        Assumed additions beyond the table.

    Returns
    -------
    factor
        1.00 or more; missing without adults, or where a number is missing or below 0.

    Notes
    -----
    Source: CBS equivalence factors from reporting year 2018 (Materiële welvaart in Nederland 2024, annex A).

    Examples
    --------
    >>> adults, children = pd.Series([1, 2, 3, 0], dtype="Int64"), pd.Series([1, 2, 0, 1], dtype="Int64")
    >>> equivalence_factor(adults, children, factors=[[1.00, 1.32, 1.52], [1.40, 1.69, 1.91]],
    ...                    step_extra_adult=0.30, step_extra_child=0.20).tolist()
    [1.32, 1.91, 1.7, nan]
    """
    table = np.asarray(factors, dtype="float64")
    grown = adults.to_numpy(dtype="float64", na_value=np.nan)
    young = children.to_numpy(dtype="float64", na_value=np.nan)
    known = (grown >= 1) & (young >= 0)
    row, column = np.where(known, grown, 1) - 1, np.where(known, young, 0)
    last_row, last_column = table.shape[0] - 1, table.shape[1] - 1
    factor = table[np.minimum(row, last_row).astype(int), np.minimum(column, last_column).astype(int)]
    factor = factor + np.maximum(row - last_row, 0) * step_extra_adult
    factor = factor + np.maximum(column - last_column, 0) * step_extra_child
    return pd.Series(np.where(known, factor, np.nan), index=adults.index, name="equivalence_factor")


def is_low_income(
    disposable_income_eur_per_year: pd.Series[float],
    factor: pd.Series[float],
    has_wealth_below_limit: pd.Series[bool],
    *,
    low_income_limit_eur_per_year: float,
    low_income_factor: float,
) -> pd.Series[bool]:
    """
    Low income: standardised disposable income at most 1.30 times the limit of the year, and little wealth.

    Standardised is divided by the equivalence factor; a loss (below 0) is a low income. Known wealth above
    its limit, or a known higher income, rules a low income out whatever the other is.

    Parameters
    ----------
    disposable_income_eur_per_year
        Euro per year, without huurtoeslag; missing allowed.
    factor
        Equivalence factor, same index.
    has_wealth_below_limit
        `boolean`, same index.
    low_income_limit_eur_per_year, low_income_factor
        Norms: the limit of the year for one adult, and how many times it still is low.

    Returns
    -------
    is_low
        `boolean`; missing where what is known does not decide.

    Notes
    -----
    Source: CBS Monitor Energiearmoede, low income = at most 130 % of the lage-inkomensgrens and wealth below
    the limit.

    Examples
    --------
    >>> is_low_income(pd.Series([24024.00, 24024.01, None]), pd.Series([1.40, 1.40, 1.40]),
    ...               pd.Series([True, True, False], dtype="boolean"),
    ...               low_income_limit_eur_per_year=13200, low_income_factor=1.30).tolist()
    [True, False, False]
    """
    limit = factor * (low_income_factor * low_income_limit_eur_per_year)
    return ~is_above(disposable_income_eur_per_year, limit) & has_wealth_below_limit.astype("boolean")


def is_high_bill(
    bill_eur_per_year: pd.Series[float], factor: pd.Series[float], *, high_bill_eur_per_year: float
) -> pd.Series[bool]:
    """
    High bill: strictly above the bill threshold of the year times the equivalence factor.

    Parameters
    ----------
    bill_eur_per_year
        Euro per year; missing allowed.
    factor
        Equivalence factor, same index.
    high_bill_eur_per_year
        Norm: the threshold of the year for one adult.

    Returns
    -------
    is_high
        `boolean`; missing where bill or factor is missing.

    Notes
    -----
    Source: TNO and CBS, Monitor Energiearmoede: 1,213 euro in 2019 for one person, indexed with prices.

    Examples
    --------
    >>> bill, factor = pd.Series([1213.00, 1213.01]), pd.Series([1.0, 1.0])
    >>> is_high_bill(bill, factor, high_bill_eur_per_year=1213).tolist()
    [False, True]
    """
    return is_above(bill_eur_per_year, factor * high_bill_eur_per_year)


def is_high_energy_quota(
    bill_eur_per_year: pd.Series[float],
    disposable_income_eur_per_year: pd.Series[float],
    *,
    threshold_share: float,
) -> pd.Series[bool]:
    """
    High energy quota (HEQ): the energy bill is at least a given share of the disposable income.

    Parameters
    ----------
    bill_eur_per_year, disposable_income_eur_per_year
        Euro per year, same index; missing allowed.
    threshold_share
        Norm, 0-1.

    Returns
    -------
    is_high
        `boolean`; missing where bill or income is missing or the income is 0 or below (the quota has no
        meaning).

    Notes
    -----
    Source: CBS Monitor Energiearmoede (10 %); 8 % is the alternative line of TNO.

    Examples
    --------
    >>> is_high_energy_quota(pd.Series([2000.00, 1999.99, 10.0]), pd.Series([20000.0, 20000.0, 0.0]),
    ...                      threshold_share=0.10).tolist()
    [True, False, <NA>]
    """
    income = disposable_income_eur_per_year.where(disposable_income_eur_per_year > 0)
    return ~is_above(threshold_share * income, bill_eur_per_year)
