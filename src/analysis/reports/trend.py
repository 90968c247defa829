"""Trend of a figure: what the reports of earlier half-years said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..presentation.tables.board import margin_text
from ..presentation.texts import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..presentation.texts import Texts
    from .finding import Found

    Row = Mapping[Any, Any]

KEY = ("id", "corporation", "village", "complex_id")
SHOWN = 3
"""How many earlier half-years are told."""


@dataclass(frozen=True)
class Trend:
    """
    Earlier reports of one profile and scenario, the newest first.

    Parameters
    ----------
    earlier
        One report per half-year before the one that is told.
    texts
        Words and numbers.
    """

    earlier: Sequence[Found]
    texts: Texts

    def words(self, row: Row) -> str:
        """Say what a figure was before and how far it moved since; or that no report says so."""
        if not self.earlier:
            return self.texts("no earlier report")
        told = [(period, rows[key]) for period, rows in self._reports if (key := _key(row)) in rows]
        if not told:
            return self.texts("not in an earlier report")
        (period, last), *older = [(name, {**one, "decimals": row.get("decimals", 1)}) for name, one in told]
        return "; ".join([self._since(row, last, period), *(self._was(one, name) for name, one in older)])

    def _since(self, row: Row, last: Row, period: str) -> str:
        was = self._was(last, period)
        if _version(row) != _version(last):
            return self.texts("{was} (by another definition)", was=was)
        if any(is_missing(one["value"]) or not is_missing(one["bound"]) for one in (row, last)):
            return was
        if row["value"] == last["value"]:
            return self.texts("the same as in {period}", period=period)
        moved = margin_text(row["value"], last["value"], row["unit"], texts=self.texts)
        return self.texts("{moved} since {period} ({was})", moved=moved, period=period, was=self._value(last))

    def _was(self, row: Row, period: str) -> str:
        return self.texts("{period}: {value}", period=period, value=self._value(row))

    def _value(self, row: Row) -> str:
        decimals = row["decimals"] if row["unit"] == "share" else None
        words = self.texts.cell
        return words(row["value"], row["unit"], suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)

    @cached_property
    def _reports(self) -> list[tuple[str, dict[tuple[str, ...], Row]]]:
        """Rows of the earlier reports by place, under the half-year of each."""
        kept = self.earlier[:SHOWN]
        return [(one.period.label, {_key(row): row for row in one.records}) for one in kept]


def _key(row: Row) -> tuple[str, ...]:
    return tuple("" if is_missing(row[name]) else str(row[name]) for name in KEY)


def _version(row: Row) -> str:
    return "" if is_missing(row["definition_version"]) else str(row["definition_version"])
