"""The rota of inspections in words: on a terminal, on paper and as a table for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .shown import rows_of
from .tables.inspections import STATUSES

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date

    from ..disclosure import Published
    from .texts import Texts

COLUMNS: Final = (
    "turn", "village", "village_homes", "last_on", "months_since", "due_on", "status", "planned", "half_year",
    "is_late",
)  # fmt: skip


def rota_lines(published: Published, texts: Texts, *, on: date) -> list[str]:
    """
    Give the rota as lines: per half-year its villages, with the last inspection of each and when its turn comes.

    Parameters
    ----------
    published
        Rows of `inspections.rota`.
    on
        Reference date: what is due is due on that day.
    """
    rows = rows_of(published, COLUMNS)
    told = [texts("Rota of the inspections, state of {day}.", day=texts.date(on))]
    width = max((len(name) for name in rows["village"]), default=0)
    for half_year, turns in rows.groupby("half_year", sort=False):
        told.append(str(half_year))
        told += [
            f"  {row['turn']:>2}  {row['village']:<{width}}  {turn_words(row, texts)}"
            for row in turns.to_dict("records")
        ]
    due = int((rows["status"] != "not_due").sum())
    counts = {"due": texts.count(due), "villages": texts.count(len(rows))}
    return [*told, texts("Due on that day: {due} of {villages} villages.", **counts)]


def turn_words(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Say when a village was last inspected and when its turn comes; an inspection without a day is planned."""
    last = texts("last on {day}", day=texts.date(row["last_on"])) if row["status"] != "never" else ""
    parts = [last, texts(STATUSES[row["status"]], day=texts.date(row["due_on"]))]
    parts += [texts("planned, no day yet")] if row["planned"] else []
    return ", ".join(part for part in parts if part)


def rota_csv(published: Published) -> str:
    """Give the rota as CSV: one line per village in the order suggested, days as ISO, missing empty."""
    rows = rows_of(published, COLUMNS)
    days = {name: rows[name].dt.strftime("%Y-%m-%d") for name in ("last_on", "due_on")}
    is_late = rows["is_late"].map({True: "true", False: "false"})
    written: str = rows.assign(**days, is_late=is_late)[list(COLUMNS)].to_csv(index=False, lineterminator="\n")
    return written
