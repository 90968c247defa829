"""SEW's improvements: two packages of measures, and floors where a tenant left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .model import LETTERS, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .improving import Drawing, Improvement
    from .model import Home, Letting

OWNER = "SEW"


def packages(drawing: Drawing) -> list[Improvement]:
    """Improve homes with each package; homes whose label is not renewed yet fill it up."""
    made = []
    for package in drawing.settings["packages"]:
        wanted = drawing.scaled(package["homes"])
        pool = [home for home in drawing.relabelled(OWNER, package["year"]) if home.letter in package["letters"]]
        found = [_labelled(drawing, home, package) for home in drawing.take(pool, wanted)]
        rest = drawing.take(_old(drawing), wanted - len(found))
        found += [_not_yet_labelled(drawing, home, package) for home in rest]
        made += _one_dearer(found, package["dearer_by_cents"])
    return made


def floors(drawing: Drawing, lettings: list[Letting]) -> list[Improvement]:
    """Insulate the floor where a tenant of one estate left, but for the last few of the last year."""
    settings = drawing.settings["floors"]
    left = [one for one in lettings if one.is_vacated and one.home.estate.estate == settings["estate"]]
    skipped = left[len(left) - settings["skipped"] :] if len(left) > settings["skipped"] else []
    low, high = settings["days_after"]
    made = []
    for one in left:
        if one not in skipped and one.home.letter:
            day = one.allocated_on + timedelta(days=drawing.dice.whole(low, high))
            label = one.home.spells[-1].label
            made.append(drawing.of(one.home, min(day, drawing.last_day), "VLO", label, settings["programme"]))
    return made


def _labelled(drawing: Drawing, home: Home, package: Mapping[str, Any]) -> Improvement:
    letter = LETTERS[min(LETTERS.index(home.letter) + drawing.dice.whole(1, 3), len(LETTERS) - 1)]
    day = home.spells[-1].label.registered_on
    return drawing.of(home, day, package["measures"], Label(letter, drawing.method()), package["programme"])


def _not_yet_labelled(drawing: Drawing, home: Home, package: Mapping[str, Any]) -> Improvement:
    first, last = package["first_day"], drawing.last_day
    day, label = drawing.dice.day(first, last), home.spells[-1].label
    made = drawing.of(home, day, package["measures"], label, package["programme"], after=Label())
    return replace(made, saving=drawing.saving(label, Label("C")))


def _old(drawing: Drawing) -> list[Home]:
    """Homes heated with gas that still have an older label of medium or low quality."""
    estate = drawing.settings["floors"]["estate"]
    return [
        home
        for home in drawing.free(OWNER)
        if home.letter in ("D", "E", "F")
        and home.spells[-1].label.method != "NTA"
        and home.estate.heating == "gas"
        and home.estate.estate != estate
    ]


def _one_dearer(made: list[Improvement], cents: int | None) -> list[Improvement]:
    """Let the first home of a package with an estimated saving cost more than before."""
    known = [one for one in made if one.saving is not None][:1]
    return [replace(one, saving=-cents) if cents and one in known else one for one in made]
