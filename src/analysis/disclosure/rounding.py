"""Coarsening of a row that may be shown: whole steps, bounds instead of certainty, intervals rounded outwards."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from ..statistics import wilson_interval

AT_MOST = "at_most"
AT_LEAST = "at_least"


def to_step(number: Fraction, step: Decimal) -> Fraction:
    """
    Round to whole steps, half up.

    Examples
    --------
    >>> to_step(Fraction(5, 200), Decimal("0.05")), to_step(Fraction(4, 200), Decimal("0.05"))
    (Fraction(1, 20), Fraction(0, 1))
    """
    size = Fraction(step)
    return math.floor(number / size + Fraction(1, 2)) * size


def outward(low: float, high: float, step: Decimal) -> tuple[float, float]:
    """
    Widen an interval to whole steps: down at the low end, up at the high end, inside 0-1.

    Examples
    --------
    >>> outward(0.1232, 0.35, Decimal("0.05"))
    (0.1, 0.35)
    """
    size = Fraction(step)
    below = math.floor(_written(low) / size) * size
    above = math.ceil(_written(high) / size) * size
    return float(max(below, Fraction(0))), float(min(above, Fraction(1)))


def share_of(value: float, numerator: int | None, denominator: int | None) -> Fraction:
    """Exact share of a row: from its counts where it has them, else the decimal as written."""
    if numerator is not None and denominator:
        return Fraction(numerator, denominator)
    return _written(value)


def bound_of(share: Fraction, denominator: int, step: Decimal, *, is_rounded: bool) -> tuple[float, str] | None:
    """
    Bound to show instead of a share that is, or could be read as, none or all of the members.

    None and one of the members share one bound, and so do all and all but one: a reader who knows the denominator
    cannot tell which. So the bound is the smallest whole step that holds one member.

    Parameters
    ----------
    share
        Exact share, 0-1.
    denominator
        Number of members, at least 1.
    step
        Step of bounds, 0-1.
    is_rounded
        Whether shares are shown in whole steps, so that a share that rounds to 0 or 1 needs a bound as well.

    Returns
    -------
    bound
        Value and `at_most` or `at_least`; None where the share itself may be shown.

    Examples
    --------
    >>> bound_of(Fraction(0), 20, Decimal("0.05"), is_rounded=True)
    (0.05, 'at_most')
    >>> bound_of(Fraction(12, 12), 12, Decimal("0.05"), is_rounded=False)
    (0.9, 'at_least')
    >>> bound_of(Fraction(2, 20), 20, Decimal("0.05"), is_rounded=True) is None
    True
    """
    size = Fraction(step)
    one_member = Fraction(1, denominator)
    bound = math.ceil(one_member / size) * size
    rounded = to_step(share, step)
    if share <= one_member or (is_rounded and rounded == 0):
        return float(bound), AT_MOST
    if share >= 1 - one_member or (is_rounded and rounded == 1):
        return float(1 - bound), AT_LEAST
    return None


def shared_interval(share: Fraction, denominator: int, *, step: Decimal, block: int) -> tuple[float, float]:
    """
    Wilson interval that all rows with this rounded share and a denominator of the same block have in common.

    An interval of the row itself would give its counts away, even in whole steps: 2 of 20 is the only row from 20
    members on with 10 % and an interval of 0 to 35 %. So the interval depends only on the rounded share and on the
    block of denominators (20-24, 25-29, …), and holds the row's own interval.

    Examples
    --------
    >>> shared_interval(Fraction(2, 20), 20, step=Decimal("0.05"), block=5)
    (0.0, 0.35)
    >>> shared_interval(Fraction(2, 24), 24, step=Decimal("0.05"), block=5)
    (0.0, 0.35)
    """
    rounded = to_step(share, step)
    first = denominator // block * block
    pairs = [
        (count, members)
        for members in range(max(first, 1), first + block)
        for count in _counts_near(rounded, members, step)
    ]
    low, high = wilson_interval([count for count, _ in pairs], [members for _, members in pairs])
    return outward(float(low.min()), float(high.max()), step)


def _counts_near(rounded: Fraction, members: int, step: Decimal) -> range:
    half = Fraction(step) / 2
    first = math.ceil((rounded - half) * members)
    last = math.ceil((rounded + half) * members) - 1
    return range(max(first, 0), min(last, members) + 1)


def _written(value: float) -> Fraction:
    return Fraction(Decimal(repr(float(value))))
