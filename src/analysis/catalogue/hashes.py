"""Hold files against the hashes of their card, and give fingerprints of a delivery and of what reads it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from .. import paths
from .card import Card, Resource, wrong

if TYPE_CHECKING:
    from pathlib import Path

    from ..findings import Finding

_CHUNK = 1 << 20


def file_hash(*paths: Path) -> str:
    """
    Give `sha256:…` of a file, or of several read one after the other.

    Parameters
    ----------
    *paths
        Files that exist.
    """
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"


def hash_findings(folder: Path, card: Card) -> list[Finding]:
    """
    Hold the files of a delivery against their card.

    Returns
    -------
    findings
        Refusals: a file that is not there, a file that differs from the card.
    """
    return [finding for resource in card.resources for finding in _resource_findings(folder, resource)]


def _resource_findings(folder: Path, resource: Resource) -> list[Finding]:
    absent = [path for path in resource.paths if not (folder / path).is_file()]
    if absent:
        remedy = "Deliver the file, or take it off the card."
        return [
            wrong(
                "missing_file", "", f"{path} is on the card, not in the folder", remedy, table=resource.table, file=path
            )
            for path in absent
        ]
    return [
        wrong(
            "hash_differs",
            "",
            f"{path} is not the file the card describes: its hash differs",
            "Restore the file, or write the card again with `afspraken card DIR` when the change is meant.",
            table=resource.table,
            file=path,
        )
        for path in _changed(folder, resource)
    ]


def _changed(folder: Path, resource: Resource) -> list[str]:
    if len(resource.hashes) < len(resource.paths):
        joined = file_hash(*(folder / path for path in resource.paths))
        return [] if joined == resource.hashes[0] else [", ".join(resource.paths)]
    pairs = zip(resource.paths, resource.hashes, strict=True)
    return [path for path, stated in pairs if file_hash(folder / path) != stated.lower()]


def delivery_digest(folder: Path, card: Card) -> str:
    """
    Give the fingerprint of a delivery: sha256 over the card and the bytes of every file it names.

    Returns
    -------
    digest
        64 hexadecimal digits; the same delivery gives the same digest wherever it stands.
    """
    digest = hashlib.sha256()
    digest.update(json.dumps(dict(card.content), sort_keys=True, ensure_ascii=True).encode())
    for resource in card.resources:
        for path in resource.paths:
            file = folder / path
            stated = file_hash(file) if file.is_file() else "absent"
            digest.update(f"\n{resource.table} {path} {stated}".encode())
    return digest.hexdigest()


def code_digest() -> str:
    """Digest of the package and of `params/`: what calculates and what decides."""
    total = hashlib.sha256()
    for folder, ending in ((paths.SOURCE, "*.py"), (paths.SOURCE, "*.j2"), (paths.PARAMS, "*.yml")):
        for file in sorted(folder.rglob(ending)):
            total.update(file.relative_to(folder).as_posix().encode("utf-8"))
            total.update(file.read_bytes())
    return total.hexdigest()
