"""
Answer at once a run of which nothing changed: neither what its reports rest on, nor a file of the reports themselves.

What a call of `afspraken run` rested on and left is remembered as one digest over all those files. The next call with
the same arguments in the same folder compares it before anything is loaded: this module needs the standard library
only. A file whose size, times and place on disk are as they were is not read again; a time of change cannot be set back
by who edits a file, and files that changed in the last seconds are always read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .. import paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FORM: Final = 1
_SEEN: Final = "seen.json"
_SETTLED_NS: Final = 2_000_000_000
"""How old a change must be before times tell of the next one: coarser than the clock of any file system."""
_CALLS: Final = 200
"""How many calls are remembered."""


class Answer(NamedTuple):
    """What a call is told of which nothing changed: the lines, and its exit code."""

    lines: tuple[str, ...]
    code: int


def libraries() -> str:
    """Give the interpreter and the name and version of every installed distribution."""
    folders = [entry for entry in sys.path if entry.endswith("site-packages") and os.path.isdir(entry)]  # noqa: PTH112
    found = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208
    return "\n".join([sys.version, *found])


def answer(arguments: Sequence[str]) -> Answer | None:
    """
    Answer a call of `afspraken` when nothing it rests on has changed since it was made.

    Parameters
    ----------
    arguments
        Those behind the name of the command.

    Returns
    -------
    answer
        None when something changed, when the call was never made, or when it is to be made again anyhow.
    """
    if not arguments or arguments[0] != "run" or "--fresh" in arguments:
        return None
    try:
        record = json.loads(_place(arguments).read_text(encoding="utf-8"))
        if record["form"] != _FORM or any(_digest(one["places"]) != one["digest"] for one in record["rests_on"]):
            return None
        return Answer(tuple(record["lines"]), int(record["code"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


class Standing(NamedTuple):
    """
    How some files stand.

    Parameters
    ----------
    places
        Folders of which every file counts, single files, and folders of reports of which the results count.
    digest
        Over their names and contents, and the libraries.
    """

    places: dict[str, list[str]]
    digest: str

    @classmethod
    def of(cls, folders: Iterable[Path], files: Iterable[Path] = (), beside: Iterable[Path] = ()) -> Standing:
        """Look at files as they stand now."""
        named = {"folders": folders, "files": files, "beside": beside}
        places = {name: sorted({str(path.resolve()) for path in group}) for name, group in named.items()}
        return cls(places, _digest(places))


def inputs(delivery: Path, runs: Iterable[Path]) -> Standing:
    """Look at everything a call rests on: code, parameters, notebooks, the delivery and the run files."""
    folders = [paths.SOURCE, paths.PARAMS, paths.RAW / "reference", paths.NOTEBOOKS, delivery]
    return Standing.of(folders, [paths.ROOT / "requirements.lock", *runs])


def remember(arguments: Sequence[str], answered: Answer, *, before: Standing, reports: Sequence[Path]) -> None:
    """
    Remember what a call rested on and left.

    Parameters
    ----------
    arguments
        Those behind the name of the command.
    answered
        What to tell the next time.
    before
        How its inputs stood when it began: what changed while it ran makes the next call another one.
    reports
        Folders of the reports it made.
    """
    left = Standing.of(reports, beside=[folder.parent for folder in reports])
    record = {"form": _FORM, "rests_on": [before._asdict(), left._asdict()]}
    record |= {"lines": list(answered.lines), "code": answered.code}
    paths.DONE.mkdir(parents=True, exist_ok=True)
    _forget(paths.DONE)
    _write(_place(arguments), record)


def _place(arguments: Sequence[str]) -> Path:
    """Give where a call is remembered: the same arguments, from the same folder, with the same parameters."""
    call = json.dumps([list(arguments), os.getcwd(), str(paths.PARAMS)])  # noqa: PTH109 - a text to hash
    return paths.DONE / f"{hashlib.sha256(call.encode()).hexdigest()[:24]}.json"


def _digest(places: dict[str, list[str]]) -> str:
    """Digest of all files of the places, by name and content, and of the libraries."""
    seen = _Seen(paths.DONE / _SEEN)
    total = hashlib.sha256(libraries().encode())
    for file in sorted({*_walked(places["folders"]), *places["files"], *_reports_in(places["beside"])}):
        total.update(f"\n{file} {seen.hash(file)}".encode())
    seen.keep()
    return total.hexdigest()


def _walked(folders: Iterable[str]) -> Iterator[str]:
    """Give every file in some folders but compiled ones."""
    for folder in folders:
        for place, names, files in os.walk(folder):
            names[:] = [name for name in names if name != "__pycache__"]
            yield from (f"{place}/{name}" for name in files)


def _reports_in(folders: Iterable[str]) -> Iterator[str]:
    """Give what a report looks at beside itself: the results of its neighbours, and the index it is listed on."""
    for folder in folders:
        yield f"{folder}/index.html"
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []  # noqa: PTH112, PTH208
        yield from (f"{folder}/{name}/results.json" for name in names if not name.startswith("."))


def _forget(folder: Path) -> None:
    """Keep no more calls than the last ones."""
    calls = [file for file in folder.glob("*.json") if file.name != _SEEN]
    for file in sorted(calls, key=lambda file: file.stat().st_mtime_ns)[: -_CALLS + 1]:
        file.unlink(missing_ok=True)


def _write(file: Path, content: dict[str, Any]) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(file)


class _Seen:
    """
    Memory of the hashes of files.

    Parameters
    ----------
    file
        Where it is kept.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, list[Any]] = {}
        self._has_more = False
        try:
            known = json.loads(file.read_text(encoding="utf-8"))
            self._known = known if isinstance(known, dict) else {}
        except (OSError, ValueError):
            self._known = {}

    def hash(self, file: str) -> str:
        """Give the hash of a file's content; empty when it is not there."""
        try:
            found = os.stat(file)  # noqa: PTH116 - hundreds of files in milliseconds
            signs = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev]
            known = self._known.get(file)
            if known is not None and known[1:] == signs:
                return str(known[0])
            with open(file, "rb") as opened:  # noqa: PTH123
                content = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError:
            return ""
        if max(found.st_mtime_ns, found.st_ctime_ns) < time.time_ns() - _SETTLED_NS:
            self._known[file] = [content, *signs]
            self._has_more = True
        return content

    def keep(self) -> None:
        """Write what was learned; a memory that cannot be written costs time, never an answer."""
        if not self._has_more:
            return
        known = {file: entry for file, entry in self._known.items() if os.path.exists(file)}  # noqa: PTH110
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            _write(self._file, known)
        except OSError:
            return
