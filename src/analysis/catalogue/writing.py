"""Write the card of a delivery that has none, or bring its hashes up to date."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ..errors import DeliveryError
from ..wording import said
from .card import CARD, Card, wrong
from .hashes import file_hash
from .reading import parse_card
from .resources import texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet", ".geoparquet", ".geojson", ".gpkg")


def write_card(
    folder: Path,
    *,
    name: str | None = None,
    title: str | None = None,
    created: date | None = None,
    municipality: str | None = None,
    corporations: Mapping[str, str] | None = None,
    reference_date: date | None = None,
    covers_from: date | None = None,
    covers_to: date | None = None,
    is_synthetic: bool | None = None,
) -> Card:
    """
    Write `datapackage.json` for the files of a folder, keeping what an existing card says.

    Files belong to a table by name: `rents.csv`, or `rents-woonborg.csv` and `rents-sew.csv` for two
    associations. What is not given is taken from the existing card; what neither knows is refused.

    Parameters
    ----------
    folder
        Folder of the delivery.
    name
        Short name; the folder's name when neither says.
    created
        Day the delivery was made; the last day it speaks of when neither says.
    corporations
        Name of each known association to its L-number.
    is_synthetic
        Whether no real home is in it; false when neither says.

    Returns
    -------
    card
        As it was written: read back from the file.

    Raises
    ------
    DeliveryError
        When something is not known, or no file belongs to a table; nothing is written then.
    """
    content = _existing(folder)
    given = {
        "name": name,
        "title": title,
        "created": created and created.isoformat(),
        "municipality": municipality,
        "corporations": corporations and [{"name": one, "l_number": number} for one, number in corporations.items()],
        "reference_date": reference_date and reference_date.isoformat(),
        "covers": _covers(content, covers_from, covers_to),
        "synthetic": is_synthetic,
    }
    content |= {key: value for key, value in given.items() if value is not None}
    _refuse_unknown(folder, content)
    content.setdefault("name", re.sub(r"[^a-z0-9._-]+", "-", folder.resolve().name.lower()) or "delivery")
    content.setdefault("created", max(content["reference_date"], content["covers"]["to"]))
    content.setdefault("synthetic", False)
    content["resources"] = _resources(folder, content.get("resources", []))
    return _written(folder, content)


def _existing(folder: Path) -> dict[str, Any]:
    path = folder / CARD
    if not path.is_file():
        return {"profile": "data-package"}
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        broken = wrong(
            "unreadable_card",
            "",
            said("{card} is not JSON in UTF-8: {error}", card=CARD, error=error),
            said("Correct it or remove it."),
        )
        raise DeliveryError(broken.message, [broken]) from error
    if not isinstance(content, dict):
        broken = wrong(
            "unreadable_card", "", said("{card} is not one JSON object", card=CARD), said("Correct it or remove it.")
        )
        raise DeliveryError(broken.message, [broken])
    return content


def _covers(content: dict[str, Any], first: date | None, last: date | None) -> dict[str, str] | None:
    covered = content.get("covers")
    known = dict(covered) if isinstance(covered, dict) else {}
    known |= {key: day.isoformat() for key, day in (("from", first), ("to", last)) if day is not None}
    return known or None


def _refuse_unknown(folder: Path, content: dict[str, Any]) -> None:
    """Refuse to write a card that lacks what no one but the deliverer knows."""
    needed = ("title", "municipality", "corporations", "reference_date")
    unknown = [key for key in needed if not content.get(key)]
    unknown += [f"covers.{key}" for key in ("from", "to") if not (content.get("covers") or {}).get(key)]
    if not unknown:
        return
    remedy = said("Give it as an option of `afspraken card DIR` (see its --help).")
    findings = [wrong("missing_key", key, said("the card needs {key}", key=key), remedy) for key in unknown]
    message = said("no card written for {folder}: {unknown} not given", folder=folder.name, unknown=", ".join(unknown))
    raise DeliveryError(message, findings)


def _resources(folder: Path, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """List the files of each table with their hashes; what the card said of a table stays."""
    from ..contracts import TABLES  # noqa: PLC0415 - reading a card should not wait for the contracts

    told = {str(one.get("name")): one for one in known}
    files = _files(folder, told, list(TABLES))
    names = [*TABLES, *sorted(name for name in told if name not in TABLES)]
    resources = [_resource(folder, name, files[name], told.get(name, {})) for name in names if files.get(name)]
    if not resources:
        remedy = said("Name the files after the tables of docs/data_dictionary.md: dwellings.csv, rents.csv, …")
        nothing = wrong("no_tables", "", said("no file of {folder} is named after a table", folder=folder.name), remedy)
        raise DeliveryError(nothing.message, [nothing])
    return resources


def _files(folder: Path, said: dict[str, dict[str, Any]], tables: list[str]) -> dict[str, list[str]]:
    """Find the files of each table: those the card named and that are there, then those named after the table."""
    named = {name: [path for path in texts(one.get("path")) if (folder / path).is_file()] for name, one in said.items()}
    taken = {path for paths in named.values() for path in paths}
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    for file in there:
        if file not in taken and (table := _table_of(file, tables)):
            named.setdefault(table, []).append(file)
    return named


def _table_of(file: str, tables: list[str]) -> str:
    stem = file.rpartition("/")[2].rpartition(".")[0].lower()
    matches = [table for table in tables if stem == table or stem.startswith((f"{table}-", f"{table}_"))]
    return max(matches, key=len, default="")


def _resource(folder: Path, table: str, paths: list[str], said: dict[str, Any]) -> dict[str, Any]:
    hashes = [file_hash(folder / path) for path in paths]
    several = len(paths) > 1
    return {**said, "name": table, "path": paths if several else paths[0], "hash": hashes if several else hashes[0]}


def _written(folder: Path, content: dict[str, Any]) -> Card:
    """Write through a neighbour file, so that a card is there whole or not at all."""
    card = parse_card(folder, content)
    draft = folder / f".{CARD}.draft"
    draft.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    draft.replace(folder / CARD)
    return card


def renew_card(folder: Path, files: Mapping[str, Sequence[str]]) -> Card:
    """
    Bring the files and hashes of some tables up to date; what the card says of everything else stays.

    Parameters
    ----------
    folder
        Folder of a delivery with a card.
    files
        Table to the paths of its files, relative to the card; all of them exist.

    Returns
    -------
    card
        As it was written: read back from the file.
    """
    content = _existing(folder)
    said = {str(one.get("name")): one for one in content.get("resources", [])}
    said |= {table: _resource(folder, table, list(paths), said.get(table, {})) for table, paths in files.items()}
    return _written(folder, content | {"resources": list(said.values())})
