"""Editions: a report for one party shows that party's own rows and the totals; what is calculated stays the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ParameterError
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Collection

    from .register import Register


@dataclass(frozen=True)
class Edition:
    """
    For whom a report is, and whose rows it shows beside the totals.

    Parameters
    ----------
    party
        Party of the register, as the text calls it.
    corporation
        Association whose rows are shown; empty shows all, as for the municipality.

    Examples
    --------
    >>> Edition("AH WOON", "Woonborg").slug
    'AH_WOON'
    """

    party: str
    corporation: str

    @property
    def slug(self) -> str:
        """The party as it stands in the name of a folder and on the command line."""
        return self.party.replace(" ", "_")


def edition(register: Register, asked: str) -> Edition:
    """
    Give the edition of a party: of an association its rows, of a tenants' organisation those of its association.

    Parameters
    ----------
    register
        The agreements of the year, which name the parties and whose tenants' organisation is whose.
    asked
        Party as typed, `AH_WOON` or `AH WOON`.

    Raises
    ------
    ParameterError
        If the register knows no such party; names those it knows.

    Examples
    --------
    >>> from analysis.parameters import load_register
    >>> edition(load_register("2023"), "HBV")
    Edition(party='HBV', corporation='SEW')
    >>> edition(load_register("2023"), "gemeente").corporation
    ''
    """
    known = {party.replace(" ", "_"): party for party in register.parties}
    party = known.get(asked.replace(" ", "_"))
    if party is None:
        message = said(
            "--party {asked!r} is no party of the agreements {name}: choose from {parties}",
            asked=asked,
            name=register.name,
            parties=", ".join(known),
        )
        raise ParameterError(message)
    association_of = {tenants: association for association, tenants in register.tenants.items()}
    return Edition(party, party if party in register.tenants else association_of.get(party, ""))


def others(register: Register, corporation: str, corporations: Collection[str]) -> frozenset[str]:
    """
    Give the parties whose rows a report that shows one association leaves out.

    Parameters
    ----------
    register
        The agreements of the year.
    corporation
        Association that is shown; empty shows all.
    corporations
        Associations on the delivery's card.

    Returns
    -------
    others
        Every other association and its tenants' organisation, under each name by which they are known; none where all
        are shown.

    Examples
    --------
    >>> from analysis.parameters import load_register
    >>> sorted(others(load_register("2023"), "SEW", ["SEW", "Woonborg"])), others(load_register("2023"), "", ["SEW"])
    (['AH WOON', 'Woonborg'], frozenset())
    """
    if not corporation:
        return frozenset()
    associations = {*register.tenants, *corporations} - {corporation}
    found = associations | {register.tenants[name] for name in associations if name in register.tenants}
    return frozenset(found | {name for name, party in register.also_called.items() if party in found})
