"""Cases worth finding among the improvements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .improving import FIRST_LOW
from .model import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .improving import Improvement
    from .reference import Reference
    from .world import World

    Found = tuple[dict[str, Any], Any]
    Finder = Callable[[Reference, World], Found | None]

_AGREED_A_YEAR, _AGREED_TO_A, _AGREED_CAVITY = 100, 12, 50  # agreements 28, 29 and 26


def _of_last_year(world: World, corporation: str) -> list[Improvement]:
    done = [one for one in world.improvements if one.completed_on and one.corporation == corporation]
    last = max((one.completed_on.year for one in done if one.completed_on), default=0)
    return [one for one in done if one.completed_on and one.completed_on.year == last]


def _left_low(one: Improvement) -> bool:
    letters = one.before.letter, one.after.letter
    return all(letters) and LETTERS.index(letters[0]) >= FIRST_LOW > LETTERS.index(letters[1])


def _by_method(_: Reference, world: World) -> Found | None:
    left = [one for one in _of_last_year(world, "Woonborg") if _left_low(one)]
    real = [one for one in left if not one.is_of_method_only]
    if not len(real) < _AGREED_A_YEAR <= len(left):
        return None
    by_method = [one.dwelling_id for one in left if one.is_of_method_only]
    return {"corporation": "Woonborg", "dwelling_id": by_method}, {"value": len(real), "verdict": "broken"}


def _to_label_a(_: Reference, world: World) -> Found | None:
    here = [one for one in _of_last_year(world, "Woonborg") if one.home and one.home.estate.village == "Zuidlaren"]
    reached = [one for one in here if one.after.letter and LETTERS.index(one.after.letter) <= LETTERS.index("A")]
    real = [one for one in reached if not one.is_of_method_only]
    if not len(real) < _AGREED_TO_A <= len(reached):
        return None
    by_method = [one.dwelling_id for one in reached if one.is_of_method_only]
    return {"village": "Zuidlaren", "dwelling_id": by_method}, {"value": len(real), "verdict": "at_risk"}


def _cavity(_: Reference, world: World) -> Found | None:
    done = [one for one in _of_last_year(world, "SEW") if one.measures == "DAK|VLO|MUU"]
    return ({"corporation": "SEW"}, {"value": len(done), "verdict": "broken"}) if len(done) < _AGREED_CAVITY else None


def _dearer(_: Reference, world: World) -> Found | None:
    dearer = [one for one in _of_last_year(world, "SEW") if one.saving is not None and one.rent_change > one.saving]
    if len(dearer) != 1:
        return None
    cents = dearer[0].rent_change - (dearer[0].saving or 0)
    return {"corporation": "SEW", "dwelling_id": dearer[0].dwelling_id}, {"value": cents / 100, "verdict": "broken"}


def _no_saving(_: Reference, world: World) -> Found:
    missing = [one for one in _of_last_year(world, "Woonborg") if one.saving is None]
    return {"corporation": "Woonborg", "dwelling_id": [one.dwelling_id for one in missing]}, {"missing": len(missing)}


FINDERS: dict[str, Finder] = {
    "label_by_method_only": _by_method,
    "label_a_by_method_only": _to_label_a,
    "four_cavities_short": _cavity,
    "one_home_dearer": _dearer,
    "saving_unknown": _no_saving,
}
