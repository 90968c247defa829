"""Inverting what was rounded: no rounded row gives its counts away."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from analysis.disclosure.rounding import outward, shown_share, to_step
from analysis.statistics import wilson_interval

STEP = Decimal("0.05")
SMALLEST, LARGEST = 20, 200


@cache
def published(numerator, denominator):
    return shown_share(Fraction(numerator, denominator), denominator, step=STEP, minimum=SMALLEST)


def pairs():
    return [(k, n) for n in range(SMALLEST, LARGEST + 1) for k in range(n + 1)]


@pytest.mark.parametrize("most_homes", [39, 79, LARGEST])
def test_every_published_row_belongs_to_three_numerators_and_two_denominators(most_homes):
    """Also for a reader who knows from the map how many homes there are at most."""
    numerators, denominators = defaultdict(set), defaultdict(set)
    for numerator, denominator in pairs():
        if denominator <= most_homes:
            row = published(numerator, denominator)
            numerators[row].add(numerator)
            denominators[row].add(denominator)
    assert {row: found for row, found in numerators.items() if len(found) < 3} == {}
    assert {row: found for row, found in denominators.items() if len(found) < 2} == {}


def test_a_bound_leaves_open_whether_it_is_none_or_one_for_every_denominator():
    for denominator in range(SMALLEST, LARGEST + 1):
        assert published(0, denominator) == published(1, denominator)
        assert published(denominator, denominator) == published(denominator - 1, denominator)


def test_only_a_bound_or_an_inner_step_is_ever_shown():
    for numerator, denominator in pairs():
        row = published(numerator, denominator)
        assert 0.05 <= row.value <= 0.95


def test_the_bound_holds():
    for numerator, denominator in pairs():
        row = published(numerator, denominator)
        if row.bound == "at_most":
            assert numerator / denominator <= row.value
        if row.bound == "at_least":
            assert numerator / denominator >= row.value


def test_the_shared_interval_holds_the_own_interval():
    for numerator, denominator in pairs():
        shown = published(numerator, denominator)
        if shown.interval:
            low, high = wilson_interval([numerator], [denominator])
            assert shown.interval[0] <= low[0] + 1e-12
            assert shown.interval[1] >= high[0] - 1e-12


@pytest.mark.parametrize(
    ("share", "rounded"),
    [("0.024", "0"), ("0.025", "0.05"), ("0.0749", "0.05"), ("0.075", "0.1"), ("0.975", "1"), ("0.9749", "0.95")],
)
def test_to_step_rounds_half_up(share, rounded):
    assert to_step(Fraction(share), STEP) == Fraction(rounded)


def test_outward_keeps_whole_steps():
    assert outward(0.15, 0.35, STEP) == (0.15, 0.35)
    assert outward(0.1499, 0.3501, STEP) == (0.1, 0.4)
