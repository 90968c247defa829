"""
The published ledger: `results.json` and `results.csv`, what dashboards, alerts and the next run build on.

Fixed in form (schema 1): sorted, no clock, no path, the same bytes for the same rows. Only rows that passed the
disclosure gate can be written.
"""

from __future__ import annotations

from .comparing import compare
from .form import COLUMNS, KEY, SCHEMA, SOMETIMES, by_agreement, records
from .layout import without_absent
from .reading import read_json
from .writing import Parameters, header, to_csv, to_csvs, to_json

__all__ = [
    "COLUMNS",
    "KEY",
    "SCHEMA",
    "SOMETIMES",
    "Parameters",
    "by_agreement",
    "compare",
    "header",
    "read_json",
    "records",
    "to_csv",
    "to_csvs",
    "to_json",
    "without_absent",
]
