"""The register of one year's agreements: all clauses, and which of them a result belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from ..errors import ParameterError
from ..paths import PARAMS
from ..wording import said
from .entries import Entry, Rule
from .reading import Strict, read, shown
from .wording import suggestion

AGREEMENTS = PARAMS / "agreements"
_MEASURABILITY = ("yes", "partly", "no")


class Register(Strict):
    """
    The agreements of one year.

    Parameters
    ----------
    name, year
        Name of the file without its ending, and the year the agreements hold for.
    title, document, signed_on, valid_from
        What the text calls itself, where it is from, when it was signed and from when it holds.
    municipality
        CBS code of the municipality, `GM1730`.
    parties
        The parties, as the text calls them.
    tenants
        The tenants' organisation of each association; both are parties.
    also_called
        Other names of a party in the log of actions, `{"Gemeente Tynaarlo": "gemeente"}`.
    chapters
        Title of each chapter, English; a chapter without one is shown by its number.
    entries
        All agreements and goals, in the order of the text.
    """

    name: str
    year: int
    title: str
    municipality: Annotated[str, StringConstraints(pattern=r"^GM\d{4}$")]
    document: str
    signed_on: date
    valid_from: date
    parties: tuple[str, ...]
    tenants: Mapping[str, str]
    also_called: Mapping[str, str] = Field(default_factory=dict)
    chapters: Mapping[str, str] = Field(default_factory=dict)
    entries: tuple[Entry, ...]

    @model_validator(mode="after")
    def _entries_fit(self) -> Register:
        ids = [entry.id for entry in self.entries]
        twice = sorted({identifier for identifier in ids if ids.count(identifier) > 1})
        if twice:
            message = said("entries occur twice: {twice}", twice=", ".join(twice))
            raise ValueError(message)
        named = {entry.id: entry.parties for entry in self.entries}
        named["tenants"] = (*self.tenants, *self.tenants.values())
        named["also_called"] = tuple(self.also_called.values())
        for place, parties in named.items():
            for party in sorted(set(parties) - set(self.parties)):
                message = said(
                    "{place}: {party!r} is no party of the register; {suggestion}",
                    place=place,
                    party=party,
                    suggestion=suggestion(party, self.parties),
                )
                raise ValueError(message)
        return self

    def entry(self, identifier: str) -> Entry:
        """
        Give one entry by its number.

        Raises
        ------
        ParameterError
            If the register has no such entry.

        Examples
        --------
        >>> load_register("2023").entry("31").commitment
        'signal'
        """
        for entry in self.entries:
            if entry.id == identifier:
                return entry
        ids = [entry.id for entry in self.entries]
        message = said(
            "register {name!r} has no entry {identifier!r}; {suggestion}",
            name=self.name,
            identifier=identifier,
            suggestion=suggestion(identifier, ids),
        )
        raise ParameterError(message)

    def party(self, name: str) -> str | None:
        """
        Give the party that a name in the log stands for; None if it is nobody of the register.

        Examples
        --------
        >>> load_register("2023").party("Gemeente Tynaarlo"), load_register("2023").party("SEW")
        ('gemeente', 'SEW')
        """
        return self.also_called.get(name, name if name in self.parties else None)

    def without_entries(self) -> Register:
        """Give the register without agreements, for a municipality that has none."""
        return self.model_copy(update={"entries": ()})

    def for_result(self, result: str) -> Entry | None:
        """
        Give the entry a result belongs to: the one whose rule names it, else the one that shows it.

        Where several entries show a result and none judges it, the one that can be measured best comes first,
        then the order of the text: energy poverty per complex belongs to agreement 9, not to 7.

        Examples
        --------
        >>> load_register("2023").for_result("displacement.urgent_share").id
        'goal-4.4'
        >>> load_register("2023").for_result("energy_poverty.lihelek_share").id
        '9'
        """
        judging = [entry for entry in self.entries if any(rule.result == result for rule in entry.rules)]
        showing = [entry for entry in self.entries if entry.shows(result)]
        showing.sort(key=lambda entry: _MEASURABILITY.index(entry.measurable))
        return next(iter([*judging, *showing]), None)

    def rules_for(self, result: str) -> tuple[Rule, ...]:
        """
        Give the rules that name a result, in the order of the text.

        Examples
        --------
        >>> [rule.threshold for rule in load_register("2023").rules_for("laarhove.cheap_share")]
        ['0.40']
        """
        return tuple(rule for entry in self.entries for rule in entry.rules if rule.result == result)


def load_register(name: str, *, folder: Path = AGREEMENTS) -> Register:
    """
    Read the register of one year's agreements.

    Parameters
    ----------
    name
        Name of the file in `params/agreements`, without `.yml`.
    folder
        Where the registers stand.

    Raises
    ------
    ParameterError
        If there is no such register, or it is not what it should be.

    Examples
    --------
    >>> register = load_register("2023")
    >>> register.municipality, register.entry("12").rule.threshold
    ('GM1730', '0.80')
    """
    path = folder / f"{name}.yml"
    known = sorted(file.stem for file in folder.glob("*.yml"))
    if name not in known:
        message = said(
            "{folder} has no register {name!r}; {suggestion}",
            folder=shown(folder),
            name=name,
            suggestion=suggestion(name, known),
        )
        raise ParameterError(message)
    register = read(path).build(Register)
    if register.name != name:
        message = said(
            "{path}: name is {register!r}, expected {name!r}, the name of the file",
            path=shown(path),
            register=register.name,
            name=name,
        )
        raise ParameterError(message)
    return register


def load_registers(municipality: str, *, folder: Path = AGREEMENTS) -> list[Register]:
    """
    Read the registers of a municipality, every year that stands in the folder.

    Parameters
    ----------
    municipality
        CBS code.
    folder
        Where the registers stand.

    Returns
    -------
    registers
        By name; none for a municipality that has none.

    Examples
    --------
    >>> "2023" in [register.name for register in load_registers("GM1730")], load_registers("GM0106")
    (True, [])
    """
    registers = [load_register(file.stem, folder=folder) for file in sorted(folder.glob("*.yml"))]
    return [register for register in registers if register.municipality == municipality]
