"""Seekers are people where a village is shown, and a figure of the association elsewhere."""

from __future__ import annotations

import pytest

from analysis.disclosure.policy import class_of


@pytest.mark.parametrize(
    ("grain", "data_class"),
    [("all", "association"), ("association", "association"), ("village", "household"),
     ("association x village", "household")],
)  # fmt: skip
def test_class_of_seekers(grain, data_class):
    assert class_of("seekers.active_count", grain) == data_class


@pytest.mark.parametrize("grain", ["all", "association", "village", "complex"])
def test_the_programme_is_a_plan(grain):
    assert class_of("programme.sold_share_of_complex", grain) == "plan"
