"""Where the tables of a run stand and where its results go: what the runner tells a notebook."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .. import paths
from ..prepare import prepare
from .execution import CONTEXT_VARIABLE

if TYPE_CHECKING:
    from ..parameters import RunParameters
    from ..prepare import Prepared

COPY: Final = "copy.json"
"""File beside a working copy of a notebook that says which delivery it reads."""


@dataclass(frozen=True)
class Context:
    """
    Where a run's tables stand and where its results go.

    Parameters
    ----------
    run
        Name of the run, `reference`.
    prepared
        Folder of the prepared tables.
    work
        Folder of this run only: ledger, layers, maps. Never published as it is.
    results
        Published results for `00_overview`; None in every other notebook.
    """

    run: str
    prepared: Path
    work: Path
    results: Path | None

    def write(self, file: Path) -> Path:
        """Write the context for the kernel to find, and give the file back."""
        content = {"run": self.run, "prepared": str(self.prepared), "work": str(self.work)}
        content |= {"results": str(self.results)} if self.results else {}
        file.write_text(json.dumps(content), encoding="utf-8")
        return file

    @classmethod
    def read(cls, file: Path) -> Context:
        """Read what `write` wrote."""
        content = json.loads(file.read_text(encoding="utf-8"))
        results = Path(content["results"]) if "results" in content else None
        return cls(content["run"], Path(content["prepared"]), Path(content["work"]), results)

    @classmethod
    def current(cls, parameters: RunParameters) -> Context:
        """
        Give the runner's context, or outside the runner the delivery of a working copy, else the shipped one.

        Notes
        -----
        Outside the runner `00_overview` reads results that were published of the same delivery and parameters, first of
        all those the repository keeps: checking a stored notebook never rewrites what it is checked against.
        """
        file = os.environ.get(CONTEXT_VARIABLE)
        if file:
            return cls.read(Path(file))
        copy = working_copy()
        prepared = prepare(Path(copy["delivery"]) if copy else paths.SAMPLE, paths.CORE)
        work = Path.cwd() / "kept" if copy else paths.SCRATCH
        return cls("reference", prepared.folder, work, published(parameters, prepared))


def working_copy() -> dict[str, str]:
    """Give what stands beside the working copy of a notebook that runs in this folder; nothing elsewhere."""
    file = Path.cwd() / COPY
    if not (file.is_file() and file.resolve().is_relative_to(paths.WORKING)):
        return {}
    content: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return content


def published(parameters: RunParameters, prepared: Prepared) -> Path | None:
    """Find results published of a delivery with these parameters: committed ones first, then the reports; or none."""
    wanted = {name: getattr(parameters, name) for name in ("period", "reference_date", "profile", "scenario")}
    wanted["register"] = parameters.agreements
    inputs = sorted(one["hash"] for one in prepared.inputs)
    for file in [*sorted(paths.RESULTS.glob("*.json")), *sorted(paths.REPORTS.glob("[!.]*/results.json"))]:
        header = json.loads(file.read_text(encoding="utf-8"))
        if wanted.items() <= header.items() and inputs == sorted(one["hash"] for one in header.get("inputs", [])):
            return file
    return None
