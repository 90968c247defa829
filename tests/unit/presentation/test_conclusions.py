"""Conclusions say what the published rows say, and no more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analysis.disclosure import ClassRule, Policy, gate
from analysis.presentation import conclusions
from analysis.presentation.texts import Texts

OPEN = Policy({("public", name): ClassRule() for name in ("plan", "association", "home", "household")})
TEXTS = Texts("en")


def published(rows: list[dict[str, object]], by: list[str] | None = None) -> object:
    base = {"corporation": None, "village": None, "complex_id": None, "verdict": None, "unit": "share"}
    frame = pd.DataFrame([base | row for row in rows])
    return gate(frame, data_class="plan", profile="public", policy=OPEN, by=by or [])


def share(result: str, value: float, **more: object) -> dict[str, object]:
    return {"id": result, "value": value, "numerator": 9, "denominator": 40, "missing": 0,
            "interval_low": 0.1, "interval_high": 0.4} | more  # fmt: skip


def displacement_rows() -> object:
    return published([share("displacement.urgent_share", 0.225, corporation="SEW", verdict="broken")])


@pytest.mark.parametrize(
    ("headroom", "told"),
    [
        (-5, "5 more regular lettings would bring it back to the line"),
        (0, "no urgent letting is left before the line"),
        (2, "2 more before the line"),
    ],
)
def test_headroom_in_words(headroom: int, told: str) -> None:
    left = published([{"corporation": "SEW", "headroom": headroom}])
    (sentence,) = conclusions.displacement(displacement_rows(), left, TEXTS, absent=[])
    assert sentence.startswith("SEW: 9 of 40 lettings went to urgent seekers, 22.5 %: broken")
    assert told in sentence


def test_absent_tables_are_named() -> None:
    empty = published([share("other", 0.1)])
    left = published([{"corporation": "SEW", "headroom": 0}])
    assert conclusions.displacement(empty, left, TEXTS, absent=["allocations"]) == [
        "Not assessable: the delivery holds no allocations."
    ]


def test_villages_that_lost_homes_are_named() -> None:
    kept = {"id": "social_stock.kept", "unit": "homes", "numerator": 10, "denominator": 12, "missing": 0}
    rows = published([
        kept | {"value": -2.0, "verdict": "broken"},
        kept | {"value": -3.0, "village": "Yde"},
        kept | {"value": 1.0, "village": "Vries"},
    ])  # fmt: skip
    told = conclusions.social_stock(rows, TEXTS, baseline=date(2022, 12, 31), on=date(2023, 12, 31), absent=[])
    assert "10 homes" in told[0]
    assert "broken" in told[0]
    assert "Yde (−3)" in told[1]
    assert "Vries" not in told[1]


def test_a_suppressed_total_is_not_told() -> None:
    strict = Policy({("public", "household"): ClassRule(1000, Decimal("0.05"), 5, hides_counts=True)})
    results = {"energy_poverty.lihelek_share": 0.225, "energy_poverty.lihelek_without_support_share": 0.3}
    frame = pd.DataFrame([share(result, value) for result, value in results.items()])
    frame = frame.assign(corporation=None, village=None, complex_id=None, verdict=None, unit="share")
    rows = gate(frame, data_class="household", profile="public", policy=strict)
    bands = gate(pd.DataFrame({"complex_id": [], "band": []}), data_class="plan", profile="public", policy=OPEN)
    (first, _) = conclusions.energy_poverty(rows, bands, TEXTS, by_chance=1.0, absent=[])
    assert "22.5" not in first
    assert "too few to show" in first
