"""The disclosure table as decided, and rows to pass through it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pandas as pd
import pytest

from analysis.disclosure import ClassRule, Policy
from analysis.statistics import wilson_interval

RULES = {
    ("partners", "home"): ClassRule(5),
    ("partners", "household"): ClassRule(10),
    ("public", "home"): ClassRule(10, Decimal(0), 5),
    ("public", "household"): ClassRule(20, Decimal("0.05"), 5, hides_counts=True),
}


@pytest.fixture
def policy() -> Policy:
    exact = {
        (profile, name): ClassRule()
        for profile in ("internal", "partners", "public")
        for name in ("plan", "association", "home", "household")
    }
    return Policy(exact | RULES)


@pytest.fixture
def share_rows() -> Callable[..., pd.DataFrame]:
    """Rows of shares from `(place, numerator, denominator)`; a place is a dict of dimensions."""

    def build(*rows: tuple[dict[str, str], int, int], result: str = "energy_poverty.lihe_share") -> pd.DataFrame:
        frame = pd.DataFrame([place | {"numerator": k, "denominator": n} for place, k, n in rows])
        frame = frame.reindex(columns=["corporation", "village", "complex_id", "numerator", "denominator"])
        low, high = wilson_interval(frame["numerator"], frame["denominator"])
        return frame.assign(
            id=result,
            period="2023-H2",
            unit="share",
            value=frame["numerator"] / frame["denominator"],
            missing=0,
            interval_low=low,
            interval_high=high,
        )

    return build
