"""The same run on other deliveries: parts that are missing are named, what is wrong is refused, nothing is lost."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
import yaml
from tests.made import Made, afspraken, made

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "raw" / "sample"
REFERENCE = ROOT / "params" / "runs" / "reference.yml"


def delivery(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Copy the shipped delivery, leaving tables out of files and card."""
    shutil.copytree(SAMPLE, folder)
    card = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in [one for one in card["resources"] if one["name"] in without]:
        for path in resource["path"] if isinstance(resource["path"], list) else [resource["path"]]:
            (folder / path).unlink()
        card["resources"].remove(resource)
    (folder / "datapackage.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def poorer(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A delivery without urgencies, households and control totals."""
    folder = tmp_path_factory.mktemp("poorer")
    data = delivery(folder / "data", without=("urgencies", "households", "stock"))
    return made(folder / "reports", "reference", "--data", str(data), "--only", "10,11,20,40")


def test_absent_tables_do_not_stop_the_report(poorer: Made) -> None:
    assert poorer.code == 0, poorer.out + poorer.err
    assert (poorer.folder / "10_energy_poverty_by_complex.html").exists()


def test_what_was_not_asked_for_and_never_made_is_not_in_the_report(poorer: Made) -> None:
    assert "not in this run" in poorer.entry("20")["reason"]


def test_absent_households_are_named(poorer: Made) -> None:
    assert poorer.entry("9")["verdict"] == "not_assessable"
    assert "households" in poorer.entry("9")["reason"]
    assert not [row for row in poorer.results["results"] if row["id"].startswith("energy_poverty.")]


def test_without_urgencies_the_lettings_are_still_judged(poorer: Made) -> None:
    assert poorer.entry("goal-4.4")["verdict"] == "broken"
    assert not [row for row in poorer.results["results"] if row["id"].startswith("displacement.housed")]


def test_without_control_totals_the_stock_is_judged_and_says_so(poorer: Made) -> None:
    (row,) = [row for row in poorer.results["results"]
              if row["id"] == "social_stock.kept" and not row["village"] and not row["corporation"]]  # fmt: skip
    assert row["verdict"] == "kept"
    assert "no control total" in row["reason"]


def test_one_association_only(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "data")
    card = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    card["corporations"] = [one for one in card["corporations"] if one["name"] == "SEW"]
    keep_one_association(folder, card, "SEW")
    (folder / "datapackage.json").write_text(json.dumps(card), encoding="utf-8")
    assert afspraken("card", str(folder)).returncode == 0
    report = made(tmp_path / "reports", "reference", "--data", str(folder), "--only", "12,20,21,30,40,41")
    assert report.code == 0, report.out + report.err
    assert {row["corporation"] for row in report.results["results"]} == {None, "SEW"}
    assert report.entry("goal-4.4")["verdict"] == "broken"


def keep_one_association(folder: Path, card: dict[str, object], name: str) -> None:
    """Keep the rows of one association in every file, and the rows that refer to its dwellings."""
    dwellings: set[str] = set()
    for resource in sorted(card["resources"], key=lambda one: one["name"] != "dwellings"):  # type: ignore[arg-type,index]
        for path in resource["path"] if isinstance(resource["path"], list) else [resource["path"]]:
            if not path.endswith(".csv"):
                continue
            with (folder / path).open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            header = list(rows[0])
            if "corporation" in header:
                rows = [row for row in rows if row["corporation"] in (name, "")]
            elif "dwelling_id" in header:
                rows = [row for row in rows if row["dwelling_id"] in dwellings]
            if resource["name"] == "dwellings":
                dwellings |= {row["dwelling_id"] for row in rows}
            with (folder / path).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, header, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"perid": "2023-H2"}, "perid"),
        ({"period": "2023-H3"}, "2023-H3"),
        ({"reference_date": "2022-12-31"}, "2022-12-31"),
        ({"profile": "secret"}, "secret"),
        ({"corporation": "Woonborgh"}, "Woonborgh"),
        ({"scenario": "circa_margin_share:middle"}, "circa_margin_share:middle"),
        ({"agreements": "2019"}, "2019"),
        ({"language": "fr"}, "fr"),
    ],
)
def test_a_wrong_run_parameter_is_refused(change: dict[str, str], told: str, tmp_path: Path) -> None:
    content = yaml.safe_load(REFERENCE.read_text(encoding="utf-8")) | change
    run = tmp_path / "mine.yml"
    run.write_text(yaml.safe_dump(content, default_style='"'), encoding="utf-8")
    process = afspraken("run", str(run), "--out", str(tmp_path / "reports"))
    assert process.returncode == 2
    assert told in process.stderr
    assert "Traceback" not in process.stderr
    assert not (tmp_path / "reports").exists()


def test_a_reference_date_the_delivery_does_not_reach_is_refused(tmp_path: Path) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    run = tmp_path / "2024-H1.yml"
    run.write_text(text.replace("2023-H2", "2024-H1").replace("2023-12-31", "2024-06-30"), encoding="utf-8")
    process = afspraken("run", str(run), "--out", str(tmp_path / "reports"))
    assert process.returncode == 2
    assert "2024-01-01" in process.stderr
    assert not (tmp_path / "reports").exists()


def test_an_unknown_notebook_is_refused(tmp_path: Path) -> None:
    process = afspraken("run", "--only", "99", "--out", str(tmp_path / "reports"))
    assert process.returncode == 2
    assert "99" in process.stderr


def test_a_refused_delivery_writes_nothing_and_tells_everything(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "data")
    file = folder / "allocations.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines, lines[1]]), encoding="utf-8", newline="")
    before = sorted(tmp_path.rglob("*"))
    process = afspraken("run", "--data", str(folder), "--out", str(tmp_path / "reports"))
    assert process.returncode == 2
    assert "hash" in process.stderr
    assert "duplicate" in process.stderr
    assert "Traceback" not in process.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_an_older_report_survives_a_refused_run(tmp_path: Path) -> None:
    (tmp_path / "reports" / "reference-en").mkdir(parents=True)
    (tmp_path / "reports" / "reference-en" / "index.html").write_text("the old one", encoding="utf-8")
    process = afspraken("run", "--data", str(tmp_path), "--out", str(tmp_path / "reports"))
    assert process.returncode == 2
    assert (tmp_path / "reports" / "reference-en" / "index.html").read_text(encoding="utf-8") == "the old one"


def test_another_municipality_gets_figures_without_verdicts(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "data")
    for file in folder.glob("*"):
        if file.suffix in (".csv", ".json", ".geojson"):
            file.write_text(file.read_text(encoding="utf-8").replace("GM1730", "GM0106"), encoding="utf-8", newline="")
    assert afspraken("card", str(folder)).returncode == 0
    report = made(tmp_path / "reports", "reference", "--data", str(folder), "--only", "22,40")
    assert report.code == 0, report.out + report.err
    assert report.results["agreements"] == []
    assert len(report.results["results"]) > 0
    assert all(row["verdict"] is None for row in report.results["results"])
