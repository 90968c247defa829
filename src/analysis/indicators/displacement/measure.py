"""Shares and headroom in one step: what a sensitivity table varies, and what a conclusion tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .ceiling import headroom
from .scope import lettings
from .shares import shares

if TYPE_CHECKING:
    from fractions import Fraction

    from ...periods import Period

URGENT_SHARE = "displacement.urgent_share"


def measure(
    allocations: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    period: Period,
    **scope: Any,
) -> pd.DataFrame:
    """
    Share of lettings to urgent seekers, with the scope as an argument.

    Parameters
    ----------
    allocations, dwellings
        Core tables of the municipality. Not modified.
    period
        The half-year reported on.
    **scope
        As for `lettings`: who is urgent, and which lettings count.

    Returns
    -------
    rows
        As `shares`.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4 and agreement 31.

    Examples
    --------
    >>> URGENT_SHARE
    'displacement.urgent_share'
    """
    return shares(lettings(allocations, dwellings, **scope), period=period)


def headrooms(rows: pd.DataFrame, *, ceiling: Fraction) -> pd.DataFrame:
    """
    Urgent lettings each association may still make before its share crosses the line.

    Parameters
    ----------
    rows
        Rows as `shares` gives them. Not modified.
    ceiling
        The line.

    Returns
    -------
    headrooms
        One row per association, sorted: `corporation`, `headroom` (Int64, see `headroom`).

    Notes
    -----
    Source: prestatieafspraken 2023, goal 4.4.

    Examples
    --------
    >>> from fractions import Fraction
    >>> rows = pd.DataFrame({"id": ["displacement.urgent_share"], "corporation": ["SEW"], "numerator": [8],
    ...                      "denominator": [44]})
    >>> headrooms(rows, ceiling=Fraction(1, 5))["headroom"].tolist()
    [1]
    """
    own = rows[(rows["id"] == URGENT_SHARE) & rows["corporation"].notna()]
    left = [
        headroom(int(numerator), int(denominator), ceiling=ceiling)
        for numerator, denominator in zip(own["numerator"], own["denominator"], strict=True)
    ]
    frame = own[["corporation"]].assign(headroom=pd.array(left, dtype="Int64"))
    return frame.sort_values("corporation", kind="stable", ignore_index=True)
