"""The log of actions: corrections say who and why, and lines are about agreements that exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_delivery import SmallDelivery

from analysis.sources import check


def found(tmp_path: Path, line: str) -> dict[str, str]:
    delivery = SmallDelivery(tmp_path / "small")
    delivery.add("actions", line)
    return {finding.rule: finding.severity for finding in check(delivery.folder) if finding.table == "actions"}


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("31,2023-10-05,SEW,corrected:kept,booked twice", {}),
        ("31,2023-10-05,Gemeente Tynaarlo,corrected:kept,booked twice", {}),
        ("31,2023-10-05,SEW,corrected:kept,", {"correction_without_reason": "refused"}),
        ("31,2023-10-05,Nobody,corrected:kept,booked twice", {"unknown_party": "refused"}),
        ("99,2023-10-05,SEW,corrected:kept,booked twice", {"unknown_agreement": "refused"}),
        ("99,2023-10-05,SEW,done,a talk", {"unknown_agreement": "warning"}),
        ("31,2023-10-05,Nobody,done,a talk", {}),
    ],
)
def test_a_correction_names_agreement_party_and_reason(tmp_path, line, rules):
    told = found(tmp_path, line)
    assert {rule: told[rule] for rule in told if rule not in ("missing_share",)} == rules


def test_a_verdict_that_does_not_exist_is_refused(tmp_path):
    delivery = SmallDelivery(tmp_path / "small")
    delivery.add("actions", "31,2023-10-05,SEW,corrected:splendid,why")
    assert any(one.column == "status" and one.is_refusal for one in check(delivery.folder))


def test_another_municipality_has_no_register_to_hold_the_log_against(tmp_path):
    delivery = SmallDelivery(tmp_path / "small")
    delivery.add("actions", "99,2023-10-05,Nobody,corrected:kept,why")
    delivery.write_card(municipality="GM0106")
    rules = {one.rule for one in check(delivery.folder) if one.table == "actions"}
    assert not {"unknown_agreement", "unknown_party"} & rules
