"""Before the second day of the comparison is known: rows without a figure, and the reason why there is no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import result_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...periods import Period

JUDGED = (
    "rent.sum_change_share",
    "rent.largest_home_change_share",
    "rent.above_legal_cap_share",
    "rent.income_dependent_share",
)


def waiting_rows(homes: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Rows of the figures that cannot be given before the rents of the second day are known.

    Parameters
    ----------
    homes
        Frame as `compared` gives it, up to the reference date. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, per association and over the whole, one per id of `JUDGED`: no `value` and no `numerator`;
        `denominator` = homes that were still let to the same tenant on the reference date, `missing` = homes that are
        not known.

    Notes
    -----
    Source: docs/method/rent_increase.md: nothing dated after the reference date is seen.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"corporation": ["SEW"], "is_known": [True]})
    >>> waiting_rows(homes, period=Period(2023, 2))["value"].isna().all()
    np.True_
    """
    told = homes[["corporation"]].assign(
        denominator=homes["is_known"].astype("int64"), missing=(~homes["is_known"]).astype("int64")
    )
    counts = ["denominator", "missing"]
    sums = [told.groupby("corporation", as_index=False)[counts].sum(), told.groupby(lambda _: 0)[counts].sum()]
    each = pd.concat(sums, ignore_index=True)
    rows = pd.concat([each.assign(id=result, unit="share") for result in JUDGED], ignore_index=True)
    return result_rows(rows.loc[rows["denominator"] > 0], period=period)


def blocked(rows: pd.DataFrame, *, last: date, on: date) -> Mapping[tuple[str, str, str], str]:
    """
    Say why the rents cannot be judged yet; nothing once those of the second day are known.

    Parameters
    ----------
    rows
        Rows that are about to be judged. Not modified.
    last
        Second day of the comparison.
    on
        Reference date.

    Returns
    -------
    blocked
        Reason by id, association and village; empty text where a dimension is absent.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 10 and 11; docs/method/rent_increase.md.

    Examples
    --------
    >>> from datetime import date
    >>> rows = pd.DataFrame({"id": ["rent.sum_change_share"], "corporation": ["SEW"]})
    >>> blocked(rows, last=date(2024, 1, 1), on=date(2023, 12, 31))["rent.sum_change_share", "SEW", ""]
    'rents are known to 2023-12-31; the comparison needs those of 2024-01-01'
    """
    if on >= last:
        return {}
    reason = f"rents are known to {on.isoformat()}; the comparison needs those of {last.isoformat()}"
    waiting = rows.loc[rows["id"].isin(JUDGED)]
    places = zip(waiting["id"], waiting["corporation"].fillna(""), strict=True)
    return {(str(result), str(corporation), ""): reason for result, corporation in places}
