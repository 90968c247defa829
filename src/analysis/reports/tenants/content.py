"""What the page of a village says: figures, agreements, what is still to come, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...disclosure import require
from ...errors import DisclosureError
from ...presentation.labels import tenants as words
from ...presentation.shown import decimals_by_row
from ...presentation.texts import is_missing
from ...wording import said

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ...disclosure import Published
    from ...parameters import Register
    from ...presentation.texts import Texts

PROFILE = "public"
HOMES = "social_stock.owner_count"
_THEMES = ("social_stock.", "rent.", "labels.", "improvements.", "displacement.", "inspections.", "programme.")
"""Beginnings of the results that say something about the home of a tenant."""
_JUDGED = ("broken", "at_risk", "kept")
_PLACES = ("corporation", "village")

Record = Mapping[Any, Any]


@dataclass(frozen=True)
class Village:
    """
    The page of a village, in words.

    Parameters
    ----------
    name
        The village.
    associations
        Associations with homes in it; none makes the page say that there are none.
    facts
        What is told, of the village, and of the whole municipality.
    agreements
        Standing and title of the agreements that matter to a tenant here.
    to_come, done
        Projects that are planned, and those that were ready in the last year.
    to_ask
        What about, and whom.
    """

    name: str
    associations: tuple[str, ...]
    facts: tuple[tuple[str, str, str], ...]
    agreements: tuple[tuple[str, str], ...]
    to_come: tuple[str, ...]
    done: tuple[str, ...]
    to_ask: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Source:
    """
    What the pages are made from.

    Parameters
    ----------
    agreements
        `agreements` of the public results.
    rows
        The results about villages and the whole, as everyone may see them.
    projects
        The programme as known on the reference date, as everyone may see it.
    register
        The agreements of the year.
    on
        Reference date.
    texts
        Words of the reader's language.
    """

    agreements: Sequence[Mapping[str, Any]]
    rows: Sequence[Record]
    projects: Sequence[Record]
    register: Register
    on: date
    texts: Texts

    @classmethod
    def of(
        cls,
        agreements: Sequence[Mapping[str, Any]],
        published: Published,
        programme: Published,
        *,
        register: Register,
        on: date,
        texts: Texts,
    ) -> Source:
        """
        Take what was published for everyone, and nothing else.

        Raises
        ------
        DisclosureError
            If results or programme did not pass the gate, or passed it for others.
        """
        rows, projects = _for_everyone(published), _for_everyone(programme)
        rows = rows[rows["complex_id"].isna()]
        rows = rows.assign(decimals=decimals_by_row(published, rows))
        rows = rows.astype(dict.fromkeys(_PLACES, object)).fillna(dict.fromkeys(_PLACES, ""))
        projects = projects.sort_values(["planned_on", "project_name"], kind="stable")
        return cls(agreements, rows.to_dict("records"), projects.to_dict("records"), register, on, texts)

    @property
    def counts_homes(self) -> bool:
        """Whether homes were counted by village: without that a page would say that a village has none."""
        return any(row["id"] == HOMES for row in self.rows)


def village(name: str, source: Source) -> Village:
    """Tell what was agreed, what came of it and what is still to come in a village."""
    texts, on = source.texts, source.on
    here = [row for row in source.rows if row["village"] == name]
    associations = _associations(here)
    projects = [plan for plan in source.projects if plan["village"] == name]
    return Village(
        name,
        associations,
        facts=_facts(here, source.rows, texts),
        agreements=_agreements(name, associations, source),
        to_come=tuple(_to_come(plan, on, texts) for plan in projects if is_missing(plan["realised_on"])),
        done=tuple(_done(plan, texts) for plan in projects if _was_ready(plan, on)),
        to_ask=_to_ask(associations, source.register, texts),
    )


def _for_everyone(published: Published) -> pd.DataFrame:
    """Give the rows of a table that was published for everyone."""
    rows = require(published)
    if published.profile != PROFILE:
        message = said(
            "a page for tenants shows figures of profile {profile} only, these are of {other}",
            profile=PROFILE,
            other=published.profile,
        )
        raise DisclosureError(message)
    return rows


def _associations(here: Sequence[Record]) -> tuple[str, ...]:
    """Associations with homes in the village; how many homes there are is known to everyone."""
    return tuple(sorted({row["corporation"] for row in here if row["id"] == HOMES and row["value"] > 0} - {""}))


def _facts(here: Sequence[Record], rows: Sequence[Record], texts: Texts) -> tuple[tuple[str, str, str], ...]:
    """Give the facts the village has a figure of, one that is withheld included."""
    in_village = {row["id"]: row for row in here if not row["corporation"]}
    in_all = {row["id"]: row for row in rows if not any(row[name] for name in _PLACES)}
    return tuple(
        (texts(told), _value(in_village[one], texts), _value(in_all[one], texts) if one in in_all else texts.missing)
        for one, told in words.FACTS.items()
        if one in in_village
    )


def _value(row: Record, texts: Texts) -> str:
    if row["id"] == "social_stock.kept":
        return texts.signed(row["value"])
    decimals = row["decimals"] if row["unit"] == "share" else None
    return texts.cell(row["value"], row["unit"], suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)


def _agreements(name: str, associations: tuple[str, ...], source: Source) -> tuple[tuple[str, str], ...]:
    """Give the agreements about homes that were judged, but for those about other villages or associations only."""
    clauses = {entry.id: entry for entry in source.register.entries}
    judged = [row for row in source.rows if not is_missing(row["verdict"])]
    told = []
    for one in source.agreements if associations else ():
        bound = {party for party in clauses[one["id"]].parties if party in source.register.tenants}
        villages = {row["village"] for row in judged if row["agreement"] == one["id"]} - {""}
        is_here = (not villages or name in villages) and (not bound or bound & set(associations))
        is_of_home = any(result.startswith(_THEMES) for result in one["results"])
        if one["verdict"] in _JUDGED and is_of_home and is_here:
            standing = source.texts.standing(one["verdict"], one["reason"])
            told.append((standing, source.texts(clauses[one["id"]].title)))
    return tuple(told)


def _plan(plan: Record, texts: Texts) -> str:
    """Say what a project is, and of how many homes as far as that is known."""
    project, kind = texts.quoted(str(plan["project_name"])), plan["kind"]
    if kind not in ("new_build", "demolition"):
        return project
    if is_missing(plan["homes"]):
        unknown = "new homes: {project}" if kind == "new_build" else "demolition of homes: {project}"
        return texts(unknown, project=project)
    homes = int(plan["homes"])
    if kind == "new_build":
        return texts.plural("{count} new home: {project}", "{count} new homes: {project}", homes, project=project)
    return texts.plural(
        "demolition of {count} home: {project}", "demolition of {count} homes: {project}", homes, project=project
    )


def _to_come(plan: Record, on: date, texts: Texts) -> str:
    if is_missing(plan["planned_on"]):
        return texts("{plan}, no day known", plan=_plan(plan, texts))
    day = plan["planned_on"].date()
    if day < on:
        return texts("{plan}, was planned for {day} and is not ready", plan=_plan(plan, texts), day=texts.date(day))
    return texts("{plan}, planned for {day}", plan=_plan(plan, texts), day=texts.date(day))


def _was_ready(plan: Record, on: date) -> bool:
    """Whether a project was ready in the year of the reference date."""
    return not is_missing(plan["realised_on"]) and plan["realised_on"].year == on.year


def _done(plan: Record, texts: Texts) -> str:
    ready = dict(plan) | {"homes": plan["realised_homes"] if plan["kind"] != "milestone" else plan["homes"]}
    return texts("{plan}, ready on {day}", plan=_plan(ready, texts), day=texts.date(plan["realised_on"].date()))


def _to_ask(associations: tuple[str, ...], register: Register, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Say whom to ask about what: roles, never names of persons."""
    organisations = [
        texts("{organisation} (tenants of {association})", organisation=organisation, association=association)
        for association, organisation in register.tenants.items()
        if not associations or association in associations
    ]
    own = [] if not associations else [(texts("Your rent, repairs or energy label"), " / ".join(associations))]
    return (
        *own,
        (texts("What tenants want together"), ", ".join(organisations)),
        (texts("Building plans, finding a home, the neighbourhood"), texts("the municipality")),
    )
