"""Comparisons that rounding cannot upset, and time in years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from fractions import Fraction
_DECIMALS_COMPARED = 6  # amounts closer than half a millionth are the same amount
_DAYS_PER_YEAR = 365.25


def exceeds(numerator: int, denominator: int, threshold: Fraction) -> bool:
    """
    Whether numerator / denominator is strictly above a threshold, without rounding: 5k > n for one fifth.

    One function for every line of the agreement. "At least t" is its mirror image: k of n falls short of t
    exactly when `exceeds(n - k, n, 1 - t)`.

    Parameters
    ----------
    numerator, denominator
        Whole counts; the denominator is at least 1.
    threshold
        Exact share, 0-1.

    Raises
    ------
    ValueError
        If the denominator is below 1: a share of nothing has no answer.

    Notes
    -----
    Source: arithmetic.

    Examples
    --------
    >>> from fractions import Fraction
    >>> exceeds(8, 40, Fraction("0.20")), exceeds(9, 40, Fraction("0.20"))
    (False, True)
    """
    if denominator < 1:
        message = f"a share of {denominator} cannot be compared with a threshold: leave the row out"
        raise ValueError(message)
    return int(numerator) * threshold.denominator > threshold.numerator * int(denominator)


def is_above(amount: pd.Series[float], limit: pd.Series[float] | float) -> pd.Series[bool]:
    """
    Whether an amount is strictly above a limit; missing where either is missing.

    Amounts that differ by less than half a millionth are equal, so that 1.40 x 17,160.00 and 24,024.00 are
    the same amount although their binary fractions differ. "At most" is `~is_above(...)`.

    Parameters
    ----------
    amount
        Amounts in any unit, missing allowed.
    limit
        One limit, or one per amount with the same index, in the same unit.

    Returns
    -------
    above
        `boolean` (three-valued), index of `amount`.

    Notes
    -----
    Source: arithmetic.

    Examples
    --------
    >>> is_above(pd.Series([647.19, 647.20, None]), 647.19).tolist()
    [False, True, <NA>]
    """
    difference = (amount - limit).astype("float64")
    above = (difference.round(_DECIMALS_COMPARED) > 0).astype("boolean")
    return above.mask(difference.isna())


def years_between(first: pd.Series[pd.Timestamp], last: pd.Series[pd.Timestamp]) -> pd.Series[float]:
    """
    Give the time between two dates in years of 365.25 days; missing where a date is missing.

    Examples
    --------
    >>> dates = pd.to_datetime(pd.Series(["2020-01-01", "2024-01-01"]))
    >>> years_between(dates.iloc[[0]], dates.iloc[[1]].set_axis([0])).item()
    4.0
    """
    return (last - first).dt.days.astype("float64") / _DAYS_PER_YEAR
