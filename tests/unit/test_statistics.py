"""Statistics: exact comparisons, intervals, shrinkage, chances and Aalen-Johansen."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.statistics import (
    chance_above,
    cumulative_incidence,
    exceeds,
    is_above,
    log_log_interval,
    shrunken_share,
    wilson_interval,
    years_between,
)

TWENTY = Fraction("0.20")
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("numerator", "denominator", "threshold", "expected"),
    [
        (8, 40, "0.20", False),
        (9, 40, "0.20", True),
        (12, 60, "0.20", False),
        (13, 60, "0.20", True),
        (0, 1, "0.20", False),
        (1, 5, "0.20", False),
        (75, 250, "0.30", False),
        (76, 250, "0.30", True),
        (100, 250, "0.40", False),
        (101, 250, "0.40", True),
        (4, 5, "0.80", False),
        (801, 1000, "0.80", True),
        (29, 100, "0.29", False),  # 0.29 * 100 = 28.999... in binary fractions
    ],
)
def test_exceeds_is_strict_and_exact(numerator, denominator, threshold, expected):
    assert exceeds(numerator, denominator, Fraction(threshold)) is expected


@pytest.mark.parametrize(
    ("k", "n", "falls_short"), [(79, 100, True), (80, 100, False), (81, 100, False), (4, 5, False)]
)
def test_exceeds_mirrors_at_least(k, n, falls_short):
    assert exceeds(n - k, n, 1 - Fraction("0.80")) is falls_short


def test_exceeds_takes_counts_of_a_frame_without_overflow():
    counts = pd.array([2**40, 2**42], dtype="Int64")
    assert exceeds(counts[0], counts[1], Fraction(1, 2**30)) is True


def test_exceeds_refuses_a_share_of_nothing():
    with pytest.raises(ValueError, match="share of 0"):
        exceeds(0, 0, TWENTY)


@given(COUNTS)
def test_exceeds_agrees_with_fractions(counts):
    k, n = counts
    assert exceeds(k, n, TWENTY) == (Fraction(k, n) > TWENTY)


@pytest.mark.parametrize(
    ("amount", "limit", "expected"),
    [
        (647.19, 647.19, False),
        (647.20, 647.19, True),
        (647.18, 647.19, False),
        (24024.00, 1.40 * 17160.00, False),  # 24023.999999999996 in binary fractions
        (24024.01, 1.40 * 17160.00, True),
        (0.1 + 0.2, 0.3, False),
        (-0.01, 0.0, False),
        (0.01, 0.0, True),
    ],
)
def test_is_above_compares_to_the_cent(amount, limit, expected):
    assert is_above(pd.Series([amount]), limit).tolist() == [expected]


def test_is_above_is_missing_where_either_side_is():
    above = is_above(pd.Series([1.0, None, 3.0]), pd.Series([None, 2.0, 2.0]))
    assert above.dtype == "boolean"
    assert above.isna().tolist() == [True, True, False]


def test_years_between_counts_leap_days_and_keeps_missing_missing():
    first = pd.to_datetime(pd.Series(["2019-07-03", None]))
    last = pd.to_datetime(pd.Series(["2023-07-03", "2023-07-03"]))
    assert years_between(first, last).iloc[0] == 4.0
    assert math.isnan(years_between(first, last).iloc[1])


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # published: domain facts 6.3, and the textbook example 83 of 153
        (4, 20, 0.081, 0.416),
        (6, 25, 0.115, 0.434),
        (8, 40, 0.105, 0.348),
        (9, 40, 0.123, 0.375),
        (14, 40, 0.221, 0.505),
        (24, 80, 0.211, 0.408),
    ],
)
def test_wilson_interval_equals_the_published_table(k, n, low, high):
    bounds = wilson_interval([k], [n])
    assert (round(bounds[0].item(), 3), round(bounds[1].item(), 3)) == (low, high)


@pytest.mark.parametrize(("k", "n", "low", "high"), [(9, 40, 0.1232, 0.3750), (83, 153, 0.4635, 0.6194)])
def test_wilson_interval_equals_known_values(k, n, low, high):
    bounds = wilson_interval([k], [n])
    assert (round(bounds[0].item(), 4), round(bounds[1].item(), 4)) == (low, high)


@pytest.mark.parametrize(("k", "n"), [(0, 1), (1, 1), (0, 20), (20, 20), (9, 40), (1, 3)])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99])
def test_wilson_interval_equals_scipy(k, n, confidence):
    expected = stats.binomtest(k, n).proportion_ci(confidence, method="wilson")
    low, high = wilson_interval([k], [n], confidence)
    assert low.item() == pytest.approx(expected.low, abs=1e-12)
    assert high.item() == pytest.approx(expected.high, abs=1e-12)


def test_wilson_interval_is_exact_at_the_ends_and_missing_without_trials():
    low, high = wilson_interval([0, 5, 0], [5, 5, 0])
    assert (low[0], high[1]) == (0.0, 1.0)
    assert np.isnan([low[2], high[2]]).all()


def test_wilson_interval_of_nothing_is_nothing():
    low, high = wilson_interval([], [])
    assert (low.shape, high.shape) == ((0,), (0,))


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5)])
def test_wilson_interval_refuses_impossible_counts(k, n):
    with pytest.raises(ValueError, match="successes"):
        wilson_interval([k], [n])


@given(COUNTS)
def test_wilson_interval_contains_the_share(counts):
    k, n = counts
    low, high = wilson_interval([k], [n])
    assert 0 <= low.item() <= k / n <= high.item() <= 1


@given(COUNTS)
def test_wilson_interval_narrows_with_more_cases(counts):
    k, n = counts
    (low, more_low), (high, more_high) = wilson_interval([k, 4 * k], [n, 4 * n])
    assert more_high - more_low < high - low


def test_shrunken_share_equals_the_hand_calculation():
    # pooled 0.5; sum n (p - 0.5)^2 / 0.25 = 20 x 0.09 / 0.25 = 7.2; rho = (7.2 - 1) / (20 - 10 - 1) = 31/45;
    # strength 45/31 - 1 = 14/31; (2 + 7/31) / (10 + 14/31) = (69/31) / (324/31) = 69/324
    assert shrunken_share([2, 8], [10, 10]) == pytest.approx([69 / 324, 255 / 324], rel=1e-12)


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        ([5, 5], [10, 10], [0.5, 0.5]),  # no spread at all
        ([4, 6], [10, 10], [0.5, 0.5]),  # less spread than chance gives: the pooled share
        ([0, 0], [10, 30], [0.0, 0.0]),
        ([10, 30], [10, 30], [1.0, 1.0]),
        ([3], [10], [0.3]),  # one group: nothing to learn the spread from
        ([1, 9], [10, 10], [0.1, 0.9]),  # spread beyond any beta: every group stands alone
        ([1, 0, 1], [1, 1, 1], [2 / 3, 2 / 3, 2 / 3]),  # groups of one tell nothing of spread
    ],
)
def test_shrunken_share_at_the_edges(k, n, expected):
    assert shrunken_share(k, n) == pytest.approx(expected, rel=1e-12)


def test_shrunken_share_of_an_empty_group_is_the_pooled_share():
    assert shrunken_share([2, 8, 0], [10, 10, 0])[2] == pytest.approx(0.5)
    assert shrunken_share([0, 10, 0], [10, 10, 0])[2] == pytest.approx(0.5)


def test_shrunken_share_without_any_case_is_missing():
    assert np.isnan(shrunken_share([0, 0], [0, 0])).all()
    assert shrunken_share([], []).shape == (0,)


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_shrunken_share_lies_between_own_and_pooled_share(groups):
    k, n = np.array(groups).T
    pooled, own = k.sum() / n.sum(), k / n
    shrunken = shrunken_share(k, n)
    assert (shrunken >= np.minimum(own, pooled) - 1e-9).all()
    assert (shrunken <= np.maximum(own, pooled) + 1e-9).all()


@pytest.mark.parametrize(
    ("k", "n", "remaining", "expected"),
    [
        (8, 40, 0, 0.0),  # over and exactly at the line
        (9, 40, 0, 1.0),  # over and above it
        (0, 0, 1, 0.5),  # nothing known: the prior's mean
        (20, 40, 5, 1.0),  # cannot come back: 20 of 45 is above a fifth
        (0, 40, 1, 0.0),  # cannot get there: 1 of 41
        # one to come, 8 of 39: above when it is urgent (9 of 40), not when 8 of 40; (8 + 1/2) / (39 + 1)
        (8, 39, 1, 8.5 / 40),
    ],
)
def test_chance_above(k, n, remaining, expected):
    assert chance_above(k, n, remaining, TWENTY) == pytest.approx(expected, abs=1e-12)


def test_chance_above_of_nothing_is_missing():
    assert math.isnan(chance_above(0, 0, 0, TWENTY))


def test_chance_above_equals_a_sum_by_hand():
    # 1 of 4 so far, 2 to come, ceiling 1/3: more than 2 of 6 needs both; beta(1.5, 3.5): 1.5 x 2.5 / (5 x 6)
    assert chance_above(1, 4, 2, Fraction(1, 3)) == pytest.approx(1.5 * 2.5 / 30, rel=1e-12)


@given(COUNTS, st.integers(0, 30))
def test_chance_above_is_a_chance_and_grows_with_what_is_seen(counts, remaining):
    k, n = counts
    chance = chance_above(k, n, remaining, TWENTY)
    assert 0 <= chance <= 1
    assert chance <= chance_above(min(k + 1, n), n, remaining, TWENTY) + 1e-12


def incidence(cases: list[tuple[int, str | None]], horizon: int = 183) -> pd.DataFrame:
    days, outcomes = zip(*cases, strict=True) if cases else ((), ())
    return cumulative_incidence(days, outcomes, cause="housed", horizon_days=horizon)


def last(cases: list[tuple[int, str | None]], horizon: int = 183) -> float:
    return incidence(cases, horizon)["value"].iloc[-1]


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([(183, "housed"), (200, None)], 1 / 2),  # the horizon counts
        ([(184, "housed"), (200, None)], 0.0),  # the day after does not
        ([(0, "housed"), (200, None)], 1 / 2),  # housed on the day of the grant
        ([(10, "housed"), (10, None)], 1 / 2),  # censored on the event day: still at risk that day
        ([(10, None), (11, "housed")], 1.0),  # censored before it: not any more
        ([(10, "expired"), (11, "housed")], 1 / 2),  # a competing end takes the place for good
        ([(10, "withdrawn"), (10, "housed"), (10, "moved"), (10, "housed")], 1 / 2),  # all on one day
        ([(10, None), (20, None)], 0.0),
        ([(10, "expired"), (20, "moved")], 0.0),
        ([(10, "housed")], 1.0),
    ],
)
def test_cumulative_incidence_counts(cases, expected):
    assert last(cases) == pytest.approx(expected, abs=1e-12)


def test_competing_ends_are_not_censored():
    """Censoring them would give 1 - (3/4)(1/2): too high, as if the expired could still be housed."""
    cases = [(10, "housed"), (20, "expired"), (30, "housed"), (200, None)]
    assert last(cases) == pytest.approx(2 / 4)


def test_curve_shows_its_days_and_who_was_at_risk():
    curve = incidence([(10, "housed"), (20, None), (20, "expired"), (30, "housed"), (200, "housed")])
    assert curve.columns.tolist() == ["day", "at_risk", "events", "value", "variance"]
    assert curve["day"].tolist() == [0, 10, 20, 30, 183]
    assert curve["at_risk"].tolist() == [5, 5, 4, 2, 1]
    assert curve["events"].tolist() == [0, 1, 0, 1, 0]
    assert curve["value"].tolist() == pytest.approx([0, 1 / 5, 1 / 5, 1 / 5 + 3 / 5 / 2, 1 / 2])


def test_curve_stays_where_it_was_past_the_last_observation():
    curve = incidence([(10, "housed"), (20, None)])
    assert curve["value"].tolist() == [0, 0.5, 0.5]
    assert curve["at_risk"].iloc[-1] == 0


def test_curve_of_nobody_is_empty():
    curve = incidence([])
    assert curve.empty
    assert curve.columns.tolist() == ["day", "at_risk", "events", "value", "variance"]
    assert curve.dtypes.astype(str).tolist() == ["int64", "int64", "int64", "float64", "float64"]


CASES = st.lists(
    st.tuples(st.integers(0, 250), st.sampled_from(["housed", "expired", "withdrawn", "moved", None])),
    min_size=1,
    max_size=25,
)


@given(CASES)
def test_incidence_is_a_growing_chance(cases):
    curve = incidence(cases)
    assert curve["value"].between(0, 1 + 1e-12).all()
    assert (curve["value"].diff().dropna() >= -1e-12).all()
    assert (curve["variance"] >= 0).all()


@given(CASES, st.randoms(use_true_random=False))
def test_incidence_does_not_depend_on_the_order_of_cases(cases, random):
    shuffled = random.sample(cases, len(cases))
    pd.testing.assert_frame_equal(incidence(cases), incidence(shuffled))


@given(CASES)
def test_the_causes_and_staying_free_add_up_to_one(cases):
    days, outcomes = zip(*cases, strict=True)
    causes = ["housed", "expired", "withdrawn", "moved"]
    parts = [cumulative_incidence(days, outcomes, cause=cause, horizon_days=183)["value"].iloc[-1] for cause in causes]
    any_end = ["ended" if outcome else None for outcome in outcomes]
    together = cumulative_incidence(days, any_end, cause="ended", horizon_days=183)["value"].iloc[-1]
    assert sum(parts) == pytest.approx(together, abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 250), st.sampled_from(["housed", "expired"])), min_size=1, max_size=25))
def test_without_censoring_it_is_the_plain_share_with_its_binomial_variance(cases):
    curve = incidence(cases)
    share = sum(outcome == "housed" and day <= 183 for day, outcome in cases) / len(cases)
    assert curve["value"].iloc[-1] == pytest.approx(share, abs=1e-12)
    assert curve["variance"].iloc[-1] == pytest.approx(share * (1 - share) / len(cases), abs=1e-12)


@given(st.lists(st.tuples(st.integers(1, 250), st.sampled_from(["housed", None])), min_size=1, max_size=25))
def test_with_one_cause_it_is_kaplan_meier(cases):
    """scipy's survival function of right-censored data, an implementation that is not ours."""
    housed = [day for day, outcome in cases if outcome]
    data = stats.CensoredData(housed, right=[day for day, outcome in cases if not outcome])
    assert last(cases) == pytest.approx(1 - stats.ecdf(data).sf.evaluate(183), abs=1e-12)


def test_log_log_interval_equals_the_hand_calculation():
    # s = 0.1 / (0.5 ln 2) = 0.288539; 1.959964 s = 0.565526; 0.5^e^0.565526 and 0.5^e^-0.565526
    low, high = log_log_interval([0.5], [0.01])
    assert low.item() == pytest.approx(0.5 ** math.exp(0.5655264), rel=1e-6)
    assert high.item() == pytest.approx(0.5 ** math.exp(-0.5655264), rel=1e-6)


@pytest.mark.parametrize("value", [0.0, 1.0, math.nan])
def test_log_log_interval_is_missing_at_the_ends(value):
    assert np.isnan(log_log_interval([value], [0.0])).all()


@given(st.floats(0.001, 0.999), st.floats(0, 1))
def test_log_log_interval_contains_the_estimate_and_stays_a_chance(value, part):
    """Any variance up to that of a single case."""
    low, high = log_log_interval([value], [part * value * (1 - value)])
    assert 0 <= low.item() <= value * (1 + 1e-12)
    assert value * (1 - 1e-12) <= high.item() <= 1
