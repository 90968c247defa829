"""The resources of a card: which files hold which table, and with what hash."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..wording import said
from .card import Part, Resource, wrong

if TYPE_CHECKING:
    from pathlib import Path

    from ..findings import Finding

_FORM = said("Give each resource a name (the table), a path and a hash, or write the card with `afspraken card DIR`.")


def read_resources(folder: Path, content: dict[str, Any], findings: list[Finding]) -> tuple[Resource, ...]:
    """
    Read the resources of a card; what is wrong with one becomes a finding.

    Returns
    -------
    resources
        In the order of the card; those that are misstated are left out.
    """
    listed = content.get("resources")
    if not isinstance(listed, list) or not listed:
        findings.append(wrong("missing_key", "resources", said("the card names no files"), _FORM))
        return ()
    read = [_resource(folder, number, one, findings) for number, one in enumerate(listed)]
    resources = tuple(one for one in read if one is not None)
    for table, times in sorted(Counter(one.table for one in resources).items()):
        if times > 1:
            message = said("the card names table {table} {times} times", table=table, times=times)
            findings.append(wrong("duplicate_resource", table, message, said("Name it once, with a list of paths.")))
    return resources


def _resource(folder: Path, number: int, one: object, findings: list[Finding]) -> Resource | None:
    place = f"resources[{number}]"
    if not isinstance(one, dict) or not isinstance(one.get("name"), str):
        findings.append(wrong("wrong_key", place, said("{place} has no name", place=place), _FORM))
        return None
    table = one["name"]
    paths, hashes = texts(one.get("path")), texts(one.get("hash"))
    problems = [*_path_findings(folder, table, paths), *_hash_form(table, paths, hashes), *_form(table, one)]
    findings += problems
    if problems:
        return None
    return Resource(
        table=table,
        paths=paths,
        hashes=hashes,
        dialect=MappingProxyType({str(key): str(value) for key, value in one.get("dialect", {}).items()}),
        encoding=str(one.get("encoding", "utf-8")),
        extra=MappingProxyType(_extra(one)),
        part=Part(**one["part"]) if "part" in one else None,
    )


def texts(value: object) -> tuple[str, ...]:
    """Give one text, or each text of a list."""
    listed = value if isinstance(value, list) else [value]
    return tuple(one for one in listed if isinstance(one, str) and one)


def _path_findings(folder: Path, table: str, paths: tuple[str, ...]) -> list[Finding]:
    if not paths:
        return [wrong("missing_key", table, said("the card names no file for {table}", table=table), _FORM)]
    outside = [path for path in paths if not _is_inside(folder, path)]
    remedy = said("Put the file in the folder of the delivery and name it by its path from there.")
    return [
        wrong("path_outside", table, said("{path!r} lies outside the delivery", path=path), remedy) for path in outside
    ]


def _is_inside(folder: Path, path: str) -> bool:
    """Whether a path, as written and with links followed, stays in the folder."""
    is_written_outside = (
        "://" in path
        or PurePosixPath(path).is_absolute()
        or bool(PureWindowsPath(path).drive or PureWindowsPath(path).root)
        or ".." in PureWindowsPath(path).parts
    )
    return not is_written_outside and (folder / path).resolve().is_relative_to(folder.resolve())


def _hash_form(table: str, paths: tuple[str, ...], hashes: tuple[str, ...]) -> list[Finding]:
    if not hashes:
        message = said("the card has no hash of {table}", table=table)
        return [wrong("missing_hash", table, message, said("Write it with `afspraken card DIR`."))]
    is_readable = all(one.startswith("sha256:") for one in hashes) and len(hashes) in {1, len(paths)}
    if is_readable:
        return []
    message = said("the hash of {table} is not sha256:…, one per file", table=table)
    return [wrong("wrong_key", table, message, said("Write it with `afspraken card DIR`."))]


def _form(table: str, one: dict[str, Any]) -> list[Finding]:
    misstated = [key for key in ("dialect", "schema") if not isinstance(one.get(key, {}), dict)]
    return [
        wrong(
            "wrong_key",
            table,
            said("{key} of {table} is not an object", key=key, table=table),
            said("Correct the card."),
        )
        for key in misstated
    ]


def _extra(one: dict[str, Any]) -> dict[str, str]:
    fields = one.get("schema", {}).get("fields", [])
    declared = [each for each in fields if isinstance(each, dict) and each.get("name")]
    return {str(each["name"]): str(each.get("type", "string")) for each in declared}
