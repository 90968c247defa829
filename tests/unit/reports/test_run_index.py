"""The index of runs: every report of a folder, the newest period first, rewritten whole."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from analysis.errors import PublicationError
from analysis.paths import RESULTS
from analysis.reports import run_index

RUNS = {"2023-H1": "2023-H1.public.json", "reference": "reference.public.json", "reference-internal": "reference.json"}


def put(out: Path, name: str, language: str = "en") -> None:
    (out / name).mkdir(parents=True)
    shutil.copyfile(RESULTS / RUNS[name], out / name / "results.json")
    (out / name / "run.json").write_text(json.dumps({"parameters": {"language": language}}), encoding="utf-8")


def rows(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_one_report_needs_no_index(tmp_path: Path) -> None:
    put(tmp_path, "reference")
    assert run_index.rewrite(tmp_path, "en") is None
    assert [one.name for one in tmp_path.iterdir()] == ["reference"]


def test_every_run_is_listed_the_newest_period_first(tmp_path: Path) -> None:
    for name in RUNS:
        put(tmp_path, name)
    page = run_index.rewrite(tmp_path, "en")
    told = rows(page)
    assert [row.split()[0] for row in told] == ["reference", "reference-internal", "2023-H1"]
    assert all(
        word in told[0] for word in ("2023-H2", "31 December 2023", "public", "English", "synthetic", "8 ✖ broken")
    )
    links = re.findall(r'href="([^"#:]+)"', page.read_text(encoding="utf-8"))
    assert links == [f"{name}/index.html" for name in ("reference", "reference-internal", "2023-H1")]


def test_the_index_follows_what_is_there(tmp_path: Path) -> None:
    put(tmp_path, "2023-H1")
    put(tmp_path, "reference")
    run_index.rewrite(tmp_path, "en")
    shutil.rmtree(tmp_path / "2023-H1")
    page = run_index.rewrite(tmp_path, "en")
    assert [row.split()[0] for row in rows(page)] == ["reference"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["index.html", "reference"]


def test_what_is_no_report_is_passed_over_and_an_unknown_language_is_a_dash(tmp_path: Path) -> None:
    put(tmp_path, "2023-H1")
    put(tmp_path, "reference")
    (tmp_path / "reference" / "run.json").write_text("{", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "results.json").write_text('{"schema": 0}', encoding="utf-8")
    told = rows(run_index.rewrite(tmp_path, "en"))
    assert len(told) == 2
    assert "English" not in told[0]
    assert "English" in told[1]


def test_the_old_index_stays_when_it_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "2023-H1")
    put(tmp_path, "reference")
    (tmp_path / "index.html").write_text("old", encoding="utf-8")

    def held_open(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "held open")

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(PublicationError, match="the report is in place"):
        run_index.rewrite(tmp_path, "en")
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["2023-H1", "index.html", "reference"]


def test_the_same_reports_give_the_same_bytes(tmp_path: Path) -> None:
    for name in RUNS:
        put(tmp_path, name)
    first = run_index.rewrite(tmp_path, "en").read_bytes()
    assert run_index.rewrite(tmp_path, "en").read_bytes() == first
