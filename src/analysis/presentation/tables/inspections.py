"""Tables of neighbourhood inspections: which village is due, open points, what to look at, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...disclosure import require
from ..labels import PROMISES
from ..shown import decimals_of, rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

_VISITS: Final = ("village", "village_homes", "last_on", "months_since", "due_on", "status", "visits", "planned")
_POINTS: Final = ("village", "held_on", "subject", "grade", "action", "owner", "due_on", "days_overdue")
STATUSES: Final = {
    "never": "due: no inspection in the delivery",
    "due": "due since {day}",
    "not_due": "not before {day}",
}
ITEMS: Final = {
    "municipality": "Contribution of the municipality",
    "corporation": "Contribution of {corporation}",
    "contributions": "All contributions together",
    "costs": "Costs",
    "difference": "Contributions minus costs",
}


def visits_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show per village its last inspection and whether its turn has come, the longest without one first.

    Parameters
    ----------
    published
        Rows of `inspections.visits`.
    """
    rows = rows_of(published, _VISITS)
    records = rows.to_dict("records")
    numbers = {
        texts("Homes"): [texts.count(homes) for homes in rows["village_homes"]],
        texts("Months since"): [texts.count(months) for months in rows["months_since"]],
        texts("Held in two years"): [texts.count(visits) for visits in rows["visits"]],
    }
    table = {
        texts("Village"): cells.words(rows["village"]),
        texts("Last inspection"): [texts.date(day) for day in rows["last_on"]],
        **numbers,
        texts("Next"): [_next(row, texts) for row in records],
    }
    caption = texts("Villages and their inspections, the longest without one first.")
    return table_of(table, texts, kind="visits", caption=caption, numbers=numbers)


def _next(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Words for whose turn it is; an inspection without a day is planned."""
    told = texts(STATUSES[row["status"]], day=texts.date(row["due_on"]))
    return texts("{told}; planned, no day yet", told=told) if row["planned"] else told


def open_points_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show the points of earlier inspections that are still open, with who has to do what, the longest overdue first.

    What is public holds no text that people typed: it shows how many points are open, village by village.

    Parameters
    ----------
    published
        Rows of `inspections.open_points`.
    """
    require(published)
    is_public = published.profile == "public"
    rows = rows_of(published, tuple(name for name in _POINTS if not (is_public and name == "action")))
    if rows.empty:
        return sentence(texts("No point of an earlier inspection is open."))
    if is_public:
        return _open_counts(rows, texts)
    table = {
        texts("Village"): cells.words(rows["village"]),
        texts("Inspection"): [texts.date(day) for day in rows["held_on"]],
        texts("Subject"): [texts.subject(subject) for subject in rows["subject"]],
        texts("Grade"): cells.words(rows["grade"]),
        texts("Action"): cells.words(rows["action"]),
        texts("Owner"): [texts.owner(owner) for owner in rows["owner"]],
        texts("Due"): [_due(row, texts) for row in rows.to_dict("records")],
    }
    caption = texts("Open points of earlier inspections, the longest overdue first.")
    return table_of(table, texts, kind="open-points", caption=caption)


def _open_counts(rows: pd.DataFrame, texts: Texts) -> HtmlTable:
    """Count open points per village, the most overdue ones first."""
    told = rows.assign(points=1, overdue=(rows["days_overdue"] > 0).fillna(value=False).astype("int64"))
    counts = told.groupby("village", as_index=False).agg(
        points=("points", "sum"), overdue=("overdue", "sum"), first_due_on=("due_on", "min")
    )
    counts = counts.sort_values(["overdue", "points", "village"], ascending=[False, False, True], kind="stable")
    numbers = {
        texts("Open points"): [texts.count(points) for points in counts["points"]],
        texts("Past their date"): [texts.count(overdue) for overdue in counts["overdue"]],
    }
    table = {
        texts("Village"): cells.words(counts["village"]),
        **numbers,
        texts("First due"): [texts.date(day) for day in counts["first_due_on"]],
    }
    caption = texts("Open points of earlier inspections; what was agreed is in the action list of the parties.")
    return table_of(table, texts, kind="open-points", caption=caption, numbers=numbers)


def promises_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show per owner what became of the points of inspections, with all of them together last.

    Parameters
    ----------
    published
        Rows of `inspections.by_owner`.
    """
    rows = rows_of(published, ("owner", "points", *PROMISES))
    if rows.empty:
        return sentence(texts("No point was raised at an inspection."))
    names = [texts("nobody named") if is_missing(owner) else texts.owner(owner) for owner in rows["owner"]]
    columns = {texts("Points"): "points"} | {texts.promise(state): state for state in PROMISES}
    numbers = {
        head: [*(texts.count(count) for count in rows[name]), texts.count(rows[name].sum())]
        for head, name in columns.items()
    }
    table = {texts("Owner"): [*names, texts("all together")], **numbers}
    caption = texts("What was promised at inspections, and what became of it.")
    return table_of(table, texts, kind="promises", caption=caption, numbers=numbers)


def _due(row: Mapping[Hashable, Any], texts: Texts) -> str:
    if is_missing(row["due_on"]):
        return texts("no day agreed")
    day = texts.date(row["due_on"])
    if row["days_overdue"] > 0:
        return texts("{day}: {days} days overdue", day=day, days=texts.count(row["days_overdue"]))
    return day


def village_signals_table(published: Published, texts: Texts, *, signals: Sequence[tuple[str, Published]]) -> HtmlTable:
    """
    Show per village what the other themes say of it: one column per figure, each published in its own class.

    Parameters
    ----------
    published
        Rows of `inspections.visits`: the villages and their order.
    signals
        Result id and a published ledger that holds it; its rows of grain village are shown. A village without such a
        row shows a dash.
    """
    villages = rows_of(published, ("village", "months_since"))
    numbers = {texts("Months since"): [texts.count(months) for months in villages["months_since"]]}
    for result, ledger in signals:
        numbers[texts.result(result)] = _column(result, ledger, villages["village"].tolist(), texts)
    table = {texts("Village"): cells.words(villages["village"]), **numbers}
    caption = texts("What the other themes say of each village, the longest without an inspection first.")
    return table_of(table, texts, kind="signals", caption=caption, numbers=numbers)


def _column(result: str, ledger: Published, villages: Sequence[str], texts: Texts) -> list[str]:
    rows = village_rows(ledger, result)
    is_change = result.endswith("kept")
    written = (
        [texts.suppressed if row.suppressed else texts.signed(row.value) for row in rows.itertuples()]
        if is_change
        else cells.values(rows, texts, decimals=[decimals_of(ledger)] * len(rows))
    )
    found = dict(zip(rows["village"], written, strict=True))
    return [found.get(village, texts.missing) for village in villages]


def village_rows(ledger: Published, result: str) -> pd.DataFrame:
    """Rows of one result and of grain village."""
    rows = rows_of(ledger, ("id", "corporation", "village", "complex_id", "value", "unit"))
    is_village = rows["village"].notna() & rows["corporation"].isna() & rows["complex_id"].isna()
    return rows[is_village & (rows["id"] == result)].reset_index(drop=True)


def mediation_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show what neighbour mediation costs and who pays it, in the text and as reported; nothing is made to add up.

    Parameters
    ----------
    published
        Rows of `inspections.mediation`.
    """
    rows = rows_of(published, ("item", "corporation", "agreed_eur", "reported_eur"))
    numbers = {
        texts("In the agreement"): [texts.eur(value, 0) for value in rows["agreed_eur"]],
        texts("As reported"): [
            texts("not reported") if is_missing(value) else texts.eur(value, 0) for value in rows["reported_eur"]
        ],
    }
    pairs = zip(rows["item"], rows["corporation"], strict=True)
    table = {texts("Item"): [texts(ITEMS[item], corporation=name) for item, name in pairs], **numbers}
    caption = texts("Neighbour mediation, euro per year. What does not add up is shown and not repaired.")
    return table_of(table, texts, kind="mediation", caption=caption, numbers=numbers)
