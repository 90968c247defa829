"""Home seekers: counts per quarter, chances, search time; what was not delivered is never a zero."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators.definitions import ROW_COLUMNS
from analysis.indicators.home_seekers import by_quarter, by_village, chosen, groups, housed, measure, search_times
from analysis.indicators.home_seekers.quarters import complete, quarter_of, quarters_over
from analysis.periods import Period

PERIOD, ON = Period(2023, 2), date(2023, 12, 31)
SCOPE = {
    "municipality": "GM1730",
    "urgent_grounds": ["MED", "SOC"],
    "first_housing_grounds": ["STA"],
    "fast_below_months": 12,
}
INPUTS = {"period": PERIOD, "on": ON, "regular_only": False, **SCOPE}


@pytest.fixture
def seekers(table):
    """Quarters of villages as (period, village, active, adverts, responses, from outside)."""

    def make(*rows):
        names = ("period", "village", "active_seekers", "advertised_dwellings", "responses", "responses_from_outside")
        return table("seekers", *[dict(zip(names, row, strict=False)) for row in rows])

    return make


@pytest.fixture
def lettings(table):
    """Allocations of SEW in Eelde, and the homes they were about."""

    def make(*records, **defaults):
        own = {"corporation": "SEW", "allocated_on": "2023-08-01", "origin_municipality_code": "GM1730", **defaults}
        numbered = [
            {"allocation_id": f"A{number}", "dwelling_id": f"d{number}", **record}
            for number, record in enumerate(records)
        ]
        homes = [
            {"dwelling_id": f"d{number}", "village": record.get("village", "Eelde"), "in_service_from": "1990-01-01"}
            for number, record in enumerate(records)
        ]
        kept = [{name: value for name, value in record.items() if name != "village"} for record in numbered]
        return table("allocations", *kept, **own), table("dwellings", *homes, corporation="SEW")

    return make


def counted(rows: pd.DataFrame, result: str, **place: str) -> tuple[object, ...] | None:
    chosen_rows = rows["id"] == result
    for name in ("corporation", "village"):
        chosen_rows &= rows[name] == place[name] if name in place else rows[name].isna()
    found = rows[chosen_rows]
    return tuple(found[name].item() for name in ("numerator", "denominator", "missing")) if len(found) else None


# --------------------------------------------------------------------------------------------- quarters


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 12, 31), ["2023-Q3", "2023-Q4"]),
        (date(2023, 12, 30), ["2023-Q3"]),
        (date(2023, 9, 30), ["2023-Q3"]),
        (date(2023, 9, 29), []),
    ],
)
def test_a_quarter_is_over_on_its_last_day(on, expected):
    assert quarters_over(PERIOD, PERIOD, on=on) == expected


def test_quarter_of_a_day():
    days = pd.to_datetime(pd.Series(["2023-01-01", "2023-03-31", "2023-04-01", "2023-12-31"]))
    assert quarter_of(days).tolist() == ["2023-Q1", "2023-Q1", "2023-Q2", "2023-Q4"]


def test_a_quarter_not_delivered_is_no_zero(seekers):
    frame = complete(seekers(("2023-Q3", "Vries", 5), ("2023-Q4", "Eelde", 7)), ["2023-Q3", "2023-Q4"])
    assert frame["active_seekers"].isna().tolist() == [True, False, False, True]


# ------------------------------------------------------------------------------------ seekers and adverts


def test_active_seekers_are_those_of_the_last_quarter(seekers, lettings):
    frame = seekers(("2023-Q3", "Vries", 40), ("2023-Q4", "Vries", 50), ("2023-Q4", "Eelde", 30))
    rows = measure(frame, *lettings({}), **INPUTS)
    assert counted(rows, "seekers.active_count") == (80, 80, 0)
    assert counted(rows, "seekers.active_count", village="Vries") == (50, 50, 0)


def test_a_village_without_the_figure_is_missing(seekers, lettings):
    frame = seekers(("2023-Q3", "Vries", 40), ("2023-Q4", "Eelde", 30))
    rows = measure(frame, *lettings({}), **INPUTS)
    assert counted(rows, "seekers.active_count") == (30, 30, 1)
    assert counted(rows, "seekers.active_count", village="Vries") is None


@pytest.mark.parametrize(
    ("last", "pressure", "outside"),
    [
        (("2023-Q4", "Vries", 9, 3, 900, 500), (1500, 5, 0), (800, 1500, 0)),
        (("2023-Q4", "Vries", 9, None, 900, 500), (600, 2, 1), (800, 1500, 0)),
        (("2023-Q4", "Vries", 9, 3, None, 500), (600, 2, 1), (300, 600, 1)),
        (("2023-Q4", "Vries", 9, 3, 900, None), (1500, 5, 0), (300, 600, 1)),
        (("2023-Q4", "Vries", 9, 0, 0, 0), (600, 2, 0), (300, 600, 0)),
    ],
)
def test_ratios_take_village_quarters_of_which_both_are_known(seekers, lettings, last, pressure, outside):
    rows = measure(seekers(("2023-Q3", "Vries", 9, 2, 600, 300), last), *lettings({}), **INPUTS)
    assert counted(rows, "seekers.responses_per_advert") == pressure
    assert counted(rows, "seekers.outside_responses_share") == outside


def test_without_adverts_there_is_no_pressure(seekers, lettings):
    rows = measure(seekers(("2023-Q3", "Vries", 0, 0, 0, 0)), *lettings({}), **INPUTS)
    assert counted(rows, "seekers.responses_per_advert") is None


# ------------------------------------------------------------------------------------------ success rate


def test_success_counts_allocations_where_the_seekers_are_known(seekers, lettings):
    frame = seekers(("2023-Q3", "Eelde", 50), ("2023-Q4", "Eelde", 50), ("2023-Q3", "Vries", None))
    told = lettings(
        {},
        {"allocated_on": "2023-09-30"},
        {"allocated_on": "2023-10-01"},
        {"allocated_on": "2023-06-30"},
        {"village": "Vries"},
    )
    rows = measure(frame, *told, **INPUTS)
    assert counted(rows, "seekers.success_share") == (3, 100, 1)
    assert rows.loc[rows["id"] == "seekers.success_share", "value"].tolist() == [0.03, 0.03]


@pytest.mark.parametrize(("regular_only", "expected"), [(False, (3, 50, 0)), (True, (2, 50, 0))])
def test_success_of_regular_seekers_only_leaves_the_urgent_out(seekers, lettings, regular_only, expected):
    told = lettings({}, {"priority_ground": "HUI"}, {"priority_ground": "MED"})
    rows = measure(seekers(("2023-Q3", "Eelde", 50)), *told, **{**INPUTS, "regular_only": regular_only})
    assert counted(rows, "seekers.success_share") == expected


def test_a_quarter_that_still_runs_counts_nowhere(seekers, lettings):
    frame = seekers(("2023-Q3", "Eelde", 50))
    told = lettings({}, {"allocated_on": "2023-10-15"})
    rows = measure(frame, *told, **{**INPUTS, "on": date(2023, 11, 15)})
    assert counted(rows, "seekers.success_share") == (1, 50, 0)


# -------------------------------------------------------------------------------------- who was housed


@pytest.mark.parametrize(
    ("registered", "expected"),
    [
        ("2022-08-02", (1, 1, 0)),  # 364 days
        ("2022-08-01", (0, 1, 0)),  # exactly one year
        ("2023-08-01", (1, 1, 0)),
        ("2015-01-01", (0, 1, 0)),
        (None, None),
    ],
)
def test_fast_is_less_than_the_years(seekers, lettings, registered, expected):
    rows = measure(seekers(), *lettings({"registered_on": registered}), **INPUTS)
    assert counted(rows, "seekers.fast_share") == expected


@pytest.mark.parametrize(
    ("ground", "is_first", "is_regular"),
    [(None, None, True), ("MED", None, False), ("HUI", None, True), ("STA", True, False), ("STA", False, True),
     ("STA", None, False)],
)  # fmt: skip
def test_search_time_is_about_regular_seekers(seekers, lettings, ground, is_first, is_regular):
    told = lettings({"priority_ground": ground, "is_first_housing": is_first, "registered_on": "2019-08-01"})
    rows = measure(seekers(), *told, **INPUTS)
    found = rows[(rows["id"] == "seekers.search_time_years") & (rows["corporation"] == "SEW")]
    assert found["value"].tolist() == ([pytest.approx(4, abs=0.01)] if is_regular else [])


def test_registration_unknown_is_missing(seekers, lettings):
    told = lettings({"registered_on": "2019-08-01"}, {"registered_on": "2013-08-01"}, {})
    rows = measure(seekers(), *told, **INPUTS)
    own = rows[(rows["id"] == "seekers.search_time_years") & rows["corporation"].isna() & rows["village"].isna()]
    assert own["value"].item() == pytest.approx(7, abs=0.01)
    assert (own["denominator"].item(), own["missing"].item()) == (2, 1)


@pytest.mark.parametrize(("origin", "expected"), [("GM1730", (0, 1, 0)), ("GM0014", (1, 1, 0)), (None, None)])
def test_from_outside(seekers, lettings, origin, expected):
    rows = measure(seekers(), *lettings({"origin_municipality_code": origin}), **INPUTS)
    assert counted(rows, "seekers.outside_allocations_share", corporation="SEW") == expected


def test_only_the_half_year_counts(seekers, lettings):
    told = lettings({"allocated_on": "2023-06-30"}, {"allocated_on": "2023-07-01"}, {"allocated_on": "2023-12-31"})
    rows = measure(seekers(), *told, **INPUTS)
    assert counted(rows, "seekers.outside_allocations_share") == (0, 2, 0)


def test_rows_have_the_common_shape_and_nothing_is_modified(seekers, lettings, unchanged):
    rows = unchanged(measure, seekers(("2023-Q4", "Eelde", 9, 1, 9, 3)), *lettings({}), **INPUTS)
    assert list(rows.columns) == list(ROW_COLUMNS)
    assert rows["value"].ge(0).all()


def test_what_rests_on_an_assumption(seekers, lettings):
    told = lettings({"registered_on": "2019-08-01"})
    rows = chosen(seekers(("2023-Q3", "Eelde", 9)), *told, **INPUTS)
    assert set(rows["id"]) == {"seekers.fast_share", "seekers.success_share"}


# ---------------------------------------------------------------------------------------------- over time


def test_quarter_by_quarter_says_what_is_missing(seekers, lettings):
    frame = seekers(
        ("2023-Q3", "Eelde", 50, 2, 500, None),
        ("2023-Q4", "Eelde", 60, 3, 600, 300),
        ("2023-Q4", "Vries", 40, 1, 200, 100),
    )
    rows = housed(*lettings({}, {"village": "Vries"}), **SCOPE)
    found = by_quarter(frame, rows, first=PERIOD, last=PERIOD, on=ON, regular_only=False).set_index("quarter")
    third, fourth = found.loc["2023-Q3"], found.loc["2023-Q4"]
    assert (third["active_seekers"], third["missing_active"], third["missing_outside"]) == (50, 1, 2)
    assert (third["not_delivered"], third["success_share"]) == ("Vries", pytest.approx(1 / 50))
    assert pd.isna(third["outside_responses_share"])
    assert pd.isna(fourth["not_delivered"])
    assert fourth["responses_per_advert"] == pytest.approx(float(Fraction(800, 4)))


def test_villages_stand_beside_their_sum(seekers):
    frame = seekers(("2023-Q3", "Eelde", 50), ("2023-Q3", "Vries", 40), ("2023-Q4", "Eelde", 60), ("2023-Q4", "Vries"))
    told = by_village(frame, first=PERIOD, last=PERIOD, on=ON)
    assert told.loc[told["village"].isna(), "value"].tolist() == [90, 60]
    assert told.loc[told["village"] == "Vries", "quarter"].tolist() == ["2023-Q3"]


def test_search_times_over_half_years(lettings):
    told = lettings(
        {"registered_on": "2021-08-01"}, {"registered_on": "2019-08-01"}, {"registered_on": "2013-08-01"}, {}
    )
    times = search_times(housed(*told, **SCOPE), periods=[Period(2023, 1), PERIOD])
    assert times["period"].tolist() == ["2023-H2", "2023-H2"]
    whole = times.iloc[0]
    assert (whole["lower_years"], whole["value"], whole["upper_years"]) == pytest.approx((3, 4, 7), abs=0.01)
    assert (whole["denominator"], whole["missing"]) == (3, 1)


def test_groups_add_up(lettings):
    told = lettings(
        {"priority_ground": "MED", "registered_on": "2023-07-01"},
        {"registered_on": "2023-07-01"},
        {"registered_on": "2013-07-01"},
        {},
        {"priority_ground": "STA"},
    )
    found = groups(housed(*told, **SCOPE), periods=[PERIOD]).iloc[0]
    assert found.iloc[1:].tolist() == [1, 1, 1, 2, 5]
