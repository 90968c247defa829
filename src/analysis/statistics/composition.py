"""Change of a share in two parts: groups that grow or shrink, and change within the groups."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    Counts = Mapping[Hashable, tuple[int, int]]


class Composition(NamedTuple):
    """Two parts of a change of a share: they add up to it exactly."""

    population: Fraction
    real: Fraction


def composition(old: Counts, new: Counts) -> Composition:
    """
    Split the change of a share over groups into change of the groups' weights and change within the groups.

    With weight w (a group's part of all members) and share r (a group's own share), the change of the whole is

        Σ (w_new - w_old) · (r_old + r_new) / 2   (population)   +   Σ (r_new - r_old) · (w_old + w_new) / 2   (real).

    Parameters
    ----------
    old, new
        Numerator and denominator of every group, by its name. A group that is absent, or has no members, at one end
        has the share of the other end there: it counts as population alone.

    Returns
    -------
    composition
        Exact fractions; their sum is the new share minus the old one.

    Raises
    ------
    ValueError
        If one end has no members at all.

    Notes
    -----
    Source: Kitagawa (1955), Components of a Difference Between Two Rates; docs/method/change.md.

    Examples
    --------
    >>> composition({"a": (10, 50), "b": (25, 50)}, {"a": (5, 25), "b": (40, 80)})
    Composition(population=Fraction(11, 140), real=Fraction(0, 1))
    """
    whole = sum(members for _, members in old.values()), sum(members for _, members in new.values())
    if not all(whole):
        message = "a share over no members has no parts: leave the row out"
        raise ValueError(message)
    population, real = Fraction(0), Fraction(0)
    for group in {**old, **new}:
        ends = [end.get(group, (0, 0)) for end in (old, new)]
        if not any(members for _, members in ends):
            continue
        before, after = _shares(ends)
        weights = [Fraction(members, total) for (_, members), total in zip(ends, whole, strict=True)]
        population += (weights[1] - weights[0]) * (before + after) / 2
        real += (after - before) * (weights[0] + weights[1]) / 2
    return Composition(population, real)


def _shares(ends: list[tuple[int, int]]) -> tuple[Fraction, Fraction]:
    """Share at both ends; an end without members takes the share of the other."""
    known = [Fraction(counted, members) if members else None for counted, members in ends]
    before, after = known
    if before is None or after is None:
        only = before if before is not None else after
        return only or Fraction(0), only or Fraction(0)
    return before, after
