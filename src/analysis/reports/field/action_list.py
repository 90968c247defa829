"""The list of actions of an inspection: what was promised, by whom and by when, to mail and to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ... import disclosure, measures
from ...catalogue import read_card
from ...indicators import inspections
from ...parameters import load_assumptions
from ...presentation.imprint import Imprint
from ...presentation.texts import Texts, is_missing
from ...presentation.typesetting import pdf
from ...sources import read_delivery

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from ...disclosure import Published
    from .taking_in import TakenIn

_SHOWN: Final = ("observation_id", "village", "held_on", "subject", "grade", "owner", "due_on", "state")


def told(taken: TakenIn, texts: Texts) -> str:
    """Say in one line what was taken in."""
    closed = texts.plural("{count} earlier point was closed", "{count} earlier points were closed", taken.closed)
    if taken.held_on is None:
        return texts("{closed}.", closed=closed)
    new = texts.plural("{count} point", "{count} points", taken.new)
    place = {"village": taken.village, "day": texts.date(taken.held_on), "inspection": taken.inspection_id}
    return texts("{village}, {day}: {new} taken in as {inspection}; {closed}.", **place, new=new, closed=closed)


def write_action_list(folder: Path, out: Path, taken: TakenIn, *, profile: str, texts: Texts) -> list[Path]:
    """
    Write what is still to be done in the village of an inspection, as CSV and as PDF.

    Parameters
    ----------
    folder
        Folder of the delivery, after the form was taken in.
    out
        Where the two files go; what stands there under their names is replaced.
    taken
        What was taken in. Where only earlier points were closed, nothing is written.
    profile
        Of the readers: what is public holds no text that people typed.
    texts
        Words of their language.

    Returns
    -------
    files
        `actions-<inspection>.csv` and `.pdf`.
    """
    if taken.held_on is None:
        return []
    published = _open_promises(folder, taken.village, taken.held_on, profile=profile)
    table = actions_table(published, texts)
    out.mkdir(parents=True, exist_ok=True)
    files = [out / f"actions-{taken.inspection_id}.{ending}" for ending in ("csv", "pdf")]
    files[0].write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8-sig", newline="\n")
    card = read_card(folder)
    imprint = Imprint(card.title, taken.held_on, card.is_synthetic)
    title = texts("Actions after the inspection of {village}", village=taken.village)
    content = {
        "head": list(table.columns),
        "rows": table.to_numpy().tolist(),
        "nothing": texts("Nothing is left to be done."),
    }
    files[1].write_bytes(pdf("actions", content, title=title, texts=texts, imprint=imprint))
    return files


def _open_promises(folder: Path, village: str, on: date, *, profile: str) -> Published:
    """Give the points of a village that are not done on the day of its inspection, through the gate."""
    tables = read_delivery(folder).tables
    promised = inspections.promises(tables["inspections"], tables["observations"], on=on)
    is_open = (promised["village"] == village) & promised["closed_on"].isna()
    return disclosure.gate(
        promised[is_open].sort_values(["due_on", "observation_id"], kind="stable", ignore_index=True),
        data_class="plan",
        profile=profile,
        policy=measures.policy(load_assumptions()),
        by=["observation_id"],
    )


def actions_table(published: Published, texts: Texts) -> pd.DataFrame:
    """
    Give the list as words: number, subject, grade, action, owner, by when, state.

    Parameters
    ----------
    published
        Rows of `inspections.promises` that are to be done; without `action` where they are public.
    """
    rows = disclosure.require(published)[[*_SHOWN, *(["action"] if published.profile != "public" else [])]]
    words: dict[str, tuple[str, Callable[[Any], str]]] = {
        "observation_id": (texts("Number"), str),
        "held_on": (texts("Inspection"), texts.date),
        "subject": (texts("Subject"), texts.subject),
        "grade": (texts("Grade"), str),
        "action": (texts("Action"), str),
        "owner": (texts("Owner"), texts.owner),
        "due_on": (texts("Due"), texts.date),
        "state": (texts("State"), texts.promise),
    }
    columns = {
        head: [texts.missing if is_missing(value) else say(value) for value in rows[name]]
        for name, (head, say) in words.items()
        if name in rows
    }
    return pd.DataFrame(columns, dtype="str")
