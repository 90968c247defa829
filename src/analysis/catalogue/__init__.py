"""
The card of a delivery: `datapackage.json`, a Frictionless Data Package with a few keys of our own.

Read it, hold it against the files it describes, write one where it is missing.
"""

from __future__ import annotations

from .card import CARD, Card, Resource
from .hashes import code_digest, delivery_digest, file_hash, hash_findings
from .reading import covers, read_card
from .writing import write_card

__all__ = [
    "CARD",
    "Card",
    "Resource",
    "code_digest",
    "covers",
    "delivery_digest",
    "file_hash",
    "hash_findings",
    "read_card",
    "write_card",
]
