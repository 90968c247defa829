"""How the agreements stand, on a terminal, from what was published: nothing is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..presentation import terminal
from . import front_page

if TYPE_CHECKING:
    from ..presentation.texts import Texts
    from .finding import Found


def lines(found: Found, texts: Texts) -> list[str]:
    """
    Give the scoreboard of a report, one line per agreement and goal in the register's order, and the counts.

    Parameters
    ----------
    found
        Published results.
    texts
        Words and numbers.

    Returns
    -------
    lines
        What report it is; per entry the verdict, its figures, the reason, a correction by hand and what turns the
        verdict; how many stand how, the worst first.
    """
    about = found.about
    head = texts(
        "{name}: {period}, state of {day}, profile {profile}, synthetic data"
        if about["data"] == "synthetic"
        else "{name}: {period}, state of {day}, profile {profile}, delivered data",
        name=found.name,
        period=about["period"],
        day=about["reference_date"],
        profile=about["profile"],
    )
    if not about["agreements"]:
        return [head, texts("no register of agreements for this municipality: figures only")]
    entries = front_page.entries_of(about["agreements"], found.rows, {}, texts)
    numbers = [one["id"] for one in about["agreements"]]
    shown = [_line(number, entry, texts) for number, entry in zip(numbers, entries, strict=True)]
    counts = terminal.counts(pd.DataFrame(about["agreements"]), texts)
    return [head, *shown, f"  {texts('all entries of the register')}: {counts}"]


def _line(number: str, entry: front_page.Entry, texts: Texts) -> str:
    said = f"{entry.reason} ({entry.evidence})" if entry.evidence else entry.reason
    told = [*entry.figures, said, entry.correction, *entry.turns]
    line = terminal.board_line(number, entry.title, entry.standing, texts)
    return " | ".join([line, *(part for part in told if part)])
