"""Laarhove: shares of the plan by stage, and what the rest of the plan must hold."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import contracts
from analysis.indicators.definitions import ROW_COLUMNS
from analysis.indicators.laarhove import required, shares
from analysis.periods import Period

PERIOD = Period(2023, 2)
SEGMENTS = ["social_rent", "cheap_sale", "middle", "expensive"]
STATUSES = ["planned", "permitted", "under_construction", "delivered"]
THIRTY = {"laarhove.social_share": Fraction("0.30")}


@pytest.fixture
def plan(table):
    """Parcels of the district as (segment, homes, status)."""

    def make(*parcels: tuple[str | None, int | None, str | None], district: str = "Laarhove") -> pd.DataFrame:
        records = [
            {"parcel_id": f"p{number}", "segment": segment, "homes": homes, "status": status}
            for number, (segment, homes, status) in enumerate(parcels)
        ]
        return table("district_plan", *records, district=district)

    return make


def figures(frame: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    rows = shares(frame, district="Laarhove", period=PERIOD)
    return {
        row.id.removeprefix("laarhove."): (row.numerator, row.denominator, row.missing) for row in rows.itertuples()
    }


@pytest.mark.parametrize(
    ("segment", "social", "cheap"), [("social_rent", 3, 3), ("cheap_sale", 0, 3), ("middle", 0, 0), ("expensive", 0, 0)]
)
def test_segments(plan, segment, social, cheap):
    found = figures(plan((segment, 3, "planned"), ("middle", 7, "planned")))
    assert found["social_share"] == (social, 10, 0)
    assert found["cheap_share"] == (cheap, 10, 0)


@pytest.mark.parametrize(
    ("status", "stages"),
    [
        ("planned", []),
        ("permitted", ["permitted"]),
        ("under_construction", ["permitted", "under_construction"]),
        ("delivered", ["permitted", "under_construction", "delivered"]),
    ],
)
def test_stages_are_cumulative(plan, status, stages):
    found = figures(plan(("social_rent", 3, status)))
    assert sorted(found) == sorted(
        [f"{kind}_share{suffix}" for kind in ("social", "cheap") for suffix in ("", *(f".{s}" for s in stages))]
    )


def test_shares_are_weighted_by_homes(plan):
    rows = shares(plan(("social_rent", 1, "planned"), ("middle", 99, "planned")), district="Laarhove", period=PERIOD)
    assert rows.set_index("id").loc["laarhove.social_share", "value"] == 0.01


@pytest.mark.parametrize(
    ("parcel", "whole", "permitted"),
    [
        ((None, 4, "permitted"), (3, 10, 4), (3, 10, 4)),
        ((None, 4, "planned"), (3, 10, 4), (3, 10, 0)),  # not permitted: not missing there
        (("social_rent", 4, None), (7, 14, 0), (3, 10, 4)),  # the whole plan does not ask for the stage
        (("social_rent", None, "permitted"), (3, 10, 1), (3, 10, 1)),  # a parcel of unknown size
    ],
)
def test_an_unknown_field_is_missing_where_it_is_needed(plan, parcel, whole, permitted):
    found = figures(plan(("social_rent", 3, "permitted"), ("middle", 7, "permitted"), parcel))
    assert found["social_share"] == whole
    assert found["social_share.permitted"] == permitted


def test_other_districts_are_left_out(plan):
    both = pd.concat([plan(("social_rent", 3, "planned")), plan(("middle", 9, "planned"), district="De Kooi")])
    assert figures(both)["social_share"] == (3, 3, 0)


def test_a_plan_has_no_interval(plan):
    rows = shares(plan(("social_rent", 3, "planned")), district="Laarhove", period=PERIOD)
    assert rows[["interval_low", "interval_high", "corporation", "village", "complex_id"]].isna().all(axis=None)
    assert rows["unit"].unique().tolist() == ["share"]


def need(frame: pd.DataFrame, size: int, thresholds=THIRTY) -> pd.Series:
    return required(frame, district="Laarhove", plan_sizes=[size], thresholds=thresholds).iloc[0]


@pytest.mark.parametrize(
    ("size", "target", "remaining", "homes", "share", "possible"),
    [
        (235, 71, 135, 41, 41 / 135, True),  # 0.30 x 235 = 70.5: a half home is a home
        (250, 75, 150, 45, 45 / 150, True),
        (265, 80, 165, 50, 50 / 165, True),
        (100, 30, 0, 0, None, True),  # nothing remains and nothing is needed
        (90, 27, 0, 0, None, True),  # already more permitted than the plan's size
        (110, 33, 10, 3, 3 / 10, True),
    ],
)
def test_required_of_the_rest(plan, size, target, remaining, homes, share, possible):
    found = need(plan(("social_rent", 30, "permitted"), ("middle", 70, "delivered"), ("middle", 99, "planned")), size)
    assert found["committed_homes"] == 30
    assert (found["target_homes"], found["remaining_homes"], found["required_homes"]) == (target, remaining, homes)
    assert found["required_share"] == pytest.approx(float("nan") if share is None else share, nan_ok=True)
    assert found["is_possible"] == possible


def test_required_can_be_impossible(plan):
    found = need(plan(("middle", 240, "delivered")), 250)
    assert (found["required_homes"], found["remaining_homes"]) == (75, 10)
    assert found["required_share"] == 7.5
    assert not found["is_possible"]


def test_required_when_the_target_is_met_already(plan):
    found = need(plan(("social_rent", 80, "delivered")), 250)
    assert (found["required_homes"], found["required_share"]) == (0, 0.0)


def test_required_counts_cheap_sale_for_the_cheap_share_only(plan):
    frame = plan(("social_rent", 10, "permitted"), ("cheap_sale", 20, "permitted"))
    thresholds = {"laarhove.social_share": Fraction("0.30"), "laarhove.cheap_share": Fraction("0.40")}
    found = required(frame, district="Laarhove", plan_sizes=[235, 250], thresholds=thresholds)
    assert found["id"].tolist() == ["laarhove.social_share"] * 2 + ["laarhove.cheap_share"] * 2
    assert found["committed_homes"].tolist() == [10, 10, 30, 30]
    assert found["threshold"].tolist() == ["0.30", "0.30", "0.40", "0.40"]
    assert found["target_homes"].tolist() == [71, 75, 94, 100]


def test_parcels_of_unknown_segment_are_not_counted_on(plan):
    assert need(plan((None, 30, "permitted")), 250)["committed_homes"] == 0
    assert need(plan((None, 30, "permitted")), 250)["remaining_homes"] == 220


def test_empty_tables_give_empty_results_of_the_right_shape():
    rows = shares(contracts.empty("district_plan"), district="Laarhove", period=PERIOD)
    assert rows.empty
    assert rows.dtypes.astype(str).tolist() == list(ROW_COLUMNS.values())
    found = required(contracts.empty("district_plan"), district="Laarhove", plan_sizes=[250], thresholds=THIRTY)
    assert found[["required_homes", "remaining_homes"]].to_numpy().tolist() == [[75, 250]]
    none = required(contracts.empty("district_plan"), district="Laarhove", plan_sizes=[], thresholds=THIRTY)
    assert none.empty
    assert none["required_homes"].dtype == "Int64"


def test_frames_are_not_modified(plan, unchanged):
    frame = plan(("social_rent", 3, "planned"), (None, None, None))
    unchanged(shares, frame, district="Laarhove", period=PERIOD)
    unchanged(required, frame, district="Laarhove", plan_sizes=[250], thresholds=THIRTY)


PARCELS = st.lists(
    st.tuples(
        st.sampled_from([*SEGMENTS, None]),
        st.one_of(st.none(), st.integers(0, 40)),
        st.sampled_from([*STATUSES, None]),
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parcels=PARCELS, random=st.randoms(use_true_random=False))
def test_invariants(plan, parcels, random):
    rows = shares(plan(*parcels), district="Laarhove", period=PERIOD)
    shuffled = shares(plan(*random.sample(parcels, len(parcels))), district="Laarhove", period=PERIOD)
    pd.testing.assert_frame_equal(rows, shuffled)
    value = rows.set_index("id")["value"]
    assert value.between(0, 1).all()
    for stage in ("", ".permitted", ".under_construction", ".delivered"):
        if f"laarhove.social_share{stage}" in value:
            assert value[f"laarhove.social_share{stage}"] <= value[f"laarhove.cheap_share{stage}"]
    more = figures(plan(*parcels, ("social_rent", 5, "delivered")))
    for row in rows.itertuples():  # another social home never lowers a share
        numerator, denominator, _ = more[row.id.removeprefix("laarhove.")]
        assert Fraction(numerator, denominator) >= Fraction(row.numerator, row.denominator)
