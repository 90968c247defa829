"""
Keep what each notebook left, and take it over when nothing it rests on has changed.

A notebook's part rests on its own cells, the parameters of the run, the package with its lock, the files in `params/`,
the card of the delivery, and the tables it asked for; which these are is known after its first run. A delivery of which
one table changed therefore reruns only the notebooks that read it.

What is kept is exact, as the ledger has to be: it stands beside the prepared tables in `data/processed`, out of git,
is as sensitive as they are, and never becomes part of a report without passing the gate again. Every file of a part is
held against its hash when it is taken over: what was damaged or edited is thrown away, and the notebook runs.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .. import paths
from ..catalogue import code_digest, file_hash, given_digest
from ..prepare import FINDINGS
from .execution import Outcome
from .scrubbing import scrub
from .unchanged import libraries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..parameters import RunParameters
    from ..prepare import Prepared

RESULTS: Final = "results"
"""What the overview reads instead of tables: the published results of the run."""
VARIANTS: Final = 4
"""How many deliveries a notebook's part is kept of, for the same parameters."""
_RECORD: Final = "part.json"
_NAME_LENGTH: Final = 24


@dataclass(frozen=True)
class Store:
    """
    Parts of the notebooks of one run.

    Parameters
    ----------
    folder
        Where parts are kept that were made by the same code with the same libraries.
    parameters
        Of the run.
    prepared
        The core tables.
    results
        Published results of this run, for the overview; None before they are there.
    """

    folder: Path
    parameters: RunParameters
    prepared: Prepared
    results: Path | None = None

    @classmethod
    def of(cls, parameters: RunParameters, prepared: Prepared, results: Path | None = None) -> Store:
        """Give the store of a run; what other code made is of no use any more and thrown away."""
        folder = paths.PARTS / _digest(code_digest(), libraries())
        for other in paths.PARTS.glob("*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return cls(folder, parameters, prepared, results)

    def take_over(self, notebook: Path, work: Path) -> Outcome | None:
        """
        Put what a notebook left in an earlier run into this run's own folder.

        Parameters
        ----------
        notebook
            The stored notebook.
        work
            The run's own folder.

        Returns
        -------
        outcome
            As of the run that made it, at no cost; None when something it rests on changed, or a file of it is not
            as it was written.
        """
        for folder in sorted(self._place(notebook).glob("*")):
            record = _read(folder)
            if record is not None and not self._is_asked_now(record["asked"]):
                continue
            contents = _contents(folder, record) if record is not None else None
            if record is None or contents is None:
                shutil.rmtree(folder, ignore_errors=True)
                continue
            for name, content in contents.items():
                target = work / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            return Outcome(notebook.stem, 0.0, unasked=record["unasked"], is_reused=True)
        return None

    def keep(self, notebook: Path, work: Path, outcome: Outcome) -> None:
        """
        Keep what a notebook left.

        Parameters
        ----------
        notebook, work
            As for `take_over`.
        outcome
            What became of it; a failure is not kept.
        """
        recorded = work / "ledger" / f"{notebook.stem}.json"
        if outcome.error or not (outcome.unasked or recorded.exists()):
            return
        asked, files = self._left(notebook.stem, work, outcome)
        place = self._place(notebook)
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=self.folder) as beside:
            draft = Path(beside) / "part"
            for name in files:
                target = draft / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(_clean(work / name))
            record = {
                "asked": {name: self._stands(name) for name in asked},
                "unasked": outcome.unasked,
                "files": {name: file_hash(draft / name) for name in files},
            }
            draft.mkdir(exist_ok=True)
            (draft / _RECORD).write_text(json.dumps(record | {"seal": _seal(record)}, indent=1), encoding="utf-8")
            target = place / _digest(json.dumps(record["asked"], sort_keys=True))
            shutil.rmtree(target, ignore_errors=True)
            _forget_oldest(place)
            try:
                draft.rename(target)
            except OSError:  # another run kept the same a moment ago
                return

    def _left(self, stem: str, work: Path, outcome: Outcome) -> tuple[list[str], list[str]]:
        """Give what a notebook asked for and the files it left; one without a line left nothing, after any question."""
        if outcome.unasked:
            return sorted({*self.prepared.tables, FINDINGS}), []
        about = json.loads((work / "ledger" / f"{stem}.json").read_text(encoding="utf-8"))
        own = (f"executed/{stem}.ipynb", f"ledger/{stem}.json", f"ledger/{stem}.parquet", f"answers/{stem}.json")
        return about["asked"], sorted(name for name in (*own, *about["files"]) if (work / name).exists())

    def _place(self, notebook: Path) -> Path:
        """Give the folder of the parts of one notebook under the same parameters, for deliveries with the same card."""
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        card = {name: str(value) for name, value in vars(self.prepared.card).items() if name not in _TABLES_OF_CARD}
        rests_on = [sources, self.parameters.model_dump(), card, self.prepared.tables]
        return self.folder / _digest(notebook.stem, json.dumps(rests_on, sort_keys=True), given_digest())

    def _is_asked_now(self, asked: dict[str, str]) -> bool:
        return all(self._stands(name) == digest for name, digest in asked.items())

    def _stands(self, name: str) -> str:
        """Give the hash of something a notebook may ask for, as it stands now."""
        if name == RESULTS:
            return file_hash(self.results) if self.results else ""
        if name == FINDINGS:
            return _digest(*(str(finding) for finding in self.prepared.findings))
        return self.prepared.hashes.get(name, "")


_TABLES_OF_CARD: Final = ("content", "resources")
"""What the card says of its tables: their hashes are compared one by one."""


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:_NAME_LENGTH]


def _seal(record: dict[str, Any]) -> str:
    return _digest(json.dumps({name: record[name] for name in ("asked", "unasked", "files")}, sort_keys=True))


def _read(folder: Path) -> dict[str, Any] | None:
    """Read the record of a part; None where it is not as it was written."""
    try:
        record: dict[str, Any] = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        return record if record["seal"] == _seal(record) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _contents(folder: Path, record: dict[str, Any]) -> dict[str, bytes] | None:
    """Read the files of a part; None where one is not as it was written."""
    contents = {}
    for name, written in record["files"].items():
        try:
            content = (folder / name).read_bytes()
        except OSError:
            return None
        if f"sha256:{hashlib.sha256(content).hexdigest()}" != written:
            return None
        contents[name] = content
    return contents


def _clean(file: Path) -> bytes:
    """Give a file as it is kept: a notebook without places and times."""
    if file.suffix != ".ipynb":
        return file.read_bytes()
    return json.dumps(scrub(json.loads(file.read_text(encoding="utf-8"))), ensure_ascii=False).encode()


def _forget_oldest(place: Path) -> None:
    """Make room for one more."""
    kept: Iterable[Path] = sorted(place.glob("*"), key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    for folder in list(kept)[VARIANTS - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
