"""
The contracts of the tables of a delivery: columns, kinds, keys, and what may be empty.

One pandera model per table, strict and never coercing; the data dictionary is generated from them.
"""

from __future__ import annotations

from .consultation import CORRECTIONS
from .dictionary import dictionary
from .fields import DTYPES, RD, Column, DataClass, Kind, Table
from .places import FIRST_KEYS, FIRST_LINE, PLACE, found, keys_of, placed
from .tables import TABLES
from .validation import completed, empty, validate

__all__ = [
    "CORRECTIONS",
    "DTYPES",
    "FIRST_KEYS",
    "FIRST_LINE",
    "PLACE",
    "RD",
    "TABLES",
    "Column",
    "DataClass",
    "Kind",
    "Table",
    "completed",
    "dictionary",
    "empty",
    "found",
    "keys_of",
    "placed",
    "validate",
]
