"""The column that dates the rows of a table: what "how old is it" asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DATED_BY: Final[Mapping[str, str]] = {
    "dwellings": "in_service_from",
    "stock": "date",
    "households": "year",
    "rents": "valid_from",
    "allocations": "allocated_on",
    "urgencies": "granted_on",
    "programme": "realised_on",
    "improvements": "completed_on",
    "permit_holders": "reported_on",
    "inspections": "held_on",
    "actions": "date",
}
"""Column of days or whole years by table; tables of periods or without dates are left out."""
