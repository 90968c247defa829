"""Time to an event when other events compete and some cases are still open: Aalen-Johansen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .shares import standard_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def cumulative_incidence(
    days: Sequence[int] | pd.Series[int],
    outcome: Sequence[str | None] | pd.Series[str],
    *,
    cause: str,
    horizon_days: int,
) -> pd.DataFrame:
    """
    Aalen-Johansen estimate of the chance that an event of one cause has happened by each day.

    F(t) = sum over event days s <= t of S(s-) d_cause(s) / n(s), where S is the chance that nothing has
    happened yet (Kaplan-Meier over all causes), d counts events and n those at risk. Other causes compete:
    whoever has one can no longer have this one. Whoever is censored on an event day is still at risk on that
    day.

    Parameters
    ----------
    days
        Whole days of observation per case, 0 or more.
    outcome
        What ended the observation; missing = censored (nothing had happened yet).
    cause
        The outcome asked for.
    horizon_days
        Last day of the curve; events on that day count.

    Returns
    -------
    curve
        One row per day on which something happened, and day 0 and the horizon, in order: `day`, `at_risk`
        (cases under observation at the start of that day), `events` (of the cause, on that day), `value`
        (0-1, up to and including that day), `variance`. With no cases: no rows.

    Notes
    -----
    Past the last day of observation the curve stays where it was: read `at_risk` beside it. Variance by the
    delta method, with F = F(t) - F(s) and S = S(s-):
    sum F^2 d / (n (n - d)) + sum S^2 (n - d_cause) d_cause / n^3 - 2 sum F S d_cause / n^2.
    Without censoring it equals F (1 - F) / number of cases.

    Source: O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978); variance: E. Marubini
    and M. G. Valsecchi, "Analysing Survival Data from Clinical Trials and Observational Studies" (1995),
    chapter 10.

    Examples
    --------
    >>> curve = cumulative_incidence([10, 20, 20, 30], ["housed", None, "expired", "housed"],
    ...                              cause="housed", horizon_days=25)
    >>> curve["value"].tolist(), curve["at_risk"].tolist()
    ([0.0, 0.25, 0.25, 0.25], [4, 4, 3, 1])
    """
    cases = pd.DataFrame({"day": list(days), "outcome": pd.Series(list(outcome), dtype="str")})
    happened = cases["outcome"].notna() & (cases["day"] <= horizon_days)
    steps = np.unique([0, horizon_days, *cases.loc[happened, "day"]]) if len(cases) else np.array([])
    at_risk = len(cases) - np.searchsorted(np.sort(cases["day"].to_numpy(dtype="int64")), steps)
    ended = _count_on(steps, cases.loc[happened, "day"])
    events = _count_on(steps, cases.loc[happened & (cases["outcome"] == cause), "day"])
    n = np.where(at_risk == 0, 1, at_risk).astype("float64")  # nobody at risk: no event, so 0 / 1
    still_free = np.cumprod(1 - ended / n)
    free_before = np.concatenate([np.ones(1), still_free])[: len(steps)]
    value = np.cumsum(free_before * events / n)
    return pd.DataFrame(
        {
            "day": steps.astype("int64"),
            "at_risk": at_risk.astype("int64"),
            "events": events,
            "value": value,
            "variance": _incidence_variance(n, ended, events, value, free_before),
        }
    )


def _count_on(steps: NDArray[np.int64], days: pd.Series[int]) -> NDArray[np.int64]:
    """Count the days that fall on each step."""
    counts = days.value_counts().reindex(steps, fill_value=0)
    return np.asarray(counts, dtype="int64")


def _incidence_variance(
    n: Floats, ended: NDArray[np.int64], events: NDArray[np.int64], value: Floats, free_before: Floats
) -> Floats:
    """Sum the three terms of the delta method over the event days up to each day."""
    later = np.tril(value[:, None] - value[None, :])  # F(t) - F(s) for s <= t
    until = np.tril(np.ones_like(later))
    survivors = n - ended
    # when all at risk have ended nothing follows: F(t) = F(s), and the first term is 0
    hazard = np.divide(ended, n * survivors, out=np.zeros_like(n), where=survivors > 0)
    own = free_before**2 * (n - events) * events / n**3
    shared = free_before * events / n**2
    variance = later**2 @ hazard + until @ own - 2 * (later @ shared)
    return np.clip(variance, 0.0, None)


def log_log_interval(value: ArrayLike, variance: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """
    Interval of a cumulative incidence, symmetric on the scale log(-log F), so that it stays between 0 and 1.

    low = F^exp(z s), high = F^exp(-z s) with s = sqrt(variance) / |F log F|.

    Parameters
    ----------
    value, variance
        Estimate (0-1) and its variance, of equal length.
    confidence
        Two-sided, above 0 and below 1.

    Returns
    -------
    low, high
        Bounds that contain the estimate; missing where the estimate is 0 or 1 or missing (the scale has no
        such value).

    Notes
    -----
    Source: J. D. Kalbfleisch and R. L. Prentice, "The Statistical Analysis of Failure Time Data" (1980), 1.4.

    Examples
    --------
    >>> low, high = log_log_interval([0.5], [0.01])
    >>> round(low.item(), 3), round(high.item(), 3)
    (0.295, 0.675)
    """
    estimate, spread = np.asarray(value, dtype="float64"), np.asarray(variance, dtype="float64")
    inside = np.where((estimate > 0) & (estimate < 1), estimate, np.nan)
    scaled = standard_errors(confidence) * np.sqrt(spread) / np.abs(inside * np.log(inside))
    return inside ** np.exp(scaled), inside ** np.exp(-scaled)
