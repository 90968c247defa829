"""Another year's agreements are another file: a made-up register of 2024, and a log that corrects verdicts by hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.made import Made, afspraken
from tests.report.test_other_deliveries import delivery

ROOT = Path(__file__).resolve().parents[2]
CORRECTIONS = """\
goal-4.4,2023-12-31,SEW,corrected:kept,Synthetic: two lettings were booked twice
9,2024-01-01,Woonborg,corrected:kept,Synthetic: dated after the half-year
"""


def parameters(folder: Path) -> Path:
    """Parameters with a register of 2024: another line, agreement 20 gone, agreement 44 new in a chapter of its own."""
    shutil.copytree(ROOT / "params", folder)
    register = yaml.safe_load((folder / "agreements" / "2023.yml").read_text(encoding="utf-8"))
    entries: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in register["entries"]}
    del entries["20"]
    entries["31"]["rule"]["threshold"] = "0.25"
    rule = {"kind": "share_at_most", "result": "displacement.urgent_share", "grain": "all", "threshold": "0.205"}
    new = {"id": "44", "title": "Both together at most 20.5 %", "chapter": "5", "rule": rule, "notebook": "40"}
    entries["44"] = entries["31"] | new | {"commitment": "duty", "figures": [], "note": "made up"}
    about = {"name": "2024", "year": 2024, "title": "Made up 2024", "document": "Made-up agreements 2024"}
    register |= about | {"entries": list(entries.values())}
    register["chapters"]["5"] = "A chapter of its own"
    (folder / "agreements" / "2024.yml").write_text(yaml.safe_dump(register, default_style='"'), encoding="utf-8")
    text = (folder / "runs" / "reference.yml").read_text(encoding="utf-8")
    (folder / "runs" / "next.yml").write_text(
        text.replace('agreements: "2023"', 'agreements: "2024"'), encoding="utf-8"
    )
    return folder


def with_corrections(folder: Path) -> Path:
    """Add the corrections to the log of the shipped delivery."""
    with (delivery(folder) / "actions.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(CORRECTIONS)
    assert afspraken("card", str(folder)).returncode == 0
    return folder


@pytest.fixture(scope="module")
def next_year(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("next")
    params, data = parameters(folder / "params"), with_corrections(folder / "data")
    command = [sys.executable, "-m", "analysis", "run", str(params / "runs" / "next.yml"), "--data", str(data),
               "--only", "22,40", "--language", "en", "--out", str(folder / "reports")]  # fmt: skip
    environment = os.environ | {"AFSPRAKEN_PARAMS": str(params)}
    process = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return Made(process.returncode, process.stdout, process.stderr, folder / "reports" / "next-en")


def test_another_register_needs_no_code(next_year: Made) -> None:
    assert next_year.code == 0, next_year.out + next_year.err
    assert next_year.results["register"] == "2024"


def test_another_line_gives_another_verdict(next_year: Made, public: Made) -> None:
    assert (public.entry("31")["verdict"], next_year.entry("31")["verdict"]) == ("at_risk", "kept")
    rows = [row for row in next_year.results["results"] if row["agreement"] == "31" and row["verdict"]]
    assert {row["threshold"] for row in rows} == {"0.25"}


def test_the_agreement_that_was_dropped_is_gone_and_its_page_left_out(next_year: Made) -> None:
    assert "20" not in {entry["id"] for entry in next_year.results["agreements"]}
    assert not (next_year.folder / "22_laarhove_social_share.html").exists()
    assert "left out: register '2024' sets no line for 'laarhove.social_share'" in next_year.out


def test_the_new_agreement_is_judged_under_its_own_chapter(next_year: Made) -> None:
    assert next_year.entry("44")["verdict"] == "broken"  # 21 of 100 against 20.5 %
    page = (next_year.folder / "index.html").read_text(encoding="utf-8")
    assert '<h3 id="chapter-5">A chapter of its own</h3>' in page
    assert "Both together at most 20.5 %" in page
    assert "Made-up agreements 2024" in page
    assert "Prestatieafspraken 2023" not in page


def test_a_correction_by_hand_stands_beside_what_was_measured(next_year: Made) -> None:
    entry = next_year.entry("goal-4.4")
    assert entry["verdict"] == "broken"
    assert entry["correction"] == {
        "verdict": "kept", "date": "2023-12-31", "party": "SEW", "reason": "Synthetic: two lettings were booked twice",
    }  # fmt: skip
    told = "corrected by hand to kept: 31 December 2023, SEW: Synthetic: two lettings were booked twice"
    status = afspraken("status", "--out", str(next_year.folder)).stdout
    pages = [
        next_year.folder / name for name in ("index.html", "00_overview.html", "40_displacement_by_urgent_seekers.html")
    ]
    for text in (next_year.out, status, *(page.read_text(encoding="utf-8") for page in pages)):
        assert told in text
        assert "broken" in text


def test_a_correction_of_a_later_day_is_not_seen(next_year: Made) -> None:
    assert [entry["id"] for entry in next_year.results["agreements"] if "correction" in entry] == ["goal-4.4"]
    assert "dated after the half-year" not in json.dumps(next_year.results)


def test_status_and_compare_read_what_was_published(next_year: Made, public: Made) -> None:
    status = afspraken("status", "--out", str(public.folder.parent))
    assert status.returncode == 0
    lines = status.stdout.splitlines()
    assert len(lines) == len(public.results["agreements"]) + 2
    assert "turns to" in status.stdout
    compared = afspraken("compare", str(public.folder), str(next_year.folder))
    assert compared.returncode == 0
    assert "Agreement 31: " in compared.stdout
    assert "the line was redrawn" in compared.stdout
    assert "was not in the agreements, is now broken" in compared.stdout


def test_two_profiles_are_never_compared(public: Made, internal: Made) -> None:
    process = afspraken("compare", str(public.folder), str(internal.folder))
    assert process.returncode == 2
    assert "compare reports of one profile" in process.stderr


def test_what_was_never_published_is_refused(tmp_path: Path) -> None:
    for arguments in (("status", "--out", str(tmp_path)), ("compare", "2019-H1", "2019-H2", "--out", str(tmp_path))):
        process = afspraken(*arguments)
        assert process.returncode == 2
        assert "Traceback" not in process.stderr
