"""The order in which places are walked: nearest next, then untangled. Distances only, never a figure."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    Place = tuple[float, float]

_ROUNDS: Final = 1_000
_GAIN_M: Final = 1e-6


def walking_order(places: Sequence[Place], start: Place | None = None) -> list[int]:
    """
    Order places into one short walk: the nearest next, then pieces turned round while that makes it shorter (2-opt).

    Parameters
    ----------
    places
        Metres RD.
    start
        Where the walk comes from; without it the walk begins at the place furthest to the north-west.

    Returns
    -------
    order
        Positions in `places`, each once; the same for the same places whatever is known of them.

    Examples
    --------
    >>> walking_order([(0, 0), (200, 0), (100, 0)])
    [0, 2, 1]
    """
    left = sorted(range(len(places)), key=lambda one: (places[one][0] - places[one][1], places[one]))
    order: list[int] = []
    here = start
    while left:
        nearest = min(left, key=[_between(here, place) for place in places].__getitem__)
        left.remove(nearest)
        order.append(nearest)
        here = places[nearest]
    return _untangled(order, places, start)


def length_m(order: Sequence[int], places: Sequence[Place], start: Place | None = None) -> float:
    """Length of a walk in metres, as the crow flies."""
    way: list[Place] = ([start] if start else []) + [places[one] for one in order]
    return sum(_distance(one, other) for one, other in pairwise(way))


def _distance(one: Place, other: Place) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])


def _untangled(order: list[int], places: Sequence[Place], start: Place | None) -> list[int]:
    """Turn pieces of a walk round, the first that makes it shorter, until none does."""
    for _ in range(_ROUNDS):
        turned = _turned(order, places, start)
        if turned is None:
            break
        order = turned
    return order


def _turned(order: list[int], places: Sequence[Place], start: Place | None) -> list[int] | None:
    for first in range(0 if start else 1, len(order) - 1):
        before = places[order[first - 1]] if first else start
        for last in range(first + 1, len(order)):
            one, other = places[order[first]], places[order[last]]
            gain = _between(before, one) - _between(before, other)
            if last + 1 < len(order):
                after = places[order[last + 1]]
                gain += _distance(other, after) - _distance(one, after)
            if gain > _GAIN_M:
                return order[:first] + order[first : last + 1][::-1] + order[last + 1 :]
    return None


def _between(one: Place | None, other: Place) -> float:
    return _distance(one, other) if one else 0.0
