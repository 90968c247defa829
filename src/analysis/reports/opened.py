"""What a figure opens to on its page: definition, counts, interval, line, norms, assumptions, and the files read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import NormError
from ..presentation.tables.norms import clause_words, line_words, source_words, value_words
from ..presentation.texts import is_missing
from . import board

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..parameters import Assumption as Chosen
    from ..parameters import Assumptions, Norms, NormValue, Register
    from ..presentation.texts import Texts

    Record = Mapping[Any, Any]

REPORTED = "reported."
"""How the id of a figure begins that a party reports itself: it rests on no norm and no assumption of ours."""

LIGHTS = ("red", "amber", "green")
STATUSES = {"assumption": "red", "reading": "amber", "verified": "green"}
"""Light of a norm by how sure it is."""


@dataclass(frozen=True)
class Counted:
    """One place of a figure in words: value, the two counts, what was unknown, the interval, the verdict's code."""

    place: str
    value: str
    part: str
    whole: str
    unknown: str
    interval: str
    verdict: str


@dataclass(frozen=True)
class Norm:
    """A norm in words, with how sure it is: its light and its word."""

    name: str
    value: str
    since: str
    source: str
    colour: str
    status: str


@dataclass(frozen=True)
class Assumption:
    """An assumption in words, with its two lights: how good its evidence is, and what a wrong choice would do."""

    name: str
    value: str
    quality: str
    impact: str


@dataclass(frozen=True)
class Input:
    """A delivered file: its table, its name in the delivery, its hash."""

    table: str
    path: str
    hash: str


@dataclass(frozen=True)
class Basis:
    """What the figures of a page rest on together."""

    norms: tuple[Norm, ...]
    assumptions: tuple[Assumption, ...]
    inputs: tuple[Input, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known that they rest on."""
        return not (self.norms or self.assumptions or self.inputs)

    @property
    def lights(self) -> list[tuple[str, int]]:
        """How many assumptions could do how much, the worst first."""
        counted = [(colour, sum(one.impact == colour for one in self.assumptions)) for colour in LIGHTS]
        return [(colour, count) for colour, count in counted if count]


@dataclass(frozen=True)
class Opened:
    """
    A figure with everything it opens to.

    Parameters
    ----------
    anchor, name, definition
        Place on the page, name, and definition; empty where there is none.
    headline
        Its value over the whole, else of each association.
    counted
        Its rows for the whole and for associations.
    lines
        Lines of the agreements it is held against, each with its clause.
    has_basis
        Whether norms and assumptions of ours enter it: not what a party reports.
    """

    anchor: str
    name: str
    definition: str
    headline: str
    counted: tuple[Counted, ...]
    lines: tuple[str, ...]
    has_basis: bool


def opened(
    results: Sequence[str], rows: Mapping[str, Sequence[Record]], register: Register, texts: Texts
) -> tuple[Opened, ...]:
    """
    Give the figures of a page as they open, in the order of their names; what has neither row nor definition is none.

    Parameters
    ----------
    results
        Their ids.
    rows
        Published rows of the whole and of associations by result, with the `decimals` of a percentage.
    register
        The agreements, for the lines.
    texts
        Words of the reader's language.
    """
    counted = {result: tuple(_counted(row, texts) for row in rows.get(result, ())) for result in results}
    told = [_opened(result, own, register, texts) for result, own in counted.items() if own or texts.definition(result)]
    return tuple(sorted(told, key=lambda one: one.name))


def _opened(result: str, counted: tuple[Counted, ...], register: Register, texts: Texts) -> Opened:
    whole = [one for one in counted if not one.place]
    headline = whole[0].value if whole else "; ".join(f"{one.place} {one.value}" for one in counted)
    lines = tuple(
        texts("{clause}: {line}", clause=clause_words(entry, texts), line=line_words(entry, rule, texts))
        for entry in register.entries
        for rule in entry.rules
        if rule.result == result
    )
    anchor, is_ours = board.anchor(result), not result.startswith(REPORTED)
    return Opened(anchor, texts.result(result), texts.definition(result), headline, counted, lines, is_ours)


def _counted(row: Record, texts: Texts) -> Counted:
    decimals = row["decimals"]
    places = decimals if row["unit"] == "share" else None
    is_hidden, is_shown = bool(row["suppressed"]), not is_missing(row["value"])
    ends = texts.interval(row["interval_low"], row["interval_high"], decimals)
    return Counted(
        place="" if is_missing(row["corporation"]) else str(row["corporation"]),
        value=texts.cell(row["value"], row["unit"], suppressed=is_hidden, bound=row["bound"], decimals=places),
        part=_count(row, "numerator", texts, is_shown=is_shown),
        whole=_count(row, "denominator", texts, is_shown=is_shown),
        unknown=_count(row, "missing", texts, is_shown=is_shown),
        interval=texts.suppressed if is_hidden else ends,
        verdict="" if is_missing(row["verdict"]) else str(row["verdict"]),
    )


def _count(row: Record, name: str, texts: Texts, *, is_shown: bool) -> str:
    """Write a count: withheld where the profile hides it, a dash where a figure has none."""
    if row["suppressed"]:
        return texts.suppressed
    if is_missing(row[name]):
        return texts.withheld if is_shown and row["unit"] == "share" else texts.missing
    return texts.count(row[name])


def basis(
    rests_on: Mapping[str, Any],
    inputs: Sequence[Mapping[str, str]],
    on: date,
    texts: Texts,
    *,
    norms: Norms,
    assumptions: Assumptions,
) -> Basis:
    """
    Give what the figures of a page rest on.

    Parameters
    ----------
    rests_on
        Of the page's notebook, from the header of `results.json`: values of `norms` and `assumptions`.
    inputs
        Files of the tables it read, from the same header.
    on
        Reference date.
    texts
        Words of the reader's language.
    norms, assumptions
        Their records, for what they are called and how sure they are.
    """
    known = set(norms.ids())
    values = {name: value for name, value in sorted(rests_on.get("norms", {}).items()) if name in known}
    chosen = {name: value for name, value in rests_on.get("assumptions", {}).items() if name in assumptions.records}
    return Basis(
        tuple(_norm(_over_time(norms, name, on), value, texts) for name, value in values.items()),
        tuple(_assumption(assumptions.record(name), chosen[name], texts) for name in sorted(chosen)),
        tuple(Input(one["table"], one["path"], one["hash"]) for one in inputs),
    )


def _over_time(norms: Norms, name: str, on: date) -> list[NormValue]:
    """Give what a norm says on a day, at the end of earlier years, and on the first day of each of its values."""
    firsts = norms.first_days(name)
    ends = [date(year, 12, 31) for year in range(on.year - 1, firsts[-1].year - 1, -1)]
    told = []
    for day in (on, *ends, *firsts):
        try:
            told.append(norms.record(name, day))
        except NormError:
            continue
    return told


def _norm(records: Sequence[NormValue], value: object, texts: Texts) -> Norm:
    """Give a norm as the run used it: of its values over time the one that reads the same."""
    words = [value_words(record.value, record.unit, texts) for record in records]
    used = value_words(value, records[0].unit, texts)
    record = records[words.index(used)] if used in words else records[0]
    since, status = texts.date(record.valid_from), texts.norm_status(record.status)
    return Norm(texts(record.label), used, since, source_words(record, texts), STATUSES[record.status], status)


def _assumption(record: Chosen, value: object, texts: Texts) -> Assumption:
    return Assumption(texts(record.label), value_words(value, record.unit, texts), record.quality, record.impact)
