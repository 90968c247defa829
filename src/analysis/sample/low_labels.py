"""Woonborg's improvements: homes of its whole working area out of E, F and G, and a complex to label A."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .improving import FIRST_LOW, NEW_SURVEY, Improvement
from .model import LETTERS, Label

if TYPE_CHECKING:
    from .improving import Drawing
    from .model import Home

OWNER = "Woonborg"


def to_label_a(drawing: Drawing) -> list[Improvement]:
    """Improve the renovated homes of one complex to label A; one of them by a change of method alone."""
    settings = drawing.settings["label_a"]
    homes = [home for home in drawing.homes if home.estate.key == settings["complex_key"]]
    renovated = [home for home in homes if home.spells[-1].reason_in == "REN"]
    old = [home for home in renovated if home.spells[0].label.method != "NTA"]
    low = [home for home in old if LETTERS.index(home.spells[0].label.letter) >= FIRST_LOW]
    surveyed = (low or old or renovated)[-1:]
    return [
        drawing.of(
            home,
            home.spells[-1].start,
            NEW_SURVEY if home in surveyed else settings["measures"],
            home.spells[0].label,
            settings["programme"],
        )
        for home in renovated
    ]


def out_of_low_labels(drawing: Drawing, year: int, done: list[Improvement]) -> list[Improvement]:
    """Improve the homes that left E, F and G in a year, here and elsewhere, and relabel some without improving them."""
    low = [one for one in done if one.was_low_in(year)]
    surveyed = sum(one.is_of_method_only for one in low)
    settings = drawing.settings
    wanted = drawing.scaled(settings["out_of_low_labels"][year]) - (len(low) - surveyed)
    # the village of the label A complex gets its label A homes from that complex alone
    village = next(
        home.estate.village for home in drawing.homes if home.estate.key == settings["label_a"]["complex_key"]
    )
    best = LETTERS[: LETTERS.index("A") + 1]
    pool = [h for h in drawing.relabelled(OWNER, year) if h.estate.village != village or h.letter not in best]
    here = drawing.take([home for home in pool if home.is_here], wanted * settings["here_percent"] // 100)
    near = drawing.take([home for home in pool if not home.is_here], wanted - len(here))
    made = [_insulated(drawing, home, year) for home in [*here, *near]]
    made += [_elsewhere(drawing, year, number) for number in range(wanted - len(made))]
    again = [home for home in drawing.relabelled(OWNER, year) if home.is_here and home.letter in ("C", "D")]
    by_method = drawing.scaled(settings["by_method_only"][year]) - surveyed
    return made + [_surveyed(drawing, home) for home in drawing.take(again, by_method)]


def gaps(drawing: Drawing, year: int) -> list[Improvement]:
    """Improve homes of which the new label is not known yet, and some that are not completed."""
    settings = drawing.settings["gaps"]
    unknown = [_elsewhere(drawing, year, settings["from_number"] + number) for number in range(settings["no_label"])]
    planned = [
        _elsewhere(drawing, year, settings["from_number"] + settings["no_label"] + n)
        for n in range(settings["not_completed"])
    ]
    nothing: dict[str, Any] = {"after": Label(), "saving": None, "rent_change": 0}
    return [replace(one, **nothing) for one in unknown] + [
        replace(one, **nothing, completed_on=None) for one in planned
    ]


def _insulated(drawing: Drawing, home: Home, year: int) -> Improvement:
    before = Label(drawing.dice.weighted(drawing.settings["letters_before"]), drawing.method())
    low, high = drawing.settings["days_to_label"]
    registered = home.spells[-1].label.registered_on or date(year, 12, 31)
    day = max(registered - timedelta(days=drawing.dice.whole(low, high)), date(year, 1, 2))
    return drawing.of(home, day, drawing.dice.pick(drawing.settings["measures"]), before, f"E, F, G {year}")


def _surveyed(drawing: Drawing, home: Home) -> Improvement:
    return drawing.of(home, home.spells[-1].label.registered_on, NEW_SURVEY, Label("E", "EI"), "new labels")


def _elsewhere(drawing: Drawing, year: int, number: int) -> Improvement:
    """Improve a home in another municipality that was not delivered; its rent may rise, by less than it saves."""
    dice, settings = drawing.dice, drawing.settings
    before = Label(dice.weighted(settings["letters_before"]), drawing.method())
    after = Label(dice.weighted(settings["letters_after"]), "NTA")
    saving = drawing.saving(before, after)
    return Improvement(
        dwelling_id=f"W-{year}{number:03d}",
        corporation=OWNER,
        municipality=dice.weighted(settings["municipalities"]),
        completed_on=dice.day(date(year, 1, 9), date(year, 12, 20)),
        measures=dice.pick(settings["measures"]),
        before=before,
        after=after,
        rent_change=min(dice.weighted(settings["rent_changes"]), (saving or 0) // 2),
        saving=saving,
        programme=f"E, F, G {year}",
    )
