"""Classes of a share with fixed edges, the same on the printed and the mailed map."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .texts import Texts


def class_of(share: float, edges: tuple[float, ...], bound: object = None) -> int:
    """
    Class of a share, from 0; a share on an edge belongs to the class that begins there.

    A bound "at most 5 %" belongs below the edge of 5 %, not above it.

    Examples
    --------
    >>> class_of(0.05, (0.05, 0.10)), class_of(0.05, (0.05, 0.10), "at_most"), class_of(0.30000000000000004, (0.3,))
    (1, 0, 1)
    """
    exact = Decimal(repr(float(share))).quantize(Decimal("1e-9"))
    limits = [Decimal(repr(float(edge))) for edge in edges]
    if bound == "at_most":
        return sum(exact > limit for limit in limits)
    return sum(exact >= limit for limit in limits)


def class_labels(edges: tuple[float, ...], texts: Texts) -> list[str]:
    """
    Words of the classes, from low to high.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> class_labels((0.05, 0.10), Texts("en"))
    ['less than 5 %', '5 % to less than 10 %', '10 % and more']
    """
    shares = [texts.share(edge, 0) for edge in edges]
    between = [texts("{low} to less than {high}", low=low, high=high) for low, high in pairwise(shares)]
    return [texts("less than {share}", share=shares[0]), *between, texts("{share} and more", share=shares[-1])]
