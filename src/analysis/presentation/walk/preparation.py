"""What lives in a village, and what to prepare before the walk (agreement 40)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ..rota import COLUMNS, turn_words
from ..shown import rows_of
from ..texts import is_missing
from .cells import day_words, owner_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ..texts import Texts
    from .known import Known
    from .planning import Plan

_WORKS: Final = ("project_name", "corporation", "kind", "homes", "planned_on")
_KINDS: Final = {"new_build": "new homes", "demolition": "demolition", "milestone": "milestone"}
_QUESTIONS: Final = 4  # empty lines for questions that residents bring in


def preparation(known: Known, plan: Plan, texts: Texts, *, has_figures: bool) -> dict[str, Any]:
    """
    Say what is known of a village before it is walked through, as facts and as questions to answer beforehand.

    Parameters
    ----------
    known, plan
        What may be known, and the numbers it has on paper.
    has_figures
        Whether this edition tells of poor labels; residents get none.
    """
    facts = [*_turn(known, texts), *_promised(known, texts), *_works(known, texts)]
    if has_figures:
        facts += _labels(plan, texts)
    return {
        "heading": texts("What lives here"),
        "facts": facts,
        "questions_heading": texts("To prepare beforehand"),
        "questions": _questions(known, texts, has_figures=has_figures),
        "asked_heading": texts("Questions from residents and their organisations"),
        "asked": {
            "columns": [texts("Question"), texts("From"), texts("Who answers")],
            "widths": [60, 20, 20],
            "tall": True,
            "rows": [["", "", ""] for _ in range(_QUESTIONS)],
        },
    }


def _turn(known: Known, texts: Texts) -> list[str]:
    rows = rows_of(known.turn, COLUMNS).to_dict("records")
    if not rows:
        return [texts("No home of an association: the village has no turn of its own.")]
    row = rows[0]
    return [
        texts("Inspection: {turn}. Suggested: {half_year}.", turn=turn_words(row, texts), half_year=row["half_year"])
    ]


def _promised(known: Known, texts: Texts) -> list[str]:
    points = [row for row in known.point_rows() if row["state"] in {"open", "overdue"}]
    if not points:
        return [texts("No point of an earlier inspection is open.")]
    overdue = sum(row["state"] == "overdue" for row in points)
    owners = Counter(owner_words(row, texts) for row in points)
    each = ", ".join(f"{owner} {texts.count(count)}" for owner, count in sorted(owners.items()))
    return [
        texts(
            "Open points: {open}, of which overdue: {overdue}. By owner: {owners}.",
            open=texts.count(len(points)),
            overdue=texts.count(overdue),
            owners=each,
        )
    ]


def _works(known: Known, texts: Texts) -> list[str]:
    return [_work(row, texts) for row in rows_of(known.works, _WORKS).to_dict("records")]


def _work(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Say one planned work; a milestone has no homes."""
    about = {
        "project": texts.quoted(row["project_name"]),
        "party": texts.association(row["corporation"]),
        "kind": texts(_KINDS[row["kind"]]) if row["kind"] in _KINDS else row["kind"],
        "day": day_words(row["planned_on"]),
    }
    if is_missing(row["homes"]) or not row["homes"]:
        return texts("Planned: {project} ({party}), {kind}, by {day}.", **about)
    homes = texts.count(row["homes"])
    return texts("Planned: {project} ({party}), {kind}, homes: {homes}, by {day}.", homes=homes, **about)


def _labels(plan: Plan, texts: Texts) -> list[str]:
    """Name the complexes with homes with label E, F or G, in walking order."""
    told = [
        f"{stop.mark} {stop.row['complex_name']} {_share(stop.row['low'], texts)}"
        for sheet in plan.sheets
        for stop in sheet.stops
        if not (stop.row["low"]["suppressed"] or is_missing(stop.row["low"]["value"]) or not stop.row["low"]["value"])
    ]
    return [texts("Homes with label E, F or G: {complexes}.", complexes="; ".join(told))] if told else []


def _share(low: dict[str, Any], texts: Texts) -> str:
    return texts.cell(low["value"], "share", bound=low["bound"], decimals=0)


def _questions(known: Known, texts: Texts, *, has_figures: bool) -> list[str]:
    """Give the questions that the data ask: each has to be answered by a party before the walk."""
    rows = known.point_rows()
    asked = []
    late = sorted({owner_words(row, texts) for row in rows if row["state"] == "overdue"})
    if late:
        asked.append(
            texts("Why are the overdue points not done, and when will they be? ({owners})", owners=", ".join(late))
        )
    if any(row["state"] == "open" for row in rows):
        asked.append(texts("Will the open points be done by the day agreed?"))
    if len(rows_of(known.works)):
        asked.append(texts("What will residents notice of the planned works, and when do they hear of it?"))
    if has_figures and _labels_known(known):
        asked.append(texts("When are the homes with label E, F or G improved?"))
    asked.append(texts("Which questions do the tenants' organisations and residents bring in?"))
    return asked


def _labels_known(known: Known) -> bool:
    return any(not is_missing(row["low"]["value"]) and row["low"]["value"] for row in known.complex_rows())
