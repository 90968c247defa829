"""Tables of permit holders: the task per half-year, the quarterly reports, and where special groups were housed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..shown import decimals_of, rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ...disclosure import Published
    from ..texts import Texts

_TASK: Final = (
    "period",
    "corporation",
    "own_task_persons",
    "housed_persons",
    "family_reunion_persons",
    "backlog_before_persons",
    "backlog_persons",
)


def task_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show task, persons housed and backlog per half-year and association.

    Parameters
    ----------
    published
        Rows of `permit_holders.half_years`.
    """
    rows = rows_of(published, _TASK)
    if rows.empty:
        return sentence(texts("No task and no persons were reported."))
    numbers = {
        texts("Task, persons"): [texts.number(value, 1) for value in rows["own_task_persons"]],
        texts("Housed"): [_told(value, texts) for value in rows["housed_persons"]],
        texts("Family reunion, apart"): [_told(value, texts) for value in rows["family_reunion_persons"]],
        texts("Behind at the start"): [texts.number(value, 1) for value in rows["backlog_before_persons"]],
        texts("Behind at the end"): [texts.number(value, 1) for value in rows["backlog_persons"]],
    }
    table = {
        texts("Half-year"): cells.words(rows["period"]),
        texts("Association"): [texts.association(name) for name in rows["corporation"]],
        **numbers,
    }
    caption = texts("Task for permit holders and persons housed; below 0 means ahead of the task.")
    return table_of(table, texts, kind="task", caption=caption, numbers=numbers)


def _told(value: object, texts: Texts) -> str:
    return texts("not reported") if is_missing(value) else texts.count(value)


def quarterly_reports_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show when the municipality reported about each quarter, the latest first.

    Parameters
    ----------
    published
        Rows of `permit_holders.reports`.
    """
    rows = rows_of(published, ("quarter", "reported_on", "days_after_quarter", "is_late"))
    if rows.empty:
        return sentence(texts("The municipality reported on no quarter."))
    rows = rows.iloc[::-1].reset_index(drop=True)
    records = rows.to_dict("records")
    table = {
        texts("About"): cells.words(rows["quarter"]),
        texts("Reported on"): [texts.date(day) for day in rows["reported_on"]],
        texts("In time?"): [_in_time(row, texts) for row in records],
    }
    caption = texts("Quarterly reports of the municipality on permit holders, the latest first.")
    return table_of(table, texts, kind="quarterly-reports", caption=caption)


def _in_time(row: Mapping[Hashable, Any], texts: Texts) -> str:
    if is_missing(row["is_late"]):
        return texts("no report by the reference date")
    if row["is_late"]:
        return texts("late: {days} days after the quarter", days=texts.count(row["days_after_quarter"]))
    return texts("within the quarter")


def special_places_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show per village the share of its lettings that went to special groups, beside its share of the homes.

    Parameters
    ----------
    published
        Rows of `permit_holders.places`, joined with those of `permit_holders.stock_shares`.
    """
    rows = rows_of(published, ("village", "value", "rest_share", "special_share", "stock_share"))
    if rows.empty:
        return sentence(texts("No home was let in the window."))
    decimals = [decimals_of(published)] * len(rows)
    numbers = {
        texts("Of the lettings there"): cells.values(rows, texts, decimals=decimals, unit="share"),
        texts("Of all such lettings"): cells.shares(rows, texts, "special_share", decimals=decimals),
        texts("Of all homes"): [texts.share(share) for share in rows["stock_share"]],
        texts("Concentration"): [_index(row, texts) for row in rows.to_dict("records")],
    }
    table = {texts("Village"): cells.words(rows["village"]), **numbers}
    caption = texts(
        "Lettings to permit holders and people from sheltered living, by village. Concentration: their share of such "
        "lettings divided by their share of the homes; villages without a letting are left out."
    )
    return table_of(table, texts, kind="special-places", caption=caption, numbers=numbers)


def _index(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Concentration of a village: 1 is in proportion to its homes."""
    if row["suppressed"]:
        return texts.suppressed
    if is_missing(row["special_share"]):
        return texts.withheld
    if is_missing(row["stock_share"]) or not row["stock_share"]:
        return texts.missing
    return texts.number(row["special_share"] / row["stock_share"], 1)
