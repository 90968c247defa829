"""Inverting what was rounded: no rounded row gives its counts away."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from analysis.disclosure.rounding import bound_of, outward, shared_interval, to_step
from analysis.statistics import wilson_interval

STEP = Decimal("0.05")
BLOCK = 5
SMALLEST, LARGEST = 20, 80


@cache
def published(numerator, denominator):
    share = Fraction(numerator, denominator)
    bound = bound_of(share, denominator, STEP, is_rounded=True)
    if bound:
        return bound
    return float(to_step(share, STEP)), *shared_interval(share, denominator, step=STEP, block=BLOCK)


def pairs():
    return [(k, n) for n in range(SMALLEST, LARGEST) for k in range(n + 1)]


def test_no_published_row_belongs_to_a_single_denominator():
    rows = defaultdict(set)
    for numerator, denominator in pairs():
        rows[published(numerator, denominator)].add(denominator)
    # the last block is cut off by the range of the test
    assert [row for row, found in rows.items() if len(found) < 2 and max(found) < LARGEST - BLOCK] == []


def test_a_bound_leaves_open_whether_it_is_none_or_one_for_every_denominator():
    for denominator in range(SMALLEST, LARGEST):
        assert published(0, denominator) == published(1, denominator)
        assert published(denominator, denominator) == published(denominator - 1, denominator)


def test_only_a_bound_or_an_inner_step_is_ever_shown():
    for numerator, denominator in pairs():
        row = published(numerator, denominator)
        assert 0.05 <= row[0] <= 0.95


def test_the_bound_holds():
    for numerator, denominator in pairs():
        row = published(numerator, denominator)
        if row[1] == "at_most":
            assert numerator / denominator <= row[0]
        if row[1] == "at_least":
            assert numerator / denominator >= row[0]


def test_the_shared_interval_holds_the_own_interval():
    for numerator, denominator in pairs():
        low, high = wilson_interval([numerator], [denominator])
        share = Fraction(numerator, denominator)
        shown = shared_interval(share, denominator, step=STEP, block=BLOCK)
        assert shown[0] <= low[0] + 1e-12
        assert shown[1] >= high[0] - 1e-12


@pytest.mark.parametrize(
    ("share", "rounded"),
    [("0.024", "0"), ("0.025", "0.05"), ("0.0749", "0.05"), ("0.075", "0.1"), ("0.975", "1"), ("0.9749", "0.95")],
)
def test_to_step_rounds_half_up(share, rounded):
    assert to_step(Fraction(share), STEP) == Fraction(rounded)


def test_outward_keeps_whole_steps():
    assert outward(0.15, 0.35, STEP) == (0.15, 0.35)
    assert outward(0.1499, 0.3501, STEP) == (0.1, 0.4)
