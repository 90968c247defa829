"""
Reports in shared storage: a folder every machine sees, or a bucket, by the address that fsspec gives it.

A folder gets a report by one rename, as on a single machine. A bucket knows no rename: the report is put beside its
place first, and takes it when it is there whole.
"""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Final

import fsspec
from fsspec.implementations.local import LocalFileSystem

from . import publication, run_index

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

TOLD_BY: Final = ("results.json", "run.json")
"""What later runs look at in an earlier report: its figures, and what it was made from."""


class Storage:
    """
    Where the reports of all machines go.

    Parameters
    ----------
    address
        Path of a folder, or the address of a folder elsewhere, such as `s3://bucket/reports`.

    Examples
    --------
    >>> Storage("memory://reports").names()
    []
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._files: AbstractFileSystem
        self._files, self._root = fsspec.url_to_fs(address)

    def names(self) -> list[str]:
        """Give the names of the reports that are there."""
        found = self._files.glob(f"{self._root}/*/{TOLD_BY[0]}")
        names = [str(one).split("/")[-2] for one in found]
        return sorted(name for name in names if not name.startswith("."))

    def bring(self, folder: Path) -> None:
        """Bring to a folder what a run looks at in the reports that are there."""
        for name in self.names():
            (folder / name).mkdir(parents=True, exist_ok=True)
            for file in TOLD_BY:
                if self._files.exists(f"{self._root}/{name}/{file}"):
                    self._files.get_file(f"{self._root}/{name}/{file}", str(folder / name / file))

    def store(self, report: Path) -> None:
        """
        Put a finished report in its place, under the name of its folder; an older one of that name goes.

        Raises
        ------
        PublicationError
            If a file of the older report in a folder is held open by another program; that report stays.
        """
        if isinstance(self._files, LocalFileSystem):
            place = Path(self._root)
            place.mkdir(parents=True, exist_ok=True)
            publication.publish(report, place / report.name)
            return
        there, beside = f"{self._root}/{report.name}", f"{self._root}/.{report.name}.new-{uuid.uuid4().hex}"
        self._files.put(str(report), beside, recursive=True)
        if self._files.exists(there):
            self._files.rm(there, recursive=True)
        self._files.mv(beside, there, recursive=True)

    def rewrite_index(self, language: str) -> None:
        """Write the index over all reports that are there."""
        if isinstance(self._files, LocalFileSystem):
            run_index.rewrite(Path(self._root), language)
            return
        with tempfile.TemporaryDirectory(prefix="afspraken-") as folder:
            self.bring(Path(folder))
            page = run_index.rewrite(Path(folder), language)
            if page is not None:
                self._files.put_file(str(page), f"{self._root}/{page.name}")
