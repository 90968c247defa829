"""Whether urgent seekers are housed within half a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import cumulative_incidence, log_log_interval
from ..definitions import result_rows, share_rows

if TYPE_CHECKING:
    from datetime import date

    from ...periods import Period
_GRAINS: tuple[list[str], ...] = (["corporation"], [])


def housed_within(
    urgencies: pd.DataFrame, *, on: date, window_months: int, horizon_days: int, period: Period
) -> pd.DataFrame:
    """
    Chance of being housed within half a year of the urgency being granted.

    Aalen-Johansen: who is still searching is censored on the reference date; an urgency that expired, was
    withdrawn or moved away can no longer be housed.

    Parameters
    ----------
    urgencies
        Core table `urgencies`, key `urgency_id`. Not modified.
    on
        Reference date.
    window_months
        Urgencies granted in this many calendar months up to and including `on`.
    horizon_days
        Half a year in days; a home found on that day counts.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; id `displacement.housed_within_half_year_share`; `value` = the chance (0-1), `numerator`
        = observed housed within the horizon, `denominator` = urgencies of the window with a known course,
        `missing` = those with an end without a reason or a reason without an end; log-log 95 % interval
        (missing at 0 and 1); each association and the whole. The value is not numerator / denominator when
        there is censoring.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4: "Ambitie is dat zij binnen een half jaar een woning vinden"; the
    text sets no share.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> urgencies = pd.DataFrame({"urgency_id": ["1", "2"], "corporation": "SEW", "end_reason": "housed",
    ...     "granted_on": pd.to_datetime(["2023-01-01"] * 2),
    ...     "ended_on": pd.to_datetime(["2023-07-03", "2023-07-04"])})
    >>> housed_within(urgencies, on=date(2023, 12, 31), window_months=24, horizon_days=183,
    ...               period=Period(2023, 2))["value"].tolist()
    [0.5, 0.5]
    """
    searches = _searches(urgencies, on=on, window_months=window_months)
    in_time = (searches["outcome"] == "housed") & (searches["days"] <= horizon_days) & searches["is_known"]
    cases = searches[["corporation"]].assign(
        id="displacement.housed_within_half_year_share",
        numerator=in_time.astype("int64"),
        denominator=searches["is_known"].astype("int64"),
        missing=(~searches["is_known"]).astype("int64"),
    )
    rows = share_rows(cases, grains=_GRAINS, period=period, has_interval=False)
    curve = incidence(urgencies, on=on, window_months=window_months, horizon_days=horizon_days)
    at_horizon = curve.drop_duplicates("corporation", keep="last")
    estimate = rows[["corporation"]].merge(at_horizon, on="corporation", how="left", validate="one_to_one")
    columns = ["value", "interval_low", "interval_high"]
    return result_rows(rows.assign(**{name: estimate[name] for name in columns}), period=period)


def incidence(urgencies: pd.DataFrame, *, on: date, window_months: int, horizon_days: int) -> pd.DataFrame:
    """
    Chance of being housed by each day since the urgency was granted, per association and for the whole.

    Parameters
    ----------
    urgencies
        Core table `urgencies`, key `urgency_id`. Not modified.
    on
        Reference date; who is still searching then is censored.
    window_months
        Urgencies granted in this many calendar months up to and including `on`.
    horizon_days
        Last day of the curve; a home found on that day counts.

    Returns
    -------
    curve
        Columns `corporation` (missing = the whole), `day`, `at_risk`, `events`, `value` (0-1), `variance`,
        `interval_low`, `interval_high` (log-log, 95 %); sorted by association (the whole first) and day.

    Notes
    -----
    Source: `analysis.statistics.cumulative_incidence`; prestatieafspraken 2023, 4.4.

    Examples
    --------
    >>> from datetime import date
    >>> urgencies = pd.DataFrame({"urgency_id": ["1", "2"], "corporation": "SEW",
    ...     "granted_on": pd.to_datetime(["2023-01-01"] * 2), "ended_on": pd.to_datetime(["2023-01-31", None]),
    ...     "end_reason": ["housed", None]})
    >>> curve = incidence(urgencies, on=date(2023, 12, 31), window_months=24, horizon_days=183)
    >>> curve.loc[curve["corporation"].isna(), ["day", "at_risk", "value"]].values.tolist()
    [[0.0, 2.0, 0.0], [30.0, 2.0, 0.5], [183.0, 1.0, 0.5]]
    """
    known = _searches(urgencies, on=on, window_months=window_months)
    known = known.loc[known["is_known"]]
    groups = [(None, known), *known.groupby("corporation", sort=True)]
    curves = [
        cumulative_incidence(group["days"], group["outcome"], cause="housed", horizon_days=horizon_days).assign(
            corporation=name
        )
        for name, group in groups
    ]
    curve = pd.concat(curves, ignore_index=True).astype({"corporation": "str"})
    low, high = log_log_interval(curve["value"], curve["variance"])
    columns = ["corporation", "day", "at_risk", "events", "value", "variance"]
    return curve[columns].assign(interval_low=low, interval_high=high)


def _searches(urgencies: pd.DataFrame, *, on: date, window_months: int) -> pd.DataFrame:
    """
    Urgencies granted in the window: days observed, and how each ended by the reference date.

    No outcome: still searching. An urgency with an end date but no reason, or a reason but no date, is not
    known: nobody can say what happened.
    """
    day = pd.Timestamp(on)
    first = day + pd.DateOffset(days=1) - pd.DateOffset(months=window_months)
    searches = urgencies.loc[(urgencies["granted_on"] >= first) & (urgencies["granted_on"] <= day)]
    is_known = searches["ended_on"].isna() == searches["end_reason"].isna()
    has_ended = searches["ended_on"] <= day
    until = searches["ended_on"].where(has_ended, day)
    return searches[["corporation"]].assign(
        days=(until - searches["granted_on"]).dt.days,
        outcome=searches["end_reason"].where(has_ended),
        is_known=is_known,
    )
