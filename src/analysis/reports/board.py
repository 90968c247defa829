"""
The scoreboard of the first page: per agreement its figures with line, margin and trend, and what may be concluded.

Everything here reads published results; who should talk to whom comes from the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..disclosure import require
from ..indicators.verdicts import may_conclude
from ..presentation import labels
from ..presentation.shown import decimals_by_row
from ..presentation.standing import counted_as
from ..presentation.tables.board import margin_text
from ..presentation.texts import is_missing
from ..results import by_agreement
from . import front_page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..disclosure import Published
    from ..parameters import Entry, Register
    from ..presentation.texts import Texts
    from .trend import Trend

    Record = Mapping[Any, Any]

WITHHELD = "withheld"
"""What a withheld verdict is filtered by."""
PLACES = ["corporation", "village", "complex_id"]


@dataclass(frozen=True)
class Figure:
    """
    One figure of an agreement, in words.

    Parameters
    ----------
    name, place
        What it is, and of whom; the place is empty for the whole.
    value, line, margin
        The figure with its counts, the line it is held against, and the distance between them; missing is a dash.
    sure
        How sure it is: the interval, and whether chance alone may put it on this side of the line.
    trend
        What earlier reports said.
    href
        Where the figure opens to what it rests on.
    is_missed
        Whether it is on the wrong side of its line.
    """

    name: str
    place: str
    value: str
    line: str
    margin: str
    sure: str
    trend: str
    href: str
    is_missed: bool


@dataclass(frozen=True)
class Row:
    """
    An agreement or goal on the scoreboard.

    Parameters
    ----------
    entry
        How it stands.
    figures
        Those it is judged by; else its first figure over the whole.
    more
        How many other figures its page has.
    conclusion
        What may be concluded, one sentence.
    parties
        Who has to act, as the register names them.
    talk
        Who should talk to whom; empty where nothing asks for it.
    """

    entry: front_page.Entry
    figures: tuple[Figure, ...]
    more: int
    conclusion: str
    parties: tuple[str, ...]
    talk: str

    @property
    def counted(self) -> str:
        """Standing under which it is counted and filtered."""
        return counted_as(self.entry.standing) or WITHHELD

    @property
    def one_name(self) -> str:
        """Name of its figures where all are the same one, each of a place; else empty, for then each tells its own."""
        names = {figure.name for figure in self.figures}
        is_placed = all(figure.place for figure in self.figures)
        return next(iter(names)) if len(names) == 1 and is_placed else ""

    @property
    def sure(self) -> tuple[str, ...]:
        """How sure the figures are that put it where it is, each said once; else what may be concluded."""
        missed = [figure.sure for figure in self.figures if figure.is_missed and figure.sure]
        return tuple(dict.fromkeys(missed)) or (self.conclusion,)


def board(
    entries: Sequence[front_page.Entry],
    agreements: Sequence[Mapping[str, Any]],
    published: Published,
    *,
    register: Register,
    trend: Trend,
    texts: Texts,
) -> list[Row]:
    """
    Give the rows of the scoreboard, in the register's order.

    Parameters
    ----------
    entries
        How the agreements stand.
    agreements
        `agreements` of a published `results.json`.
    published
        Its results.
    register
        Their parties; an agreement it does not know has none.
    trend
        What earlier reports said.
    texts
        Words of the reader's language.
    """
    known = {entry.id: entry for entry in register.entries}
    rows = require(published)
    rows = rows.assign(decimals=decimals_by_row(published, rows))
    judged = by_agreement(rows[rows["verdict"].notna()].to_dict("records"))
    wholes = {row["id"]: row for row in rows[rows[PLACES].isna().all(axis="columns")].to_dict("records")}
    told = []
    for entry, about in zip(entries, agreements, strict=True):
        shown = judged.get(about["id"]) or _first(about["results"], wholes)
        figures = tuple(figure_of(row, page=entry.page, trend=trend, texts=texts) for row in shown)
        clause = known.get(about["id"])
        asks = entry.verdict in front_page.ATTENTION or entry.is_overdue or entry.corrected in front_page.ATTENTION
        talk = talk_words(clause, _missing_their_line(shown), register, texts) if clause and asks else ""
        more = len(set(about["results"]) - {row["id"] for row in shown}) if entry.page else 0
        parties = clause.parties if clause else ()
        told.append(Row(entry, figures, more, texts.conclusion(entry.standing), parties, talk))
    return told


def _first(results: Collection[str], wholes: Mapping[str, Record]) -> list[Record]:
    """Give the first figure of an agreement that has one over the whole, which it is shown by when no row judges it."""
    first = next((result for result in (*labels.RESULTS, *wholes) if result in results and result in wholes), None)
    return [wholes[first]] if first else []


def figure_of(row: Record, *, page: str, trend: Trend, texts: Texts) -> Figure:
    """Give a published row in words: whose figure it is, what it is, its line, how sure it is, where it comes from."""
    missing = texts.missing
    has_line = not is_missing(row["threshold"])
    return Figure(
        name=texts.result(row["id"]),
        place=", ".join(str(row[name]) for name in PLACES if not is_missing(row[name])),
        value=value_words(row, texts),
        line=texts.figure(row["threshold"], row["unit"]) if has_line else missing,
        margin=margin_text(row["value"], row["threshold"], row["unit"], texts=texts),
        sure=sure_words(row, texts),
        trend=trend.words(row),
        href=f"{page}#{anchor(row['id'])}" if page else "",
        is_missed=row["verdict"] in front_page.ATTENTION,
    )


def anchor(result: str) -> str:
    """
    Give the place on a page where a figure opens.

    Examples
    --------
    >>> anchor("displacement.urgent_share")
    'figure-displacement-urgent_share'
    """
    return f"figure-{result.replace('.', '-')}"


def value_words(row: Record, texts: Texts) -> str:
    """Write a published value; a share with the counts it is made of, as far as they are published."""
    decimals = row["decimals"] if row["unit"] == "share" else None
    value = texts.cell(row["value"], row["unit"], suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)
    if row["unit"] != "share" or is_missing(row["numerator"]) or row["id"] in labels.WEIGHED:
        return value
    of = texts("{part} of {whole}", part=texts.count(row["numerator"]), whole=texts.count(row["denominator"]))
    return f"{value} ({of})"


def sure_words(row: Record, texts: Texts) -> str:
    """Say how sure a figure is: its interval, and whether the line lies inside it; empty where there is no figure."""
    if is_missing(row["value"]):
        return ""
    if is_missing(row["interval_low"]):
        return texts("No interval: what was delivered was counted in full.")
    ends = texts.interval(row["interval_low"], row["interval_high"], row["decimals"])
    is_within = may_conclude(row).is_within_chance
    if is_within is None:
        return texts("95 % interval: {ends}.", ends=ends)
    message = (
        "Chance alone may put it on this side of the line (95 % interval: {ends})."
        if is_within
        else "More than chance: the line lies outside the 95 % interval of {ends}."
    )
    return texts(message, ends=ends)


def _missing_their_line(rows: Sequence[Record]) -> set[str]:
    """Associations whose own figure is on the wrong side of its line."""
    return {str(row["corporation"]) for row in rows if row["verdict"] in front_page.ATTENTION} - {"nan", "None"}


def talk_words(clause: Entry, missed: set[str], register: Register, texts: Texts) -> str:
    """
    Say who should talk to whom: associations with their tenants' organisation, then the other parties of the clause.

    Parameters
    ----------
    clause
        The agreement.
    missed
        Associations whose own figure misses the line; empty means all that are party to the clause.
    register
        Whose tenants' organisation is whose.
    texts
        Words of the reader's language.

    Examples
    --------
    >>> from analysis.parameters import load_register
    >>> from analysis.presentation.texts import Texts
    >>> register = load_register("2023")
    >>> talk_words(register.entry("31"), {"SEW"}, register, Texts("en"))
    'SEW with HBV'
    >>> talk_words(register.entry("36"), set(), register, Texts("en"))
    'the municipality with the other parties'
    """
    tenants = register.tenants
    associations = [name for name in clause.parties if name in tenants and (not missed or name in missed)]
    pairs = [texts("{party} with {other}", party=name, other=tenants[name]) for name in associations]
    others = [texts.party(name) for name in clause.parties if name not in {*tenants, *tenants.values()}]
    if associations:
        return "; ".join([*pairs, *others])
    organisations = [] if others else [texts.party(name) for name in clause.parties]
    names = ", ".join([*others, *organisations])
    return texts("{party} with {other}", party=names, other=texts("the other parties"))


def parties_of(rows: Sequence[Row]) -> list[str]:
    """Give the parties that stand on the scoreboard, in the order in which they are first named."""
    return list(dict.fromkeys(party for row in rows for party in row.parties))


def by_chapter(rows: Sequence[Row], titles: Mapping[str, str], texts: Texts) -> list[tuple[str, str, list[Row]]]:
    """Group the rows by chapter, in the register's order: its number, its title (else the number), its rows."""
    chapters: dict[str, list[Row]] = {}
    for row in rows:
        chapters.setdefault(row.entry.chapter, []).append(row)
    return [(number, texts(titles[number]) if number in titles else number, own) for number, own in chapters.items()]
