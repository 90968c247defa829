"""Sentences that know what they were made of."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal

import pytest

from analysis.presentation.texts import Texts
from analysis.wording import Said, joined, read, said, written

NESTED = said("{place}: {what}", place="rents.csv", what=said("{file} is empty", file="rents.csv"))


@pytest.mark.parametrize("again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_is_told_in_the_same_way(again) -> None:
    assert Texts("nl").told(again(NESTED)) == "rents.csv: rents.csv is leeg"


def test_plain_data_gives_the_sentence_back() -> None:
    again = read(json.loads(json.dumps(written(NESTED))))
    assert (again, again.message, Texts("nl").told(again)) == (NESTED, NESTED.message, "rents.csv: rents.csv is leeg")
    assert read(written("a plain text")) == "a plain text"


def test_numbers_in_a_sentence_follow_the_language() -> None:
    share = said(
        "{column} is empty in {empty} of {count} rows ({share}%)", column="a", empty=1, count=8, share=Decimal("12.5")
    )
    assert share == "a is empty in 1 of 8 rows (12.5%)"
    assert Texts("nl").told(read(json.loads(json.dumps(written(share))))) == "a is leeg in 1 van de 8 rijen (12,5 %)"


def test_sentences_behind_each_other_are_told_one_by_one() -> None:
    both = joined("\n", [said("{file} is empty", file="a"), "plain"])
    assert (both, Texts("nl").told(both)) == ("a is empty\nplain", "a is leeg\nplain")
    assert isinstance(both, Said)
