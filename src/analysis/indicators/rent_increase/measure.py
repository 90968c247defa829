"""All figures of the rent rise, complete or so far: what a run measures, and measures again under each assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .agreement import waiting_rows
from .compared import Comparison, compared
from .dependent import dependent_rows
from .homes import Caps, home_rows
from .total import so_far_rows, sum_rows

if TYPE_CHECKING:
    from datetime import date

    from ...periods import Period


def measured(
    dwellings: pd.DataFrame,
    rents: pd.DataFrame,
    *,
    comparison: Comparison,
    caps: Caps,
    counts_reductions: bool,
    on: date,
    period: Period,
) -> pd.DataFrame:
    """
    Give every row of the rent rise; before the second day is known, rows without a figure and the change so far.

    Parameters
    ----------
    dwellings, rents
        Core tables of the municipality. Not modified.
    comparison
        Which rents are compared, and how a change is read.
    caps
        What the rent of one home may rise by.
    counts_reductions
        As for `sum_rows`.
    on, period
        Reference date and half-year.

    Returns
    -------
    rows
        Common shape; rows of `sum_rows`, `home_rows` and `dependent_rows`, or of `waiting_rows` and `so_far_rows`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 10 and 11; docs/method/rent_increase.md.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "corporation": "SEW", "village": "Eelde",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"]), "out_of_service_reason": None,
    ...     "out_of_service_from": pd.to_datetime([None]), "is_self_contained": pd.Series([True], dtype="boolean")})
    >>> rents = pd.DataFrame({"dwelling_id": ["a", "a"], "valid_from": pd.to_datetime(["2022-07-01", "2023-07-01"]),
    ...     "net_rent_eur_per_month": [500.0, 513.0], "change_reason": ["JAA", "JAA"],
    ...     "tenancy_started_on": pd.to_datetime(["2010-01-01"] * 2)})
    >>> comparison = Comparison(date(2023, 1, 1), date(2024, 1, 1), [], {"JAA": "yearly"}, 575.03)
    >>> rows = measured(dwellings, rents, comparison=comparison, counts_reductions=True, on=date(2024, 1, 1),
    ...     caps=Caps(0.036, 0.031, 300, 25, 100, euro_rule_within_agreement=True), period=Period(2024, 1))
    >>> rows.set_index(["id", "corporation"])["value"]["rent.largest_home_change_share", "SEW"].item()
    0.026
    """
    homes = compared(dwellings, rents, comparison=comparison, on=on)
    if on < comparison.last:
        so_far = so_far_rows(homes, counts_reductions=counts_reductions, period=period)
        parts = [waiting_rows(homes, period=period), so_far]
    else:
        total = sum_rows(homes, counts_reductions=counts_reductions, period=period)
        parts = [total, home_rows(homes, caps=caps, period=period), dependent_rows(homes, period=period)]
    return pd.concat(parts, ignore_index=True)
