"""Laarhove: another number of homes, other shares in the phases without a permit, and what the rest must hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from ...disclosure import require
from ...errors import ParameterError
from ...indicators import laarhove
from ...presentation import figures, tables
from ...wording import said
from .knobs import Answer, Choice, Knob, picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...notebook.judging import Judging
    from .knobs import Values

_COMMITTED = ("permitted", "under_construction", "delivered")
_ROOM = 1.2  # a slider goes a fifth beyond the largest plan


@dataclass(frozen=True)
class Laarhove:
    """
    What if the plan for Laarhove held other homes.

    Parameters
    ----------
    run
        The run that is explored.
    """

    run: Judging
    name: str = "laarhove"

    @cached_property
    def _plan(self) -> pd.DataFrame:
        plan = self.run.load("district_plan")
        own: pd.DataFrame = plan[plan["district"] == self.run.inputs("laarhove")["district"]].reset_index(drop=True)
        if own.empty:
            message = said("the delivery holds no plan for this district: deliver the table district_plan")
            raise ParameterError(message)
        return own

    @cached_property
    def _open(self) -> Mapping[str, int]:
        """Homes without a permit, by phase."""
        without = self._plan[~self._plan["status"].isin(_COMMITTED)]
        sums = without.assign(phase=without["phase"].astype("str")).groupby("phase")["homes"].sum()
        return {str(phase): int(homes) for phase, homes in sums.items() if homes > 0}

    @property
    def _committed(self) -> pd.DataFrame:
        return self._plan[self._plan["status"].isin(_COMMITTED)]

    @cached_property
    def knobs(self) -> tuple[Knob | Choice, ...]:
        """Homes in the whole plan, then the shares of every phase without a permit."""
        texts, sizes = self.run.texts, self.run.inputs("laarhove_rest")["plan_sizes"]
        committed, total = int(self._committed["homes"].sum()), int(self._plan["homes"].sum())
        low, high = min(total, max(committed, min(sizes))), max(total, round(max(sizes) * _ROOM))
        knobs = [Knob("homes", texts("Homes in the whole plan"), total, low, high, 1)]
        for phase in self._open:
            for segment, label in (
                ("social_rent", texts("Phase {phase}, without a permit: share of social rent", phase=phase)),
                ("cheap_sale", texts("Phase {phase}, without a permit: share of cheap sale", phase=phase)),
            ):
                short = segment.partition("_")[0]
                knobs.append(Knob(f"{short}_{phase}", label, self._share(phase, segment), 0.0, 1.0, 0.01))
        return tuple(knobs)

    def _share(self, phase: str, segment: str) -> float:
        own = self._plan[(self._plan["phase"].astype("str") == phase) & ~self._plan["status"].isin(_COMMITTED)]
        return round(float(own.loc[own["segment"] == segment, "homes"].sum() / own["homes"].sum()), 2)

    def changed(self, values: Values) -> pd.DataFrame:
        """
        Give the plan with the homes that have no permit yet drawn up anew.

        Raises
        ------
        ParameterError
            If the two shares of a phase are more than all of it.
        """
        left = max(int(values["homes"]) - int(self._committed["homes"].sum()), 0)
        rows = []
        for phase, homes in _spread(left, self._open).items():
            shares = [float(values[f"{segment}_{phase}"]) for segment in ("social", "cheap")]
            if sum(shares) > 1 + 1e-9:
                message = said(
                    "phase {phase} cannot hold more than all its homes: lower social_{phase} or cheap_{phase}",
                    phase=phase,
                )
                raise ParameterError(message)
            social = int(homes * shares[0] + 0.5)
            cheap = min(int(homes * shares[1] + 0.5), homes - social)
            parts = {"social_rent": social, "cheap_sale": cheap, "middle": homes - social - cheap}
            rows += [(phase, segment, number) for segment, number in parts.items() if number]
        drawn = pd.DataFrame(rows, columns=["phase", "segment", "homes"]).assign(status="planned")
        drawn["district"] = self._plan["district"].iloc[0]
        needed = ["district", "phase", "segment", "homes", "status"]
        return pd.concat([self._committed[needed], drawn[needed]], ignore_index=True).astype({"homes": "Int64"})

    def answer(self, values: Values, *, drawn: bool = True) -> Answer:
        """Give both shares of the plan as it would be, and what the homes without a permit must hold."""
        run, texts = self.run, self.run.texts
        plan, inputs = self.changed(values), run.inputs("laarhove_rest")
        shares = laarhove.shares(plan, period=run.period, district=inputs["district"])
        rest = laarhove.required(plan, **(inputs | {"plan_sizes": [int(values["homes"])]}))
        published = run.publish(shares, "plan", by=["id"])
        need = run.publish(rest, "plan", by=["id", "plan_size_homes"])
        lines = {f"{name}_line": float(run.line(f"laarhove.{name}_share")) for name in ("social", "cheap")}
        options = lines | run.inputs("laarhove_context")
        pictures = (picture(run, figures.phases, published, need, **options),) if drawn else ()
        rows = require(published)
        said = tuple(self._sentence(rows, f"laarhove.{name}_share") for name in ("social", "cheap"))
        return Answer(said, (tables.phases_table(need, texts),), pictures)

    def _sentence(self, rows: pd.DataFrame, result: str) -> str:
        texts, row = self.run.texts, rows[rows["id"] == result].iloc[0]
        return texts(
            "{what}: {homes} of {all} homes, {share}; the line is {line}.",
            what=texts.result(result),
            homes=texts.count(row["numerator"]),
            all=texts.count(row["denominator"]),
            share=texts.share(row["value"]),
            line=texts.share(float(self.run.line(result)), 0),
        )


def _spread(homes: int, phases: Mapping[str, int]) -> dict[str, int]:
    """
    Share homes out among phases in proportion, whole homes, the largest remainders first.

    Examples
    --------
    >>> _spread(10, {"3": 23, "4": 64})
    {'3': 3, '4': 7}
    """
    total = sum(phases.values())
    exact = {phase: homes * size / total for phase, size in phases.items()} if total else {}
    whole = {phase: int(part) for phase, part in exact.items()}
    rest = sorted(exact, key=lambda phase: (whole[phase] - exact[phase], phase))[: homes - sum(whole.values())]
    return {phase: number + (phase in rest) for phase, number in whole.items()}
