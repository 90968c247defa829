"""What every improvement has in common: a home that was delivered or not, labels, costs, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .dice import Dice
from .model import LETTERS, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Home
    from .reference import Reference

NEW_SURVEY = "OPN"  # no VERA code: the label was determined anew and nothing else was done
FIRST_LOW = LETTERS.index("E")


@dataclass(frozen=True)
class Improvement:
    """One improvement of one home; money in whole cents, `home` is None where the home was not delivered."""

    dwelling_id: str
    corporation: str
    municipality: str
    completed_on: date | None
    measures: str
    before: Label
    after: Label
    rent_change: int
    saving: int | None
    programme: str
    home: Home | None = None

    @property
    def is_of_method_only(self) -> bool:
        """Whether nothing but the method of the label changed."""
        return self.measures == NEW_SURVEY

    def was_low_in(self, year: int) -> bool:
        """Whether it was completed in a year, on a home that had label E, F or G."""
        is_low = bool(self.before.letter) and LETTERS.index(self.before.letter) >= FIRST_LOW
        return is_low and self.completed_on is not None and self.completed_on.year == year


class Drawing:
    """
    Draws improvements that fit the labels the homes have; no home is drawn twice.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes
        All homes; they are not changed.
    seed
        Start of the chance.
    complexes
        Number of complexes of the delivery: numbers of improvements scale with it.
    """

    def __init__(self, reference: Reference, homes: Sequence[Home], seed: int, complexes: int) -> None:
        self.settings: dict[str, Any] = reference.settings["improvements"]
        self.last_day: date = reference.settings["reference_date"]
        self.homes = sorted(homes, key=lambda home: home.dwelling_id)
        self.dice = Dice(seed, "improvements")
        self._complexes, self._shipped = complexes, int(reference.settings["complexes"])
        self._taken: set[str] = set()

    def scaled(self, count: int) -> int:
        """Give a number of the shipped delivery for a delivery of this size."""
        return (2 * count * self._complexes + self._shipped) // (2 * self._shipped)

    def free(self, corporation: str) -> list[Home]:
        """Homes of an association that stay in service and were not drawn yet; new ones need no improvement."""
        return [
            home
            for home in self.homes
            if home.corporation == corporation
            and home.dwelling_id not in self._taken
            and home.estate.state != "new"
            and home.letter
            and home.in_stock(self.last_day)
        ]

    def relabelled(self, corporation: str, year: int) -> list[Home]:
        """Free homes with a label better than E that was registered in a year, after at least a year in service."""
        return [
            home
            for home in self.free(corporation)
            if (label := home.spells[-1].label).registered_on is not None
            and label.registered_on.year == year
            and label.registered_on <= self.last_day
            and label.method == "NTA"
            and home.spells[0].start.year < year
            and LETTERS.index(label.letter) < FIRST_LOW
        ]

    def take(self, homes: Sequence[Home], count: int) -> list[Home]:
        """Draw homes, at most so many, in the order of their numbers."""
        chosen = sorted(self.dice.take(homes, max(count, 0)), key=lambda home: home.dwelling_id)
        self._taken |= {home.dwelling_id for home in chosen}
        return chosen

    def of(
        self, home: Home, day: date | None, measures: str, before: Label, programme: str, after: Label | None = None
    ) -> Improvement:
        """Give an improvement of a delivered home; its rent stays, as the national agreements ask for E, F and G."""
        self._taken.add(home.dwelling_id)
        label = home.spells[-1].label if after is None else after
        return Improvement(
            dwelling_id=home.dwelling_id,
            corporation=home.corporation,
            municipality=home.estate.municipality,
            completed_on=day,
            measures=measures,
            before=before,
            after=label,
            rent_change=0,
            saving=0 if measures == NEW_SURVEY else self.saving(before, label),
            programme=programme,
            home=home,
        )

    def method(self) -> str:
        """Draw the method of a label before an improvement."""
        weights: dict[str, int] = self.settings["methods_before"]
        return self.dice.weighted(weights)

    def saving(self, before: Label, after: Label) -> int | None:
        """Draw the estimated saving in cents a month, by steps of the label; sometimes it was not estimated."""
        if self.dice.happens(self.settings["missing_saving_share"]) or not (before.letter and after.letter):
            return None
        steps = LETTERS.index(before.letter) - LETTERS.index(after.letter)
        low, high = self.settings["saving_cents_per_step"]
        return max(steps, 1) * self.dice.whole(low, high)
