"""
Take over from an earlier report what would come out the same: for `--only`, the notebooks that were not asked for.

A notebook's part is taken over only when everything it rests on is unchanged: the delivery, the parameters, its own
cells, the package and the files in `params/`. What is taken over was published, so it has passed the gate.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ..catalogue import code_digest
from ..results import read_json

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ..parameters import RunParameters

MANIFEST = "run.json"
LAYERS = "layers"


@dataclass(frozen=True)
class Part:
    """
    What one notebook contributed to a report.

    Parameters
    ----------
    key
        Digest of everything it rests on.
    ids
        Ids of its results.
    needs, absent
        Tables it asked for, and those that were not delivered.
    answer
        Sentences of its conclusion.
    files
        Maps and layers it left, relative to the report.
    """

    key: str
    ids: tuple[str, ...]
    needs: tuple[str, ...]
    absent: tuple[str, ...]
    answer: tuple[str, ...]
    files: tuple[str, ...]

    def is_complete(self, report: Path, notebook: str) -> bool:
        """Whether everything the part left still stands in the report."""
        needed = [f"notebooks/{notebook}.ipynb", "results.json", *self.files]
        return all((report / name).is_file() for name in needed)


def key_of(notebook: Path, parameters: RunParameters, delivery_digest: str) -> str:
    """
    Digest of everything a notebook's part rests on.

    Parameters
    ----------
    notebook
        The stored notebook; its outputs do not count.
    parameters
        Of the run.
    delivery_digest
        Fingerprint of the delivery.
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    parts = [json.dumps(sources), parameters.model_dump_json(), delivery_digest, code_digest()]
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def read_parts(report: Path) -> dict[str, Part]:
    """Read what each notebook contributed to an earlier report; nothing where there is none, or of another form."""
    try:
        content = json.loads((report / MANIFEST).read_text(encoding="utf-8"))
        return _parts(content)
    except (FileNotFoundError, json.JSONDecodeError, TypeError, AttributeError):
        return {}


def _parts(content: dict[str, Any]) -> dict[str, Part]:
    parts: dict[str, dict[str, str | list[str]]] = content.get("parts", {})
    return {
        notebook: Part(**{name: tuple(value) if isinstance(value, list) else value for name, value in part.items()})  # type: ignore[arg-type]
        for notebook, part in parts.items()
    }


def dump_parts(parts: dict[str, Part]) -> dict[str, dict[str, object]]:
    """Give the parts as the manifest holds them."""
    return {notebook: asdict(part) for notebook, part in sorted(parts.items())}


def take_over(report: Path, work: Path, parts: dict[str, Part]) -> tuple[pd.DataFrame, list[dict[str, object]]]:
    """
    Copy the executed notebooks, maps and layers of some parts to a run's own folder.

    Parameters
    ----------
    report
        The earlier report.
    work
        The run's own folder.
    parts
        The parts to take over, by notebook.

    Returns
    -------
    rows
        Their published rows.
    entries
        Verdicts of all agreements and goals in that report.
    """
    for notebook, part in parts.items():
        _copy(report / "notebooks" / f"{notebook}.ipynb", work / "executed")
        for name in part.files:
            _copy(report / name, work / name.split("/")[0])
    about, rows = read_json(report / "results.json")
    ids = {result for part in parts.values() for result in part.ids}
    return rows[rows["id"].isin(ids)].reset_index(drop=True), about["agreements"]


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / file.name)
