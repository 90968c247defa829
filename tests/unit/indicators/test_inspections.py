"""Inspections: whose turn it is, the rhythm over all villages, points, labels and what is spent, at their edges."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators import inspections, reported
from analysis.indicators.verdicts import RuleValues, judge
from analysis.periods import Period

ON, PERIOD = date(2023, 12, 31), Period(2023, 2)
HELD = "inspections.held_in_two_years_share"


def homes(table, *villages):
    return table("dwellings", *({"dwelling_id": f"D{n}", "village": village} for n, village in enumerate(villages)),
                 in_service_from=pd.Timestamp("1990-01-01"), corporation="SEW")  # fmt: skip


def held(table, *days):
    """Village and day of each inspection; None is not held yet."""
    return table("inspections", *({"inspection_id": f"I{n}", "village": village, "held_on": day}
                                  for n, (village, day) in enumerate(days)))  # fmt: skip


def visits(table, *days, villages=("Vries",), on=ON, **changes):
    inputs = {"window_months": 24, "all_villages": False, "temporary_reasons": []} | changes
    places = table("neighbourhoods", {"village": "Vries"}, {"village": "Winde"})
    return inspections.visits(held(table, *days), homes(table, *villages), places, on=on, **inputs)


@pytest.mark.parametrize(
    ("day", "status", "in_window"),
    [
        ("2021-12-30", "due", 0),
        ("2021-12-31", "due", 0),
        ("2022-01-01", "not_due", 1),
        ("2023-12-31", "not_due", 1),
        ("2024-01-01", "never", 0),
        (None, "never", 0),
    ],
)
def test_two_years_at_their_edges(table, day, status, in_window):
    row = visits(table, ("Vries", day)).iloc[0]
    assert (row["status"], row["visits"]) == (status, in_window)


@pytest.mark.parametrize(
    ("day", "on", "months"),
    [
        ("2023-11-30", date(2023, 12, 30), 1),
        ("2023-11-30", date(2023, 12, 29), 0),
        ("2023-10-31", date(2023, 11, 30), 1),
        ("2022-12-31", ON, 12),
    ],
)
def test_whole_months(table, day, on, months):
    assert visits(table, ("Vries", day), on=on)["months_since"].tolist() == [months]


def test_the_longest_without_an_inspection_comes_first(table):
    rows = visits(table, ("Vries", "2023-01-01"), ("Yde", "2021-01-01"), villages=("Vries", "Yde", "Bunne"))
    assert rows["village"].tolist() == ["Bunne", "Yde", "Vries"]


def test_an_inspection_without_a_day_is_planned_and_not_held(table):
    row = visits(table, ("Vries", None), ("Vries", "2021-01-01")).iloc[0]
    assert (row["planned"], row["status"], row["visits"]) == (1, "due", 0)


def test_villages_without_homes_only_when_asked(table):
    assert visits(table)["village"].tolist() == ["Vries"]
    assert visits(table, all_villages=True)["village"].tolist() == ["Vries", "Winde"]


@pytest.mark.parametrize(
    ("days", "share", "verdict"),
    [
        ([("Vries", "2023-01-01")], (1, 2), "broken"),
        ([("Vries", "2023-01-01"), ("Yde", "2023-01-01")], (2, 2), "kept"),
        ([("Vries", "2022-01-01"), ("Vries", "2023-01-01")], (2, 2), "kept"),
        ([("Vries", "2022-01-01"), ("Vries", "2023-01-01"), ("Yde", "2023-01-01")], (3, 2), "kept"),
        ([("Vries", None)], (0, 2), "broken"),
        ([("Winde", "2023-01-01")], (0, 2), "broken"),
    ],
    ids=["one less", "on the line", "one twice", "one more", "none", "elsewhere"],
)
def test_agreement_40_at_its_line(table, days, share, verdict):
    rows = inspections.held(visits(table, *days, villages=("Vries", "Yde")), held(table, *days), period=PERIOD)
    rule = RuleValues("40", "duty", "share_at_least", HELD, "all", Fraction(1))
    judged = judge(rows, rules=[rule], on=ON, period=PERIOD, max_missing_share=0.1, talks=pd.DataFrame())
    assert (rows["numerator"].item(), rows["denominator"].item()) == share
    assert judged["verdict"].tolist() == [verdict]


def test_no_village_no_rhythm(table):
    assert inspections.held(visits(table, villages=()), held(table, ("Vries", "2023-01-01")), period=PERIOD).empty


def test_inspections_that_were_not_delivered_are_not_none(table):
    assert inspections.held(visits(table), held(table), period=PERIOD).empty


# ------------------------------------------------------------------------------------------------------- points


def points(table, *raised, day="2023-06-01", **counts):
    visited = table("inspections", {"inspection_id": "I", "village": "Vries", "held_on": pd.Timestamp(day), **counts})
    records = [{"observation_id": f"O{n}", "inspection_id": "I", "due_on": due, "closed_on": closed}
               for n, (due, closed) in enumerate(raised)]  # fmt: skip
    return visited, table("observations", *records)


def figures(frames):
    rows = inspections.point_rows(*frames, on=ON, period=PERIOD)
    return rows[rows["village"].isna()].set_index("id")


def test_points_closed_open_and_overdue(table, unchanged):
    frames = points(table, ("2023-12-30", None), ("2023-12-31", None), (None, None), ("2023-09-01", "2023-12-31"),
                    ("2023-09-01", "2024-01-01"))  # fmt: skip
    unchanged(inspections.point_rows, *frames, on=ON, period=PERIOD)
    found = figures(frames)
    closed = found.loc["inspections.points_closed_share"]
    assert (closed["numerator"], closed["denominator"], closed["missing"]) == (1, 5, 0)
    assert found.loc["inspections.open_points_count", "value"] == 4
    assert found.loc["inspections.overdue_points_count", "value"] == 2
    assert inspections.open_points(*frames, on=ON)["days_overdue"].tolist() == [121, 1, 0, pd.NA]


def test_an_inspection_without_observations_counts_its_own_numbers(table):
    found = figures(points(table, points_raised=4, points_closed=3))
    assert found.loc["inspections.points_closed_share", "value"] == 0.75


@pytest.mark.parametrize(("closed", "overdue"), [(3, None), (4, (0, 4, 0))], ids=["one open", "all closed"])
def test_without_observations_nobody_knows_what_is_overdue_unless_all_is_closed(table, closed, overdue):
    found = figures(points(table, points_raised=4, points_closed=closed))
    rows = found.reindex(["inspections.overdue_points_count"])[["numerator", "denominator", "missing"]].dropna()
    assert [tuple(row) for row in rows.to_numpy()] == ([] if overdue is None else [overdue])


def test_overdue_points_are_of_inspections_whose_points_are_delivered(table):
    told = points(table, ("2023-12-01", None), points_raised=1)
    other = points(table, points_raised=9, points_closed=0)[0].assign(inspection_id="J")
    found = figures((pd.concat([told[0], other]), told[1]))
    overdue = found.loc["inspections.overdue_points_count"]
    assert (overdue["numerator"], overdue["denominator"], overdue["missing"]) == (1, 1, 1)
    assert found.loc["inspections.open_points_count", ["numerator", "denominator"]].tolist() == [10, 10]


def test_observations_that_are_not_complete_do_not_count(table):
    found = figures(points(table, ("2023-12-01", "2023-12-02"), points_raised=4, points_closed=1))
    assert found.loc["inspections.points_closed_share", "denominator"] == 4


def test_an_inspection_without_numbers_is_missing(table):
    frames = points(table)
    assert figures(frames).empty
    both = (
        pd.concat([frames[0], points(table, points_raised=2, points_closed=2)[0].assign(inspection_id="J")]),
        frames[1],
    )
    assert figures(both).loc["inspections.points_closed_share", "missing"] == 1


def test_points_of_a_later_inspection_are_not_seen(table):
    frames = points(table, ("2024-02-01", None), day="2024-01-01")
    assert figures(frames).empty
    assert inspections.open_points(*frames, on=ON).empty


# ----------------------------------------------------------------------------------------------------- promises


@pytest.mark.parametrize(
    ("due", "closed", "state", "late"),
    [
        ("2023-12-30", None, "overdue", 1),
        ("2023-12-31", None, "open", None),
        (None, None, "open", None),
        ("2023-12-30", "2024-01-01", "overdue", 1),
        ("2023-10-01", "2023-10-01", "done_in_time", None),
        ("2023-10-01", "2023-10-02", "done_late", 1),
        ("2024-06-01", "2023-10-02", "done_in_time", None),
        (None, "2023-10-02", "done", None),
    ],
)
def test_what_became_of_a_promise(table, due, closed, state, late):
    told = inspections.promises(*points(table, (due, closed)), on=ON)
    assert told["state"].tolist() == [state]
    assert told["days_late"].fillna(-1).tolist() == [late or -1]
    assert told["closed_on"].notna().tolist() == [state.startswith("done")]


def test_promises_kept_are_of_those_whose_day_has_come(table, unchanged):
    frames = points(table, ("2023-10-01", "2023-09-30"), ("2023-10-01", "2023-10-02"), ("2023-12-30", None),
                    ("2023-12-31", None), (None, "2023-10-01"), (None, None))  # fmt: skip
    unchanged(inspections.promises, *frames, on=ON)
    rows = inspections.promise_rows(inspections.promises(*frames, on=ON), period=PERIOD)
    assert rows[["numerator", "denominator", "missing"]].to_numpy().tolist() == [[1, 3, 2], [1, 3, 2]]
    assert rows["village"].fillna("").tolist() == ["", "Vries"]


def test_promises_of_a_later_inspection_are_not_seen(table):
    told = inspections.promises(*points(table, ("2024-02-01", None), day="2024-01-01"), on=ON)
    assert told.empty
    assert inspections.promise_rows(told, period=PERIOD).empty
    assert inspections.by_owner(told, parties=["SEW"]).empty


def test_an_owner_who_is_no_party_is_not_named(table):
    visited, observed = points(table, ("2023-10-01", None), ("2023-10-01", "2023-10-01"), (None, None))
    observed = observed.assign(owner=pd.Series(["mevrouw Jansen", "SEW", None], dtype="str"))
    counts = inspections.by_owner(inspections.promises(visited, observed, on=ON), parties=["SEW", "others"])
    assert counts["owner"].fillna("").tolist() == ["SEW", "others", ""]
    assert counts[["points", "done_in_time", "overdue", "open"]].to_numpy().tolist() == [
        [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 1]]  # fmt: skip


def test_poor_labels(table):
    dwellings = homes(table, "Vries", "Vries", "Yde").assign(energy_label=pd.Series(["E", "A", None], dtype="str"))
    rows = inspections.poor_labels(
        dwellings, on=ON, period=PERIOD, looked_at_labels=["E", "F", "G"], temporary_reasons=[]
    )
    assert rows[["numerator", "denominator", "missing"]].to_numpy().tolist() == [[1, 2, 1], [1, 2, 0]]


# ---------------------------------------------------------------------------------------- mediation and liveability

LINES = {
    "reported.41.municipality_eur_per_year": Fraction(25_000),
    "reported.41.corporation_eur_per_year": Fraction(6_533),
}


def told(table, *rows):
    records = [{"agreement": agreement, "measure": measure, "party": party, "value": value}
               for agreement, measure, party, value in rows]  # fmt: skip
    frame = table("reported_figures", *records, period="2023", unit="eur_per_year")
    return reported.figures(frame, agreements=["41", "42"], corporations=["SEW", "Woonborg"], period=PERIOD)


def account(rows):
    found = inspections.mediation(
        rows, corporations=["SEW", "Woonborg"], agreed_costs=38_067, agreed_contributions=LINES
    )
    return found.set_index("item")


def test_the_euro_of_agreement_41_is_shown_and_not_repaired(table):
    found = account(told(table))
    assert found.loc["contributions", "agreed_eur"] == 38_066
    assert found.loc["costs", "agreed_eur"] == 38_067
    assert found.loc["difference", "agreed_eur"] == -1


def test_a_contribution_that_was_not_reported_leaves_the_sum_unknown(table):
    found = account(told(table, ("41", "municipality_eur_per_year", "gemeente", 25_000)))
    assert found["reported_eur"].isna().tolist() == [False, True, True, True, True, True]


def test_spending_per_home_and_cases(table):
    rows = told(table, ("41", "cases", "mediation", 4), ("41", "solved_cases", "mediation", 3),
                ("42", "liveability_eur_per_year", "SEW", 100.0))  # fmt: skip
    found = inspections.spending_rows(rows, homes(table, "Vries", "Yde"), on=ON, period=PERIOD, temporary_reasons=[])
    assert dict(zip(found["id"], found["value"], strict=True)) == {
        "reported.41.cases_per_1000_homes": 2_000,
        "reported.41.solved_share": 0.75,
        "reported.42.eur_per_home": 50,
    }


def test_cases_and_solved_cases_are_of_one_period(table):
    """A year's cases beside a quarter's: 30 of 40 in the year, never the 12 of the last quarter."""
    year = told(table, ("41", "cases", "mediation", 40), ("41", "solved_cases", "mediation", 30))
    quarter = told(table, ("41", "cases", "mediation", 12)).assign(period="2023-Q4")
    both = pd.concat([year, quarter], ignore_index=True)
    found = inspections.spending_rows(both, homes(table, "Vries"), on=ON, period=PERIOD, temporary_reasons=[])
    counts = {row["id"]: (row["numerator"], row["denominator"]) for row in found.to_dict("records")}
    assert counts == {"reported.41.solved_share": (30, 40), "reported.41.cases_per_1000_homes": (40, 1)}
    apart = pd.concat([year.iloc[:1], quarter.assign(id="reported.41.solved_cases")], ignore_index=True)
    found = inspections.spending_rows(apart, homes(table, "Vries"), on=ON, period=PERIOD, temporary_reasons=[])
    assert found["id"].tolist() == ["reported.41.cases_per_1000_homes"]


def test_spending_that_was_not_reported_gives_no_row(table):
    assert inspections.spending_rows(
        told(table), homes(table, "Vries"), on=ON, period=PERIOD, temporary_reasons=[]
    ).empty
    no_case = told(table, ("41", "cases", "mediation", 0), ("41", "solved_cases", "mediation", 0))
    found = inspections.spending_rows(no_case, homes(table, "Vries"), on=ON, period=PERIOD, temporary_reasons=[])
    assert found["id"].tolist() == ["reported.41.cases_per_1000_homes"]
