"""Where the tables of a run stand and where its results go: what the runner tells a notebook."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from .. import paths
from ..prepare import prepare
from .execution import CONTEXT_VARIABLE


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
    def current(cls, profile: str) -> Context:
        """
        Give the runner's context, or outside the runner the shipped delivery and a scratch folder.

        Notes
        -----
        Outside the runner `00_overview` reads the committed results of the reference run, so that checking a
        stored notebook never rewrites what it is checked against.
        """
        file = os.environ.get(CONTEXT_VARIABLE)
        if file:
            return cls.read(Path(file))
        suffix = "" if profile == "internal" else f".{profile}"
        return cls(
            "reference",
            prepare(paths.SAMPLE, paths.CORE).folder,
            paths.SCRATCH,
            paths.RESULTS / f"reference{suffix}.json",
        )
