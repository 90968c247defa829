"""What parties report themselves: which row counts in a half-year, and what becomes of gaps and contradictions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators import reported
from analysis.indicators.definitions import ending_in, last_day_of_quarter, quarters_of
from analysis.indicators.verdicts import RuleValues, judge
from analysis.periods import Period

H1, H2 = Period(2023, 1), Period(2023, 2)
COLUMNS = ["agreement", "period", "measure", "party", "value", "unit", "source"]


def told(*rows: tuple[object, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=COLUMNS[:-1]).assign(source="letter")
    return frame.astype(dict.fromkeys(COLUMNS, "str") | {"value": "float64"})


def one(period: str, value: float | None = 1, party: str = "gemeente", measure: str = "clients") -> tuple[object, ...]:
    return "16", period, measure, party, value, "households"


def rows(frame: pd.DataFrame, period: Period = H2) -> pd.DataFrame:
    return reported.figures(frame, agreements=["16", "41"], corporations=["SEW", "Woonborg"], period=period)


@pytest.mark.parametrize(
    ("period", "half", "counts"),
    [
        ("2023", H2, True),
        ("2023", H1, False),
        ("2023-H2", H2, True),
        ("2023-H1", H2, False),
        ("2023-Q2", H1, True),
        ("2023-Q3", H1, False),
        ("2023-Q4", H2, True),
        ("2022", H2, False),
        ("end of 2023", H2, False),
    ],
)
def test_what_ends_in_the_half_year_counts(period, half, counts):
    assert rows(told(one(period)), half)["period"].tolist() == [period] * counts


def test_a_figure_is_taken_over_as_it_is():
    (row,) = rows(told(("41", "2023", "Costs (EUR)", "SEW", 6533.5, "eur_per_year"))).to_dict("records")
    assert (row["id"], row["corporation"], row["value"], row["unit"]) == (
        "reported.41.costs_eur",
        "SEW",
        6533.5,
        "eur_per_year",
    )
    assert pd.isna(row["denominator"])


def test_another_agreement_is_left_out():
    assert rows(told(("17", "2023", "spent_eur", "gemeente", 1, "eur"))).empty


def test_a_figure_that_was_not_filled_in_is_missing_and_not_zero():
    assert rows(told(one("2023-H2", None)))["value"].isna().tolist() == [True]


@pytest.mark.parametrize(("second", "value"), [(1.0, 1.0), (2.0, None), (None, None)])
def test_two_parties_about_the_same_thing(second, value):
    """Both must say the same: the monitor does not choose between them."""
    (row,) = rows(told(one("2023-H2"), one("2023-H2", second, "HBV"))).to_dict("records")
    assert (row["value"] if pd.notna(row["value"]) else None) == value


def test_each_association_has_its_own_row():
    found = rows(told(one("2023-H2", 3, "Woonborg"), one("2023-H2", 2, "SEW"), one("2023-H2", 9)))
    assert found["value"].tolist() == [9, 2, 3]
    assert found["corporation"].fillna("").tolist() == ["", "SEW", "Woonborg"]


def test_no_figures_give_no_rows():
    assert rows(told()).empty
    assert reported.latest(told(), agreements=["16"], period=H2).empty


@pytest.mark.parametrize(
    ("periods", "last", "is_of_period"),
    [
        (["2023-H1", "2023-H2"], "2023-H2", True),
        (["2023-H1"], "2023-H1", False),
        (["2022", "2023-Q3"], "2023-Q3", True),
        (["2023-H2", "2023"], "2023", True),
        (["2023-H2", "2024-Q1"], "2023-H2", True),
    ],
)
def test_the_last_figure_of_a_party(periods, last, is_of_period):
    found = reported.latest(told(*map(one, periods)), agreements=["16"], period=H2)
    assert found[["period", "is_of_period"]].to_numpy().tolist() == [[last, is_of_period]]


def test_a_year_that_is_not_over_is_not_the_last():
    assert reported.latest(told(one("2023")), agreements=["16"], period=H1).empty


@pytest.mark.parametrize(
    ("paid", "verdict"), [(24_999.99, "broken"), (25_000, "kept"), (25_001, "kept"), (None, "not_assessable")]
)
def test_agreement_41_at_its_line(paid, verdict):
    frame = told(("41", "2023", "municipality_eur_per_year", "gemeente", paid, "eur_per_year"))
    rule = RuleValues("41", "duty", "count_at_least", "reported.41.municipality_eur_per_year", "all", Fraction(25_000),
                      due_on=date(2023, 12, 31))  # fmt: skip
    judged = judge(rows(frame), rules=[rule], on=date(2023, 12, 31), period=H2, max_missing_share=0.1,
                   talks=pd.DataFrame())  # fmt: skip
    assert judged["verdict"].tolist() == [verdict]


def test_quarters():
    assert [last_day_of_quarter(f"2023-Q{n}") for n in (1, 2, 3, 4)] == [
        date(2023, 3, 31),
        date(2023, 6, 30),
        date(2023, 9, 30),
        date(2023, 12, 31),
    ]
    assert quarters_of(H1) == ("2023-Q1", "2023-Q2")
    assert "2023" not in ending_in(H1)
