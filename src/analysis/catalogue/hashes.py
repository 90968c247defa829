"""Hold files against the hashes of their card, and give fingerprints of a delivery and of what reads it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from .. import paths
from ..wording import said
from .card import Card, Resource, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..findings import Finding

_CHUNK = 1 << 20
_COMPILED = (".pyc", ".pyo")


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


def part_hashes(file: Path) -> list[str]:
    """
    Give `sha256:…` of each row group of a Parquet file: the bytes of its columns, and no others.

    Parameters
    ----------
    file
        Parquet file; only its footer and the parts themselves are read.
    """
    about = _footer(file)
    return [_bytes_hash(file, *_reach(about, group)) for group in range(about.num_row_groups)]


def part_hash(file: Path, group: int) -> str:
    """Give `sha256:…` of one row group of a Parquet file, as `part_hashes` does; nothing else is read."""
    return _bytes_hash(file, *_reach(_footer(file), group))


def _footer(file: Path) -> Any:  # noqa: ANN401 - pyarrow has no types
    from pyarrow import parquet  # noqa: PLC0415 - only deliveries in parts need it

    return parquet.read_metadata(file)


def _reach(about: Any, group: int) -> tuple[int, int]:  # noqa: ANN401
    """Give the first byte of a row group and the number of its bytes."""
    found = about.row_group(group)
    chunks = [found.column(number) for number in range(found.num_columns)]
    first = min(chunk.dictionary_page_offset or chunk.data_page_offset for chunk in chunks)
    return first, sum(chunk.total_compressed_size for chunk in chunks)


def _bytes_hash(file: Path, first: int, size: int) -> str:
    with file.open("rb") as opened:
        opened.seek(first)
        return f"sha256:{hashlib.sha256(opened.read(size)).hexdigest()}"


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
        remedy = said("Deliver the file, or take it off the card.")
        return [
            wrong(
                "missing_file",
                "",
                said("{path} is on the card, not in the folder", path=path),
                remedy,
                table=resource.table,
                file=path,
            )
            for path in absent
        ]
    return [
        wrong(
            "hash_differs",
            "",
            said("{path} is not the file the card describes: its hash differs", path=path),
            said("Restore the file, or write the card again with `afspraken card DIR` when the change is meant."),
            table=resource.table,
            file=path,
        )
        for path in _changed(folder, resource)
    ]


def resource_hash(folder: Path, resource: Resource, path: str) -> str:
    """Give the hash of one file of a resource; of its own part only, where it is part of a file of many."""
    file = folder / path
    return part_hash(file, resource.part.row_group) if resource.part else file_hash(file)


def _changed(folder: Path, resource: Resource) -> list[str]:
    if len(resource.hashes) < len(resource.paths):
        joined = file_hash(*(folder / path for path in resource.paths))
        return [] if joined == resource.hashes[0] else [", ".join(resource.paths)]
    pairs = zip(resource.paths, resource.hashes, strict=True)
    return [path for path, stated in pairs if resource_hash(folder, resource, path) != stated.lower()]


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
            stated = resource_hash(folder, resource, path) if (folder / path).is_file() else "absent"
            digest.update(f"\n{resource.table} {path} {stated}".encode())
    return digest.hexdigest()


def code_digest() -> str:
    """Digest of the package: what calculates, draws and words; every file of it but compiled ones."""
    return _folder_digest(paths.SOURCE, (file for file in paths.SOURCE.rglob("*") if file.suffix not in _COMPILED))


def given_digest() -> str:
    """Digest of what is given beside code and delivery: `params/` but for its run files, and the reference figures."""
    decided = (file for file in paths.PARAMS.rglob("*.yml") if file.parent.name != "runs")
    reference = paths.RAW / "reference"
    return _folder_digest(paths.PARAMS, decided) + _folder_digest(reference, reference.rglob("*"))


def _folder_digest(folder: Path, files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        total.update(file.relative_to(folder).as_posix().encode("utf-8"))
        total.update(file.read_bytes())
    return total.hexdigest()
