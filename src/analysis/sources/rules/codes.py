"""Codes of the sector: each must stand in the list that params/norms holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ...findings import Finding
    from ..delivery import Delivery


def unknown_codes(delivery: Delivery, codes: Mapping[str, Collection[str]]) -> list[Finding]:
    """
    Find codes that are not in their list.

    Parameters
    ----------
    codes
        Column name to the codes allowed in it, in whatever table the column stands.
    """
    findings = []
    for table, frame in delivery.tables.items():
        for column, allowed in codes.items():
            if column in frame:
                rows = frame[frame[column].notna() & ~frame[column].isin(list(allowed))]
                message = said(
                    "{column} holds a code that is not known: {rows}", column=column, rows=listed(rows[column])
                )
                remedy = said("Use one of: {allowed}; a new code is added in params/norms.", allowed=", ".join(allowed))
                findings += about(rows, table, "unknown_code", column, message, remedy=remedy)
    return findings
