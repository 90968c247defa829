"""What a check has to say about a delivery: one finding per table, column and rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["refused", "warning", "note"]


@dataclass(frozen=True, order=True)
class Finding:
    """
    One thing found in a delivery, with its place and its remedy.

    Parameters
    ----------
    table
        Name of the delivered table, or `datapackage.json` for the card.
    rule
        Short name of the rule, stable over releases (`duplicate_key`).
    column
        Column or columns the rule looked at; empty when it is about the whole table.
    message
        What is wrong, one sentence.
    remedy
        What to do about it, one sentence.
    severity
        `refused` stops a run; `warning` and `note` are shown and do not.
    count
        How many rows are concerned; 0 when it is not about rows.
    first_row
        Line of the file (header is line 1) of the first row concerned; 0 when not about rows.
    first_keys
        Keys of the first rows concerned, at most five.
    file
        File name inside the delivery; empty when not about one file.

    Examples
    --------
    >>> finding = Finding("rents", "negative_rent", "net_rent_eur_per_month", "The rent is below 0.",
    ...                   "Correct the rent or leave it empty.", "refused", 1, 14, ("W-0007",))
    >>> finding.is_refusal
    True
    """

    table: str
    rule: str
    column: str
    message: str
    remedy: str
    severity: Severity
    count: int = 0
    first_row: int = 0
    first_keys: tuple[str, ...] = ()
    file: str = ""

    @property
    def is_refusal(self) -> bool:
        """Whether a run stops because of this finding."""
        return self.severity == "refused"
