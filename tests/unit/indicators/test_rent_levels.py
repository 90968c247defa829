"""Rents against the caps, the distance to the target rent, and first rents of new homes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators import rent_levels
from analysis.indicators.definitions import ROW_COLUMNS
from analysis.indicators.verdicts import RuleValues, judge
from analysis.periods import Period

ON, PERIOD = date(2023, 12, 31), Period(2023, 2)
CAPS = {"quality_cap": 452.20, "low_cap": 647.19, "high_cap": 693.60, "limit": 808.06}
SCOPE = {"temporary_reasons": ["REN"], "self_contained_only": True, "service_costs_eur_per_month": 0}


@pytest.fixture
def homes(table):
    """Homes with these net rents, all of SEW in Eelde unless told otherwise."""

    def make(*rents: float | None, scope: dict[str, object] | None = None, **columns: object) -> pd.DataFrame:
        records = [{"dwelling_id": f"d{number}", "net_rent_eur_per_month": rent} for number, rent in enumerate(rents)]
        place = {"corporation": "SEW", "village": "Eelde", "in_service_from": "1990-01-01", "is_self_contained": True}
        dwellings = table("dwellings", *records, **{**place, **columns})
        options = {**SCOPE, **(scope or {})}
        return rent_levels.homes_with_rent(dwellings, table("rents"), on=ON, card_reference_date=ON, **options)

    return make


def below(frame: pd.DataFrame, cap: float = 647.19) -> pd.DataFrame:
    return rent_levels.below_first_cap(
        frame, lage_aftoppingsgrens_eur_per_month=cap, period=PERIOD, at_year_start=False
    )


def whole(rows: pd.DataFrame) -> tuple[int, int, int]:
    row = rows[rows["corporation"].isna() & rows["village"].isna()].iloc[0]
    return row["numerator"], row["denominator"], row["missing"]


@pytest.mark.parametrize(("rent", "counts"), [(647.18, 1), (647.19, 1), (647.20, 0)])
def test_a_rent_exactly_at_the_cap_counts(homes, rent, counts):
    assert whole(below(homes(rent))) == (counts, 1, 0)


def test_an_unknown_rent_is_missing_and_not_above(homes):
    assert whole(below(homes(600.0, None))) == (1, 1, 1)


@pytest.mark.parametrize(
    ("self_contained", "only", "expected"),
    [(False, True, None), (False, False, (1, 1, 0)), (None, True, None), (None, False, (1, 1, 0))],
)
def test_rooms_count_only_where_that_is_assumed(homes, self_contained, only, expected):
    frame = homes(300.0, scope={"self_contained_only": only}, is_self_contained=self_contained)
    rows = below(frame)
    assert (whole(rows) if expected else len(rows)) == (expected or 0)
    assert len(frame) == (0 if self_contained is False and only else 1)


def test_service_costs_are_added_before_the_cap(homes):
    assert whole(below(homes(640.0, scope={"service_costs_eur_per_month": 7.19}))) == (1, 1, 0)
    assert whole(below(homes(640.0, scope={"service_costs_eur_per_month": 7.20}))) == (0, 1, 0)


def test_no_homes_give_no_rows(homes):
    rows = below(homes())
    assert rows.empty
    assert list(rows.columns) == list(ROW_COLUMNS)


@pytest.mark.parametrize(("cheap", "verdict"), [(79, "broken"), (80, "kept"), (81, "kept")])
def test_exactly_eighty_per_cent_is_kept(homes, cheap, verdict):
    rows = below(homes(*[600.0] * cheap, *[700.0] * (100 - cheap)))
    assert judged(rows, "rent.below_first_cap_share", "0.80", "all").loc[0, "verdict"] == verdict


def test_a_home_more_or_less_turns_the_verdict(homes):
    rents = [600.0] * 4 + [700.0]
    assert judged(below(homes(*rents)), "rent.below_first_cap_share", "0.80", "all").loc[0, "verdict"] == "kept"
    more = judged(below(homes(*rents, 700.0)), "rent.below_first_cap_share", "0.80", "all")
    assert more.loc[0, "verdict"] == "broken"


def test_too_many_unknown_rents_are_not_assessable(homes):
    rows = judged(below(homes(*[600.0] * 8, None)), "rent.below_first_cap_share", "0.80", "all")
    assert rows.loc[0, "verdict"] == "not_assessable"


def judged(rows: pd.DataFrame, result: str, threshold: str, grain: str) -> pd.DataFrame:
    rule = RuleValues("12", "duty", "share_at_least", result, grain, Fraction(threshold))
    return judge(rows, rules=[rule], on=ON, period=PERIOD, max_missing_share=0.10, talks=pd.DataFrame())


def test_the_start_of_the_year_has_its_own_id(homes):
    rows = rent_levels.below_first_cap(
        homes(600.0), lage_aftoppingsgrens_eur_per_month=647.19, period=PERIOD, at_year_start=True
    )
    assert set(rows["id"]) == {"rent.below_first_cap_share_at_year_start"}


@pytest.mark.parametrize(
    ("rent", "name"),
    [
        (452.20, "rent.class_up_to_quality_cap_share"),
        (452.21, "rent.class_up_to_low_cap_share"),
        (647.19, "rent.class_up_to_low_cap_share"),
        (693.60, "rent.class_up_to_high_cap_share"),
        (808.06, "rent.class_up_to_limit_share"),
        (808.07, "rent.class_above_limit_share"),
    ],
)
def test_a_rent_belongs_to_the_class_below_its_cap(homes, rent, name):
    rows = rent_levels.class_rows(homes(rent), caps=CAPS, period=PERIOD)
    assert set(rows.loc[rows["value"] == 1, "id"]) == {name}
    assert rows.loc[rows["corporation"] == "SEW", "value"].sum() == 1


def test_classes_leave_an_unknown_rent_out_of_all(homes):
    rows = rent_levels.class_rows(homes(600.0, None), caps=CAPS, period=PERIOD)
    assert set(rows["missing"]) == {1}
    assert set(rows["denominator"]) == {1}


def test_the_distribution_holds_the_caps_and_ends_at_all_homes(homes):
    curve = rent_levels.cumulative(homes(500.0, 647.19, 812.0), step_eur_per_month=10, caps=list(CAPS.values()))
    own = curve[curve["corporation"] == "SEW"].set_index("up_to_eur_per_month")["value"]
    assert own[647.19] == pytest.approx(2 / 3)
    assert own.iloc[-1] == 1
    assert own.is_monotonic_increasing


def test_the_distribution_of_nothing_is_empty(homes):
    assert rent_levels.cumulative(homes(None), step_eur_per_month=10, caps=[647.19]).empty


def test_distance_to_the_target_rent(homes):
    frame = homes(500.0, 600.0, None).assign(target_rent_eur_per_month=[520.0, 600.0, 610.0])
    rows = rent_levels.target_rows(frame, period=PERIOD).set_index(["id", "corporation"])
    assert rows.loc[("rent.target_distance_median_eur_per_month", "SEW"), ["value", "missing"]].tolist() == [10.0, 1]
    assert rows.loc[("rent.at_target_share", "SEW"), ["numerator", "denominator"]].tolist() == [1, 2]


# ------------------------------------------------------------------ first rents of new homes


@pytest.fixture
def lettings(table):
    """One letting of one new home; what is told differs from a letting on 1 May 2023 for 640 to one person."""

    def make(rent: float | None = 640.0, rows: list[dict[str, object]] | None = None, **told: object) -> pd.DataFrame:
        letting = {"allocation_id": "a1", "dwelling_id": "d", "corporation": "SEW", "persons": 1}
        letting |= {"allocated_on": "2023-05-01", "is_vacated_dwelling": False}
        home = {"dwelling_id": "d", "in_service_from": "2023-04-01", "in_service_reason": "NIE", "village": "Eelde"}
        first = {"valid_from": "2023-05-10", "tenancy_started_on": "2023-05-10", "net_rent_eur_per_month": rent}
        for name, value in told.items():
            (home if name in ("in_service_from", "in_service_reason") else letting)[name] = value
        return rent_levels.first_lettings(
            table("allocations", letting, *(rows or [])),
            table("dwellings", home),
            table("rents", first, dwelling_id="d"),
            since=date(2023, 1, 1),
            on=ON,
            delivered_from=date(2021, 1, 1),
            new_reasons=["NIE", "HER"],
            small_household_persons=2,
            caps={date(2023, 1, 1): (647.19, 693.60)},
        )

    return make


@pytest.mark.parametrize(
    ("rent", "persons", "passes"),
    [
        (647.18, 1, True),
        (647.19, 1, False),  # below, not up to
        (647.18, 2, True),
        (647.19, 3, True),
        (693.59, 3, True),
        (693.60, 3, False),
        (None, 1, pd.NA),
        (640.0, None, pd.NA),
    ],
)
def test_a_first_rent_is_strictly_below_its_cap(lettings, rent, persons, passes):
    found = lettings(rent=rent, persons=persons)["is_below"].item()
    assert (found is pd.NA) if passes is pd.NA else found == passes


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({}, 1),
        ({"in_service_reason": "HER"}, 1),
        ({"in_service_reason": "TRA"}, 0),
        ({"is_vacated_dwelling": True}, 0),
        ({"is_vacated_dwelling": None}, 1),
        ({"is_vacated_dwelling": None, "in_service_from": "1990-01-01"}, 0),
        ({"allocated_on": "2022-12-31", "in_service_from": "2022-12-01"}, 0),
        ({"allocated_on": "2023-01-01", "in_service_from": "2022-12-01"}, 1),
        ({"allocated_on": "2023-12-31"}, 1),
    ],
)
def test_only_first_lettings_of_new_homes_since_the_agreements_count(lettings, told, counts):
    assert len(lettings(**told)) == counts


def test_a_second_letting_of_the_same_home_is_no_first_one(lettings):
    second = {"allocation_id": "a2", "dwelling_id": "d", "corporation": "SEW", "allocated_on": "2023-09-01",
              "is_vacated_dwelling": False}  # fmt: skip
    assert lettings(rows=[second])["allocation_id"].tolist() == ["a1"]


def test_before_the_tenancy_begins_the_rent_asked_counts(table):
    found = rent_levels.first_lettings(
        table("allocations", {"allocation_id": "a", "dwelling_id": "d", "allocated_on": "2023-12-20", "persons": 1,
                              "is_vacated_dwelling": False}),
        table("dwellings", {"dwelling_id": "d", "in_service_from": "2023-12-01", "in_service_reason": "NIE"}),
        table("rents", {"dwelling_id": "d", "valid_from": "2023-12-01", "net_rent_eur_per_month": 630.0}),
        since=date(2023, 1, 1), on=ON, delivered_from=date(2021, 1, 1), new_reasons=["NIE"],
        small_household_persons=2, caps={date(2023, 1, 1): (647.19, 693.60)},
    )  # fmt: skip
    assert found["rent_eur_per_month"].tolist() == [630.0]


def test_the_cap_of_the_day_of_the_letting_counts(table):
    caps = {date(2023, 1, 1): (647.19, 693.60), date(2024, 1, 1): (650.43, 697.07)}
    found = rent_levels.first_lettings(
        table("allocations", {"allocation_id": "a", "allocated_on": "2023-12-31"},
              {"allocation_id": "b", "dwelling_id": "e", "allocated_on": "2024-01-01"}, dwelling_id="d", persons=1,
              is_vacated_dwelling=False),
        table("dwellings", {"dwelling_id": "d"}, {"dwelling_id": "e"}, in_service_from="2023-12-01",
              in_service_reason="NIE"),
        table("rents"),
        since=date(2023, 1, 1), on=date(2024, 1, 1), delivered_from=date(2021, 1, 1), new_reasons=["NIE"],
        small_household_persons=2, caps=caps,
    )  # fmt: skip
    assert found["cap_eur_per_month"].tolist() == [647.19, 650.43]


def new_rows(*lettings: tuple[str, str, float | None, bool | None]) -> pd.DataFrame:
    frame = pd.DataFrame(list(lettings), columns=["corporation", "village", "rent_eur_per_month", "is_below"])
    text = {"corporation": "str", "village": "str", "rent_eur_per_month": "float64", "is_below": "boolean"}
    return rent_levels.new_build_rows(frame.astype(text), held_to_the_caps=["SEW"], shown=["Woonborg"], period=PERIOD)


@pytest.mark.parametrize(("above", "verdict"), [(0, "kept"), (1, "broken")])
def test_one_first_rent_too_high_breaks_agreement_13(above, verdict):
    rows = new_rows(*[("SEW", "Eelde", 640.0, True)] * (6 - above), *[("SEW", "Eelde", 647.19, False)] * above)
    found = judged(rows, "rent.new_build_below_cap_share", "1", "corporation")
    assert found["verdict"].tolist() == [verdict]


def test_each_association_has_the_rows_of_its_own_clause():
    rows = new_rows(("SEW", "Eelde", 640.0, True), ("Woonborg", "Vries", 650.0, False))
    assert rows.groupby("id")["corporation"].unique().map(list).to_dict() == {
        "rent.new_build_below_cap_share": ["SEW"],
        "rent.new_build_median_eur_per_month": ["Woonborg"],
    }


def test_no_new_homes_give_no_rows():
    assert new_rows().empty


def test_an_unknown_first_rent_is_missing_in_the_median():
    rows = new_rows(("Woonborg", "Vries", 650.0, False), ("Woonborg", "Vries", None, None))
    assert rows[["value", "denominator", "missing"]].drop_duplicates().to_numpy().tolist() == [[650.0, 1, 1]]
