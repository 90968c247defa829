"""Change in words and tables: for a terminal, for the first page, for the page of a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...disclosure import chosen, reopened, require
from ...presentation.tables import change_table
from .moves import moves
from .split import changes

if TYPE_CHECKING:
    from collections.abc import Collection

    from ...disclosure import Published
    from ...presentation.tables import HtmlTable
    from ...presentation.texts import Texts
    from .ends import Ends
    from .moves import Move


@dataclass(frozen=True)
class Change:
    """
    Everything that is told of the change between two reports.

    Parameters
    ----------
    ends
        The two reports.
    texts
        Words and numbers.
    """

    ends: Ends
    texts: Texts

    @cached_property
    def published(self) -> Published:
        """Every figure of either report with its change; both reports passed the gate."""
        frame = changes(self.ends)
        hidden = frame["old_suppressed"].astype(bool) & frame["new_suppressed"].astype(bool)
        return reopened(frame.assign(suppressed=hidden), data_class="household", profile=self.ends.new.profile)

    @property
    def source(self) -> str:
        """Say what is compared with what, and whether both were made from the same data."""
        texts, old = self.texts, self.ends.old
        kind = "the results kept with the program" if old.is_committed else "report"
        told = texts(
            "Compared with {period}, {kind} {name}, profile {profile}.",
            period=old.about["period"],
            kind=texts(kind),
            name=old.name,
            profile=self.ends.new.profile,
        )
        is_same = self.ends.has_same_data
        data = [texts("Both were made from the same data." if is_same else "They were made from other data.")]
        if self.ends.again is not None:
            data.append(texts("The earlier half-year was made again from the later data."))
        return " ".join([told, *data])

    @property
    def headline(self) -> str:
        """Say since when, and how many verdicts are worse, better, or another one without being either."""
        ways = [one.way for one in self._moves if one.has_moved]
        return self.texts(
            "Verdicts since {period}: {worse} worse, {better} better, {other} otherwise changed.",
            period=self.ends.old.about["period"],
            worse=ways.count("worse"),
            better=ways.count("better"),
            other=ways.count(""),
        )

    @property
    def moved(self) -> list[str]:
        """Say of each agreement whose verdict, correction or line is another one what it was and is."""
        return [self._move(one) for one in self._moves]

    @cached_property
    def _moves(self) -> list[Move]:
        return moves(self.ends)

    def table(self, results: Collection[str] | None = None) -> HtmlTable | None:
        """
        Give the figures of the whole and of associations: of some results, or those a rule is about that changed.

        Returns
        -------
        table
            None when there are none.
        """
        rows = require(self.published)
        is_shown = rows[["old", "new"]].notna().any(axis="columns") & rows["village"].isna() & rows["complex_id"].isna()
        if results is None:
            wanted = is_shown & rows["is_judged"].astype(bool) & (rows["change"].isna() | (rows["change"] != 0))
        else:
            wanted = is_shown & rows["id"].isin(list(results))
        return self._table(chosen(self.published, wanted)) if wanted.any() else None

    def everything(self) -> HtmlTable:
        """Give every figure of either report."""
        return self._table(self.published)

    def _table(self, published: Published) -> HtmlTable:
        return change_table(published, self.texts, old=self._label("old"), new=self._label("new"))

    def _label(self, end: str) -> str:
        if self.ends.old.about["period"] != self.ends.new.about["period"]:
            return str(getattr(self.ends, end).about["period"])
        return str(getattr(self.ends, end).name)

    def _move(self, move: Move) -> str:
        message = "Goal: {title}" if move.is_goal else "Agreement {number}: {title}"
        name = self.texts(message, number=move.id, title=self.texts(move.title))
        if move.old_rules:
            told = self.texts("the line was redrawn: {old} Now: {new}", old=move.old_rules, new=move.new_rules)
            name = f"{name} ({told})"
        before, after = (
            self._stood(move.old, move.old_corrected),
            self._stood(move.new, move.new_corrected),
        )
        return self.texts("{name}: was {old}, is now {new}", name=name, old=before, new=after)

    def _stood(self, stands: str | None, corrected: str) -> str:
        if stands is None:
            return self.texts("not in the agreements")
        word = self.texts.verdict(stands)
        if not corrected:
            return word
        return self.texts("{verdict} (corrected by hand to {other})", verdict=word, other=self.texts.verdict(corrected))
