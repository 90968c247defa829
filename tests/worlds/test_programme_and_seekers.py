"""Small worlds of the building programme and of home seekers: see `worked.md` in their folders."""

from __future__ import annotations

from datetime import date

import pytest
from tests.worlds.test_worlds import ON, PERIOD, START, at, counts, read

from analysis.indicators import building_programme, home_seekers

SALES = {"exit_steps": {"VAH": "sold", "VAB": "sold", "SLO": "demolished"}, "temporary_reasons": ["REN"]}
SEEKERS = {
    "period": PERIOD,
    "on": ON,
    "municipality": "GM1730",
    "urgent_grounds": ["MED"],
    "first_housing_grounds": ["STA"],
    "fast_below_months": 12,
}


@pytest.fixture(scope="module")
def programme():
    agreements = {"delivered": "21", "demolished": "23", "planned": "19"}
    return building_programme.measure(
        read("building_programme", "programme"),
        read("building_programme", "dwellings"),
        period=PERIOD,
        since=date(2023, 1, 1),
        until=ON,
        agreements={f"programme.{name}_homes_count": number for name, number in agreements.items()},
        baseline_date=START,
        **SALES,
    )


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            {},
            {
                "delivered_homes_count": "27/48+5",
                "demolished_homes_count": "18/18+0",
                "planned_homes_count": "20/24+0",
                "lifetime_proof_share": "16/28+5",
                "sold_without_label_share": "1/2+1",
            },
        ),
        (
            {"corporation": "Woonborg"},
            {
                "delivered_homes_count": "27/48+5",
                "demolished_homes_count": "18/18+0",
                "lifetime_proof_share": "15/27+5",
                "sold_without_label_share": "1/2+1",
            },
        ),
        (
            {"corporation": "SEW"},
            {"planned_homes_count": "20/24+0", "lifetime_proof_share": "1/1+0", "sold_without_label_share": "0/0+0"},
        ),
        ({"village": "Vries"}, {"delivered_homes_count": "15/34+0", "lifetime_proof_share": "15/15+0"}),
        (
            {"village": "Zuidlaren"},
            {"delivered_homes_count": "12/14+5", "demolished_homes_count": "18/18+0", "lifetime_proof_share": "0/12+5"},
        ),
        ({"complex_id": "A"}, {"sold_share_of_complex": "3/4+0"}),
        ({"complex_id": "B"}, {"sold_share_of_complex": "1/2+0"}),
    ],
)
def test_building_programme(programme, place, expected):
    told = {result.removeprefix("programme."): counts(row) for result, row in at(programme, **place).iterrows()}
    assert told == expected


def test_mixed_owners():
    found = building_programme.scattered(
        read("building_programme", "dwellings"), baseline_date=START, until=ON, **SALES
    ).set_index("complex_id")
    assert found.loc["A", ["left_homes", "sold_before_homes", "sold_since_homes"]].tolist() == [1, 1, 3]
    assert found["mixed_before_share"].tolist() == pytest.approx([8 / 25, 0])
    assert found["mixed_after_share"].tolist() == pytest.approx([8 / 25, 1 / 2])


def seekers(*, regular_only):
    tables = [read("home_seekers", name) for name in ("seekers", "allocations", "dwellings")]
    return home_seekers.measure(*tables, regular_only=regular_only, **SEEKERS)


def test_home_seekers():
    rows = at(seekers(regular_only=False))
    told = {result.removeprefix("seekers."): counts(row) for result, row in rows.iterrows()}
    assert told == {
        "active_count": "100/100+0",
        "registered_count": "420/420+1",
        "responses_per_advert": "1500/6+1",
        "outside_responses_share": "380/700+2",
        "success_share": "5/150+1",
        "search_time_years": "<NA>/4+1",
        "fast_share": "1/4+1",
        "outside_allocations_share": "2/5+1",
    }
    assert rows.loc["seekers.search_time_years", "value"] == pytest.approx(6, abs=0.01)
    assert rows.loc["seekers.responses_per_advert", "value"] == 250


def test_success_by_village_and_of_regular_seekers():
    rows = seekers(regular_only=False)
    assert counts(at(rows, village="Eelde").loc["seekers.success_share"]) == "3/110+0"
    assert counts(at(rows, village="Vries").loc["seekers.success_share"]) == "2/40+1"
    assert counts(at(seekers(regular_only=True)).loc["seekers.success_share"]) == "4/150+1"
