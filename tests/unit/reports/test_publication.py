"""A report appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import AfsprakenError
from analysis.reports.publication import publish


def staged(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text, encoding="utf-8")
    return folder


def test_a_first_report_is_put_in_place(tmp_path: Path) -> None:
    publish(staged(tmp_path / "staged", "new"), tmp_path / "reports-reference")
    assert (tmp_path / "reports-reference" / "index.html").read_text(encoding="utf-8") == "new"


def test_an_older_report_is_replaced_whole_and_nothing_is_left_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old = out / "reference"
    old.mkdir(parents=True)
    (old / "index.html").write_text("old", encoding="utf-8")
    (old / "gone.html").write_text("old", encoding="utf-8")
    publish(staged(tmp_path / "staged", "new"), old)
    assert [file.name for file in out.iterdir()] == ["reference"]
    assert [file.name for file in old.iterdir()] == ["index.html"]
    assert (old / "index.html").read_text(encoding="utf-8") == "new"


def test_the_old_report_stays_when_the_new_one_cannot_be_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    old = out / "reference"
    old.mkdir(parents=True)
    (old / "index.html").write_text("old", encoding="utf-8")
    rename = Path.rename

    def held_open(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise PermissionError(13, "held open")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held_open)
    with pytest.raises(AfsprakenError, match="close files of reference"):
        publish(staged(tmp_path / "staged", "new"), old)
    assert (old / "index.html").read_text(encoding="utf-8") == "old"
    assert [file.name for file in out.iterdir()] == ["reference"]
