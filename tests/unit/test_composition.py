"""A change of a share in two parts that add up to it exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import composition


def whole(groups):
    counted, members = (sum(pair[place] for pair in groups.values()) for place in (0, 1))
    return Fraction(counted, members)


def test_by_hand():
    """Two groups of 50 and 50, then 30 and 70; shares 20 % and 40 %, then 30 % and 40 %."""
    parts = composition({"a": (10, 50), "b": (20, 50)}, {"a": (9, 30), "b": (28, 70)})
    assert parts.population == Fraction(-20, 100) * Fraction(1, 4) + Fraction(20, 100) * Fraction(2, 5)
    assert parts.real == Fraction(1, 10) * Fraction(4, 10)
    assert sum(parts) == Fraction(37, 100) - Fraction(30, 100)


def test_groups_that_only_grow_are_population():
    parts = composition({"a": (10, 50), "b": (25, 50)}, {"a": (5, 25), "b": (40, 80)})
    assert parts.real == 0


def test_one_group_is_real_change_alone():
    assert composition({"a": (8, 40)}, {"a": (9, 40)}) == (Fraction(0), Fraction(1, 40))


@pytest.mark.parametrize("absent", [{}, {"b": (0, 0)}])
def test_a_group_that_comes_or_goes_is_population(absent):
    parts = composition({"a": (10, 50), **absent}, {"a": (10, 50), "b": (30, 50)})
    assert parts == (Fraction(40, 100) - Fraction(20, 100), Fraction(0))


def test_nobody_at_one_end_is_refused():
    with pytest.raises(ValueError, match="no parts"):
        composition({"a": (0, 0)}, {"a": (1, 2)})


groups = st.dictionaries(
    st.sampled_from("abcd"),
    st.integers(0, 60).flatmap(lambda members: st.tuples(st.integers(0, members), st.just(members))),
    min_size=1,
).filter(lambda found: sum(members for _, members in found.values()) > 0)


@given(groups, groups)
def test_the_parts_add_up_to_the_whole(old, new):
    parts = composition(old, new)
    assert parts.population + parts.real == whole(new) - whole(old)
    back = composition(new, old)
    assert (back.population, back.real) == (-parts.population, -parts.real)
