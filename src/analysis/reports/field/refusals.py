"""What is wrong with the rows of a form: everything at once, each finding with its row and its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from ...contracts import found
from ...sources.coordinates import X, Y
from ...wording import said
from .filled_in import KEY, TABLE
from .form import CHOSEN
from .walk import outline_of, points_of

if TYPE_CHECKING:
    from ...findings import Finding, Severity
    from ...sources.delivery import Delivery
    from .form import Choices
    from .walk import Walk

GPS_METRES: Final = 10
"""How far a phone may be off: a point that far outside a village is still in it."""
SAME_PLACE_METRES: Final = 1
_PROMISED: Final = ("subject", "grade", "action", "owner", "due_on")


def about_new(rows: pd.DataFrame, walk: Walk, delivery: Delivery) -> list[Finding]:
    """
    Look at new points: what they lack, where they lie, their days, and whether they were noted before.

    Parameters
    ----------
    rows
        With codes and places.
    walk
        The inspection they belong to.
    delivery
        What was delivered so far.

    Returns
    -------
    findings
        Refusals, and warnings about points without an owner or a day.
    """
    findings = [
        *about(
            rows[rows["subject"].isna()],
            "no_subject",
            "subject",
            said("a point does not say what it is about"),
            said("Fill it in."),
        ),
        *_days(rows, walk.held_on),
        *_outside(rows, walk, delivery),
        *_twice(rows),
        *_noted_before(rows, walk, delivery),
    ]
    is_open = rows["closed_on"].isna()
    lacks = {"owner": said("a point has nobody to do it"), "due_on": said("a point has no day by which it is done")}
    for column, message in lacks.items():
        remedy = said("Agree on it, and fill it in before the form is taken in.")
        findings += about(rows[is_open & rows[column].isna()], f"no_{column}", column, message, remedy, "warning")
    return findings


def _days(rows: pd.DataFrame, held_on: pd.Timestamp) -> list[Finding]:
    findings: list[Finding] = []
    for column in ("due_on", "closed_on"):
        message = said("{column} lies before the inspection, {day}", column=column, day=held_on.date().isoformat())
        findings += about(
            rows[rows[column] < held_on], f"{column}_too_early", column, message, said("Correct the day.")
        )
    return findings


def _outside(rows: pd.DataFrame, walk: Walk, delivery: Delivery) -> list[Finding]:
    outline = outline_of(delivery, walk.village)
    points = points_of(rows)
    if outline is None:
        message = said(
            "no outline of {village} was delivered: whether points lie in it was not looked at", village=walk.village
        )
        remedy = said("Deliver neighbourhoods.")
        return about(rows[points.notna()], "no_outline", f"{X}, {Y}", message, remedy, "warning")
    message = said("a point lies outside {village}", village=walk.village)
    remedy = said("Move the point, or take it in with the inspection of its own village.")
    is_outside = points.notna() & (points.distance(outline) > GPS_METRES)
    return about(rows[is_outside], "point_outside", f"{X}, {Y}", message, remedy)


def _twice(rows: pd.DataFrame) -> list[Finding]:
    repeated = [position for position in range(len(rows)) if _same(rows.iloc[position], rows.iloc[:position]).any()]
    message = said("the form has this point twice: the same subject at the same place")
    return about(rows.iloc[repeated], "point_twice", f"{X}, {Y}, subject", message, said("Keep one of them."))


def _noted_before(rows: pd.DataFrame, walk: Walk, delivery: Delivery) -> list[Finding]:
    """Find points that the delivery has: of this inspection, or noted earlier in the same words."""
    noted = delivery.tables.get(TABLE)
    if noted is None:
        return []
    own = noted[noted["inspection_id"] == walk.inspection_id]
    before = [
        position
        for position in range(len(rows))
        if _same(rows.iloc[position], own).any() or _same(rows.iloc[position], noted, *_PROMISED).any()
    ]
    message = said("the delivery has this point already")
    remedy = said("Leave it out; a point of an earlier inspection is closed by its observation_id.")
    return about(rows.iloc[before], "point_known", f"{X}, {Y}, subject", message, remedy)


def _same(row: pd.Series, others: pd.DataFrame, *words: str) -> pd.Series:
    """Tell which other rows are about the same subject at the same place; without a place, in the same words."""
    is_placed = not pd.isna(row[X]) and not pd.isna(row[Y])
    is_same: pd.Series = (others["subject"] == row["subject"]).fillna(value=False).astype(bool)
    if is_placed:
        far = ((others[X] - row[X]) ** 2 + (others[Y] - row[Y]) ** 2) ** 0.5
        is_same &= (far <= SAME_PLACE_METRES).fillna(value=False)
    else:
        is_same &= others[X].isna()
    for name in words if is_placed else _PROMISED:
        is_same &= (others[name] == row[name]) | (others[name].isna() & pd.isna(row[name]))
    return is_same


def about_earlier(rows: pd.DataFrame, delivery: Delivery, choices: Choices) -> list[Finding]:
    """
    Look at points of earlier inspections: they can be closed once, and say what was promised.

    Parameters
    ----------
    rows
        Rows with an `observation_id`, as they were filled in.
    delivery
        What was delivered so far.
    choices
        What can be chosen: a word and its code say the same.
    """
    noted = delivery.tables.get(TABLE)
    ids = rows["observation_id"]
    is_known = ids.isin([] if noted is None else noted["observation_id"])
    message = said("observation_id names no point of the delivery")
    findings = about(
        rows[~is_known],
        "unknown_point",
        "observation_id",
        message,
        said("Leave it empty for a new point, or correct it."),
    )
    findings += about(
        rows[ids.duplicated()],
        "point_twice",
        "observation_id",
        said("the form has this point twice"),
        said("Keep one row."),
    )
    if noted is None:
        return findings
    there = rows[is_known]
    earlier = noted.set_index("observation_id").loc[there["observation_id"]].set_axis(there.index)
    closes = there["closed_on"].notna()
    message = said("the point was closed before")
    remedy = said("Leave closed_on as it is; correct a wrong day in the delivery itself.")
    findings += about(there[closes & earlier["closed_on"].notna()], "closed_before", "closed_on", message, remedy)
    held_on = _held_on(earlier, delivery)
    message = said("the point is closed before it was raised")
    findings += about(
        there[there["closed_on"] < held_on], "closed_on_too_early", "closed_on", message, said("Correct the day.")
    )
    remedy = said("What was promised stays; note what is agreed now as a new point.")
    for column in _PROMISED:
        now, then = (_meant(frame[column], choices) for frame in (there, earlier))
        is_other = now.notna() & then.notna() & (now != then)
        message = said("{column} is not what was promised", column=column)
        findings += about(there[is_other], "promise_changed", column, message, remedy)
    return findings


def _meant(written: pd.Series, choices: Choices) -> pd.Series:
    """Give the code of what was written, where it has one."""
    column = str(written.name)
    if column not in CHOSEN:
        return written
    return written.map(lambda one: choices.code(column, one) or one, na_action="ignore")


def _held_on(observations: pd.DataFrame, delivery: Delivery) -> pd.Series:
    inspections = delivery.tables["inspections"]
    days = inspections.drop_duplicates("inspection_id").set_index("inspection_id")["held_on"]
    return observations["inspection_id"].map(days)


def about(
    rows: pd.DataFrame, rule: str, column: str, message: str, remedy: str, severity: Severity = "refused"
) -> list[Finding]:
    """Give one finding about rows of a form, or none when there are no such rows."""
    return [found(TABLE, rule, column, message, remedy, rows, key=KEY, severity=severity)] if len(rows) else []
