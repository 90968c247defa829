"""Rows held against the agreements: exact for the ledger, published for every eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import disclosure

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Judged:
    """
    Rows with their verdicts: `exact` for the ledger, `published` for every eye.

    Parameters
    ----------
    exact
        Rows as measured, with agreement, rule, verdict and reason.
    published
        The same rows after the disclosure gate.
    """

    exact: pd.DataFrame
    published: disclosure.Published

    def only(self, *results: str) -> disclosure.Published:
        """Give the published rows of some results."""
        return disclosure.chosen(self.published, disclosure.require(self.published)["id"].isin(results))

    def named(self, prefix: str) -> disclosure.Published:
        """Give the published rows whose result begins with a prefix, but for those of complexes."""
        rows = disclosure.require(self.published)
        return disclosure.chosen(self.published, rows["id"].str.startswith(prefix) & rows["complex_id"].isna())

    def villages(self, result: str) -> disclosure.Published:
        """Give the published rows of one result per village, associations together."""
        rows = disclosure.require(self.only(result))
        return disclosure.chosen(self.only(result), rows["village"].notna() & rows["corporation"].isna())

    @property
    def totals(self) -> disclosure.Published:
        """The published rows of associations and of the whole."""
        rows = disclosure.require(self.published)
        return disclosure.chosen(self.published, rows["village"].isna() & rows["complex_id"].isna())

    def total(self, result: str) -> float:
        """Give the published value of a result over the whole; missing (nan) when there is none or it is suppressed."""
        rows = disclosure.require(self.only(result))
        whole = rows[rows[["corporation", "village", "complex_id"]].isna().all(axis=1)]
        return float(whole["value"].iloc[0]) if len(whole) else float("nan")
