"""Every result about home seekers in one step: what a ledger keeps, and what a sensitivity table varies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .housed import FAST, SUCCESS, housed, search_time, shares, success
from .market import ratios, states
from .quarters import complete, quarters_over

if TYPE_CHECKING:
    from datetime import date

    from ...periods import Period


def measure(
    seekers: pd.DataFrame,
    allocations: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    period: Period,
    on: date,
    regular_only: bool,
    **scope: Any,
) -> pd.DataFrame:
    """
    Seekers, responses, search time and chances in a half-year.

    Parameters
    ----------
    seekers
        Core table `seekers`, key (`period`, `village`). Not modified.
    allocations, dwellings
        Core tables of the municipality. Not modified.
    period
        The half-year reported on.
    on
        Reference date; quarters that are not over then have no figure.
    regular_only
        As for `success`.
    **scope
        As for `housed`: who is urgent, from outside and fast.

    Returns
    -------
    rows
        Common shape: `seekers.active_count`, `.registered_count`, `.responses_per_advert`, `.outside_responses_share`,
        `.success_share` (village, all); `.search_time_years`, `.fast_share`, `.outside_allocations_share`
        (association, village, all).

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 24 and 25.

    Examples
    --------
    >>> from analysis.contracts import empty
    >>> from analysis.periods import Period
    >>> from datetime import date
    >>> tables = [empty(name) for name in ("seekers", "allocations", "dwellings")]
    >>> len(measure(*tables, period=Period(2023, 2), on=date(2023, 12, 31), regular_only=False, municipality="GM1730",
    ...             urgent_grounds=[], first_housing_grounds=[], fast_below_months=12))
    0
    """
    quarters = complete(seekers, quarters_over(period, period, on=on))
    rows = housed(allocations, dwellings, **scope)
    parts = [
        states(quarters, period=period),
        ratios(quarters, period=period),
        search_time(rows, period=period),
        shares(rows, period=period),
        success(rows, quarters, regular_only=regular_only, period=period),
    ]
    return pd.concat(parts, ignore_index=True)


def chosen(*tables: pd.DataFrame, **inputs: Any) -> pd.DataFrame:
    """
    Give the results of `measure` that rest on an assumption of the theme: fast seekers and the success rate.

    Parameters
    ----------
    *tables, **inputs
        As for `measure`.

    Returns
    -------
    rows
        Common shape: `seekers.fast_share`, `seekers.success_share`.

    Notes
    -----
    Source: docs/method/home_seekers.md.

    Examples
    --------
    >>> SUCCESS, FAST
    ('seekers.success_share', 'seekers.fast_share')
    """
    rows = measure(*tables, **inputs)
    return rows.loc[rows["id"].isin([FAST, SUCCESS])].reset_index(drop=True)
