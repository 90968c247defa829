"""
The summary for the consultation: one side of A4 that says how the agreements stand, and what to talk about.

It is made from the published results, the register and the half-year before; every figure on it has passed the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from ..disclosure import require
from ..errors import TooLongError
from ..presentation import standing, typesetting
from ..presentation.shown import decimals_by_row
from .attention import cells_of
from .front_page import ATTENTION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..disclosure import Published
    from ..parameters import Register
    from ..presentation.imprint import Imprint
    from ..presentation.texts import Texts
    from .change.moves import Move

    Agreement = Mapping[str, Any]
    Names = Mapping[str, str]

FILE = "summary.pdf"
_FEWEST = 3
"""Rows of a list that stay on the page, however full it is."""
_NO_LINE = "the text sets no line"
_STARTS = {"not delivered": "not_delivered", "withheld": "withheld", "nothing": "nothing"}
"""How the reason of a verdict that cannot be given begins, and what kind it is."""
WHY_OPEN = {
    "shown_without_line": "the text names no number to reach; the figure is shown",
    "no_figure": "the text names no number to reach, and nothing is measured",
    "not_measured_yet": "not measured in this report",
    "not_delivered": "what it takes was not delivered",
    "nothing": "there was nothing to measure, or nothing was reported",
    "withheld": "the figures are of too few to show",
    "cannot_be_judged": "the data do not reach far enough yet, or too much is missing",
}


@dataclass(frozen=True)
class Told:
    """
    What a summary is made from.

    Parameters
    ----------
    about
        Header of the results, with `agreements`.
    published
        The results.
    register
        The agreements: parties, and whose tenants' organisation is whose.
    moves
        Agreements that moved since the half-year before; None where there is none to compare with.
    """

    about: Mapping[str, Any]
    published: Published
    register: Register
    moves: Sequence[Move] | None


def pdf(told: Told, texts: Texts, imprint: Imprint) -> bytes:
    """
    Typeset the summary on one side of A4; where that is too little, the longest list ends with how many more there are.

    Parameters
    ----------
    told
        What it is made from.
    texts
        Words of the reader's language.
    imprint
        Source, date, and mark of synthetic data.

    Raises
    ------
    TypesettingError
        If it does not fit however short its lists are, or cannot be typeset.
    """
    title = texts("Summary for the consultation, {period}", period=told.about["period"])
    content = _content(told, texts)
    lists = [content["attention"], content["change"]]
    while True:
        try:
            return typesetting.pdf("summary", content, title=title, texts=texts, imprint=imprint)
        except TooLongError:
            longest = max(lists, key=lambda one: len(one["rows"]))
            if len(longest["rows"]) <= _FEWEST:
                raise
            longest["rows"] = longest["rows"][:-1]
            longest["left_out"] += 1
            longest["more"] = texts("And {count} more, in the report.", count=texts.count(longest["left_out"]))


def _content(told: Told, texts: Texts) -> dict[str, Any]:
    agreements = told.about["agreements"]
    names = names_of(agreements, texts)
    return {
        "heading": texts("Are the agreements kept?"),
        "lead": _lead(told, texts),
        "glance": {"title": texts("All agreements and goals at a glance"), "rows": _glance(agreements, names, texts)},
        "attention": _attention(told, names, texts),
        "open": {"title": texts("Why some cannot be judged"), "rows": _open(agreements, names, texts)},
        "change": _change(told, names, texts),
        "reading": [
            texts("A verdict says that a line is met or missed on the delivered data. It never says who caused it."),
            texts("May be chance: the line lies inside the 95 % interval, so few cases may explain the difference."),
        ],
    }


def _lead(told: Told, texts: Texts) -> str:
    """Say in one paragraph what this is about, for whom, and how many there are."""
    about = told.about
    numbered = sum(not one["id"].startswith("goal") for one in about["agreements"])
    said = texts(
        "{document}. Half-year {period}: {agreements} agreements and {goals} goals, as published for {profile}.",
        document=told.register.document,
        period=about["period"],
        agreements=texts.count(numbered),
        goals=texts.count(len(about["agreements"]) - numbered),
        profile=texts.profile(about["profile"]),
    )
    party = about.get("edition", {}).get("party")
    return f"{said} {texts('Edition for {party}.', party=party)}" if party else said


def _listed(agreements: Sequence[Agreement], names: Names) -> str:
    return ", ".join(names[one["id"]] for one in agreements)


def _stands(one: Agreement, texts: Texts) -> str:
    return standing.counted_as(texts.standing(one["verdict"], one["reason"]))


def names_of(agreements: Sequence[Agreement], texts: Texts) -> dict[str, str]:
    """
    Name agreements by their number and goals by their chapter, with a letter where a chapter has several.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> ids = ("goal-4.1", "goal-4.1-improvement", "7")
    >>> names_of([{"id": name, "chapter": "4.1"} for name in ids], Texts("en"))
    {'goal-4.1': 'goal 4.1a', 'goal-4.1-improvement': 'goal 4.1b', '7': '7'}
    """
    goals: dict[str, list[str]] = {}
    for one in agreements:
        if one["id"].startswith("goal"):
            goals.setdefault(one["chapter"], []).append(one["id"])
    names = {str(one["id"]): str(one["id"]) for one in agreements}
    for chapter, ids in goals.items():
        letters = ascii_lowercase if len(ids) > 1 else ("",)
        names |= {
            name: texts("goal {chapter}", chapter=f"{chapter}{letter}")
            for name, letter in zip(ids, letters, strict=False)
        }
    return names


def _glance(agreements: Sequence[Agreement], names: Names, texts: Texts) -> list[dict[str, str]]:
    """Group all entries by how they stand, the worst first."""
    counted = standing.tally(_stands(one, texts) for one in agreements)
    groups = {code: [one for one in agreements if _stands(one, texts) == code] for code in counted}
    return [
        {"code": code, "count": texts.count(len(own)), "numbers": _listed(own, names)} for code, own in groups.items()
    ]


def _attention(told: Told, names: Names, texts: Texts) -> dict[str, Any]:
    """List what is broken or at risk: what, by how much, how sure, and who talks to whom."""
    rows = require(told.published)
    rows = rows.assign(decimals=decimals_by_row(told.published, rows))
    clauses = {entry.id: entry for entry in told.register.entries}
    lines = []
    for one in told.about["agreements"]:
        if one["verdict"] in ATTENTION and one["id"] in clauses:
            is_own = (rows["agreement"] == one["id"]) & (rows["verdict"] == one["verdict"]) & ~rows["suppressed"]
            cells = cells_of(one, clauses[one["id"]], rows[is_own], told.register, texts)
            lines.append({"code": _stands(one, texts), "number": names[one["id"]], **cells})
    return {
        "title": texts("Broken or at risk"),
        "none": texts("None of the agreements that could be assessed is broken or at risk."),
        "heads": [
            *(texts("Nr"), texts("Agreement"), texts("Figure"), texts("Line"), texts("Margin")),
            *(texts("How sure"), texts("Who talks to whom")),
        ],
        "rows": sorted(lines, key=lambda line: standing.STANDINGS.index(line["code"])),
        "left_out": 0,
        "more": "",
    }


def _open(agreements: Sequence[Agreement], names: Names, texts: Texts) -> list[dict[str, str]]:
    """Count why entries cannot be judged, the most frequent reason first."""
    groups: dict[str, list[Agreement]] = {}
    for one in agreements:
        if one["verdict"] in (None, "not_assessable"):
            groups.setdefault(_why(one, texts), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), list(WHY_OPEN).index(group[0])))
    return [
        {"count": texts.count(len(own)), "why": texts(WHY_OPEN[why]), "numbers": _listed(own, names)}
        for why, own in ordered
    ]


def _why(one: Agreement, texts: Texts) -> str:
    """Kind of reason why an entry has no verdict, a key of `WHY_OPEN`."""
    reason = str(one["reason"] or "")
    started = next((kind for beginning, kind in _STARTS.items() if reason.startswith(beginning)), None)
    if started or reason == _NO_LINE:
        return started or "no_figure"
    return texts.standing(one["verdict"], reason) or "withheld"


def _change(told: Told, names: Names, texts: Texts) -> dict[str, Any]:
    """Group the agreements that moved by what they were and are."""
    groups: dict[tuple[str | None, str | None], list[str]] = {}
    for move in told.moves or ():
        if move.has_moved:
            groups.setdefault((move.old, move.new), []).append(names.get(move.id, move.id))
    compared = "No verdict moved." if told.moves is not None else "There is no earlier half-year to compare with."
    return {
        "title": texts("Change since the last period"),
        "none": texts(compared),
        "rows": [
            texts(
                "from {old} to {new}: {numbers}",
                old=_stood(old, texts),
                new=_stood(new, texts),
                numbers=", ".join(numbers),
            )
            for (old, new), numbers in groups.items()
        ],
        "left_out": 0,
        "more": "",
    }


def _stood(stands: str | None, texts: Texts) -> str:
    return texts("not in the agreements") if stands is None else texts.verdict(stands)
