"""The last look, for withheld cells that surely hold none, or all, of their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .rounding import AT_LEAST, AT_MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .complement import Count
    from .network import Cell, Network

_LESS_THAN_ONE_MEMBER = 1e-6


def least(count: Count) -> int:
    """Smallest numerator a reader holds possible."""
    return count.denominator - 1 if count.bound == AT_LEAST else 0


def most(count: Count) -> int:
    """Largest numerator a reader holds possible."""
    return 1 if count.bound == AT_MOST else count.denominator


def certain(network: Network, counts: Mapping[Cell, Count], unknown: frozenset[Cell]) -> Iterator[Cell]:
    """
    Cells of which it is certain that none, or all, of their members count.

    Every sum that holds an unknown cell is an equation, every unknown numerator lies between none and all of the
    members, or inside its bound. A cell that holds none is safe if another solution gives it more, one that holds all
    if another solution gives it less (linear programming); every other cell is safe as it is.

    Parameters
    ----------
    network
        Sums between the cells.
    counts
        Exact counts.
    unknown
        Cells whose numerator is not shown, or only as a bound.

    Yields
    ------
    cell
        In the order of the sums.

    Examples
    --------
    >>> from .complement import Count
    >>> from .network import Cell, Network, Relation
    >>> whole, eelde, vries = Cell(), Cell(village="Eelde"), Cell(village="Vries")
    >>> network = Network((Relation(whole, (eelde, vries)),))
    >>> counts = {whole: Count(50, 0), eelde: Count(20, 0), vries: Count(30, 0)}
    >>> [cell.village for cell in certain(network, counts, frozenset({eelde, vries}))]
    ['Eelde', 'Vries']
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - half a second to load, and few tables come this far

    cells, sums = network.sums(unknown)
    numerators = [counts[cell].numerator for cell in cells]
    if not cells or any(number is None for number in numerators):
        return
    held = np.array(numerators, dtype=float)
    bounds = [(least(counts[cell]), most(counts[cell])) for cell in cells]
    for place, cell in enumerate(cells):
        size = counts[cell].denominator
        if size == 0 or 0 < held[place] < size:
            continue
        target = np.zeros(len(cells))
        target[place] = -1 if held[place] == 0 else 1
        solved = linprog(target, A_eq=sums, b_eq=sums @ held, bounds=bounds)
        if abs(solved.fun - target @ held) < _LESS_THAN_ONE_MEMBER:
            yield cell
