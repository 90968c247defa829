"""Chance that gives the same bytes on every machine: `random()` of a seeded stream and plain arithmetic."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

T = TypeVar("T")
_UNIFORMS = 12  # the sum of twelve uniform numbers has a variance of one


class Dice:
    """
    One stream of chance per subject, so that a change in one table leaves the others as they were.

    Floats are added one by one: the built-in `sum` rounds differently from Python 3.12 on.

    Examples
    --------
    >>> Dice(1730, "example").whole(1, 6) == Dice(1730, "example").whole(1, 6)
    True
    """

    def __init__(self, seed: int, subject: str) -> None:
        self._random = random.Random(f"{seed}/{subject}")

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        return self._random.random()

    def happens(self, share: float) -> bool:
        """Say yes in this share of the cases."""
        return self._random.random() < share

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        """Return a number between two bounds."""
        return low + self._random.random() * (high - low)

    def bell(self, mean: float, spread: float, least: float, most: float) -> float:
        """Return a number around a mean, cut off at two bounds."""
        total = 0.0
        for _ in range(_UNIFORMS):
            total += self._random.random()
        return min(max(mean + (total - _UNIFORMS / 2) * spread, least), most)

    def weighted(self, weights: Mapping[T, int]) -> T:
        """Return one of the keys, in proportion to its whole weight."""
        point = int(self._random.random() * sum(weights.values()))
        for key, weight in weights.items():
            point -= weight
            if point < 0:
                return key
        msg = "The weights of a draw are all zero; give at least one a positive weight."
        raise ValueError(msg)

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[int(self._random.random() * len(options))]

    def take(self, options: Sequence[T], count: int) -> list[T]:
        """Return `count` different options (fewer if there are not so many), in random order."""
        left = list(options)
        size = min(count, len(left))
        return [left.pop(int(self._random.random() * len(left))) for _ in range(size)]

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`, both included."""
        return first.fromordinal(self.whole(first.toordinal(), max(first, last).toordinal()))


def apportion(total: int, weights: Mapping[T, int]) -> dict[T, int]:
    """
    Divide a whole number in proportion to weights, by largest remainder.

    Parameters
    ----------
    total
        What is divided (count).
    weights
        Whole weights per key; ties go to the earlier key.

    Returns
    -------
    dict
        Whole numbers in the order of the weights, together `total` unless all weights are zero.

    Examples
    --------
    >>> apportion(10, {"a": 1, "b": 1, "c": 1})
    {'a': 4, 'b': 3, 'c': 3}
    """
    whole = sum(weights.values())
    if whole == 0:
        return dict.fromkeys(weights, 0)
    shares = {key: total * weight // whole for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: -(total * weights[key] % whole))
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares
