"""The run of 1 January 2024: verdicts on the rise of 2023, and the planted rents as a reader meets them."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from tests.made import ROOT, Made, made, made_once

RUN = ROOT / "params" / "runs" / "rents-2023.yml"
PLANTED = yaml.safe_load((ROOT / "data" / "raw" / "sample" / "planted.yml").read_text(encoding="utf-8"))
RISES = [case for case in PLANTED if case["shows_as"]["notebook"] == "13_rent_increase"]
IN_LEDGER = [case for case in RISES if "id" in case["shows_as"]]


@pytest.fixture(scope="module")
def rents(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report on the rents of 2023, public."""
    out = tmp_path_factory.getbasetemp().parent / "rents-2023"
    return made_once(out, lambda folder: made(folder, "rents-2023", str(RUN), "--only", "12,13"))


def words(page: Path) -> str:
    """Text of a page without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


def test_the_rise_of_2023_has_its_verdicts(rents: Made) -> None:
    assert rents.code == 0, rents.err
    assert {name: rents.entry(name)["verdict"] for name in ("10", "11")} == {"10": "kept", "11": "kept"}


def test_the_five_steps_add_up_to_the_change(rents: Made) -> None:
    values = rents.rows.query("corporation == 'Woonborg'").set_index("id")["value"]
    steps = ["yearly", "income_dependent", "improvement", "reduction", "other"]
    parts = values[[f"rent.sum_change_{step}_share" for step in steps]].sum()
    assert parts == pytest.approx(values["rent.sum_change_share"])


@pytest.mark.parametrize("case", IN_LEDGER, ids=lambda case: case["id"])
def test_planted_rents_are_found_in_the_ledger(case: dict, rents: Made) -> None:
    where, shows = case["where"], case["shows_as"]
    rows = rents.rows
    row = rows[(rows["id"] == shows["id"]) & (rows["corporation"] == where["corporation"])].iloc[0]
    assert row["period"] == where["period"]
    assert all(row[name] == value for name, value in shows["value"].items())


@pytest.mark.parametrize("case", [case for case in RISES if "text" in case["shows_as"]], ids=lambda case: case["id"])
def test_planted_rents_are_told_on_the_page(case: dict, rents: Made) -> None:
    assert case["shows_as"]["text"] in words(rents.folder / "13_rent_increase.html").lower()


@pytest.mark.parametrize("step", ["one-off reduction", "after improvement"])
def test_the_page_counts_the_homes_of_each_kind(step: str, rents: Made) -> None:
    (case,) = (case for case in RISES if case["shows_as"].get("text") == step)
    told = words(rents.folder / "13_rent_increase.html")
    found = re.search(rf"All associations: .*?{step} \S+ % \((\d+) homes\)", told)
    assert found, told
    here = pd.concat([pd.read_csv(file) for file in sorted((ROOT / "data" / "raw" / "sample").glob("dwellings_*.csv"))])
    homes = here[here["dwelling_id"].isin(case["where"]["dwelling_id"]) & (here["municipality_code"] == "GM1730")]
    assert int(found[1]) == homes["dwelling_id"].nunique()
