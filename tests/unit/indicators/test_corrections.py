"""Verdicts corrected by hand: which line of the log counts, for which half-year, up to which day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators import verdicts
from analysis.indicators.verdicts.talks import entries_of
from analysis.periods import Period

H2 = Period(2023, 2)
END = date(2023, 12, 31)


def log(*lines: tuple[str, str, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(lines, columns=["agreement", "date", "party", "status", "evidence"])
    return frame.assign(date=pd.to_datetime(frame["date"]))


def corrected(*lines, agreement="31", frequency="half_year", period=H2, on=END):
    found = verdicts.correction_of(log(*lines), agreement, frequency=frequency, period=period, on=on)
    return found and found.verdict


@pytest.mark.parametrize(
    ("day", "on", "seen"),
    [("2023-12-31", END, "kept"), ("2023-12-31", date(2023, 12, 30), None), ("2023-12-30", date(2023, 12, 30), "kept")],
)
def test_a_correction_after_the_reference_date_is_not_seen(day, on, seen):
    assert corrected(("31", day, "SEW", "corrected:kept", "why"), on=on) == seen


@pytest.mark.parametrize(
    ("frequency", "day", "seen"),
    [
        ("half_year", "2023-07-01", "kept"),
        ("half_year", "2023-06-30", None),
        ("quarter", "2023-06-30", None),
        ("year", "2023-06-30", "kept"),
        ("year", "2022-12-31", None),
        ("once", "2023-01-01", "kept"),
    ],
)
def test_a_correction_is_about_the_half_year_or_year_of_its_day(frequency, day, seen):
    assert corrected(("31", day, "SEW", "corrected:kept", "why"), frequency=frequency) == seen


def test_the_last_correction_counts():
    lines = [
        ("31", "2023-11-01", "SEW", "corrected:broken", "first"),
        ("31", "2023-12-01", "SEW", "corrected:kept", "second"),
        ("31", "2023-12-24", "SEW", "done", "a talk"),
        ("33", "2023-12-25", "SEW", "corrected:at_risk", "another agreement"),
    ]
    assert corrected(*lines) == "kept"
    assert corrected(*lines[::-1]) == "kept"
    assert verdicts.correction_of(log(*lines), "31", frequency="year", period=H2, on=END).reason == "second"


def test_no_correction_is_none():
    assert corrected(("31", "2023-12-01", "SEW", "done", "a talk")) is None
    assert verdicts.correction_of(pd.DataFrame(), "31", frequency="year", period=H2, on=END) is None


def test_a_correction_is_no_deed_and_no_talk():
    lines = log(("31", "2023-12-01", "SEW", "corrected:kept", "why"), ("31", "2023-11-01", "SEW", "planned", "agenda"))
    assert entries_of(lines, "31")["status"].tolist() == ["planned"]
    assert verdicts.judge(
        pd.DataFrame({"id": ["a.share"], "corporation": ["SEW"], "numerator": [9], "denominator": [40],
                      "missing": [0]}),
        rules=[verdicts.RuleValues("31", "signal", "share_at_most", "a.share", "corporation", Fraction(1, 5))],
        on=END, period=H2, max_missing_share=0.1, talks=lines,
    )["verdict"].tolist() == ["at_risk"]  # fmt: skip
