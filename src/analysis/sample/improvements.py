"""The table `improvements`: what was done to which home, and what it did to label and costs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .improving import Drawing
from .low_labels import gaps, out_of_low_labels, to_label_a
from .model import euros
from .packages import floors, packages
from .tables import iso

if TYPE_CHECKING:
    from .improving import Improvement
    from .model import Home, Letting
    from .reference import Reference


def draw_improvements(
    reference: Reference, homes: list[Home], lettings: list[Letting], seed: int, complexes: int
) -> list[Improvement]:
    """
    Draw all improvements, in the order of completion; those not completed come last.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes, lettings
        As made; not changed.
    seed
        Start of the chance.
    complexes
        Number of complexes of the delivery.
    """
    drawing = Drawing(reference, homes, seed, complexes)
    made = to_label_a(drawing)
    years = list(drawing.settings["out_of_low_labels"])
    for year in years:
        made += out_of_low_labels(drawing, year, made)
    made += gaps(drawing, years[-1]) + packages(drawing) + floors(drawing, lettings)
    return sorted(made, key=lambda one: (one.completed_on or date.max, one.dwelling_id))


def improvement_rows(improvements: list[Improvement]) -> list[list[str]]:
    """Write the table `improvements`, numbered in its order."""
    return [[f"I-{number:04d}", *_cells(one)] for number, one in enumerate(improvements, start=1)]


def _cells(one: Improvement) -> list[str]:
    return [
        one.dwelling_id,
        one.corporation,
        one.municipality,
        iso(one.completed_on),
        one.measures,
        one.before.letter,
        one.after.letter,
        one.before.method,
        one.after.method,
        euros(one.rent_change),
        euros(one.saving),
        one.programme,
    ]
