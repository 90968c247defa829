"""The small parts: dice, division in proportion, points in outlines, money."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sample.dice import Dice, apportion
from analysis.sample.geography import is_inside, rings_of
from analysis.sample.model import euros
from analysis.sample.reference import load_reference


@given(st.integers(0, 10_000), st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_parts_add_up_to_the_whole(total, weights):
    parts = apportion(total, dict(enumerate(weights)))
    assert sum(parts.values()) == (total if any(weights) else 0)
    assert all(
        abs(parts[i] * sum(weights) - total * weight) < sum(weights) or not any(weights)
        for i, weight in enumerate(weights)
    )


def test_a_stream_is_its_own():
    one, two = Dice(1, "a"), Dice(1, "b")
    assert [one.share() for _ in range(3)] != [two.share() for _ in range(3)]


def test_the_stream_is_the_same_on_every_machine():
    dice = Dice(1730, "dwellings")
    assert [dice.whole(1, 1_000) for _ in range(5)] == [525, 996, 19, 505, 546]


def test_draws_stay_within_their_bounds():
    dice = Dice(3, "bounds")
    assert {dice.whole(1, 3) for _ in range(200)} == {1, 2, 3}
    assert all(10 <= dice.bell(12, 5, 10, 14) <= 14 for _ in range(200))
    assert {dice.weighted({"a": 1, "b": 0, "c": 2}) for _ in range(200)} == {"a", "c"}
    assert sorted(dice.take([1, 2, 3], 5)) == [1, 2, 3]
    assert dice.day(date(2023, 1, 2), date(2023, 1, 2)) == date(2023, 1, 2)


def test_weights_of_zero_are_refused():
    with pytest.raises(ValueError, match="all zero"):
        Dice(1, "x").weighted({"a": 0})


def test_a_hole_is_outside():
    outer = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    hole = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
    assert not is_inside((5, 5), [outer, hole])
    assert is_inside((2, 2), [outer, hole])


def test_the_outlines_are_metres_and_one_is_empty():
    outlines = load_reference().outlines
    empty = [code for code, outline in outlines.items() if not rings_of(outline)]
    assert empty == ["BU17300200"]
    corners = [corner for outline in outlines.values() for ring in rings_of(outline) for corner in ring]
    assert min(x for x, _ in corners) > 228_000
    assert max(y for _, y in corners) < 580_000


def test_money_is_written_with_two_decimals():
    assert [euros(cents) for cents in (5, 64_719, -120, None)] == ["0.05", "647.19", "-1.20", ""]
