"""English words for the codes in which norms and assumptions write a value: steps, measures, kinds of household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .codes import STEPS
from .housing_costs import HOUSEHOLD_KINDS
from .neighbourhood import OTHER_OWNERS, SUBJECTS
from .rents import REASONS

if TYPE_CHECKING:
    from collections.abc import Mapping


def _of(labels: Mapping[str, str], *codes: str) -> dict[str, str]:
    """Give the words that a table has for some of its codes."""
    return {code: labels[code] for code in codes}


_MEASURES: Final = {
    "roof": "roof",
    "floor": "floor",
    "wall": "cavity wall",
    "glass": "glass",
    "ventilation": "ventilation",
    "heating": "heating",
    "solar": "solar panels",
    "heat_pump": "heat pump",
    "all": "the whole home",
    "roof_floor_heat_pump": "with heat pump",
    "roof_floor_cavity": "with cavity wall",
}
_HOUSEHOLDS: Final = {
    **_of(HOUSEHOLD_KINDS, "single", "single_pension", "couple"),
    "several": "several persons",
    "several_pension": "several persons, pension age",
    "couple_one_child": "couple with one child",
}
_STOCK: Final = {
    **_of(STEPS, "new", "rebuilt", "bought", "transformed", "split_or_merged", "administrative", "demolished", "sold"),
    "temporary": "temporary",
}
_VERSIONS: Final = {"proxy": "with the label as a stand-in", "nvmt-estimate": "own estimate from the NVMT budget"}
CODED: Final = {
    **SUBJECTS,
    **OTHER_OWNERS,
    **_of(REASONS, "yearly", "income_dependent", "improvement"),
    **_STOCK,
    **_MEASURES,
    **_HOUSEHOLDS,
    **_VERSIONS,
}
