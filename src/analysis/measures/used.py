"""Norms and assumptions, with a memory of what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .lines import MAX_MISSING_SHARE, rests_on

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ..parameters import Assumption, Assumptions, Norms, NormValue, Register


@dataclass
class Used:
    """
    Norms and assumptions, with a memory of what was asked for.

    Parameters
    ----------
    norms, assumptions, register
        What the parameters decide.
    asked
        Norm ids with the dates their values were asked for.
    assumed
        Ids of the assumptions asked for.
    """

    norms: Norms
    assumptions: Assumptions
    register: Register
    asked: dict[str, set[date]] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)

    def norm(self, norm_id: str, on: date) -> Any:  # noqa: ANN401 - number, text, list or mapping
        """Give a norm's value in force on a date, and remember it."""
        self.asked.setdefault(norm_id, set()).add(on)
        return self.norms.value(norm_id, on)

    def theme(self, theme: str, on: date) -> dict[str, Any]:
        """Give all values of a theme in force on a date, and remember them."""
        return {norm_id: self.norm(norm_id, on) for norm_id in self.norms.ids(theme)}

    def assume(self, assumption_id: str) -> Any:  # noqa: ANN401 - number, text, boolean or list
        """Give an assumption's value under the scenario, and remember it."""
        self.assumed.add(assumption_id)
        return self.assumptions.value(assumption_id)

    def judging(self, results: Collection[str]) -> None:
        """Remember the assumptions that verdicts on these results rest on: missing answers, and what "circa" leaves."""
        self.assumed |= {MAX_MISSING_SHARE, *rests_on(self.register, results)}

    def looked_up(self) -> list[NormValue]:
        """Give the norms asked for, by id; one whose value changed between the dates asked for stands there twice."""
        found = {
            (norm_id, record.valid_from): record
            for norm_id, days in sorted(self.asked.items())
            for record in (self.norms.record(norm_id, on) for on in sorted(days))
        }
        return list(found.values())

    def chosen(self) -> list[Assumption]:
        """Give the assumptions asked for, by id."""
        return [self.assumptions.record(assumption_id) for assumption_id in sorted(self.assumed)]

    def values(self) -> dict[str, dict[str, Any]]:
        """
        Give what the figures rest on: of each norm the value on the latest day asked for, and the assumptions.

        Returns
        -------
        values
            `norms` and `assumptions`, each by id.
        """
        norms = {norm_id: self.norms.value(norm_id, max(days)) for norm_id, days in sorted(self.asked.items())}
        return {"norms": norms, "assumptions": {one: self.assumptions.value(one) for one in sorted(self.assumed)}}

    def under(self, assumptions: Assumptions) -> Used:
        """Give the same norms under another scenario, remembering nothing."""
        return Used(self.norms, assumptions, self.register)
