"""English words for the codes in which norms and assumptions write a value: steps, measures, kinds of household."""

from __future__ import annotations

from typing import Final

from .neighbourhood import OTHER_OWNERS, SUBJECTS

_RENTS: Final = {"yearly": "yearly rise", "income_dependent": "income-dependent rise", "improvement": "improvement"}
_STOCK: Final = {
    "new": "newly built",
    "rebuilt": "rebuilt",
    "bought": "bought",
    "transformed": "transformed",
    "split_or_merged": "split or merged",
    "administrative": "administrative",
    "temporary": "temporary",
    "demolished": "demolished",
    "sold": "sold",
}
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
    "single": "one person",
    "several": "several persons",
    "single_pension": "one person, pension age",
    "several_pension": "several persons, pension age",
    "couple": "couple",
    "couple_one_child": "couple with one child",
}
_VERSIONS: Final = {"proxy": "with the label as a stand-in", "nvmt-estimate": "own estimate from the NVMT budget"}
CODED: Final = {**SUBJECTS, **OTHER_OWNERS, **_RENTS, **_STOCK, **_MEASURES, **_HOUSEHOLDS, **_VERSIONS}
