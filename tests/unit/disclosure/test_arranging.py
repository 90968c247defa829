"""What was published stays published when its rows are chosen, joined, stacked or read back."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from analysis.disclosure import ClassRule, Policy, Published, chosen, gate, joined, reopened, require, stacked
from analysis.disclosure.arranging import HOMES_EDGES
from analysis.errors import DisclosureError
from analysis.presentation.maps.complexes import HOMES_EDGES as EDGES_OF_THE_MAP

POLICY = Policy({
    ("public", "household"): ClassRule(20, Decimal("0.05"), 5, hides_counts=True),
    ("public", "plan"): ClassRule(),
    ("internal", "plan"): ClassRule(),
})  # fmt: skip


def shares(profile: str = "public") -> Published:
    frame = pd.DataFrame({
        "village": ["Vries", "Yde", "Zuidlaarderveen"], "value": [0.26, 0.5, 0.4], "unit": "share",
        "numerator": [26, 3, 40], "denominator": [100, 6, 100],
    })  # fmt: skip
    data_class = "household" if profile == "public" else "plan"
    return gate(frame, data_class=data_class, profile=profile, policy=POLICY)


def points(profile: str = "public") -> Published:
    frame = pd.DataFrame({"village": ["Vries", "Yde"], "x_rd_m": [1.0, 2.0]})
    return gate(frame, data_class="plan", profile=profile, policy=POLICY)


def test_a_village_without_a_point_is_not_lost_in_the_join() -> None:
    frame = require(joined(shares(), points(), on="village"))
    assert frame["village"].tolist() == ["Vries", "Yde", "Zuidlaarderveen"]
    assert frame["x_rd_m"].isna().tolist() == [False, False, True]


def homes(profile: str = "public") -> Published:
    counts = pd.Series([79, 20, 80], dtype="Int64")
    frame = pd.DataFrame({
        "village": ["Vries", "Yde", "Zuidlaarderveen"], "unit": "homes", "homes": counts, "value": counts,
        "numerator": counts, "denominator": counts, "x_rd_m": 1.0,
    })  # fmt: skip
    return gate(frame, data_class="plan", profile=profile, policy=POLICY)


def test_homes_beside_hidden_counts_are_given_in_classes_of_the_map() -> None:
    shown = require(joined(shares(), homes(), on="village"))
    assert shown["homes"].tolist() == [40, 20, 80]
    assert require(joined(shares("internal"), homes("internal"), on="village"))["homes"].tolist() == [79, 20, 80]
    assert HOMES_EDGES[1:] == EDGES_OF_THE_MAP


def test_the_counts_and_the_value_of_the_points_stay_behind() -> None:
    left = require(shares()).drop(columns=["numerator", "denominator", "unit"])
    frame = require(joined(reopened(left, data_class="household", profile="public"), homes(), on="village"))
    assert list(frame) == [*left, "homes", "x_rd_m"]
    assert frame["value"].tolist()[0] == 0.25
    assert frame["homes"].tolist() == [40, 20, 80]


def test_a_join_shows_nothing_that_was_suppressed() -> None:
    frame = require(joined(shares(), points(), on="village"))
    assert frame.loc[frame["suppressed"], "value"].isna().all()


def test_the_stricter_class_of_a_join_counts() -> None:
    assert joined(points(), shares(), on="village").data_class == "household"


def test_tables_of_two_profiles_do_not_meet() -> None:
    with pytest.raises(DisclosureError, match="profiles"):
        joined(shares(), points("internal"), on="village")
    with pytest.raises(DisclosureError, match="profiles"):
        stacked(shares(), shares("internal"))


def test_chosen_rows_keep_their_suppression() -> None:
    frame = require(chosen(shares(), require(shares())["village"] == "Yde"))
    assert frame["suppressed"].tolist() == [True]


def test_a_published_table_is_read_back_as_it_was() -> None:
    again = reopened(require(shares()), data_class="household", profile="public")
    pd.testing.assert_frame_equal(require(again), require(shares()))


def test_exact_rows_cannot_be_taken_for_published_ones() -> None:
    with pytest.raises(DisclosureError, match="never published"):
        reopened(pd.DataFrame({"value": [0.2]}), data_class="household", profile="public")


def test_a_suppressed_row_with_a_value_is_not_taken_back() -> None:
    frame = require(shares())
    frame.loc[frame["suppressed"], "value"] = 0.5
    with pytest.raises(DisclosureError, match="changed after"):
        reopened(frame, data_class="household", profile="public")


def test_stacked_rows_follow_each_other() -> None:
    assert require(stacked(shares(), shares()))["village"].tolist() == ["Vries", "Yde", "Zuidlaarderveen"] * 2
