"""What may be said of neighbourhood inspections: where to go next, what is still open, and the euro that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..texts import is_missing
from .rows import absent_tables, figure, total

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

HELD: Final = "inspections.held_in_two_years_share"
CLOSED: Final = "inspections.points_closed_share"
OPEN: Final = "inspections.open_points_count"
PROMISES: Final = "inspections.promises_kept_share"
OVERDUE: Final = "inspections.overdue_points_count"
SOLVED: Final = "reported.41.solved_share"
PER_HOMES: Final = "reported.41.cases_per_1000_homes"
_MOST_NAMED: Final = 8


def inspections(
    published: Published, spent: Published, visits: Published, mediation: Published, texts: Texts, *, absent: list[str]
) -> list[str]:
    """
    Say where the next inspections should go, whether the rhythm is kept, what is open, and what mediation did.

    Parameters
    ----------
    published
        Rows of visits and points, judged.
    spent
        Rows of `inspections.spending_rows`.
    visits
        Rows of `inspections.visits`.
    mediation
        Rows of `inspections.mediation`.
    texts
        Words and numbers.
    absent
        Tables that were not delivered.
    """
    rows, villages = require(published), require(visits)
    whole = total(rows, HELD)
    if whole is None or "inspections" in absent:
        return absent_tables(texts, absent)
    sentences = [
        _next(villages, texts),
        _rhythm(whole, villages, texts),
        *_points(rows, texts),
        *_promises(rows, texts),
    ]
    return [*sentences, *_euro(require(mediation), texts), *_cases(require(spent), texts)]


def _next(villages: pd.DataFrame, texts: Texts) -> str:
    """Answer the question: the villages whose turn it is, the longest without an inspection first."""
    due = villages[villages["status"] != "not_due"]
    if due.empty:
        return texts("No village is due for an inspection.")
    named = [_named(row, texts) for row in due.head(_MOST_NAMED).itertuples()]
    more = len(due) - len(named)
    if more:
        named.append(texts("{count} more", count=texts.count(more)))
    return texts(
        "{due} of {all} villages are due for an inspection: {villages}.",
        due=texts.count(len(due)),
        all=texts.count(len(villages)),
        villages=", ".join(named),
    )


def _named(row: object, texts: Texts) -> str:
    months, village = row.months_since, row.village  # type: ignore[attr-defined]
    if is_missing(months):
        return texts("{village} (never)", village=village)
    return texts("{village} ({count} months ago)", village=village, count=texts.count(months))


def _rhythm(whole: pd.Series, villages: pd.DataFrame, texts: Texts) -> str:
    told = texts(
        "In two years {held} inspections were held for {villages} villages ({share}): {verdict}.",
        held=texts.count(whole["numerator"]),
        villages=texts.count(whole["denominator"]),
        share=figure(whole, texts, 0),
        verdict=texts.verdict(whole["verdict"]),
    )
    twice = villages.loc[villages["visits"] > 1, "village"].tolist()
    if not twice:
        return told
    return f"{told} " + texts("More than one was held in {villages}.", villages=", ".join(twice))


def _points(rows: pd.DataFrame, texts: Texts) -> list[str]:
    closed, still_open, overdue = (total(rows, result) for result in (CLOSED, OPEN, OVERDUE))
    if closed is None or still_open is None:
        return []
    counts = {"raised": texts.count(closed["denominator"]), "open": texts.count(still_open["value"])}
    counts["share"] = figure(closed, texts, 0)
    if overdue is None:
        return [texts("Of {raised} points raised {share} are closed; {open} are open.", **counts)]
    counts["overdue"] = texts.count(overdue["value"])
    if overdue["missing"] > 0:
        return [
            texts(
                "Of {raised} points raised {share} are closed; {open} are open, at least {overdue} of them past their "
                "date.",
                **counts,
            )
        ]
    return [
        texts(
            "Of {raised} points raised {share} are closed; {open} are open, {overdue} of them past their date.",
            **counts,
        )
    ]


def _promises(rows: pd.DataFrame, texts: Texts) -> list[str]:
    kept = total(rows, PROMISES)
    if kept is None:
        return []
    return [
        texts(
            "Of {promises} promises whose day has come, {kept} were kept in time ({share}).",
            promises=texts.count(kept["denominator"]),
            kept=texts.count(kept["numerator"]),
            share=figure(kept, texts, 0),
        )
    ]


def _euro(account: pd.DataFrame, texts: Texts) -> list[str]:
    """Say that the contributions in the text do not add up to its costs."""
    agreed = dict(zip(account["item"], account["agreed_eur"], strict=True))
    if is_missing(agreed.get("difference")) or not agreed["difference"]:
        return []
    return [
        texts(
            "Agreement 41: the contributions add up to {sum}, the text says {costs}; the difference of {difference} is "
            "in the text and is not repaired.",
            sum=texts.eur(agreed["contributions"], 0),
            costs=texts.eur(agreed["costs"], 0),
            difference=texts.eur(abs(agreed["difference"]), 0),
        )
    ]


def _cases(rows: pd.DataFrame, texts: Texts) -> list[str]:
    solved, per_homes = total(rows, SOLVED), total(rows, PER_HOMES)
    if solved is None or per_homes is None:
        return []
    return [
        texts(
            "Neighbour mediation reports {cases} cases, {rate} per 1,000 homes of the associations; {share} of them "
            "were solved.",
            cases=texts.count(solved["denominator"]),
            rate=texts.number(per_homes["value"], 1),
            share=figure(solved, texts, 0),
        )
    ]
