"""Urgent seekers housed within half a year: the window, the horizon, what competes and what is not known."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import contracts
from analysis.indicators.definitions import ROW_COLUMNS
from analysis.indicators.displacement import housed_within, incidence
from analysis.periods import Period

ON = date(2023, 12, 31)
NORMS = {"on": ON, "window_months": 24, "horizon_days": 183}
PERIOD = Period(2023, 2)
SEARCH = {"corporation": "SEW", "granted_on": "2023-01-01"}


@pytest.fixture
def searches(table):
    """Urgencies from changes to one granted on 1 January 2023; numbered in the order given."""

    def make(*changes) -> pd.DataFrame:
        records = [SEARCH | {"urgency_id": f"u{number}"} | change for number, change in enumerate(changes)]
        return table("urgencies", *records)

    return make


def whole(urgencies: pd.DataFrame, **norms) -> pd.Series:
    rows = housed_within(urgencies, period=PERIOD, **(NORMS | norms))
    return rows.loc[rows["corporation"].isna()].iloc[0]


def ended(day: str, reason: str | None = "housed") -> dict[str, object]:
    return {"ended_on": day, "end_reason": reason}


@pytest.mark.parametrize(
    ("end", "value"),
    [
        (ended("2023-01-01"), 1.0),  # the day of the grant itself
        (ended("2023-07-02"), 1.0),
        (ended("2023-07-03"), 1.0),  # day 183
        (ended("2023-07-04"), 0.0),  # day 184
        (ended("2023-03-01", "expired"), 0.0),
        (ended("2023-03-01", "withdrawn"), 0.0),
        (ended("2023-03-01", "moved"), 0.0),
        ({}, 0.0),
    ],
)
def test_the_horizon_counts(searches, end, value):
    row = whole(searches(end))
    assert (row["value"], row["numerator"], row["denominator"], row["missing"]) == (value, int(value), 1, 0)


@pytest.mark.parametrize(
    ("on", "granted", "in_window"),
    [
        (ON, "2021-12-31", False),
        (ON, "2022-01-01", True),
        (ON, "2023-12-31", True),
        (ON, "2024-01-01", False),
        (date(2023, 6, 30), "2021-06-30", False),
        (date(2023, 6, 30), "2021-07-01", True),
        (date(2024, 2, 29), "2022-02-28", False),  # 24 whole months: from 1 March 2022
        (date(2024, 2, 29), "2022-03-01", True),
        (date(2022, 2, 28), "2020-02-29", False),
    ],
)
def test_the_window_is_whole_calendar_months(searches, on, granted, in_window):
    rows = housed_within(searches({"granted_on": granted}), period=PERIOD, **(NORMS | {"on": on}))
    assert len(rows) == (2 if in_window else 0)


@pytest.mark.parametrize(
    ("change", "denominator", "missing"),
    [
        ({"ended_on": "2023-03-01"}, 1, 1),  # ended, nobody knows how
        ({"end_reason": "housed"}, 1, 1),  # housed, nobody knows when
        ({}, 2, 0),
        (ended("2023-03-01"), 2, 0),
    ],
)
def test_an_end_that_is_half_known_is_missing(searches, change, denominator, missing):
    row = whole(searches({}, change))
    assert (row["denominator"], row["missing"]) == (denominator, missing)


def test_an_end_after_the_reference_date_is_censored(searches):
    """On 31 January nobody knew: 30 days without a home, and no event."""
    row = whole(searches(ended("2023-02-01"), ended("2023-01-31")), on=date(2023, 1, 31))
    assert (row["value"], row["numerator"], row["denominator"]) == (0.5, 1, 2)


def test_who_is_still_searching_is_censored_and_not_counted_as_not_housed(searches):
    # granted 1 December: 30 days observed. At day 59 one of the remaining two is housed: 1/2, not 1/3
    row = whole(searches(ended("2023-03-01"), {}, {"granted_on": "2023-12-01"}))
    assert row["value"] == pytest.approx(1 / 2)
    assert row["numerator"] / row["denominator"] == pytest.approx(1 / 3)


def test_the_interval_contains_the_value_and_is_missing_at_the_ends(searches):
    inside = whole(searches(ended("2023-03-01"), {}))
    assert 0 < inside["interval_low"] < inside["value"] < inside["interval_high"] < 1
    for end in (ended("2023-03-01"), {}):
        assert pd.isna(whole(searches(end))[["interval_low", "interval_high"]]).all()


def test_each_association_and_the_whole(searches):
    urgencies = searches(ended("2023-03-01"), {"corporation": "Woonborg"}, {"corporation": None})
    rows = housed_within(urgencies, period=PERIOD, **NORMS)
    assert rows["corporation"].fillna("all").tolist() == ["all", "SEW", "Woonborg"]
    assert rows["value"].tolist() == pytest.approx([1 / 3, 1, 0])
    assert rows["denominator"].tolist() == [3, 1, 1]
    assert rows["id"].unique().tolist() == ["displacement.housed_within_half_year_share"]


def test_the_curve_of_each_association(searches):
    curve = incidence(searches(ended("2023-03-01"), {"corporation": "Woonborg"}), **NORMS)
    assert curve.columns.tolist() == [
        "corporation", "day", "at_risk", "events", "value", "variance", "interval_low", "interval_high",
    ]  # fmt: skip
    assert curve.loc[curve["corporation"].isna(), "day"].tolist() == [0, 59, 183]
    assert curve.loc[curve["corporation"] == "Woonborg", "value"].tolist() == [0, 0]


def test_empty_tables_give_empty_results_of_the_right_shape():
    urgencies = contracts.empty("urgencies")
    rows = housed_within(urgencies, period=PERIOD, **NORMS)
    assert rows.empty
    assert rows.dtypes.astype(str).tolist() == list(ROW_COLUMNS.values())
    assert incidence(urgencies, **NORMS).empty


def test_only_unknown_courses_give_no_row(searches):
    assert housed_within(searches({"ended_on": "2023-03-01"}), period=PERIOD, **NORMS).empty


def test_frames_are_not_modified(searches, unchanged):
    urgencies = searches(ended("2023-03-01"), {})
    unchanged(incidence, urgencies, **NORMS)
    unchanged(housed_within, urgencies, period=PERIOD, **NORMS)


CASES = st.lists(
    st.tuples(
        st.dates(date(2021, 12, 1), date(2023, 12, 31)),
        st.one_of(st.none(), st.integers(0, 400)),
        st.sampled_from(["housed", "expired", "withdrawn", "moved", None]),
        st.sampled_from(["SEW", "Woonborg"]),
    ),
    min_size=1,
    max_size=15,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=CASES, random=st.randoms(use_true_random=False))
def test_invariants(searches, cases, random):
    changes = [
        {
            "granted_on": granted,
            "ended_on": None if days is None else granted + pd.Timedelta(days=days),
            "end_reason": reason,
            "corporation": corporation,
        }
        for granted, days, reason, corporation in cases
    ]
    rows = housed_within(searches(*changes), period=PERIOD, **NORMS)
    shuffled = housed_within(searches(*random.sample(changes, len(changes))), period=PERIOD, **NORMS)
    pd.testing.assert_frame_equal(rows, shuffled)
    assert rows["value"].between(0, 1 + 1e-12).all()
    known = rows.loc[rows["interval_low"].notna()]
    assert (known["interval_low"] <= known["value"] + 1e-12).all()
    assert (known["value"] <= known["interval_high"] + 1e-12).all()
    whole_row, parts = rows.loc[rows["corporation"].isna()], rows.loc[rows["corporation"].notna()]
    if len(whole_row):
        assert (
            parts[["numerator", "denominator"]].sum().tolist()
            == whole_row[["numerator", "denominator"]].iloc[0].tolist()
        )
