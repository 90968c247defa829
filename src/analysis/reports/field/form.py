"""The form of an inspection: which columns it has, on paper as CSV and on a phone, and what may be chosen in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ...contracts import TABLES, Column
from ...parameters import load_norms, load_registers
from ...presentation.texts import LOCALES, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...catalogue import Card
    from ...contracts import Kind
    from ...parameters import Register

NOTED_ON: Final = "noted_on"
_EXTRA: Final[Mapping[str, Kind]] = {
    "number": "text",  # of the complex on the sheet
    "village": "text",
    "held_on": "date",
    "complex_id": "identifier",
    "complex_name": "text",
    NOTED_ON: "date",  # filled in by the phone
    "state": "text",  # of an earlier point, shown
}
_OBSERVATIONS: Final = {
    name: column for name, column in TABLES["observations"].columns.items() if name != "inspection_id"
}
COLUMNS: Final[Mapping[str, Column]] = MappingProxyType(
    {name: Column(name, kind, nullable=True, unit="", description="") for name, kind in _EXTRA.items()} | _OBSERVATIONS
)
"""
Columns of the form; of a CSV any may be absent. A row with an `observation_id` is a point of an earlier inspection,
which can only be closed; every other row with anything in `FILLED` is a new point.
"""
FILLED: Final = ("subject", "grade", "action", "owner", "due_on", "closed_on")
"""What people fill in; a row in which none of it stands was printed and left empty."""
CHOSEN: Final = ("subject", "grade", "owner")
"""Columns in which one of a list is chosen."""


@dataclass(frozen=True)
class Choices:
    """
    What can be chosen at an inspection.

    Parameters
    ----------
    subjects, grades
        Codes, in the order of the norms.
    owners
        Who can take an action upon them: parties by the fullest of their names, then residents and others.
    also_called
        Other name of an owner to the one in `owners`.
    """

    subjects: tuple[str, ...]
    grades: tuple[str, ...]
    owners: tuple[str, ...]
    also_called: Mapping[str, str]

    def codes(self, column: str) -> tuple[str, ...]:
        """Give the codes of a column of `CHOSEN`."""
        return {"subject": self.subjects, "grade": self.grades, "owner": self.owners}[column]

    def word(self, column: str, code: str, texts: Texts) -> str:
        """Give the word of a code in the reader's language."""
        return texts.subject(code) if column == "subject" else texts.owner(code) if column == "owner" else code

    def code(self, column: str, written: str) -> str | None:
        """Give the code for what somebody wrote: the code itself or its word in any language; None where it is none."""
        return self._known[column].get(_plain(written))

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, str]]:
        languages = [Texts(language) for language in LOCALES]
        known = {
            column: {_plain(self.word(column, code, texts)): code for texts in languages for code in self.codes(column)}
            | {_plain(code): code for code in self.codes(column)}
            for column in CHOSEN
        }
        known["owner"] |= {_plain(other): owner for other, owner in self.also_called.items()}
        return known


def _plain(written: str) -> str:
    return " ".join(written.split()).casefold()


def choices_of(card: Card, *, on: date) -> Choices:
    """
    Gather what can be chosen in a municipality.

    Parameters
    ----------
    card
        Of the delivery: its municipality, and its associations where there is no register of agreements.
    on
        Day on which the lists are in force.

    Raises
    ------
    NormError
        If a list is not in force on that day.
    """
    norms = load_norms()
    registers = load_registers(card.municipality)
    parties, also_called = _parties(registers[-1]) if registers else (tuple(card.corporations), {})
    return Choices(
        subjects=tuple(norms.value("inspection_subjects", on=on)),
        grades=tuple(norms.value("inspection_grades", on=on)),
        owners=(*parties, *norms.value("inspection_other_owners", on=on)),
        also_called=MappingProxyType(also_called),
    )


def _parties(register: Register) -> tuple[tuple[str, ...], dict[str, str]]:
    """Give each party by its other name where it has one, and its short name as the other."""
    full = {party: other for other, party in register.also_called.items()}
    names = {party: full.get(party, party) for party in register.parties}
    return tuple(names.values()), {party: name for party, name in names.items() if party != name}
