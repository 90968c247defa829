"""Permit holders: the task pro rata, backlog, quarterly reports and the spread, at their edges."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators import permit_holders
from analysis.indicators.verdicts import RuleValues, judge
from analysis.periods import Period

H1, H2 = Period(2023, 1), Period(2023, 2)
ON = date(2023, 12, 31)
SHARE = "permit_holders.task_share"


def homes(table, woonborg=3, sew=1, **changes):
    records = [{"dwelling_id": f"W{n}", "corporation": "Woonborg"} for n in range(woonborg)]
    records += [{"dwelling_id": f"S{n}", "corporation": "SEW"} for n in range(sew)]
    start = pd.Timestamp("1990-01-01")
    return table("dwellings", *records, in_service_from=start, village="Vries", is_self_contained=True, is_daeb=True,
                 **changes)  # fmt: skip


def told(table, *quarters):
    """Quarter, task, and persons of Woonborg and SEW; None leaves the row out."""
    records = []
    for quarter, task, woonborg, sew in quarters:
        if task is not None:
            records.append({"period": quarter, "task_persons": task})
        for name, persons in (("Woonborg", woonborg), ("SEW", sew)):
            if persons is not None:
                records.append({"period": quarter, "corporation": name, "housed_persons": persons,
                                "family_reunion_persons": 1})  # fmt: skip
    return table("permit_holders", *records)


def halves(frame, dwellings, periods=(H2,), **changes):
    inputs = {"self_contained_only": False, "daeb_only": False, "family_reunion_counts": False, "temporary_reasons": []}
    return permit_holders.half_years(frame, dwellings, periods=list(periods), **(inputs | changes))


def of(rows, corporation=None):
    own = rows["corporation"].isna() if corporation is None else rows["corporation"] == corporation
    return rows[own].iloc[-1]


def share(frame, dwellings, corporation=None, **changes):
    rows = permit_holders.task_rows(halves(frame, dwellings, **changes), period=H2)
    return of(rows[rows["id"] == SHARE], corporation)


def test_the_task_is_an_exact_fraction_of_the_homes(table, unchanged):
    frame = told(table, ("2023-Q3", 5, 1, 2), ("2023-Q4", 5, 2, 0))
    rows = unchanged(halves, frame, homes(table))
    assert rows["own_task_persons"].tolist() == [10, 2.5, 7.5]
    row = share(frame, homes(table), "Woonborg")
    assert Fraction(int(row["numerator"]), int(row["denominator"])) == Fraction(3, 1) / Fraction(15, 2)
    assert (of(rows)["housed_persons"], share(frame, homes(table))["value"]) == (5, 0.5)


@pytest.mark.parametrize(
    ("persons", "verdict"), [(5, "at_risk"), (6, "kept"), (7, "kept")], ids=["one less", "on the line", "one more"]
)
def test_a_task_of_a_fraction_at_its_line(table, persons, verdict):
    """Two of three homes and a task of 9: exactly 6 persons."""
    frame = told(table, ("2023-Q3", 9, persons, 9), ("2023-Q4", 0, 0, 0))
    rows = permit_holders.task_rows(halves(frame, homes(table, 2, 1)), period=H2)
    rule = RuleValues("34", "intention", "share_at_least", SHARE, "corporation", Fraction(1))
    judged = judge(rows, rules=[rule], on=ON, period=H2, max_missing_share=0.1, talks=pd.DataFrame())
    own = judged[(judged["id"] == SHARE) & (judged["corporation"] == "Woonborg")]
    assert own["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    "quarters",
    [
        [("2023-Q3", 5, 1, 1)],
        [("2023-Q3", 5, 1, 1), ("2023-Q4", 5, None, 1)],
        [("2023-Q3", 5, 1, 1), ("2023-Q4", None, 1, 1)],
    ],
    ids=["no quarter", "no association", "no task"],
)
def test_a_quarter_not_reported_is_missing_and_not_zero(table, quarters):
    account = halves(told(table, *quarters), homes(table))
    assert pd.isna(of(account, "Woonborg")["backlog_persons"])
    assert (SHARE, "Woonborg", "") in permit_holders.unreported(account, period=H2)
    assert pd.isna(share(told(table, *quarters), homes(table), "Woonborg")["value"])


def test_a_quarter_without_a_task_of_its_own(table):
    """The task of the half-year may stand on one of its quarters."""
    frame = told(table, ("2023-Q3", 8, 1, 1), ("2023-Q4", 0, 1, 1))
    frame["task_persons"] = frame["task_persons"].mask(frame["task_persons"] == 0)
    assert of(halves(frame, homes(table)))["task_persons"] == 8


def test_what_is_left_goes_to_the_next_half_year(table):
    frame = told(table, ("2023-Q1", 4, 1, 3), ("2023-Q2", 4, 0, 0), ("2023-Q3", 4, 7, 0), ("2023-Q4", 0, 1, 0))
    rows = halves(frame, homes(table), periods=(H1, H2))
    woonborg = rows[rows["corporation"] == "Woonborg"]
    assert woonborg["backlog_before_persons"].tolist() == [0, 5]
    assert woonborg["backlog_persons"].tolist() == [5, 0]
    assert rows.loc[rows["corporation"] == "SEW", "backlog_persons"].tolist() == [-1, 0]


def test_after_an_unknown_half_year_the_backlog_is_unknown(table):
    frame = told(table, ("2023-Q2", 4, 0, 0), ("2023-Q3", 4, 7, 0), ("2023-Q4", 0, 1, 0))
    rows = halves(frame, homes(table), periods=(H1, H2))
    assert rows["backlog_persons"].isna().all()
    assert of(rows, "Woonborg")["own_task_persons"] == 3


def test_family_reunion_counts_only_when_asked(table):
    frame = told(table, ("2023-Q3", 4, 0, 0), ("2023-Q4", 4, 0, 0))
    assert share(frame, homes(table), "Woonborg")["value"] == 0
    assert share(frame, homes(table), "Woonborg", family_reunion_counts=True)["value"] == pytest.approx(2 / 6)


@pytest.mark.parametrize(("mark", "inputs"), [("is_daeb", "daeb_only"), ("is_self_contained", "self_contained_only")])
def test_which_homes_divide_the_task(table, mark, inputs):
    dwellings = homes(table, 3, 1)
    dwellings.loc[0, mark], dwellings.loc[1, mark] = False, pd.NA
    frame = told(table, ("2023-Q3", 4, 0, 0), ("2023-Q4", 4, 0, 0))
    assert of(halves(frame, dwellings, **{inputs: True}), "Woonborg")["own_task_persons"] == 4
    assert of(halves(frame, dwellings), "Woonborg")["own_task_persons"] == 6


def test_homes_count_on_the_day_before_the_half_year(table):
    dwellings = homes(table)
    dwellings.loc[3, "in_service_from"] = pd.Timestamp("2023-07-01")
    frame = told(table, ("2023-Q3", 4, 0, 0), ("2023-Q4", 4, 0, 0))
    assert of(halves(frame, dwellings), "SEW")["own_task_persons"] == 0
    dwellings.loc[3, "in_service_from"] = pd.Timestamp("2023-06-30")
    assert of(halves(frame, dwellings), "SEW")["own_task_persons"] == 2


def test_no_task_no_share(table):
    frame = told(table, ("2023-Q3", 0, 0, 0), ("2023-Q4", 0, 0, 0))
    rows = permit_holders.task_rows(halves(frame, homes(table)), period=H2)
    assert SHARE not in set(rows["id"])


def test_nothing_delivered(table):
    frame = table("permit_holders")
    account = halves(frame, table("dwellings"))
    assert len(account) == 1
    assert permit_holders.reports(frame, on=ON).empty
    assert permit_holders.count_of_reports(permit_holders.reports(frame, on=ON), on=ON, period=H2).empty


# ------------------------------------------------------------------------------------------- quarterly reports


def reported(table, **days):
    records = [{"period": f"2023-{quarter}", "reported_on": pd.Timestamp(day)} for quarter, day in days.items()]
    return permit_holders.reports(table("permit_holders", *records), on=ON)


@pytest.mark.parametrize(("day", "is_late"), [("2023-09-30", False), ("2023-10-01", True), ("2023-07-01", False)])
def test_a_report_is_late_after_its_quarter(table, day, is_late):
    assert reported(table, Q3=day)["is_late"].dropna().tolist() == [is_late]


def test_a_quarter_that_is_over_and_has_no_report_is_listed(table):
    rows = reported(table, Q1="2023-03-30", Q3="2023-09-29")
    assert rows["quarter"].tolist() == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]
    assert rows["is_late"].isna().tolist() == [False, True, False, True]


@pytest.mark.parametrize(
    ("days", "count"),
    [
        ({"Q1": "2023-03-30", "Q2": "2023-06-29", "Q3": "2023-09-29", "Q4": "2023-12-28"}, 4),
        ({"Q1": "2023-03-30", "Q2": "2023-06-29", "Q3": "2023-10-01", "Q4": "2023-12-28"}, 3),
        ({"Q1": "2023-04-01", "Q2": "2023-07-01", "Q3": "2023-10-01"}, 3),
        ({"Q1": "2024-01-02"}, 0),
    ],
    ids=["four", "two in one quarter", "each a quarter later", "next year"],
)
def test_quarters_of_the_year_with_a_report(table, days, count):
    rows = permit_holders.count_of_reports(reported(table, **days), on=ON, period=H2)
    assert rows[["value", "denominator"]].to_numpy().tolist() == [[count, 4]]


def test_a_running_year_counts_the_quarters_begun(table):
    rows = permit_holders.count_of_reports(reported(table, Q1="2023-03-30"), on=date(2023, 6, 30), period=H1)
    assert rows["denominator"].tolist() == [2]


# ------------------------------------------------------------------------------------------------- the spread


def let(table, *grounds, allocated_on="2023-06-01", is_first_housing=True):
    allocations = table("allocations", *({"allocation_id": f"A{n}", "priority_ground": ground, "dwelling_id": "W0"}
                        for n, ground in enumerate(grounds)), allocated_on=pd.Timestamp(allocated_on),
                        is_first_housing=is_first_housing)  # fmt: skip
    return permit_holders.special_lettings(allocations, homes(table), on=ON, window_months=24,
                                           special_grounds=["STA", "UIT"], first_housing_grounds=["STA"])  # fmt: skip


@pytest.mark.parametrize(
    ("ground", "first", "answer"),
    [("STA", True, True), ("STA", False, False), ("STA", None, pd.NA), ("UIT", False, True), ("MED", True, False),
     (None, None, False)],
)  # fmt: skip
def test_who_belongs_to_the_special_groups(table, ground, first, answer):
    found = let(table, ground, is_first_housing=first)["is_special"].tolist()
    assert [found] == [[answer]] or (pd.isna(answer) and pd.isna(found[0]))


@pytest.mark.parametrize(("day", "count"), [("2021-12-31", 0), ("2022-01-01", 1), ("2023-12-31", 1), ("2024-01-01", 0)])
def test_the_window(table, day, count):
    assert len(let(table, "UIT", allocated_on=day)) == count


def test_concentration(table):
    lettings = pd.DataFrame({"village": ["Vries", "Vries", "Yde"],
                             "is_special": pd.Series([True, False, True], dtype="boolean")})  # fmt: skip
    rows = permit_holders.places(lettings)
    assert rows["value"].tolist() == [0.5, 1.0]
    assert rows["special_share"].tolist() == [0.5, 0.5]
    assert rows["rest_share"].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert permit_holders.places(lettings.iloc[:0]).empty


def test_stock_shares(table):
    dwellings = homes(table)
    dwellings.loc[3, "village"] = "Eelde"
    rows = permit_holders.stock_shares(dwellings, on=ON, temporary_reasons=[])
    assert rows[["village", "stock_share"]].to_numpy().tolist() == [["Eelde", 0.25], ["Vries", 0.75]]
