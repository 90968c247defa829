"""Complementary suppression: what is hidden must not follow from what is shown beside and above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .certainty import certain, least, most
from .network import Cell, Network, Revealed, relations
from .rounding import AT_LEAST, AT_MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SAME = 1e-6  # sums of whole numbers with weights that are small fractions
_LAST = ("all", "association")  # the figures everybody asks for go last
_FEWEST_TOGETHER = 2  # of one hidden cell the count is known as soon as the sum is


class Count(NamedTuple):
    """
    Exact counts of one row, and how the policy treats it.

    Parameters
    ----------
    denominator
        Members.
    numerator
        Members that count; only where a reader could add numerators up, else None.
    minimum
        Smallest denominator that may be shown.
    can_hide
        Whether the policy allows this row to be suppressed at all.
    bound
        `at_most` or `at_least` where a bound takes the place of the share.
    """

    denominator: int
    numerator: int | None = None
    minimum: int = 1
    can_hide: bool = True
    bound: str | None = None


Counts = dict[Cell, Count]


@dataclass(frozen=True)
class _Result:
    """One result of a family: its rows and the sums between them."""

    counts: Counts
    network: Network

    def hidden(self, cells: Iterable[Cell]) -> frozenset[Cell]:
        return frozenset(cell for cell in cells if cell in self.counts and self.counts[cell].can_hide)

    def without_numerator(self, hidden: frozenset[Cell]) -> frozenset[Cell]:
        return hidden | {cell for cell, count in self.counts.items() if count.bound is not None}


Look = Callable[[_Result, frozenset[Cell]], Cell | None]


def complement(
    family: Mapping[str, Counts], hidden: Iterable[Cell], complexes: Mapping[str, tuple[str, str]]
) -> frozenset[Cell]:
    """
    Cells to hide in every result of a family, so that no hidden cell can be worked out.

    Any group of hidden cells whose sum a reader can work out must hold at least two cells and together the minimum;
    where numerators are shown, the sum must leave open whether a hidden or bounded cell holds none or all of its
    members. If not, the smallest further cell beside the group is hidden (ties by name), and where none is left the
    cell above; this is repeated until nothing changes.

    Parameters
    ----------
    family
        Per result id the counts of its cells. Results of one family overlap (a household in LIHE is in LIHELEK), so
        a cell is hidden in all of them or in none.
    hidden
        Cells hidden for their own denominator, in whichever result.
    complexes
        Corporation and village by complex_id.

    Returns
    -------
    hidden
        The cells given and the further ones.

    Examples
    --------
    >>> counts = {Cell(): Count(60, can_hide=False), Cell(village="Bunne"): Count(4, minimum=10),
    ...           Cell(village="Vries"): Count(30, minimum=10), Cell(village="Yde"): Count(26, minimum=10)}
    >>> [cell.village for cell in sorted(complement({"": counts}, [Cell(village="Bunne")], {}))]
    ['Bunne', 'Yde']
    """
    results = [
        _Result(counts, Network(tuple(relations(counts, complexes))))
        for _, counts in sorted(family.items())
        if any(count.can_hide for count in counts.values())
    ]
    found = frozenset(hidden)
    while True:
        further = _first(_further, results, found) or _first(_last_look, results, found)
        if further is None:
            return found
        found |= {further}


def _first(look: Look, results: Sequence[_Result], found: frozenset[Cell]) -> Cell | None:
    return next((cell for result in results if (cell := look(result, found)) is not None), None)


def _further(result: _Result, found: frozenset[Cell]) -> Cell | None:
    """Give the next cell to hide for the first group that gives a hidden cell away; None if no group does."""
    hidden = result.hidden(found)
    unknown = result.without_numerator(hidden)
    for group in result.network.revealed(hidden):
        cell = _beside(result, group, hidden) if _is_too_small(result.counts, group) else None
        if cell is not None:
            return cell
    for group in result.network.revealed(unknown):
        cell = _beside(result, group, unknown) if _is_certain(result.counts, group) else None
        if cell is not None:
            return cell
    return None


def _last_look(result: _Result, found: frozenset[Cell]) -> Cell | None:
    """Give the next cell to hide where all sums together, and the limits of each cell, still leave no doubt."""
    unknown = result.without_numerator(result.hidden(found))
    for cell in certain(result.network, result.counts, unknown):
        for relation in result.network.relations:
            if cell in (relation.parent, *relation.children):
                still_open = _open(result, relation.children, unknown) or _open(result, [relation.parent], unknown)
                if still_open:
                    return still_open[0]
    return None


def _is_too_small(counts: Counts, group: Revealed) -> bool:
    filled = [counts[cell] for cell in group.cells if counts[cell].denominator > 0]
    if not filled or not group.is_plain_sum:
        return False
    together = sum(count.denominator for count in filled)
    return len(filled) < _FEWEST_TOGETHER or together < max(count.minimum for count in filled)


def _is_certain(counts: Counts, group: Revealed) -> bool:
    """
    Whether the known sum of numerators settles that a cell of the group holds none, or all, of its members.

    It does if the sum is the least, or the most, that the cells could hold together; unless that settles only that a
    bounded cell is on the open side of its bound.
    """
    filled = [(counts[cell], weight) for cell, weight in zip(group.cells, group.weights, strict=True)]
    filled = [(count, weight) for count, weight in filled if count.denominator > 0]
    if not filled or any(count.numerator is None for count, _ in filled):
        return False
    together = sum(weight * (count.numerator or 0) for count, weight in filled)
    ends = [sorted((weight * least(count), weight * most(count))) for count, weight in filled]
    for end, is_least in ((0, True), (1, False)):
        if abs(together - sum(pair[end] for pair in ends)) < _SAME:
            harmless = [
                ((weight > 0) == is_least and count.bound == AT_LEAST)
                or ((weight > 0) != is_least and count.bound == AT_MOST)
                for count, weight in filled
            ]
            if not all(harmless):
                return True
    return False


def _beside(result: _Result, group: Revealed, unknown: frozenset[Cell]) -> Cell | None:
    """
    Give the next cell to hide so that the sum of a group is known no longer.

    That is the smallest cell of the same sum that helps, else the smallest cell elsewhere (an association and a village
    together may reveal what neither does alone); a cell helps if the sum is open once it is hidden, and with it the
    smallest of the cells that add up to it. Where no single cell helps it is the smallest of the same sum, as a first
    step, and where none is left the cell above.
    """
    own = {cell for relation in group.relations for cell in relation.children}
    elsewhere = {cell for cell in result.counts if cell.grain not in _LAST} - own
    for candidates in (own, elsewhere):
        for cell in _open(result, candidates, unknown):
            if not result.network.reveals(group.cells, unknown | {cell} | _smallest_parts(result, cell, unknown)):
                return cell
    above = {relation.parent for relation in group.relations}
    return next(iter([*_open(result, own, unknown), *_open(result, above, unknown)]), None)


def _open(result: _Result, cells: Iterable[Cell], unknown: frozenset[Cell]) -> list[Cell]:
    """Cells that are shown and may be hidden, the smallest first, ties by name."""
    still_open = [cell for cell in cells if cell not in unknown and result.counts[cell].can_hide]
    return sorted(still_open, key=lambda cell: (result.counts[cell].denominator, cell))


def _smallest_parts(result: _Result, cell: Cell, unknown: frozenset[Cell]) -> frozenset[Cell]:
    below = [relation.children for relation in result.network.relations if relation.parent == cell]
    return frozenset(part for children in below for part in _open(result, children, unknown)[:1])
