"""The building programme: delivered, demolished, planned, sold; each clause with its boundaries."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators import building_programme
from analysis.indicators.building_programme import balance, measure, milestones, projects, scattered, unsold
from analysis.indicators.building_programme.measure import (
    DELIVERED,
    DEMOLISHED,
    LIFETIME_PROOF,
    OF_COMPLEX,
    PLANNED,
    WITHOUT_LABEL,
)
from analysis.indicators.definitions import ROW_COLUMNS
from analysis.indicators.verdicts import RuleValues, judge
from analysis.periods import Period

PERIOD, ON = Period(2023, 2), date(2023, 12, 31)
STEPS = {"VAH": "sold", "VAO": "sold", "SLO": "demolished", "ADM": "administrative"}
INPUTS = {
    "period": PERIOD,
    "since": date(2023, 1, 1),
    "until": ON,
    "agreements": {DELIVERED: "21", DEMOLISHED: "23", PLANNED: "19"},
    "exit_steps": STEPS,
    "temporary_reasons": ["REN"],
    "baseline_date": date(2022, 12, 31),
}


@pytest.fixture
def programme(table):
    """Projects of Woonborg in Vries."""

    def make(*records, **defaults):
        own = {"corporation": "Woonborg", "village": "Vries", "kind": "new_build", "agreement": "21", **defaults}
        numbered = [{"project_id": f"P{number}", **record} for number, record in enumerate(records)]
        return table("programme", *numbered, **own)

    return make


@pytest.fixture
def homes(table):
    """Homes of SEW in Eelde, in service since long ago."""

    def make(*records, **defaults):
        own = {"corporation": "SEW", "village": "Eelde", "complex_id": "c", "in_service_from": "1990-01-01", **defaults}
        numbered = [{"dwelling_id": f"d{number}", **record} for number, record in enumerate(records)]
        return table("dwellings", *numbered, **own)

    return make


def sale(day="2023-08-01", *, label=True, **more):
    return {"out_of_service_from": day, "out_of_service_reason": "VAH", "has_sale_label": label, **more}


def counted(rows: pd.DataFrame, result: str, corporation: str | None = None) -> tuple[int, int, int] | None:
    own = rows["corporation"].isna() if corporation is None else rows["corporation"] == corporation
    found = rows[(rows["id"] == result) & own & rows["village"].isna() & rows["complex_id"].isna()]
    return tuple(int(found[name].item()) for name in ("numerator", "denominator", "missing")) if len(found) else None


# ------------------------------------------------------------------------------------------ 21 and 23


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"homes": 15, "realised_homes": 15, "realised_on": "2023-05-22"}, (15, 15, 0)),
        ({"homes": 15, "realised_homes": 13, "realised_on": "2023-05-22"}, (13, 15, 0)),
        ({"homes": 15}, (0, 15, 0)),
        ({"homes": 15, "realised_homes": 15, "realised_on": "2023-01-01"}, (15, 15, 0)),
        ({"homes": 15, "realised_homes": 15, "realised_on": "2023-12-31"}, (15, 15, 0)),
        ({"homes": 15, "realised_homes": 15, "realised_on": "2022-12-31"}, (0, 15, 0)),
        ({"homes": 15, "realised_on": "2023-05-22"}, (0, 0, 15)),
        ({"realised_homes": 9, "realised_on": "2023-05-22"}, (9, 9, 0)),
        ({}, (0, 0, 1)),
        ({"homes": 15, "agreement": "19"}, None),
        ({"homes": 15, "agreement": None}, None),
        ({"homes": 15, "kind": "demolition"}, None),
    ],
)
def test_delivered(programme, homes, record, expected):
    assert counted(measure(programme(record), homes({}), **INPUTS), DELIVERED) == expected


def test_without_a_register_every_project_counts(programme, homes):
    rows = measure(programme({"homes": 3, "agreement": None}), homes({}), **{**INPUTS, "agreements": {}})
    assert counted(rows, DELIVERED) == (0, 3, 0)


@pytest.mark.parametrize(("done", "verdict"), [(48, "kept"), (49, "kept"), (47, "at_risk"), (0, "at_risk")])
def test_forty_eight_homes_are_kept_and_one_fewer_is_at_risk(programme, homes, done, verdict):
    rows = measure(programme({"homes": 48, "realised_homes": done, "realised_on": "2023-06-30"}), homes({}), **INPUTS)
    rule = RuleValues("21", "intention", "count_at_least", DELIVERED, "corporation", Fraction(48), due_on=ON)
    judged = judge(rows, rules=[rule], on=ON, period=PERIOD, max_missing_share=0.1, talks=pd.DataFrame())
    own = judged[(judged["id"] == DELIVERED) & judged["corporation"].notna()]
    assert own["verdict"].tolist() == [verdict]


def test_demolished_counts_demolition_of_its_agreement_only(programme, homes):
    rows = measure(
        programme(
            {"homes": 18, "realised_homes": 17, "realised_on": "2023-11-06", "agreement": "23"},
            {"homes": 14, "realised_homes": 14, "realised_on": "2023-05-30", "agreement": None},
            kind="demolition",
        ),
        homes({}),
        **INPUTS,
    )
    assert counted(rows, DEMOLISHED) == (17, 18, 0)
    assert counted(rows, DELIVERED) is None


def test_rows_have_the_common_shape(programme, homes):
    rows = measure(programme({"homes": 1}), homes(sale()), **INPUTS)
    assert list(rows.columns) == list(ROW_COLUMNS)
    assert rows["period"].unique().tolist() == ["2023-H2"]


def test_nothing_is_modified(programme, homes, unchanged):
    unchanged(measure, programme({"homes": 1}), homes(sale()), **INPUTS)


# ------------------------------------------------------------------------------------------------- 19


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"homes": 24, "social_homes": 24}, (24, 24, 0)),
        ({"homes": 24, "social_homes": 20, "realised_homes": 24, "realised_on": "2023-03-01"}, (20, 24, 0)),
        ({"homes": 24}, (0, 0, 24)),
        ({}, (0, 0, 1)),
        ({"homes": 24, "social_homes": 24, "kind": "milestone"}, None),
    ],
)
def test_planned(programme, homes, record, expected):
    assert counted(measure(programme(record, agreement="19"), homes({}), **INPUTS), PLANNED) == expected


# -------------------------------------------------------------------------------------------- goal 4.5


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([(3, True), (1, False)], (3, 4, 0)),
        ([(3, True), (1, None)], (3, 3, 1)),
        ([(3, True), (None, True)], (3, 3, 1)),
        ([(3, False)], (0, 3, 0)),
        ([], None),
    ],
)
def test_lifetime_proof_counts_homes(programme, homes, records, expected):
    done = [
        {"realised_homes": number, "is_lifetime_proof": proof, "realised_on": "2023-05-01"} for number, proof in records
    ]
    planned_only = {"homes": 40, "is_lifetime_proof": False}
    rows = measure(programme(*done, planned_only, agreement=None), homes({}), **INPUTS)
    assert counted(rows, LIFETIME_PROOF) == expected


def test_homes_planned_stand_in_for_a_number_of_completed_homes_that_is_unknown(programme, homes):
    done = {"homes": 5, "is_lifetime_proof": True, "realised_on": "2023-05-01"}
    rows = measure(programme(done, done | {"realised_homes": 3}, agreement=None), homes({}), **INPUTS)
    assert counted(rows, LIFETIME_PROOF) == (3, 3, 5)


# ------------------------------------------------------------------------------------------------- 22


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([sale(), sale()], (0, 2, 0)),
        ([sale(), sale(label=False)], (1, 2, 0)),
        ([sale(), sale(label=None)], (0, 1, 1)),
        ([sale("2023-07-01", label=False)], (1, 1, 0)),
        ([sale("2023-12-31", label=False)], (1, 1, 0)),
        ([sale("2023-06-30", label=False)], (0, 0, 0)),
        ([sale(label=False, out_of_service_reason="SLO")], (0, 0, 0)),
        ([sale(label=False, out_of_service_reason="REN")], (0, 0, 0)),
        ([{}], (0, 0, 0)),
    ],
)
def test_sold_without_a_label(programme, homes, records, expected):
    rows = measure(programme(), homes(*records), **INPUTS)
    assert counted(rows, WITHOUT_LABEL, "SEW") == expected


@pytest.mark.parametrize(
    ("records", "verdict", "reason"),
    [
        ([sale()], "kept", None),
        ([sale(label=False), *[sale()] * 99], "broken", "not met"),
        ([{}], "not_assessable", "no homes were sold"),
        ([sale(label=None)], "not_assessable", "nothing to measure: the denominator is 0"),
    ],
)
def test_one_home_without_a_label_breaks_it_and_no_sale_is_not_assessable(programme, homes, records, verdict, reason):
    rows = measure(programme(), homes(*records), **INPUTS)
    rule = RuleValues("22", "duty", "share_at_most", WITHOUT_LABEL, "corporation", Fraction(0))
    judged = judge(
        rows,
        rules=[rule],
        on=ON,
        period=PERIOD,
        max_missing_share=0.1,
        talks=pd.DataFrame(),
        blocked=unsold(rows, result=WITHOUT_LABEL),
    )
    own = judged[(judged["id"] == WITHOUT_LABEL) & (judged["corporation"] == "SEW")].iloc[0]
    assert own["verdict"] == verdict
    assert (None if pd.isna(own["reason"]) else own["reason"]) == reason


def test_sales_of_a_complex_since_the_baseline(programme, homes):
    records = [{}, sale("2023-02-01"), sale("2022-12-31"), sale("2024-01-01"), sale("2023-03-01", complex_id=None)]
    rows = measure(programme(), homes(*records), **INPUTS)
    row = rows[rows["id"] == OF_COMPLEX].iloc[0]
    assert (row["complex_id"], row["numerator"], row["denominator"]) == ("c", 1, 3)


def of_complex(homes, *records):
    inputs = {name: INPUTS[name] for name in ("exit_steps", "temporary_reasons", "baseline_date", "until")}
    return scattered(homes(*records), **inputs)


@pytest.mark.parametrize(
    ("left", "before", "since", "mixed_before", "mixed_after"),
    [
        (3, 0, 1, Fraction(0), Fraction(3, 8)),  # 2 x 3/4 x 1/4
        (1, 3, 1, 2 * Fraction(2, 5) * Fraction(3, 5), 2 * Fraction(1, 5) * Fraction(4, 5)),
        (0, 1, 1, Fraction(1, 2), Fraction(0)),
    ],
)
def test_a_sale_mixes_a_whole_complex_and_unmixes_a_remnant(homes, left, before, since, mixed_before, mixed_after):
    found = of_complex(homes, *[{}] * left, *[sale("2022-05-01")] * before, *[sale("2023-05-01")] * since).iloc[0]
    assert (found["left_homes"], found["sold_before_homes"], found["sold_since_homes"]) == (left, before, since)
    assert found["mixed_before_share"] == pytest.approx(float(mixed_before))
    assert found["mixed_after_share"] == pytest.approx(float(mixed_after))


def test_a_complex_in_two_villages_is_one_complex(homes):
    found = of_complex(homes, {}, {}, sale(), {"village": "Yde"}, sale(village="Yde"))
    figures = ["complex_id", "corporation", "village", "left_homes", "sold_since_homes"]
    assert found[figures].to_numpy().tolist() == [["c", "SEW", "Eelde", 3, 2]]


def test_a_home_bought_back_is_not_sold(homes):
    spells = [
        sale("2023-05-01", dwelling_id="a"),
        {"dwelling_id": "a", "in_service_from": "2023-09-01"},
        sale(dwelling_id="b"),
    ]
    found = of_complex(homes, *spells).iloc[0]
    assert (found["left_homes"], found["sold_since_homes"]) == (1, 1)


def test_no_sale_gives_no_complex(homes):
    assert len(of_complex(homes, {})) == 0


# --------------------------------------------------------------------------------- how projects stand


@pytest.mark.parametrize(
    ("planned", "realised", "standing", "days"),
    [
        ("2023-06-30", "2023-06-30", "on_time", 0),
        ("2023-06-30", "2023-07-01", "late", 1),
        ("2023-06-30", "2023-05-01", "on_time", 0),
        ("2023-12-31", None, "planned", 0),
        ("2023-12-30", None, "overdue", 1),
        ("2024-06-30", None, "planned", 0),
    ],
)
def test_standing(programme, planned, realised, standing, days):
    found = projects(programme({"planned_on": planned, "realised_on": realised}), on=ON).iloc[0]
    assert (found["standing"], found["days_late"]) == (standing, days)


def test_without_a_day_planned_nobody_is_late(programme):
    found = projects(programme({"realised_on": "2023-05-01"}), on=ON).iloc[0]
    assert pd.isna(found["standing"])
    assert pd.isna(found["days_late"])


def test_milestones_are_no_projects(programme):
    frame = programme({"kind": "milestone"}, {})
    assert (len(projects(frame, on=ON)), len(milestones(frame, on=ON))) == (1, 1)


def test_balance_leaves_unknown_numbers_out_and_says_so(programme):
    frame = programme(
        {"realised_homes": 4, "homes": 5, "realised_on": "2023-03-01", "planned_on": "2022-12-01"},
        {"planned_on": "2024-12-31"},
        {"homes": 2, "planned_on": "2024-12-31", "kind": "demolition"},
        {"homes": 9},
    )
    assert balance(frame).to_numpy().tolist() == [
        [2023, "built", 4, 0],
        [2024, "to_build", 0, 1],
        [2024, "to_demolish", -2, 0],
    ]


def test_a_difference_with_the_homes_is_named_beside_the_verdict():
    frame = pd.DataFrame(
        {
            "corporation": "SEW",
            "village": ["Eelde", "Eelde"],
            "kind": ["new_build", "demolition"],
            "counted_homes": [1, 2],
            "programme_homes": [3, 2],
            "residual_homes": [-2, 0],
        }
    )
    left_over = building_programme.unconfirmed(frame)
    assert left_over["residual_homes"].tolist() == [-2]
    told = building_programme.remarks(left_over, results=building_programme.RESULTS)
    assert told == {(DELIVERED, "SEW", ""): "the homes themselves show another number: Eelde (-2)"}
