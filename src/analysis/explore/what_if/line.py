"""The line of chapter 4.4: some more lettings, urgent or regular, and a half-year that still runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from ...disclosure import require
from ...indicators import displacement
from ...presentation import figures
from ...presentation.tables.html_table import table_of
from ...presentation.texts import is_missing
from .knobs import Answer, Choice, Knob, picture

if TYPE_CHECKING:
    from fractions import Fraction

    from ...notebook.judging import Judging
    from ...presentation.tables import HtmlTable
    from .knobs import Values

_MOST = 40
_RESULT = "displacement.urgent_share"


@dataclass(frozen=True)
class Line:
    """
    What if an association let some more homes, to urgent or to regular seekers.

    Parameters
    ----------
    run
        The run that is explored.
    """

    run: Judging
    name: str = "line"

    @cached_property
    def _lettings(self) -> pd.DataFrame:
        run = self.run
        return displacement.lettings(run.load("allocations"), run.load("dwellings"), **run.inputs("displacement"))

    @property
    def _ceiling(self) -> Fraction:
        return self.run.line(_RESULT)

    @cached_property
    def knobs(self) -> tuple[Knob | Choice, ...]:
        """Whose lettings, how many more of each kind, and until which day of the half-year is looked."""
        texts = self.run.texts
        names = sorted(self.run.card.corporations)
        ends = pd.date_range(self.run.period.first_day, self.run.on, freq="ME").strftime("%Y-%m-%d").tolist()
        days = list(dict.fromkeys([*ends, self.run.on.isoformat()]))
        return (
            Choice("association", texts("Association"), names[0], {name: name for name in names}),
            Knob("more_urgent", texts("More lettings to urgent seekers"), 0, 0, _MOST, 1),
            Knob("more_regular", texts("More lettings to regular seekers"), 0, 0, _MOST, 1),
            Choice(
                "seen_until",
                texts("Seen until; an earlier day lets the half-year run"),
                self.run.on.isoformat(),
                {day: texts.date(pd.Timestamp(day).date()) for day in days},
            ),
        )

    def changed(self, values: Values) -> pd.DataFrame:
        """Give the lettings seen until that day, with those that are added on it."""
        until = pd.Timestamp(str(values["seen_until"]))
        seen = self._lettings[~(self._lettings["allocated_on"] > until)]
        flags = [True] * int(values["more_urgent"]) + [False] * int(values["more_regular"])
        added = pd.DataFrame(
            {
                "corporation": pd.Series(values["association"], index=range(len(flags)), dtype="str"),
                "allocated_on": pd.Series(until, index=range(len(flags)), dtype=seen["allocated_on"].dtype),
                "is_urgent": pd.Series(flags, dtype="boolean"),
                "is_vacated": pd.Series(data=True, index=range(len(flags)), dtype="boolean"),
            }
        )
        return pd.concat([seen, added], ignore_index=True) if flags else seen

    def answer(self, values: Values, *, drawn: bool = True) -> Answer:
        """Give the share, the room left under the line, and while the half-year runs the chance of ending over it."""
        run, texts, ceiling = self.run, self.run.texts, self._ceiling
        lettings, until = self.changed(values), pd.Timestamp(str(values["seen_until"])).date()
        history = displacement.half_years(lettings, periods=run.periods(lettings["allocated_on"]), ceiling=ceiling)
        # what is still to come is told from the same half of the year before, which is never cut
        past = self._lettings[~(self._lettings["allocated_on"] > pd.Timestamp(run.period.day_before))]
        whole = pd.concat([past, lettings[lettings["allocated_on"] > pd.Timestamp(run.period.day_before)]])
        chances = displacement.running_chance(
            whole.reset_index(drop=True), period=run.period, on=until, ceiling=ceiling
        ).set_index("corporation")["chance_share"]
        published = run.publish(history, "association", by=["basis"])
        options = {"line": float(ceiling), "basis": "allocations"}
        pictures = (picture(run, figures.half_years, published, **options),) if drawn else ()
        now = require(published)
        now = now[(now["period"] == run.period.label) & (now["basis"] == "allocations")]
        own = now[now["corporation"] == values["association"]]
        said = [self._sentence(row) for _, row in own.iterrows()]
        chance = chances.get(str(values["association"]))
        if run.period.is_running_on(until) and not is_missing(chance):
            words = "If as many lettings follow as a year earlier, the chance to end over the line is {chance}."
            said.append(texts(words, chance=texts.share(chance, 0)))
        return Answer(tuple(said), (self._table(now),), pictures)

    def _sentence(self, row: pd.Series) -> str:
        texts, room = self.run.texts, int(row["headroom"])
        said = texts(
            "{association}: {urgent} of {all} lettings to urgent seekers, {share}; the line is {line}.",
            association=texts.association(row["corporation"]),
            urgent=texts.count(row["numerator"]),
            all=texts.count(row["denominator"]),
            share=texts.share(row["value"]),
            line=texts.share(float(self._ceiling), 0),
        )
        if room < 0:
            more = texts("To be back at the line takes regular lettings: {count}.", count=texts.count(-room))
        else:
            more = texts("Urgent lettings in a row that stay at or under the line: {count}.", count=texts.count(room))
        return f"{said} {more}"

    def _table(self, rows: pd.DataFrame) -> HtmlTable:
        texts = self.run.texts
        numbers = {
            texts("Urgent"): [texts.count(one) for one in rows["numerator"]],
            texts("All lettings"): [texts.count(one) for one in rows["denominator"]],
            texts("Share"): [texts.share(one) for one in rows["value"]],
            texts("Room under the line"): [texts.signed(one) for one in rows["headroom"]],
        }
        names = {texts("Association"): [texts.association(name) for name in rows["corporation"]]}
        caption = texts("Lettings of the half-year as they would be.")
        return table_of(names | numbers, texts, kind="line", caption=caption, numbers=numbers)
