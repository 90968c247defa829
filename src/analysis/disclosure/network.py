"""Which cells add up to which, and what a reader can work out about the hidden ones by adding and subtracting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .policy import GRAINS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_EXACT_ENOUGH = 1e-9  # coefficients of the elimination are small fractions


class Cell(NamedTuple):
    """Place of a row: the dimensions that are set, "" where a dimension is absent."""

    corporation: str = ""
    village: str = ""
    complex_id: str = ""

    @property
    def grain(self) -> str:
        """Grain of the row."""
        if self.complex_id:
            return "complex"
        names = [name for name, value in (("association", self.corporation), ("village", self.village)) if value]
        return " x ".join(names) or "all"


class Relation(NamedTuple):
    """A cell and the cells that add up to it."""

    parent: Cell
    children: tuple[Cell, ...]


def relations(cells: Iterable[Cell], complexes: Mapping[str, tuple[str, str]]) -> list[Relation]:
    """
    Sums between cells: complex to village, to association and to the whole, and on from there.

    Parameters
    ----------
    cells
        Cells of one result and period.
    complexes
        Corporation and village by complex_id.

    Returns
    -------
    relations
        One per parent and grain of its children, the smallest first; only parents that are among the cells.

    Examples
    --------
    >>> cells = [Cell(), Cell(village="Bunne"), Cell(village="Vries")]
    >>> [len(relation.children) for relation in relations(cells, {})]
    [2]
    """
    known = sorted(set(cells))
    children: dict[tuple[Cell, str], list[Cell]] = {}
    for cell in known:
        for parent in _parents(cell, complexes):
            children.setdefault((parent, cell.grain), []).append(cell)
    present = set(known)
    found = [Relation(parent, tuple(group)) for (parent, _), group in sorted(children.items()) if parent in present]
    return sorted(found, key=lambda relation: len(relation.children))


def _parents(cell: Cell, complexes: Mapping[str, tuple[str, str]]) -> list[Cell]:
    corporation, village = complexes[cell.complex_id] if cell.complex_id else (cell.corporation, cell.village)
    wholes = [Cell(corporation, village), Cell(corporation), Cell(village=village), Cell()]
    return sorted({whole for whole in wholes if whole != cell})


class Revealed(NamedTuple):
    """
    Hidden cells of which a weighted sum is known, and the sums in which a further hidden cell would help.

    Parameters
    ----------
    cells
        Sorted.
    weights
        Of each cell; equal weights are a plain sum, a + b, others a difference, a - b.
    relations
        The one sum that reveals the group, or every sum that holds a cell of it.
    """

    cells: tuple[Cell, ...]
    weights: tuple[float, ...]
    relations: tuple[Relation, ...]

    @property
    def is_plain_sum(self) -> bool:
        """Whether the cells are simply added up."""
        return all(abs(weight - self.weights[0]) < _EXACT_ENOUGH for weight in self.weights)


@dataclass(frozen=True)
class Network:
    """
    The sums between the cells of one result, and what they reveal once some cells are hidden.

    Parameters
    ----------
    relations
        From `relations`, the smallest first.
    """

    relations: tuple[Relation, ...]

    def sums(self, hidden: frozenset[Cell]) -> tuple[list[Cell], NDArray[np.float64]]:
        """
        Hidden cells, wholes first, and one row per sum: 1 for its hidden children, -1 for a hidden parent.

        Wholes come first so that elimination takes them first; what it leaves are sums of the smallest parts.
        """
        cells = sorted(hidden, key=lambda cell: (GRAINS.index(cell.grain), cell))
        place = {cell: position for position, cell in enumerate(cells)}
        sums = np.zeros((len(self.relations), len(cells)))
        for row, relation in enumerate(self.relations):
            sums[row, [place[cell] for cell in relation.children if cell in place]] = 1
            if relation.parent in place:
                sums[row, place[relation.parent]] = -1
        return cells, sums

    def revealed(self, hidden: frozenset[Cell]) -> list[Revealed]:
        """
        Groups of hidden cells of which a weighted sum follows from the cells that are shown.

        Parameters
        ----------
        hidden
            Cells a reader does not see.

        Returns
        -------
        groups
            First those of a single sum, the smallest sums first; then the groups that appear when sums are subtracted
            from each other (Gauss-Jordan): two sums may reveal what neither reveals alone.

        Examples
        --------
        >>> whole, eelde, vries = Cell(), Cell(village="Eelde"), Cell(village="Vries")
        >>> network = Network((Relation(whole, (eelde, vries)),))
        >>> [[cell.village for cell in group.cells] for group in network.revealed(frozenset({vries}))]
        [['Vries']]
        """
        return _revealed(self.relations, hidden)

    def reveals(self, cells: tuple[Cell, ...], hidden: frozenset[Cell]) -> bool:
        """Whether the sum of these cells, or of some of them, follows from the cells that are shown."""
        members = set(cells)
        return any(members.issuperset(group.cells) for group in self.revealed(hidden))


@lru_cache(maxsize=64)
def _revealed(relations: tuple[Relation, ...], hidden: frozenset[Cell]) -> list[Revealed]:
    unknown, sums = Network(relations).sums(hidden)
    alone = [
        Revealed(*_group(row, unknown), (relation,))
        for relation, row in zip(relations, sums, strict=True)
        if np.any(row)
    ]
    known = {one.cells for one in alone}
    groups = sorted(_group(row, unknown) for row in _eliminated(sums))
    return alone + [Revealed(*group, _touched(relations, group[0])) for group in groups if group[0] not in known]


def _group(row: NDArray[np.float64], unknown: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[float, ...]]:
    places = [int(position) for position in np.flatnonzero(row)]
    return tuple(unknown[place] for place in places), tuple(float(row[place]) for place in places)


def _touched(relations: tuple[Relation, ...], group: tuple[Cell, ...]) -> tuple[Relation, ...]:
    members = set(group)
    return tuple(relation for relation in relations if members & {relation.parent, *relation.children})


def _eliminated(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Reduced row echelon form."""
    reduced = sums.copy()
    done = 0
    for column in range(reduced.shape[1]):
        candidates = np.abs(reduced[done:, column])
        if not len(candidates) or candidates.max() < _EXACT_ENOUGH:
            continue
        pivot = done + int(candidates.argmax())
        reduced[[done, pivot]] = reduced[[pivot, done]]
        reduced[done] /= reduced[done, column]
        others = np.arange(len(reduced)) != done
        reduced[others] -= np.outer(reduced[others, column], reduced[done])
        reduced[np.abs(reduced) < _EXACT_ENOUGH] = 0
        done += 1
    return reduced[:done]
