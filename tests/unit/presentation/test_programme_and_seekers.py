"""Figures, tables and conclusions of the building programme and of home seekers."""

from __future__ import annotations

import hashlib
from datetime import date

import pandas as pd
import pytest
from tests.unit.presentation.made_up import published
from tests.unit.presentation.measuring import outside, overlapping, picture_of

from analysis.presentation import conclusions, figures, tables

ON, SINCE = date(2023, 12, 31), date(2023, 1, 1)
DAYS = {"on": ON, "since": SINCE}
DELIVERED, DEMOLISHED = "programme.delivered_homes_count", "programme.demolished_homes_count"
WITHOUT_LABEL = "programme.sold_without_label_share"


def project(name, planned, realised=None, *, kind="new_build", homes=15, done=None, **more):
    standing = {True: "on_time", False: "planned"}[realised is not None]
    return {
        "project_id": name, "project_name": name, "corporation": "Woonborg", "village": "Vries", "kind": kind,
        "agreement": "21", "homes": homes, "realised_homes": done, "planned_on": pd.Timestamp(planned),
        "realised_on": pd.Timestamp(realised) if realised else pd.NaT, "standing": standing, "days_late": 0, **more,
    }  # fmt: skip


def projects_frame():
    rows = [
        project("A very long name of a project that has to be cut", "2023-06-30", "2023-05-22", done=15),
        project("Late", "2023-07-31", "2023-09-18", done=12, standing="late", days_late=49),
        project("Overdue", "2023-12-15", standing="overdue", days_late=16, homes=19),
        project("Without a number", "2024-12-31", homes=None, agreement="23"),
        project("Demolition", "2023-10-01", "2023-11-06", kind="demolition", done=18, homes=18, agreement="23"),
        project("Old", "2021-06-30", "2021-05-22", done=15, agreement=None),
    ]
    return pd.DataFrame(rows).astype({"homes": "Int64", "realised_homes": "Int64", "days_late": "Int64"})


def milestones_frame():
    rows = [
        project("Decision", "2023-03-31", kind="milestone", homes=0, standing="overdue", days_late=275, agreement="19")
    ]
    return pd.DataFrame(rows).astype({"homes": "Int64", "realised_homes": "Int64", "days_late": "Int64"})


def balance_frame():
    rows = [(2023, "built", 30, 0), (2023, "to_build", 19, 0), (2023, "demolished", -18, 0), (2024, "to_build", 24, 1)]
    return pd.DataFrame(rows, columns=["year", "part", "homes", "unknown_projects"])


def quarters_frame():
    quarters = [f"{year}-Q{number}" for year in (2022, 2023) for number in (1, 2, 3, 4)]
    frame = pd.DataFrame({"quarter": quarters})
    for place, name in enumerate(("active_seekers", "registered_seekers", "advertised_dwellings", "responses")):
        frame[name] = pd.array([1000 + 100 * place + 37 * number for number in range(8)], dtype="Int64")
    frame["allocations"] = pd.array([40 + number for number in range(8)], dtype="Int64")
    frame["responses_per_advert"] = [250.0 + number for number in range(8)]
    frame["outside_responses_share"], frame["success_share"] = 0.6, 0.042
    frame["not_delivered"] = pd.Series([None] * 6 + ["Vries", None], dtype="str")
    for name in ("missing_active", "missing_registered", "missing_responses", "missing_outside"):
        frame[name] = pd.array([0] * 6 + [1, 0], dtype="Int64")
    return frame


def times_frame():
    rows = [
        {"period": f"2023-H{half}", "corporation": name, "lower_years": 3.0, "value": 6.4, "upper_years": 10.2,
         "denominator": 33, "missing": 1, "unit": "years"}
        for half in (1, 2) for name in (None, "SEW", "Woonborg")
    ]  # fmt: skip
    return pd.DataFrame(rows)


def timeline(texts, imprint):
    return figures.timeline(published(projects_frame()), published(milestones_frame()), texts, imprint, **DAYS)


def balance(texts, imprint):
    return figures.balance(published(balance_frame()), texts, imprint)


def quarters(texts, imprint):
    return figures.quarters(published(quarters_frame(), "association"), texts, imprint)


def search_times(texts, imprint):
    return figures.search_times(published(times_frame(), "association"), texts, imprint)


DRAWN = [timeline, balance, quarters, search_times]


@pytest.mark.parametrize("draw", DRAWN)
def test_every_text_stands_inside_and_none_on_another(draw, texts, imprint):
    figure = draw(texts, imprint)
    assert outside(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_rows_give_the_same_bytes(draw, texts, imprint):
    first, second = (hashlib.sha256(picture_of(draw(texts, imprint))).hexdigest() for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("draw", "frames"),
    [
        (figures.timeline, (projects_frame, milestones_frame)),
        (figures.balance, (balance_frame,)),
        (figures.quarters, (quarters_frame,)),
        (figures.search_times, (times_frame,)),
    ],
)
def test_without_rows_a_figure_stays_a_figure(draw, frames, texts, imprint):
    options = DAYS if draw is figures.timeline else {}
    assert picture_of(draw(*[published(frame().head(0)) for frame in frames], texts, imprint, **options))


def test_marks_of_the_time_line(texts, imprint):
    axes = timeline(texts, imprint).axes[0]
    marks = [line.get_gid() for line in axes.get_lines()]
    assert (marks.count("planned"), marks.count("realised")) == (6, 3)


def test_an_open_mark_misses_a_village(texts, imprint):
    axes = quarters(texts, imprint).axes[0]
    faces = [line.get_color() for line in axes.get_lines() if line.get_gid() == "quarter"]
    assert faces.count("#ffffff") == 1


def test_the_time_line_in_words(texts):
    told = figures.alt_timeline(published(projects_frame()), published(milestones_frame()), texts, **DAYS)
    assert "overdue for 16 days" in told
    assert "Old" not in told


def test_the_balance_in_words(texts):
    told = figures.alt_balance(published(balance_frame()), texts)
    assert "net +12 plan +31" in told
    assert "plan +24 + ?" in told


def test_a_project_with_fewer_homes_says_so(texts):
    table = tables.projects_table(published(projects_frame()), texts)
    assert "49 days late, 3 homes fewer than planned" in table.text


def test_a_sum_without_a_village_is_at_least(texts):
    lines = tables.quarters_table(published(quarters_frame()), texts).text.splitlines()
    third, fourth = (line for line in lines if line.startswith(("2023-Q3", "2023-Q4")))
    assert third.count("at least") == 4
    assert third.endswith("Vries")
    assert "at least" not in fourth


def test_villages_not_delivered_withheld_and_shown_read_differently(texts):
    rows = pd.DataFrame(
        {
            "quarter": ["2023-Q3", "2023-Q3", "2023-Q4", "2023-Q4"],
            "village": [None, "Yde", None, "Vries"],
            "value": [90.0, None, 60.0, 55.0],
            "unit": "persons",
            "suppressed": [False, True, False, False],
            "bound": None,
        }
    )
    text = tables.village_quarters_table(published(rows, "household"), texts).text
    assert "all | 90 | 60" in text
    assert "Yde | too few to show | –" in text
    assert "Vries | – | 55" in text


def ledger(*rows):
    base = {"corporation": None, "village": None, "complex_id": None, "verdict": None, "threshold": None,
            "agreement": None, "missing": 0, "suppressed": False, "bound": None, "unit": "homes"}  # fmt: skip
    return published(pd.DataFrame([base | row for row in rows]))


def delivered(done=29, verdict="at_risk"):
    return {"id": DELIVERED, "corporation": "Woonborg", "agreement": "21", "value": done, "numerator": done,
            "denominator": 48, "threshold": "48", "verdict": verdict}  # fmt: skip


def sold(name, part, whole, verdict):
    return {"id": WITHOUT_LABEL, "corporation": name, "unit": "share", "numerator": part, "denominator": whole,
            "value": part / whole if whole else None, "threshold": "0.00", "verdict": verdict}  # fmt: skip


def concluded(texts, *rows, complexes=None):
    mixed = pd.DataFrame(
        complexes or [],
        columns=["complex_name", "left_homes", "sold_since_homes", "sold_before_homes", "mixed_before_share",
                 "mixed_after_share"],
    )  # fmt: skip
    stands = (published(projects_frame()), published(milestones_frame()), published(mixed))
    return " ".join(conclusions.building_programme(ledger(*rows), *stands, texts, absent=["programme"]))


def test_the_first_sentence_says_how_many_were_delivered(texts):
    told = concluded(texts, delivered())
    assert told.startswith(
        "Of the new homes agreed for the year Woonborg delivered 29 of 48 (at risk, 19 homes short)."
    )
    assert "Overdue (19 homes, overdue for 16 days)" in told


def test_enough_homes_are_not_short(texts):
    assert "48 of 48 (kept)." in concluded(texts, delivered(48, "kept"))


def test_what_replaces_the_demolished_homes_is_not_made_up(texts):
    row = delivered(18, "kept") | {"id": DEMOLISHED, "agreement": "23", "denominator": 18, "threshold": "18"}
    assert "How many homes replace them is not given" in concluded(texts, row)


def test_sales(texts):
    rows = [sold("SEW", 0, 2, "kept"), sold("Woonborg", 1, 5, "broken")]
    told = concluded(texts, *rows)
    assert "SEW sold 2 homes in this half-year; none of them sold without a label (kept)." in told
    assert "Woonborg sold 5 homes in this half-year; 1 of them sold without a label (broken)." in told
    assert "SEW sold no homes in this half-year." in concluded(texts, sold("SEW", 0, 0, "not_assessable"))


def test_where_owners_are_most_mixed(texts):
    told = concluded(texts, delivered(), complexes=[("One", 40, 1, 0, 0.0, 0.05), ("Two", 3, 2, 1, 0.3, 0.5)])
    assert "3 homes in 2 complexes were sold; in 2 of them" in told
    assert "most in Two: 3 sold, 3 left" in told


def test_nothing_delivered_nothing_concluded(texts):
    empty = published(pd.DataFrame(columns=[*projects_frame().columns]))
    rows = ledger(delivered() | {"id": "other"})
    mixed = published(pd.DataFrame(columns=["complex_name"]))
    told = conclusions.building_programme(rows, empty, empty, mixed, texts, absent=["programme"])
    assert told == ["Not assessable: the delivery holds no programme."]


def seekers_ledger():
    return ledger(
        {"id": "seekers.success_share", "unit": "share", "value": 0.042, "numerator": 97, "denominator": 2299,
         "missing": 8},
        {"id": "seekers.search_time_years", "unit": "years", "value": 6.4, "denominator": 84, "numerator": None},
        {"id": "seekers.responses_per_advert", "unit": "responses_per_home", "value": 323.8, "numerator": 9,
         "denominator": 9},
        {"id": "seekers.fast_share", "unit": "share", "value": 0.1, "numerator": 8, "denominator": 80},
    )  # fmt: skip


def seekers_told(texts, log=None):
    columns = ["agreement", "date", "party", "status", "evidence"]
    logged = published(pd.DataFrame(log or [], columns=columns))
    return conclusions.home_seekers(
        seekers_ledger(), published(quarters_frame()), logged, texts, below_months=12, absent=[]
    )


def test_how_hard_it_is(texts):
    told = seekers_told(texts)
    assert told[0].startswith("In a quarter of this half-year 4.2 % of the active seekers were housed")
    assert "8 allocations are left out" in told[0]
    assert "Not delivered: Vries (2023-Q3)." in told
    assert "In 2023-Q4 1,259 seekers were active, against 1,111 in 2022-Q4." in told
    assert "8 of 80 regular seekers were housed within 12 months" in " ".join(told)
    assert told[-1].startswith("No party reports the talk")


def test_the_talk_as_reported(texts):
    told = seekers_told(texts, [("24", pd.Timestamp("2023-06-15"), "Gemeente", "done", "minutes")])
    assert "held on 15 June 2023, as reported" in told[-1]
