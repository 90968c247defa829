"""
Write the core tables of a delivery that passed every check.

They stand in a folder named after the delivery's digest. They are written in full beside it and put in place by
one rename; they are used again as long as the delivery, the lists of codes, the code that checks it and every written
file are the same.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .. import __version__
from ..catalogue import Card, code_digest, delivery_digest, file_hash, given_digest, read_card, resource_hash
from ..contracts import TABLES
from ..errors import DeliveryError
from ..parameters import load_norms
from ..sources import findings_of, known_codes, read_delivery
from ..wording import said, written
from .prepared import RECORD, Prepared, read_record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from ..findings import Finding

_FORM: Final = 1  # of delivery.json; a higher number makes older folders be written again
_NAME_LENGTH: Final = 12


def prepare(
    folder: Path,
    target_root: Path,
    codes: Mapping[str, Collection[str]] | None = None,
    municipality: str = "",
    *,
    fresh: bool = False,
) -> Prepared:
    """
    Check a delivery and write its core tables, or find them as they were written before.

    Parameters
    ----------
    folder
        Folder of the delivery.
    target_root
        Where the folder of core tables comes.
    codes
        Column to the codes allowed in it; those of `params/norms` on the card's reference date when not given.
    municipality
        CBS code of the one that is meant, in a delivery of many.
    fresh
        Whether to check and write again, whatever is there.

    Returns
    -------
    prepared
        The tables, in `target_root` under the first twelve digits of the digest.

    Raises
    ------
    DeliveryError
        When anything is refused; it holds every finding, and nothing is written.
    NormError
        When no list of codes is in force on the card's reference date.
    """
    card = read_card(folder, municipality)
    allowed = codes if codes is not None else known_codes(load_norms(), on=card.reference_date)
    digest = delivery_digest(folder, card)
    stamp = {
        "form": _FORM,
        "version": __version__,
        "codes": _fingerprint(allowed),
        "code": code_digest() + given_digest(),
    }
    target = target_root / digest[:_NAME_LENGTH]
    if not fresh and _is_current(target, digest, stamp):
        return Prepared.open(target)
    delivery = read_delivery(folder, municipality)
    findings = findings_of(delivery, allowed)
    _refuse(card, findings)
    record = {"digest": digest, "stamp": stamp, "card": dict(card.content), "inputs": _inputs(folder, card)}
    record["findings"] = [_recorded(finding) for finding in findings]
    target_root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=target_root) as beside:
        draft = Path(beside) / target.name
        draft.mkdir()
        _write(draft, delivery.tables, record)
        _put_in_place(draft, target, digest, stamp)
    return Prepared.open(target)


def _fingerprint(codes: Mapping[str, Collection[str]]) -> str:
    lists = {column: sorted(map(str, allowed)) for column, allowed in codes.items()}
    return hashlib.sha256(json.dumps(lists, sort_keys=True).encode()).hexdigest()


def _is_current(target: Path, digest: str, stamp: dict[str, Any]) -> bool:
    record = read_record(target)
    if record is None or record["digest"] != digest or record["stamp"] != stamp:
        return False
    return Prepared.open(target).is_complete


def _recorded(finding: Finding) -> dict[str, Any]:
    """Give a finding as plain data; its sentences with what they were made of."""
    return {**asdict(finding), "message": written(finding.message), "remedy": written(finding.remedy)}


def _refuse(card: Card, findings: Sequence[Finding]) -> None:
    refused = [finding for finding in findings if finding.is_refusal]
    if refused:
        first = refused[0]
        told = said("{place}: {what}", place=first.table, what=first.message)
        message = said("delivery {card} is refused: {told}; see `afspraken check`", card=card.name, told=told)
        if len(refused) > 1:
            message = said(
                "delivery {card} is refused: {told}, and {count} more; see `afspraken check`",
                card=card.name,
                told=told,
                count=len(refused) - 1,
            )
        raise DeliveryError(message, findings)


def _inputs(folder: Path, card: Card) -> list[dict[str, str]]:
    """Table, path and hash of every file, sorted: what a result was made from."""
    files = sorted((resource.table, path, resource) for resource in card.resources for path in resource.paths)
    return [
        {"table": table, "path": path, "hash": resource_hash(folder, resource, path)} for table, path, resource in files
    ]


def _write(draft: Path, tables: dict[str, pd.DataFrame], record: dict[str, Any]) -> None:
    written = {}
    for name, frame in tables.items():
        path = draft / f"{name}.parquet"
        ordered = frame.reset_index(drop=True).sort_values(list(TABLES[name].key), kind="stable", ignore_index=True)
        ordered.to_parquet(path, index=False)
        written[name] = {"rows": len(ordered), "hash": file_hash(path)}
    content = json.dumps({**record, "tables": written}, indent=1, ensure_ascii=False)
    (draft / RECORD).write_text(content + "\n", encoding="utf-8", newline="\n")


def _put_in_place(draft: Path, target: Path, digest: str, stamp: dict[str, Any]) -> None:
    """Rename the finished folder into place; what stands there is kept when good, else moved out and thrown away."""
    try:
        draft.rename(target)
    except OSError:
        if not _is_current(target, digest, stamp) or Prepared.open(target).hashes != Prepared.open(draft).hashes:
            target.rename(draft.with_name("damaged"))
            draft.rename(target)
