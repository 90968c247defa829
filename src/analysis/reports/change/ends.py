"""The two reports that are compared, and what may be said of the data and the decisions behind them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...errors import ParameterError
from ...wording import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..finding import Found

    Basis = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Ends:
    """
    An earlier and a later report of one profile and one kind of data.

    Parameters
    ----------
    old, new
        Published results.
    again
        The old half-year made again from the new delivery with today's parameters; None where nobody did.

    Raises
    ------
    ParameterError
        If they cannot be held against one another: other profiles, real beside synthetic data, the later first.
    """

    old: Found
    new: Found
    again: Found | None = None

    def __post_init__(self) -> None:
        """Refuse ends that cannot be compared."""
        if self.old.profile != self.new.profile:
            message = said(
                "{old} is of profile {old_profile} and {new} of {new_profile}: two profiles side by side could "
                "give away what each withholds; compare reports of one profile",
                old=self.old.name,
                old_profile=self.old.profile,
                new=self.new.name,
                new_profile=self.new.profile,
            )
            raise ParameterError(message)
        if self.old.about["data"] != self.new.about["data"]:
            message = said(
                "{old} and {new}: synthetic and delivered data cannot be compared", old=self.old.name, new=self.new.name
            )
            raise ParameterError(message)
        if self.old.scenario != self.new.scenario:
            message = said(
                "{old} and {new} rest on other scenarios: compare reports of one scenario",
                old=self.old.name,
                new=self.new.name,
            )
            raise ParameterError(message)
        if _place(self.old) > _place(self.new):
            message = said(
                "{old} is later than {new}: name the earlier one first", old=self.old.name, new=self.new.name
            )
            raise ParameterError(message)
        if self.again is not None and self.again.profile != self.new.profile:
            message = said(
                "the half-year made again is of profile {again_profile}: make it in {new_profile}",
                again_profile=self.again.profile,
                new_profile=self.new.profile,
            )
            raise ParameterError(message)

    @property
    def is_one_period(self) -> bool:
        """Whether both report on the same state: then all that differs was revised or decided anew."""
        return _place(self.old) == _place(self.new)

    @property
    def base(self) -> Found:
        """The old half-year as the new data and parameters give it, as far as it is known."""
        return self.new if self.is_one_period else self.again or self.old

    @cached_property
    def has_same_data(self) -> bool:
        """Whether both were made from the same files."""
        return _hashes(self.old) == _hashes(self.new)

    def decisions(self, result: str) -> tuple[str, ...] | None:
        """
        Give the norms and assumptions that differ between the old report and the base for a result; None if unknown.

        Of each norm the value on the latest day its page asked for counts.
        """
        return () if self.base is self.old else _different(*self._rests_on[:2], result)

    def dated(self, result: str) -> tuple[str, ...] | None:
        """Give the norms and assumptions that differ between the base and the new report; None if unknown."""
        return () if self.base is self.new else _different(*self._rests_on[1:], result)

    @cached_property
    def _rests_on(self) -> tuple[Basis, Basis, Basis]:
        """What the results of the old report, the base and the new one rest on."""
        return rests_on(self.old.about), rests_on(self.base.about), rests_on(self.new.about)


def _different(one: Basis, other: Basis, result: str) -> tuple[str, ...] | None:
    here, there = one.get(result), other.get(result)
    if here is None or there is None:
        return None
    return tuple(sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name)))


def rests_on(about: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Give what each result rests on, as text by the id of the norm or assumption; only results the report tells of."""
    told: dict[str, dict[str, str]] = {}
    for page in about.get("rests_on", ()):
        values = page["norms"] | page["assumptions"]
        texts = {name: json.dumps(value, sort_keys=True) for name, value in values.items()}
        for result in page["results"]:
            told.setdefault(result, texts)
    return told


def _hashes(found: Found) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True) for one in found.about["inputs"])


def _place(found: Found) -> tuple[str, str]:
    return str(found.about["period"]), str(found.about["reference_date"])
