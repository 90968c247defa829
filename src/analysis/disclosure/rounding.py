"""Coarsening of a row that may be shown: whole steps, bounds instead of certainty, intervals rounded outwards."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ..statistics import wilson_interval

AT_MOST = "at_most"
AT_LEAST = "at_least"
_TWO_MEMBERS = 2


class Shown(NamedTuple):
    """
    A share as it is published in whole steps.

    Parameters
    ----------
    value
        Rounded share, or the bound.
    bound
        `at_most`, `at_least`, or None where the value is a rounded share.
    interval
        Low and high end; None beside a bound.
    """

    value: float
    bound: str | None
    interval: tuple[float, float] | None


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
    cannot tell which. Where shares are shown in whole steps, two of the members join them if they would be shown as
    the lowest step: below 40 members 5 % would be two and nothing else. The bound is the smallest whole step that
    holds the members it stands for.

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
    (0.1, 'at_most')
    >>> bound_of(Fraction(2, 30), 30, Decimal("0.05"), is_rounded=True)
    (0.1, 'at_most')
    >>> bound_of(Fraction(12, 12), 12, Decimal("0.05"), is_rounded=False)
    (0.9, 'at_least')
    >>> bound_of(Fraction(2, 20), 20, Decimal("0.05"), is_rounded=True) is None
    True
    """
    size = Fraction(step)
    few = Fraction(min(_TWO_MEMBERS if is_rounded else 1, denominator), denominator)
    bound = math.ceil(few / size) * size
    rounded = to_step(share, step) if is_rounded else share
    if _is_near_none(share, rounded, denominator, size):
        return float(bound), AT_MOST
    if _is_near_none(1 - share, 1 - rounded, denominator, size):
        return float(1 - bound), AT_LEAST
    return None


def _is_near_none(share: Fraction, rounded: Fraction, denominator: int, size: Fraction) -> bool:
    """Whether a share is none or one of the members, rounds to 0, or is two of them shown as the lowest step."""
    members = share * denominator
    return members <= 1 or rounded == 0 or (rounded == size and members <= _TWO_MEMBERS)


def shown_share(share: Fraction, denominator: int, *, step: Decimal, minimum: int) -> Shown:
    """
    Share as it is published in whole steps: a bound, or the rounded share with the interval of its block.

    Every published share belongs to at least three numerators and two denominators, from 20 members on and with whole
    steps of 5 %, also for a reader who knows in which block the denominator lies.

    Examples
    --------
    >>> shown_share(Fraction(2, 20), 20, step=Decimal("0.05"), minimum=20)
    Shown(value=0.1, bound=None, interval=(0.0, 0.35))
    >>> shown_share(Fraction(4, 39), 39, step=Decimal("0.05"), minimum=20)
    Shown(value=0.1, bound=None, interval=(0.0, 0.35))
    >>> shown_share(Fraction(1, 39), 39, step=Decimal("0.05"), minimum=20)
    Shown(value=0.1, bound='at_most', interval=None)
    """
    bound = bound_of(share, denominator, step, is_rounded=True)
    if bound:
        return Shown(*bound, None)
    rounded = to_step(share, step)
    return Shown(float(rounded), None, _shared_interval(rounded, block_of(denominator, minimum), step))


def block_of(denominator: int, minimum: int) -> range:
    """
    Denominators that are published alike: from the minimum on, each block ends where twice its first one begins.

    Examples
    --------
    >>> block_of(39, 20), block_of(40, 20)
    (range(20, 40), range(40, 80))
    """
    first = minimum
    while 2 * first <= denominator:
        first *= 2
    return range(first, 2 * first)


@cache
def _shared_interval(rounded: Fraction, block: range, step: Decimal) -> tuple[float, float]:
    """
    Wilson interval that all rows with this rounded share and a denominator of this block have in common.

    An interval of the row itself would give its counts away, even in whole steps. For one denominator both ends rise
    with the count, so the fewest and the most members that round so give the ends.
    """
    half = Fraction(step) / 2
    low_share, high_share = rounded - half, rounded + half
    near = [(_counts_between(low_share, high_share, members), members) for members in block]
    ends = [(counts[0], counts[-1], members) for counts, members in near if counts]
    fewest, most, members = zip(*ends, strict=True)
    low, _ = wilson_interval(fewest, members)
    _, high = wilson_interval(most, members)
    return outward(float(low.min()), float(high.max()), step)


def _counts_between(low: Fraction, high: Fraction, members: int) -> range:
    """Numerators whose share of the members is `low` or more and less than `high`; in whole numbers, for speed."""
    first = -(-low.numerator * members // low.denominator)
    last = -(-high.numerator * members // high.denominator) - 1
    return range(max(first, 0), min(last, members) + 1)


def _written(value: float) -> Fraction:
    return Fraction(Decimal(repr(float(value))))
