"""How near the ceiling is: the room that is left, and the chance of ending above it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from ...periods import Period
from ...statistics import chance_above
from ..definitions import answers, is_in

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction


def headroom(numerator: int, denominator: int, *, ceiling: Fraction) -> int:
    """
    How many more urgent lettings in a row stay at or under the ceiling.

    The largest m >= 0 with (k + m) / (n + m) at most the ceiling. If k / n is above it, minus the smallest r
    with k / (n + r) at most the ceiling: so many regular lettings are needed to be back at it or under.

    Parameters
    ----------
    numerator, denominator
        Urgent lettings k and all lettings n so far.
    ceiling
        Exact share, above 0 and below 1.

    Returns
    -------
    headroom
        Whole lettings.

    Raises
    ------
    ValueError
        If the ceiling is not between 0 and 1: then no number answers the question.

    Notes
    -----
    Source: arithmetic on whole numbers.

    Examples
    --------
    >>> from fractions import Fraction
    >>> [headroom(k, 40, ceiling=Fraction("0.20")) for k in (7, 8, 9)]
    [1, 0, -5]
    """
    if not 0 < ceiling < 1:
        message = f"a ceiling of {ceiling} leaves no headroom to count: give a share between 0 and 1"
        raise ValueError(message)
    room = ceiling * denominator - numerator
    return math.floor(room / (1 - ceiling)) if room >= 0 else -math.ceil(-room / ceiling)


def running_chance(lettings: pd.DataFrame, *, period: Period, on: date, ceiling: Fraction) -> pd.DataFrame:
    """
    Chance that a running half-year ends above the ceiling, if as many lettings follow as a year earlier.

    Parameters
    ----------
    lettings
        Frame as `lettings` gives it, with the same half of the year before. Not modified.
    period
        The running half-year.
    on
        Reference date; lettings of the period up to and including it are known.
    ceiling
        Exact share that may not be exceeded.

    Returns
    -------
    chances
        One row per association, and the whole (missing), with lettings now or a year earlier, sorted:
        `corporation`, `numerator`, `denominator`, `remaining` (lettings in the same half of the year before,
        after the same day) as Int64, `chance_share` (0-1; 0 or 1 when nothing remains; missing when there is
        nothing at all).

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4; beta-binomial prediction with the prior beta(1/2, 1/2), a choice of
    the monitor.

    Examples
    --------
    >>> from datetime import date
    >>> from fractions import Fraction
    >>> lettings = pd.DataFrame({"corporation": "SEW",
    ...     "allocated_on": pd.to_datetime(["2022-11-01", "2023-08-01"]),
    ...     "is_urgent": pd.Series([False, False], dtype="boolean")})
    >>> chances = running_chance(lettings, period=Period(2023, 2), on=date(2023, 9, 30),
    ...                          ceiling=Fraction("0.20"))
    >>> chances["remaining"].tolist(), chances["chance_share"].round(12).tolist()
    ([1, 1], [0.25, 0.25])
    """
    day = pd.Timestamp(on)
    is_now = is_in(lettings["allocated_on"], period) & (lettings["allocated_on"] <= day)
    is_like_to_come = is_in(lettings["allocated_on"], Period(period.year - 1, period.half)) & (
        lettings["allocated_on"] > day - pd.DateOffset(years=1)
    )
    parts = answers(lettings.loc[is_now], {"now": "is_urgent"})[["corporation", "numerator", "denominator"]]
    to_come = lettings.loc[is_like_to_come, ["corporation"]].assign(numerator=0, denominator=0, remaining=1)
    cases = pd.concat([parts.assign(remaining=0), to_come], ignore_index=True)
    whole = cases.assign(corporation=pd.Series(None, index=cases.index, dtype="str"))
    sums = (
        pd.concat([whole, cases.dropna(subset="corporation")], ignore_index=True)
        .groupby("corporation", as_index=False, dropna=False)[["numerator", "denominator", "remaining"]]
        .sum()
        .sort_values("corporation", kind="stable", na_position="first", ignore_index=True)
    )
    chance = [
        chance_above(int(k), int(n), int(to_come), ceiling)
        for k, n, to_come in sums[["numerator", "denominator", "remaining"]].itertuples(index=False)
    ]
    return sums.astype({"numerator": "Int64", "denominator": "Int64", "remaining": "Int64"}).assign(
        chance_share=pd.Series(chance, index=sums.index, dtype="float64")
    )
