"""Seekers that cannot be are refused; a village that is silent is noted."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import contracts
from analysis.sources.rules.seekers import impossible_seekers, silent_villages


def delivery(*rows):
    names = ("period", "village", "active_seekers", "responses", "responses_from_outside")
    frame = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    empty = contracts.empty("seekers")
    columns = {
        name: (frame[name] if name in frame else empty[name].reindex(frame.index)).astype(empty[name].dtype)
        for name in empty
    }
    return SimpleNamespace(tables={"seekers": pd.DataFrame(columns)})


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ((5, 10, 10), []),
        ((10, 10, 3), []),
        ((5, 10, 11), ["responses_from_outside"]),
        ((11, 10, 3), ["active_seekers"]),
        ((None, 10, None), []),
        ((5, None, 3), []),
    ],
)
def test_more_than_responses(row, columns):
    found = impossible_seekers(delivery(("2023-Q1", "Vries", *row)))
    assert [(one.column, one.severity) for one in found] == [(column, "refused") for column in columns]


def test_a_silent_village_is_named_with_its_quarter():
    rows = [("2023-Q1", "Vries", 5, 9, 3), ("2023-Q2", "Vries", 5, 9, 3), ("2023-Q1", "Eelde", 5, 9, 3)]
    (found,) = silent_villages(delivery(*rows))
    assert (found.severity, found.count) == ("note", 1)
    assert "Eelde: 2023-Q2" in found.message


def test_nothing_is_silent_without_the_table():
    nothing = SimpleNamespace(tables={})
    assert impossible_seekers(nothing) == silent_villages(nothing) == []
    assert silent_villages(delivery(("2023-Q1", "Vries", 5, 9, 3))) == []
