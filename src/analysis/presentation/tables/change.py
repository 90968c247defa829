"""Figures of two half-years side by side, and their difference in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...wording import to_say
from ..shown import rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ...disclosure import Published
    from ..texts import Texts

NOTES: Final = {
    "": "",
    "only_old": "only in the earlier report",
    "only_new": "new in this report",
    "withheld": "withheld or missing in one of the two: no difference",
    "counts_withheld": "this profile withholds the counts: both figures are rounded, and not split",
    "no_breakdown": "no finer rows add up to it: real change and changed population are not told apart",
    "revised_or_real": "made from other data, or it is not known by which norms: not told from real change",
    "definition": "definition or norms differ: {names}",
}
"""Why a change is not, or not wholly, split; in words."""
PARTS: Final = {
    "real": to_say("Real change"),
    "population": to_say("Changed population"),
    "revised": to_say("Revised data"),
    "definition": to_say("Changed definition"),
    "unsplit": to_say("Not split"),
}


def change_table(published: Published, texts: Texts, *, old: str, new: str) -> HtmlTable:
    """
    Show figures of two half-years, their difference, and what it is made of; parts that nowhere occur are left out.

    Parameters
    ----------
    published
        Rows as `reports.change.changes` gives them: `id, corporation, village, complex_id, unit, old, new`, whether
        they are suppressed or bounds, `change` and its parts as exact fractions, `note`, `names`.
    texts
        Words and numbers.
    old, new
        The half-years, for the headings.
    """
    rows = rows_of(published, ("id", "corporation", "village", "unit", "old", "new", "change", *PARTS, "note", "names"))
    records = rows.to_dict("records")
    parts = {
        texts(word): [difference(row[name], row["unit"], texts) for row in records]
        for name, word in PARTS.items()
        if any(not is_missing(row[name]) and row[name] != 0 for row in records)
    }
    numbers = {
        old: [_figure(row, "old", texts) for row in records],
        new: [_figure(row, "new", texts) for row in records],
        texts("Change"): [difference(row["change"], row["unit"], texts) for row in records],
        **parts,
    }
    table = {texts("Result"): [texts.result(row["id"]) for row in records]}
    if any(not is_missing(row["corporation"]) for row in records):
        table[texts("Association")] = [_association(row["corporation"], texts) for row in records]
    if any(not is_missing(row["village"]) for row in records):
        table[texts("Village")] = cells.words([row["village"] for row in records])
    table |= {**numbers, texts("Remark"): [note(row, texts) for row in records]}
    caption = texts("Change since {old}. New minus old, in parts that add up.", old=old)
    return table_of(table, texts, kind="change", caption=caption, numbers=numbers)


def difference(part: Fraction | None, unit: str, texts: Texts) -> str:
    """
    Write a difference in its unit, with its sign; of shares in percentage points.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from analysis.presentation.texts import Texts
    >>> difference(Fraction(1, 40), "share", Texts("en")), difference(Fraction(-6), "homes", Texts("en"))
    ('+2.5 pp', '−6')
    """
    if is_missing(part) or part is None:
        return texts.missing
    if unit == "share":
        return texts("{number} pp", number=texts.signed(float(100 * part), 1))
    return texts.signed(float(part), 2 if unit.startswith("eur") else 0 if part.denominator == 1 else 1)


def note(row: Mapping[Any, Any], texts: Texts) -> str:
    """Say why a change is not, or not wholly, split; empty where it is."""
    code = "" if is_missing(row["note"]) else str(row["note"])
    names = "" if is_missing(row["names"]) else str(row["names"])
    return texts(NOTES[code], names=names or texts("the version of the definition"))


def _figure(row: Mapping[Any, Any], end: str, texts: Texts) -> str:
    return texts.cell(row[end], row["unit"], suppressed=row[f"{end}_suppressed"], bound=row[f"{end}_bound"])


def _association(name: object, texts: Texts) -> str:
    return texts("all together") if is_missing(name) else str(name)
