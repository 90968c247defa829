"""Displacement: which lettings count, the share of urgent seekers, the room under the ceiling, the running chance."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import contracts
from analysis.indicators.definitions import ROW_COLUMNS
from analysis.indicators.displacement import (
    displaced,
    half_years,
    headroom,
    lettings,
    running_chance,
    shares,
    waiting,
)
from analysis.periods import Period

PERIOD = Period(2023, 2)
TWENTY = Fraction("0.20")
NORMS = {"urgent_grounds": ["MAN", "GEW", "DAK", "SOC", "MED", "UIT"], "first_housing_grounds": ["STA"]}
HOME = {
    "dwelling_id": "a",
    "in_service_from": "1990-01-01",
    "is_self_contained": True,
    "is_daeb": True,
    "village": "Vries",
}
LETTING = {
    "allocation_id": "1",
    "corporation": "SEW",
    "dwelling_id": "a",
    "allocated_on": "2023-08-01",
    "is_vacated_dwelling": True,
}


@pytest.fixture
def let(table):
    """Lettings in scope of one home, from changes to the allocations; numbered in the order given."""

    def make(*allocations, home=None, **options) -> pd.DataFrame:
        records = [LETTING | {"allocation_id": f"{number:03}"} | changes for number, changes in enumerate(allocations)]
        dwellings = table("dwellings", HOME | (home or {}))
        return lettings(table("allocations", *records), dwellings, **(NORMS | options))

    return make


def many(urgent: int, regular: int, **changes) -> list[dict[str, object]]:
    return [{"priority_ground": "MED"} | changes] * urgent + [changes] * regular


def figures(
    rows: pd.DataFrame, corporation: str | None = "SEW", of: str = "urgent_share"
) -> tuple[int, int, int] | None:
    is_there = rows["corporation"].isna() if corporation is None else rows["corporation"] == corporation
    row = rows.loc[is_there & (rows["id"] == f"displacement.{of}"), ["numerator", "denominator", "missing"]]
    return None if row.empty else tuple(row.iloc[0])


# -------------------------------------------------------------------------------------------------- scope


@pytest.mark.parametrize(
    ("home", "options", "expected"),
    [
        ({}, {}, "counts"),
        ({"is_daeb": False}, {}, "out"),
        ({"is_daeb": False}, {"daeb_only": False}, "counts"),
        ({"is_daeb": None}, {}, "unknown"),
        ({"is_daeb": None}, {"daeb_only": False}, "counts"),
        ({"is_self_contained": False}, {}, "out"),
        ({"is_self_contained": False}, {"self_contained_only": False}, "counts"),
        ({"is_self_contained": None}, {}, "unknown"),
        ({"is_self_contained": None, "is_daeb": False}, {}, "out"),  # one known part rules it out
        ({"dwelling_id": "elsewhere"}, {}, "unknown"),  # allocation of a dwelling nobody delivered
    ],
)
def test_only_self_contained_daeb_dwellings_count(let, home, options, expected):
    found = let({}, home=home, **options)
    outcome = "out" if found.empty else "unknown" if found["is_urgent"].isna().item() else "counts"
    assert outcome == expected


def test_the_spell_of_the_day_decides(table):
    """Sold out of the DAEB branch and let: what the home was that day counts, not what it was before."""
    spells = table(
        "dwellings",
        HOME | {"out_of_service_from": "2023-07-01"},
        HOME | {"in_service_from": "2023-07-01", "is_daeb": False},
    )
    before, after = ({"allocation_id": day, "allocated_on": day} for day in ("2023-06-30", "2023-07-01"))
    found = lettings(table("allocations", LETTING | before, LETTING | after), spells, **NORMS)
    assert found["allocation_id"].tolist() == ["2023-06-30"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"priority_ground": "MED"}, (1, 1, 0)),
        ({"priority_ground": None}, (0, 1, 0)),
        ({"priority_ground": "HUI"}, (0, 1, 0)),
        ({"priority_ground": "STA", "is_first_housing": True}, (1, 1, 0)),
        ({"priority_ground": "STA", "is_first_housing": False}, (0, 1, 0)),
        ({"priority_ground": "STA", "is_first_housing": None}, None),  # no denominator: no row
    ],
)
def test_grounds(let, changes, expected):
    assert figures(shares(let(changes), period=PERIOD)) == expected


def test_rehousing_counts_in_the_sensitivity_run(let):
    found = let({"priority_ground": "HUI"}, urgent_grounds=[*NORMS["urgent_grounds"], "HUI"])
    assert figures(shares(found, period=PERIOD)) == (1, 1, 0)


# ------------------------------------------------------------------------------------------------- shares


@pytest.mark.parametrize(
    ("day", "counts"), [("2023-06-30", False), ("2023-07-01", True), ("2023-12-31", True), ("2024-01-01", False)]
)
def test_a_letting_belongs_to_the_half_year_of_its_day(let, day, counts):
    found = shares(let({"allocated_on": day}), period=PERIOD)
    assert figures(found) == ((0, 1, 0) if counts else None)


@pytest.mark.parametrize(
    ("vacated", "ground", "expected"),
    [
        (True, "MED", (1, 2, 0)),
        (True, None, (0, 2, 0)),
        (False, "MED", (0, 1, 0)),  # out of numerator and denominator alike
        (False, "STA", (0, 1, 0)),  # unknown urgency of a home that was not vacated: not missing
        (None, "MED", (0, 1, 1)),  # not known whether it was vacated: missing
        (True, "STA", (0, 1, 1)),
    ],
)
def test_share_of_vacated_dwellings(let, vacated, ground, expected):
    found = shares(let({"is_vacated_dwelling": vacated, "priority_ground": ground}, {}), period=PERIOD)
    assert figures(found, of="urgent_share_of_vacated") == expected


def test_both_denominators_and_all_grains(let):
    found = shares(
        let(
            {"priority_ground": "MED", "is_vacated_dwelling": False},
            {"priority_ground": "MED"},
            {},
            {"corporation": "Woonborg"},
        ),
        period=PERIOD,
    )
    assert figures(found) == (2, 3, 0)
    assert figures(found, "Woonborg") == (0, 1, 0)
    assert figures(found, None) == (2, 4, 0)
    assert figures(found, None, "urgent_share_of_vacated") == (1, 3, 0)
    assert found["village"].isna().all()
    assert len(found) == 6


@pytest.mark.parametrize(("urgent", "regular", "low", "high"), [(9, 31, 0.1232, 0.3750), (8, 32, 0.1050, 0.3476)])
def test_interval(let, urgent, regular, low, high):
    row = shares(let(*many(urgent, regular)), period=PERIOD).iloc[0]
    assert (round(row["interval_low"], 4), round(row["interval_high"], 4)) == (low, high)
    assert row["value"] == urgent / (urgent + regular)


# ------------------------------------------------------------------------------------------------ ceiling


@pytest.mark.parametrize(
    ("numerator", "denominator", "ceiling", "expected"),
    [
        (8, 40, "0.20", 0),  # exactly at the line: the next one crosses it
        (9, 40, "0.20", -5),  # 9 of 45 is a fifth
        (7, 40, "0.20", 1),  # 8 of 41 is under, 9 of 42 is not
        (0, 40, "0.20", 10),  # 10 of 50
        (0, 39, "0.20", 9),  # 9 of 48 = 0.1875, 10 of 49 = 0.2041
        (12, 60, "0.20", 0),
        (13, 60, "0.20", -5),
        (0, 0, "0.20", 0),  # the first letting would be 1 of 1
        (1, 1, "0.20", -4),
        (15, 72, "0.20", -3),
        (3, 10, "0.30", 0),
        (2, 10, "0.30", 1),  # 3 of 11 is under, 4 of 12 is not
    ],
)
def test_headroom(numerator, denominator, ceiling, expected):
    assert headroom(numerator, denominator, ceiling=Fraction(ceiling)) == expected


@pytest.mark.parametrize("ceiling", ["0", "1", "-0.2", "1.2"])
def test_headroom_without_a_ceiling_has_no_answer(ceiling):
    with pytest.raises(ValueError, match="between 0 and 1"):
        headroom(1, 2, ceiling=Fraction(ceiling))


@given(st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(1, 99))
def test_headroom_is_the_last_step_before_the_line(counts, percent):
    (k, n), ceiling = counts, Fraction(percent, 100)
    room = headroom(k, n, ceiling=ceiling)
    if room >= 0:
        assert room == 0 or Fraction(k + room, n + room) <= ceiling
        assert Fraction(k + room + 1, n + room + 1) > ceiling
    else:
        assert Fraction(k, n - room) <= ceiling
        assert Fraction(k, n - room - 1) > ceiling


def test_half_years(let):
    found = half_years(
        let(*many(9, 31), *many(8, 32, allocated_on="2023-03-01"), {"allocated_on": "2021-01-01"}),
        periods=[Period(2022, 2), Period(2023, 1), PERIOD],
        ceiling=TWENTY,
    )
    assert found.columns.tolist()[:3] == ["period", "corporation", "basis"]
    of_sew = found.loc[(found["corporation"] == "SEW") & (found["basis"] == "allocations")]
    assert of_sew[["period", "numerator", "denominator", "headroom"]].to_numpy().tolist() == [
        ["2023-H1", 8, 40, 0],
        ["2023-H2", 9, 40, -5],
    ]
    assert len(found) == 8
    assert found["headroom"].dtype == "Int64"


@pytest.mark.parametrize(
    ("urgent", "regular", "expected"), [(9, 31, 1.0), (8, 32, 0.0), (0, 40, -8.0), (40, 0, 32.0), (12, 28, 4.0)]
)
def test_displaced(let, urgent, regular, expected):
    found = displaced(let(*many(urgent, regular)), period=PERIOD, ceiling=TWENTY)
    assert found["displaced_lettings"].tolist() == pytest.approx([expected, expected])
    assert found["regular_lettings"].tolist() == [regular, regular]
    assert found["corporation"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("on", "year_before", "remaining"),
    [
        (date(2023, 9, 30), "2022-09-30", 0),  # the same day a year earlier is behind us
        (date(2023, 9, 30), "2022-10-01", 1),
        (date(2023, 9, 30), "2022-12-31", 1),
        (date(2023, 9, 30), "2023-01-01", 0),  # the other half
        (date(2023, 9, 30), "2021-10-01", 0),  # two years earlier
        (date(2023, 12, 31), "2022-12-31", 0),  # over: nothing to come
    ],
)
def test_running_chance_looks_at_the_rest_of_last_years_half(let, on, year_before, remaining):
    found = running_chance(let({}, {"allocated_on": year_before}), period=PERIOD, on=on, ceiling=TWENTY)
    assert found["remaining"].tolist() == [remaining, remaining]
    assert found["denominator"].tolist() == [1, 1]


def test_running_chance_by_hand(let):
    # 8 of 39 so far (above a fifth), one to come: above only if it is urgent, (8 + 1/2) / (39 + 1)
    found = running_chance(
        let(*many(8, 31), {"allocated_on": "2022-11-01"}), period=PERIOD, on=date(2023, 10, 1), ceiling=TWENTY
    )
    assert found["chance_share"].tolist() == pytest.approx([8.5 / 40] * 2)


def test_running_chance_knows_nothing_after_the_date(let):
    found = running_chance(let({}, {"allocated_on": "2023-10-02"}), period=PERIOD, on=date(2023, 10, 1), ceiling=TWENTY)
    assert found["denominator"].tolist() == [1, 1]


@pytest.mark.parametrize(("urgent", "expected"), [(8, 0.0), (9, 1.0)])
def test_the_chance_of_a_half_year_that_is_over_is_certain(let, urgent, expected):
    found = running_chance(let(*many(urgent, 40 - urgent)), period=PERIOD, on=PERIOD.last_day, ceiling=TWENTY)
    assert found["chance_share"].tolist() == [expected, expected]


# ------------------------------------------------------------------------------------------------ waiting


def test_waiting_of_regular_seekers(let, table):
    found = let(
        {"registered_on": "2019-08-01"},
        {"registered_on": "2021-08-01"},
        {"registered_on": "2013-08-01"},
        {"registered_on": None},
        {"registered_on": "2000-08-01", "priority_ground": "MED"},  # urgent: not asked
        {"registered_on": "2000-08-01", "priority_ground": "STA"},  # unknown: neither
        {"registered_on": "2000-08-01", "allocated_on": "2023-06-30"},  # another half-year
    )
    waited = waiting(found, table("dwellings", HOME), period=PERIOD, by="village")
    assert waited.columns.tolist() == [
        "village",
        "regular_lettings",
        "median_registration_years",
        "missing",
        "value",
        "unit",
        "denominator",
    ]
    assert waited[["village", "regular_lettings", "missing"]].to_numpy().tolist() == [["Vries", 3, 1]]
    assert waited["median_registration_years"].tolist() == pytest.approx([4.0])


def test_waiting_by_dwelling_type(let, table):
    homes = table("dwellings", HOME | {"dwelling_type": "apartment"})
    waited = waiting(let({"registered_on": "2020-08-01"}), homes, period=PERIOD, by="dwelling_type")
    assert waited["dwelling_type"].tolist() == ["apartment"]


def test_waiting_by_association_gives_the_whole_first(let, table):
    found = let(
        {"registered_on": "2019-08-01"},
        {"registered_on": "2021-08-01", "corporation": "Woonborg"},
        {"registered_on": "2013-08-01", "corporation": "Woonborg"},
    )
    waited = waiting(found, table("dwellings", HOME), period=PERIOD, by="corporation")
    assert waited["corporation"].fillna("").tolist() == ["", "SEW", "Woonborg"]
    assert waited["regular_lettings"].tolist() == [3, 1, 2]
    assert waited["median_registration_years"].tolist() == pytest.approx([4.0, 4.0, 6.0], abs=0.01)


# --------------------------------------------------------------------------------------------- invariants


def test_empty_tables_give_empty_results_of_the_right_shape():
    none = lettings(contracts.empty("allocations"), contracts.empty("dwellings"), **NORMS)
    assert none.empty
    assert none[["is_urgent", "is_vacated"]].dtypes.astype(str).tolist() == ["boolean", "boolean"]
    rows = shares(none, period=PERIOD)
    assert rows.empty
    assert rows.dtypes.astype(str).tolist() == list(ROW_COLUMNS.values())
    assert half_years(none, periods=[PERIOD], ceiling=TWENTY).empty
    assert displaced(none, period=PERIOD, ceiling=TWENTY).empty
    assert running_chance(none, period=PERIOD, on=PERIOD.last_day, ceiling=TWENTY).empty
    assert waiting(none, contracts.empty("dwellings"), period=PERIOD, by="village").empty


def test_frames_are_not_modified(table, unchanged):
    allocations, dwellings = table("allocations", LETTING), table("dwellings", HOME)
    found = unchanged(lettings, allocations, dwellings, **NORMS)
    unchanged(shares, found, period=PERIOD)
    unchanged(half_years, found, periods=[PERIOD], ceiling=TWENTY)
    unchanged(displaced, found, period=PERIOD, ceiling=TWENTY)
    unchanged(running_chance, found, period=PERIOD, on=PERIOD.last_day, ceiling=TWENTY)
    unchanged(waiting, found, dwellings, period=PERIOD, by="village")


CASES = st.lists(
    st.fixed_dictionaries(
        {
            "corporation": st.sampled_from(["SEW", "Woonborg"]),
            "priority_ground": st.sampled_from([None, "MED", "STA", "HUI"]),
            "is_first_housing": st.sampled_from([True, False, None]),
            "is_vacated_dwelling": st.sampled_from([True, False, None]),
            "allocated_on": st.sampled_from(["2023-06-30", "2023-07-01", "2023-12-31"]),
        }
    ),
    min_size=1,
    max_size=15,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=CASES, random=st.randoms(use_true_random=False))
def test_invariants(let, cases, random):
    rows = shares(let(*cases), period=PERIOD)
    pd.testing.assert_frame_equal(rows, shares(let(*random.sample(cases, len(cases))), period=PERIOD))
    assert rows["value"].between(0, 1).all()
    assert (rows["interval_low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["interval_high"]).all()
    for result, group in rows.groupby("id"):
        whole, parts = group.loc[group["corporation"].isna()], group.loc[group["corporation"].notna()]
        assert (
            parts[["numerator", "denominator"]].sum().tolist() == whole[["numerator", "denominator"]].iloc[0].tolist()
        ), result
    both = [figures(rows, None, of) or (0, 0, 0) for of in ("urgent_share", "urgent_share_of_vacated")]
    assert both[1][0] <= both[0][0]
    assert both[1][1] <= both[0][1]
