"""Improvements and the homes they are about: contradictions are warned of, homes elsewhere are noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_delivery import CODES, SmallDelivery

from analysis.findings import Finding
from analysis.sources import check

LINE = "I-3,{home},Woonborg,GM1730,2023-05-01,DAK,E,{label},EI,NTA,0,10,labels"


def findings(delivery: SmallDelivery, rule: str) -> list[Finding]:
    return [one for one in check(delivery.folder, CODES) if one.rule == rule]


def labelled_home(delivery: SmallDelivery) -> tuple[str, str, str]:
    """A home of the small delivery with its label and the day it was registered."""
    lines = delivery.path("dwellings").read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    rows = [dict(zip(header, line.split(","), strict=True)) for line in lines[1:]]
    home = next(row for row in rows if row["label_registered_on"] and row["municipality_code"] == "GM1730")
    return home["dwelling_id"], home["energy_label"], home["label_registered_on"]


@pytest.mark.parametrize(
    ("same_label", "days_before", "warned"), [(True, True, False), (False, True, True), (False, False, False)]
)
def test_a_label_that_disagrees_since_the_improvement(
    same_label: bool, days_before: bool, warned: bool, tmp_path: Path
) -> None:
    delivery = SmallDelivery(tmp_path)
    home, label, registered = labelled_home(delivery)
    other = "B" if label != "B" else "C"
    line = LINE.format(home=home, label=label if same_label else other)
    day = registered if days_before else "2023-12-30"
    delivery.add("improvements", line.replace("2023-05-01", day))
    found = findings(delivery, "contradicting_label")
    assert bool(found) == warned
    assert {one.severity for one in found} <= {"warning"}


def test_homes_elsewhere_without_their_stock_are_noted(tmp_path: Path) -> None:
    (found,) = findings(SmallDelivery(tmp_path), "improved_elsewhere")
    assert (found.severity, found.count, found.first_keys) == ("note", 1, ("I-2",))
