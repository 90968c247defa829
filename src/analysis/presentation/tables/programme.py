"""Tables of the building programme: projects, decisions, complexes with sales, and lines of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..labels.programme import KINDS, STANDINGS
from ..labels.reported import LOG
from ..shown import rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

_PROJECT: Final = ("project_name", "corporation", "village", "kind", "agreement", "planned_on", "realised_on")
_STANDING: Final = ("standing", "days_late", "homes", "realised_homes")


def projects_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Projects of the programme: what was planned, what was realised, and how each stands.

    Parameters
    ----------
    published
        Rows of `building_programme.projects`.
    """
    rows = rows_of(published, (*_PROJECT, *_STANDING))
    numbers = {
        texts("Homes planned"): cells.counts(rows, texts, "homes"),
        texts("Homes realised"): cells.counts(rows, texts, "realised_homes"),
    }
    table = {
        texts("Project"): [texts.quoted(name) for name in cells.words(rows["project_name"])],
        texts("What"): [texts(KINDS[kind]) for kind in rows["kind"]],
        texts("Village"): cells.words(rows["village"]),
        texts("Association"): cells.words(rows["corporation"]),
        texts("Agreement"): cells.words(rows["agreement"]),
        **numbers,
        texts("Planned for"): [texts.date(day) for day in rows["planned_on"]],
        texts("Realised on"): [texts.date(day) for day in rows["realised_on"]],
        texts("How it stands"): [standing_text(row, texts) for _, row in rows.iterrows()],
    }
    caption = texts("Projects of the programme by the day planned. A dash: not yet, or not given.")
    return table_of(table, texts, kind="projects", caption=caption, numbers=numbers)


def milestones_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Decisions the programme waits for, and whether they were taken in time.

    Parameters
    ----------
    published
        Rows of `building_programme.milestones`.
    """
    rows = rows_of(published, (*_PROJECT, *_STANDING))
    if rows.empty:
        return sentence(texts("The programme names no decisions."))
    table = {
        texts("Decision"): [texts.quoted(name) for name in cells.words(rows["project_name"])],
        texts("Village"): cells.words(rows["village"]),
        texts("Agreement"): cells.words(rows["agreement"]),
        texts("Due"): [texts.date(day) for day in rows["planned_on"]],
        texts("Taken on"): [texts.date(day) for day in rows["realised_on"]],
        texts("How it stands"): [standing_text(row, texts) for _, row in rows.iterrows()],
    }
    return table_of(table, texts, kind="milestones", caption=texts("Decisions the programme waits for."))


def standing_text(row: pd.Series, texts: Texts) -> str:
    """Say how a project stands: in time, late by how many days, and how many homes fewer than planned."""
    if is_missing(row["standing"]):
        return texts.missing
    told = texts(STANDINGS[str(row["standing"])], days=texts.count(row["days_late"]))
    if is_missing(row["homes"]) or is_missing(row["realised_homes"]) or row["realised_homes"] >= row["homes"]:
        return told
    fewer = texts.count(row["homes"] - row["realised_homes"])
    return texts("{standing}, {count} homes fewer than planned", standing=told, count=fewer)


def scattered_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Complexes with sales: homes left, homes sold, and how mixed the owners are before and after.

    Parameters
    ----------
    published
        Rows of `building_programme.scattered`, with `complex_name`.
    """
    needed = ("complex_name", "corporation", "village", "left_homes", "sold_since_homes", "sold_before_homes")
    rows = rows_of(published, (*needed, "owned_after_share", "mixed_before_share", "mixed_after_share"))
    rows = rows.sort_values(["mixed_after_share", "complex_name"], ascending=[False, True], kind="stable")
    if rows.empty:
        return sentence(texts("No home of a complex was sold since the baseline."))
    numbers = {
        texts("Homes left"): cells.counts(rows, texts, "left_homes"),
        texts("Sold since the baseline"): cells.counts(rows, texts, "sold_since_homes"),
        texts("Sold before"): cells.counts(rows, texts, "sold_before_homes"),
        texts("Still the association's"): [texts.share(share) for share in rows["owned_after_share"]],
        texts("Mixed before"): [texts.share(share) for share in rows["mixed_before_share"]],
        texts("Mixed now"): [texts.share(share) for share in rows["mixed_after_share"]],
    }
    table = {
        texts("Complex"): cells.words(rows["complex_name"]),
        texts("Village"): cells.words(rows["village"]),
        texts("Association"): cells.words(rows["corporation"]),
        **numbers,
    }
    caption = texts(
        "Complexes in which homes were sold. Mixed: the chance that two homes taken at random have different owners; "
        "0 % is one owner, 50 % is half and half."
    )
    return table_of(table, texts, kind="scattered", caption=caption, numbers=numbers)


def log_table(published: Published, texts: Texts, *, agreement: str) -> HtmlTable:
    """
    Lines of the log of actions, as the parties reported them.

    Parameters
    ----------
    published
        Rows of the table `actions`.
    agreement
        Number of the agreement they are about.
    """
    rows = rows_of(published, ("agreement", "date", "party", "status", "evidence"))
    if rows.empty:
        return sentence(texts("The log of actions holds no line about agreement {number}.", number=agreement))
    ordered = rows.sort_values(["date", "party"], kind="stable")
    table = {
        texts("Day"): [texts.date(day) for day in ordered["date"]],
        texts("Agreement"): cells.words(ordered["agreement"]),
        texts("Party"): cells.words(ordered["party"]),
        texts("Status"): [texts(LOG.get(status, status)) for status in cells.words(ordered["status"])],
        texts("Evidence"): [texts.quoted(words) for words in cells.words(ordered["evidence"])],
    }
    return table_of(table, texts, kind="log", caption=texts("What the parties logged; nothing was measured."))
