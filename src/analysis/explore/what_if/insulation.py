"""Where to insulate first: another number of homes or another budget a year, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ...indicators import energy_poverty, priorities
from ...presentation import figures, tables
from ...presentation.labels.improvements import ORDERS
from .knobs import Answer, Choice, Knob, picture

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ...notebook.judging import Judging
    from .knobs import Values

_WAYS: Final = ("need", "label", "pro_rata", "budget")
_STEP_EUR: Final = 100_000


@dataclass(frozen=True)
class Priorities:
    """
    What if more or fewer homes were insulated in a year, others first, or for another budget.

    Parameters
    ----------
    run
        The run that is explored.
    """

    run: Judging
    name: str = "priorities"

    @cached_property
    def _frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Households with what improvement would do to each, and the homes to improve per complex."""
        run, on = self.run, self.run.on
        households, dwellings = run.load("households"), run.load("dwellings")
        end = energy_poverty.year_end(households, on)
        inputs = run.inputs("priorities", on=end)
        lifted = priorities.lifted(energy_poverty.classify, households, dwellings, on=on, **inputs)
        return lifted, priorities.homes_to_improve(dwellings, on, **run.inputs("homes_to_improve"))

    @cached_property
    def _scopes(self) -> list[priorities.Scope]:
        """What could be improved, and the households drawn anew: curve and year read the same ones."""
        return priorities.scopes(*self._frames, **self.run.inputs("resampling"))

    @cached_property
    def _curve(self) -> tuple[bytes, str]:
        """The trade-off over all homes: it is the same whatever one year holds, so it is drawn once."""
        curve = priorities.curve(self._scopes, **self.run.inputs("trade_off"))
        published = self.run.publish(curve, "household", by=["order", "homes_improved"])
        return picture(self.run, figures.trade_off, published)

    @cached_property
    def knobs(self) -> tuple[Knob | Choice, ...]:
        """Homes a year of every association, the budget, and what is aimed at."""
        texts, inputs = self.run.texts, self.run.inputs("priority_year")
        homes = self._frames[1].groupby("corporation")["homes"].sum()
        knobs: list[Knob | Choice] = []
        for name, most in homes.items():
            asked = min(int(inputs["homes_per_year"].get(name, 0)), int(most))
            label = texts("{association}: homes a year", association=name)
            knobs.append(Knob(f"homes_{name}", label, asked, 0, int(most), 1))
        budget = float(inputs["budget_eur_per_year"])
        most_eur = max(10 * budget, float(_STEP_EUR))
        label = texts("Budget of every association, euro a year")
        knobs.append(Knob("budget_eur_per_year", label, budget, 0.0, most_eur, float(_STEP_EUR)))
        ways = {way: texts(ORDERS[way]) for way in _WAYS}
        return (*knobs, Choice("objective", texts("Which homes come first"), "need", ways))

    def answer(self, values: Values, *, drawn: bool = True) -> Answer:
        """Give what the year would bring in the order aimed at, beside the others, and the trade-off curve."""
        run, inputs = self.run, self.run.inputs("priority_year")
        homes = {
            name.removeprefix("homes_"): float(value) for name, value in values.items() if name.startswith("homes_")
        }
        asked = {"homes_per_year": homes, "budget_eur_per_year": float(values["budget_eur_per_year"])}
        year = priorities.yearly(self._scopes, **(inputs | asked))
        published = run.publish(year, "household", by=["way"])
        said = self._sentences(published, str(values["objective"]))
        return Answer(said, (tables.priorities_table(published, run.texts),), (self._curve,) if drawn else ())

    def _sentences(self, published: Published, way: str) -> tuple[str, ...]:
        texts, rows = self.run.texts, require(published)
        return tuple(
            texts(
                "{association}, {way}: households out of energy poverty {lifted}, homes {homes}, million euro {cost}.",
                association=row["corporation"],
                way=texts(ORDERS[way]),
                lifted=texts.cell(row["value"], "households", suppressed=row["suppressed"]),
                homes=texts.count(int(row["homes_improved"])),
                cost=texts.suppressed if row["suppressed"] else texts.number(row["cost_eur"] / 1e6, 1),
            )
            for _, row in rows[rows["way"] == way].iterrows()
        )
