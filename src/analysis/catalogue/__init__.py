"""
The card of a delivery: `datapackage.json`, a Frictionless Data Package with a few keys of our own.

Read it, hold it against the files it describes, write one where it is missing.
"""

from __future__ import annotations

from .card import CARD, Card, Resource
from .hashes import code_digest, delivery_digest, file_hash, given_digest, hash_findings, part_hashes, resource_hash
from .parts import EVERY
from .reading import covers, delivered_municipalities, read_card
from .writing import renew_card, write_card

__all__ = [
    "CARD",
    "EVERY",
    "Card",
    "Resource",
    "code_digest",
    "covers",
    "delivered_municipalities",
    "delivery_digest",
    "file_hash",
    "given_digest",
    "hash_findings",
    "part_hashes",
    "read_card",
    "renew_card",
    "resource_hash",
    "write_card",
]
