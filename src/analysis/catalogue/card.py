"""What a card says: a frozen record, and the finding that something on it is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

CARD: Final = "datapackage.json"


class Part(NamedTuple):
    """The rows of one municipality in a Parquet file of many: its code, and the number of its row group."""

    municipality_code: str
    row_group: int


@dataclass(frozen=True)
class Resource:
    """
    One delivered table, as the card describes it.

    Parameters
    ----------
    table
        Name of the table.
    paths
        Files of the table, relative to the card; two associations may deliver two files.
    hashes
        `sha256:…` of each file, or one for all files joined in order.
    dialect
        `delimiter` and `decimalChar` of its CSV files; empty when they are to be sniffed.
    encoding
        Encoding of its CSV files.
    extra
        Columns beyond the contract that the card declares, name to Frictionless type.
    part
        Which rows of the file are meant; None for all of them.
    """

    table: str
    paths: tuple[str, ...]
    hashes: tuple[str, ...] = ()
    dialect: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    extra: Mapping[str, str] = field(default_factory=dict)
    part: Part | None = None


@dataclass(frozen=True)
class Card:
    """
    The card of a delivery.

    Parameters
    ----------
    name
        Short name, lower case.
    title
        Title as shown in reports.
    created
        Day on which the delivery was made.
    municipality
        CBS code of the municipality the delivery is about, `GM1730`.
    corporations
        Name of each known association to its L-number.
    reference_date
        Day whose state `dwellings` gives.
    covers_from, covers_to
        First and last day of the events delivered.
    is_synthetic
        Whether no real home or household is in it.
    resources
        The delivered tables, in the order of the card.
    content
        The card as it was read, with every key that is not ours.
    """

    name: str
    title: str
    created: date
    municipality: str
    corporations: Mapping[str, str]
    reference_date: date
    covers_from: date
    covers_to: date
    is_synthetic: bool
    resources: tuple[Resource, ...] = ()
    content: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), repr=False, compare=False)

    def resource(self, table: str) -> Resource | None:
        """Give what the card says of a table; None when the table is not on it."""
        return next((one for one in self.resources if one.table == table), None)


def wrong(
    rule: str,
    column: str,
    message: str,
    remedy: str,
    *,
    table: str = CARD,
    file: str = CARD,
    severity: Severity = "refused",
) -> Finding:
    """
    Make a finding about the card, or about a file it names.

    Examples
    --------
    >>> wrong("missing_key", "title", "the card has no title", "Add it.").table
    'datapackage.json'
    """
    return Finding(table=table, rule=rule, column=column, message=message, remedy=remedy, severity=severity, file=file)
