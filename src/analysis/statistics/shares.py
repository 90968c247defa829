"""What a share may be worth: its interval, its shrunken form, and where it may end."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def standard_errors(confidence: float) -> float:
    """
    Give how many standard errors to either side hold a share of the normal distribution: z of a two-sided interval.

    Parameters
    ----------
    confidence
        Share between the two ends, above 0 and below 1.

    Notes
    -----
    The standard library's own: scipy's takes as long to load as half of pandas, in every kernel, for this one number.

    Examples
    --------
    >>> round(standard_errors(0.95), 6)
    1.959964
    """
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson_interval(successes: ArrayLike, trials: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """
    Wilson score interval of a share: every share for which the count seen is within z standard errors.

    Parameters
    ----------
    successes, trials
        Whole counts of equal length, 0 <= successes <= trials.
    confidence
        Two-sided, above 0 and below 1.

    Returns
    -------
    low, high
        Bounds between 0 and 1 that contain the share; missing where there are no trials.

    Raises
    ------
    ValueError
        If a count is below 0 or more successes than trials are given.

    Notes
    -----
    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927).

    Examples
    --------
    >>> low, high = wilson_interval([9], [40])
    >>> round(low.item(), 4), round(high.item(), 4)
    (0.1232, 0.375)
    """
    k, n = np.asarray(successes, dtype="float64"), np.asarray(trials, dtype="float64")
    if np.any((k < 0) | (k > n)):
        message = "an interval needs 0 <= successes <= trials: check the counts"
        raise ValueError(message)
    n = np.where(n == 0, np.nan, n)
    squared = standard_errors(confidence) ** 2
    centre = (k + squared / 2) / (n + squared)
    half_width = np.sqrt(squared * (k * (n - k) / n + squared / 4)) / (n + squared)
    # the bounds are exact at 0 and 1; binary fractions may miss them by a hair
    low = np.where(k == 0, 0.0, np.clip(centre - half_width, 0.0, None))
    high = np.where(k == n, 1.0, np.clip(centre + half_width, None, 1.0))
    return np.where(np.isnan(n), np.nan, low), np.where(np.isnan(n), np.nan, high)


def shrunken_share(numerator: ArrayLike, denominator: ArrayLike) -> Floats:
    """
    Beta-binomial empirical Bayes share of each group: its own share drawn towards the pooled share.

    The spread between groups beyond chance is estimated from the groups (method of moments, weights equal to
    the denominators). Without such over-dispersion every group gets the pooled share; a group without a
    denominator gets it too.

    Parameters
    ----------
    numerator, denominator
        Whole counts of equal length, 0 <= numerator <= denominator.

    Returns
    -------
    shares
        0-1, one per group; missing when no group has a denominator.

    Notes
    -----
    Source: J. C. Kleinman, "Proportions with extraneous variance", Journal of the American Statistical
    Association 68 (1973): the intra-class correlation rho solves
    sum n (k / n - p)^2 = p (1 - p) ((m - 1) + rho (N - sum n^2 / N - m + 1)) for m groups of N cases in all.

    Examples
    --------
    >>> shrunken_share([2, 8], [10, 10]).round(2).tolist()
    [0.21, 0.79]
    >>> shrunken_share([5, 5], [10, 10]).tolist()
    [0.5, 0.5]
    """
    k, n = np.asarray(numerator, dtype="float64"), np.asarray(denominator, dtype="float64")
    total = n.sum()
    if total == 0:
        return np.full(k.shape, np.nan)
    pooled = k.sum() / total
    correlation = _intra_class_correlation(k[n > 0], n[n > 0], pooled)
    if correlation <= 0:
        return np.full(k.shape, pooled)
    strength = 1 / min(correlation, 1.0) - 1
    weight = np.where(n + strength > 0, n + strength, 1.0)
    shares: Floats = np.where(n + strength > 0, (k + strength * pooled) / weight, pooled)
    return shares


def _intra_class_correlation(k: Floats, n: Floats, pooled: float) -> float:
    """Spread of the groups' shares beyond the binomial; 0 where it cannot be estimated."""
    variance, degrees = pooled * (1 - pooled), len(n) - 1
    spread = n.sum() - (n**2).sum() / n.sum() - degrees
    if variance <= 0 or degrees < 1 or spread <= 0:
        return 0.0
    observed = (n * (k / n - pooled) ** 2).sum() / variance
    return float((observed - degrees) / spread)


def chance_above(
    numerator: int,
    denominator: int,
    remaining: int,
    ceiling: Fraction,
    prior: tuple[float, float] = (0.5, 0.5),
) -> float:
    """
    Chance that a share ends above a ceiling when `remaining` more cases are still to come.

    Beta-binomial predictive probability: the cases to come follow the share seen so far, with its
    uncertainty, and the prior beta(1/2, 1/2).

    Parameters
    ----------
    numerator, denominator
        Cases so far: those that count, and all.
    remaining
        Cases expected still to come, 0 or more.
    ceiling
        Exact share that may not be exceeded.
    prior
        The two parameters of the beta prior.

    Returns
    -------
    chance
        0-1; missing (nan) when there are no cases, neither seen nor to come.

    Notes
    -----
    Source: posterior predictive distribution of the beta-binomial model with Jeffreys' prior.

    Examples
    --------
    >>> from fractions import Fraction
    >>> round(chance_above(0, 0, 1, Fraction("0.20")), 12)
    0.5
    >>> chance_above(8, 40, 0, Fraction("0.20"))
    0.0
    """
    if denominator + remaining == 0:
        return math.nan
    allowed = math.floor(ceiling * (denominator + remaining)) - numerator
    if remaining == 0 or allowed < 0:
        return float(allowed < 0)
    from scipy.stats import betabinom  # noqa: PLC0415 - takes as long to load as pandas, and only a running half-year asks

    to_come = betabinom(remaining, prior[0] + numerator, prior[1] + denominator - numerator)
    return float(to_come.sf(allowed))
