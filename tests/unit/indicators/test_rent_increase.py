"""The rise of rents: which homes are compared, the sum by reason, single homes against the caps, income-dependent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.indicators import rent_increase
from analysis.indicators.verdicts import RuleValues, judge
from analysis.periods import Period

FIRST, LAST, PERIOD = date(2023, 1, 1), date(2024, 1, 1), Period(2024, 1)
STEPS = {"JAA": "yearly", "INK": "income_dependent", "REN": "improvement", "MUT": "other", "NIE": "other"}
COMPARISON = rent_increase.Comparison(FIRST, LAST, ["REN"], STEPS, 575.03)
CAPS = rent_increase.Caps(0.036, 0.031, 300, 25, 100, euro_rule_within_agreement=True)
TENANT = "2010-03-01"
Row = tuple[str, float | None, str | None, str | None]


@pytest.fixture
def world(table):
    """Dwellings and rents of homes, each told by its rows of rent."""

    def make(*homes: list[Row], **columns: object) -> tuple[pd.DataFrame, pd.DataFrame]:
        place = {"corporation": "SEW", "village": "Eelde", "in_service_from": "1990-01-01", "is_self_contained": True}
        dwellings = [{"dwelling_id": f"d{number}"} for number in range(len(homes))]
        names = ["valid_from", "net_rent_eur_per_month", "change_reason", "tenancy_started_on"]
        rents = [
            {"dwelling_id": f"d{number}", **dict(zip(names, row, strict=True))}
            for number, rows in enumerate(homes)
            for row in rows
        ]
        return table("dwellings", *dwellings, **{**place, **columns}), table("rents", *rents)

    return make


def rise(before: float, after: float, reason: str | None = "JAA") -> list[Row]:
    return [("2022-07-01", before, "JAA", TENANT), ("2023-07-01", after, reason, TENANT)]


def compared(tables, *, on: date = LAST, comparison=COMPARISON) -> pd.DataFrame:
    return rent_increase.compared(*tables, comparison=comparison, on=on)


def measured(tables, *, on: date = LAST, caps=CAPS, counts_reductions: bool = True, comparison=COMPARISON):
    rows = rent_increase.measured(
        *tables, comparison=comparison, caps=caps, counts_reductions=counts_reductions, on=on, period=PERIOD
    )
    return rows[rows["corporation"] == "SEW"].set_index("id")


def verdict(tables, result: str, line: str, kind: str = "change_at_most", **options: object) -> str:
    rows = measured(tables, **options).reset_index()
    rule = RuleValues("10", "duty", kind, result, "corporation", Fraction(line), due_on=date(2023, 12, 31))
    found = judge(rows, rules=[rule], on=LAST, period=PERIOD, max_missing_share=0.10, talks=pd.DataFrame())
    return found.loc[found["id"] == result, "verdict"].item()


# ------------------------------------------------------------------ which homes are compared


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        (rise(500, 510), [True]),
        ([("2022-07-01", 500, "JAA", TENANT)], [True]),  # no rise
        ([("2022-07-01", 500, "JAA", TENANT), ("2023-05-01", 550, "MUT", "2023-05-01")], []),  # a new letting
        ([("2022-07-01", 500, "JAA", TENANT), ("2023-01-01", 550, "MUT", "2023-01-01")], [True]),  # let on the day
        ([("2022-07-01", 500, "JAA", TENANT), ("2024-01-01", 550, "MUT", "2024-01-01")], []),
        ([("2022-07-01", 500, "JAA", None)], []),  # vacant on both days
        ([("2022-07-01", 500, "JAA", TENANT), ("2023-11-01", 500, "NIE", None)], []),  # vacant on the second
        ([("2023-07-01", 510, "JAA", TENANT)], [False]),  # nothing known of the first day
        ([("2023-05-01", 550, "MUT", "2023-05-01")], []),  # let anew, whoever lived there before
        ([], [False]),
        ([("2022-07-01", None, "JAA", TENANT), ("2023-07-01", 510, "JAA", TENANT)], [False]),
        ([("2022-07-01", 500, "JAA", TENANT), ("2023-07-01", None, "JAA", TENANT)], [False]),
    ],
)
def test_homes_let_on_both_days_without_a_new_letting(world, rows, known):
    assert compared(world(rows))["is_known"].tolist() == known


@pytest.mark.parametrize(
    ("columns", "known"),
    [
        ({"is_self_contained": False}, []),
        ({"is_self_contained": None}, [False]),
        ({"in_service_from": "2023-01-02"}, []),
        ({"out_of_service_from": "2024-01-01", "out_of_service_reason": "VAH"}, []),
        ({"out_of_service_from": "2024-01-02", "out_of_service_reason": "VAH"}, [True]),
        ({"out_of_service_from": "2023-06-01", "out_of_service_reason": "REN"}, [True]),  # away for a while
    ],
)
def test_homes_in_service_on_both_days(world, columns, known):
    assert compared(world(rise(500, 510), **columns))["is_known"].tolist() == known


def test_a_home_bought_by_the_other_association_is_not_compared(table, world):
    dwellings, rents = world(rise(500, 510))
    sold = dwellings.assign(
        out_of_service_from=pd.Timestamp("2023-06-01"), out_of_service_reason="VAO", corporation="Woonborg"
    )
    both = pd.concat([sold, dwellings.assign(in_service_from=pd.Timestamp("2023-06-01"))], ignore_index=True)
    assert compared((both, rents)).empty


def test_regulated_rents_only_where_that_is_assumed(world):
    tables = world(rise(808.06, 820), rise(808.07, 820))
    assert len(compared(tables)) == 2
    assert len(compared(tables, comparison=replace(COMPARISON, regulated_up_to_eur_per_month=808.06))) == 1


# ------------------------------------------------------------------ the sum, and by reason


@pytest.mark.parametrize(
    ("after", "expected"), [(512.99, "kept"), (513.00, "kept"), (513.01, "broken")]
)  # of 500.00: 2.6 % is 13.00
def test_exactly_the_line_of_the_rent_sum_is_kept(world, after, expected):
    assert verdict(world(rise(500, after)), "rent.sum_change_share", "0.026") == expected


def test_a_home_more_turns_the_sum(world):
    homes = [rise(500, 513)] * 10
    assert verdict(world(*homes), "rent.sum_change_share", "0.026") == "kept"
    assert verdict(world(*homes, rise(500, 513.01)), "rent.sum_change_share", "0.026") == "broken"
    assert verdict(world(*homes, rise(500, 512.99)), "rent.sum_change_share", "0.026") == "kept"


def test_the_steps_add_up_to_the_change(world):
    twice = [*rise(500, 510), ("2023-10-01", 530.0, "REN", TENANT)]
    rows = measured(world(twice, rise(600, 650, "INK"), rise(610, 575.03), rise(400, 404, None)))["value"]
    steps = rows[[f"rent.sum_change_{step}_share" for step in rent_increase.STEPS]] * 2110
    assert steps.round(2).tolist() == [10.0, 50.0, 20.0, -34.97, 4.0]
    assert rows["rent.sum_change_share"] == pytest.approx(steps.sum() / 2110)
    assert rows["rent.sum_change_without_reductions_share"] == pytest.approx(84 / 2110)


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [(600, 575.03, "reduction"), (575.03, 575.03, None), (570, 575.03, "yearly"), (600, 575.02, "yearly")],
)
def test_a_one_off_reduction_is_a_fall_to_exactly_its_amount(world, before, after, step):
    home = compared(world(rise(before, after))).iloc[0]
    moved = [name for name in rent_increase.STEPS if home[f"{name}_eur_per_month"] != 0]
    assert moved == ([step] if step else [])


def test_reductions_can_be_left_out_of_the_sum(world):
    tables = world(rise(600, 575.03), rise(500, 515))
    assert measured(tables).loc["rent.sum_change_share", "value"] < 0
    without = measured(tables, counts_reductions=False)
    assert without.loc["rent.sum_change_share", "value"] == pytest.approx(15 / 1100)


def test_by_reason_counts_homes_and_ends_with_all_together(world):
    rows = rent_increase.by_reason(compared(world(rise(500, 510), rise(600, 650, "INK"), rise(400, 400))))
    own = rows[rows["corporation"] == "SEW"].set_index("step")
    assert own["changed_homes"].to_dict() == {
        "yearly": 1, "income_dependent": 1, "improvement": 0, "reduction": 0, "other": 0, "total": 2
    }  # fmt: skip
    assert own["denominator"].unique().tolist() == [3]


def test_nothing_to_compare_gives_no_rows(world):
    assert measured(world()).empty
    assert rent_increase.by_reason(compared(world())).empty


def test_too_many_unknown_rents_are_not_assessable(world):
    homes = [rise(500, 510)] * 8
    assert verdict(world(*homes, []), "rent.sum_change_share", "0.026") == "not_assessable"
    assert verdict(world(*homes, rise(500, 510), []), "rent.sum_change_share", "0.026") == "kept"


# ------------------------------------------------------------------ one home


@pytest.mark.parametrize(
    ("rows", "above_law", "above_agreed"),
    [
        (rise(1000, 1031.00), 0, 0),
        (rise(1000, 1031.01), 1, 0),
        (rise(1000, 1036.00), 1, 0),
        (rise(1000, 1036.01), 1, 1),
        (rise(299.99, 324.99), 0, 0),  # exactly 25 euro
        (rise(299.99, 325.00), 1, 1),
        (rise(300.00, 325.00), 1, 1),  # no low rent
        (rise(600, 700.00, "INK"), 0, 0),  # the highest amount of the law
        (rise(600, 700.01, "INK"), 1, 0),
        (rise(600, 660, "REN"), 0, 0),  # an improvement
        ([*rise(1000, 1031.01), ("2023-10-01", 1100.0, "REN", TENANT)], 1, 0),
        (rise(600, 575.03), 0, 0),
        ([*rise(590, 609), ("2023-09-01", 575.03, "JAA", TENANT)], 1, 0),  # a reduction makes no room
        (rise(1000, 1050, None), 1, 1),  # an unknown reason is no excuse
    ],
)
def test_homes_above_the_caps(world, rows, above_law, above_agreed):
    found = measured(world(rows))["numerator"]
    assert found[["rent.above_legal_cap_share", "rent.above_agreed_cap_share"]].tolist() == [above_law, above_agreed]


@pytest.mark.parametrize(("after", "expected"), [(1036.00, "kept"), (1036.01, "broken")])
def test_exactly_the_agreed_cap_is_kept(world, after, expected):
    assert verdict(world(rise(1000, after), rise(500, 500)), "rent.largest_home_change_share", "0.036") == expected


def test_the_largest_rise_leaves_out_what_no_percentage_measures(world):
    tables = world(rise(1000, 1020), rise(290, 315), rise(600, 650, "INK"), rise(600, 700, "REN"))
    row = measured(tables).loc["rent.largest_home_change_share"]
    assert (row["value"], row["denominator"]) == (0.02, 2)  # the improved home counts with a rise of 0


def test_read_to_the_letter_a_rise_in_euros_breaks_the_agreement(world):
    tables = world(rise(290, 315), rise(500, 500))
    letter = replace(CAPS, euro_rule_within_agreement=False)
    assert verdict(tables, "rent.largest_home_change_share", "0.036") == "kept"
    assert verdict(tables, "rent.largest_home_change_share", "0.036", caps=letter) == "broken"


def test_classes_of_rises_hold_every_home_once(world):
    homes = compared(world(rise(500, 500), rise(1000, 1031), rise(1000, 1034), rise(290, 315), rise(600, 650, "INK")))
    found = rent_increase.rises(homes, caps=CAPS, edges=[0.01, 0.02])
    assert found["value"].tolist() == [1, 0, 0, 1, 1, 0, 1, 1]
    assert found["value"].sum() == found["denominator"].iloc[0] == 5


# ------------------------------------------------------------------ income-dependent


def test_one_income_dependent_rise_is_not_none(world):
    result, options = "rent.income_dependent_share", {"kind": "share_at_most"}
    assert verdict(world(*[rise(500, 510)] * 5), result, "0", **options) == "kept"
    assert verdict(world(*[rise(500, 510)] * 5, rise(600, 650, "INK")), result, "0", **options) == "broken"


def test_mean_and_largest_income_dependent_rise(world):
    rows = measured(world(rise(600, 650, "INK"), rise(600, 699.50, "INK"), rise(500, 510)))
    assert rows.loc["rent.income_dependent_mean_eur_per_month", "value"] == 74.75
    assert rows.loc["rent.income_dependent_largest_eur_per_month", ["value", "denominator"]].tolist() == [99.5, 2]


def test_no_income_dependent_rise_has_no_amount(world):
    rows = measured(world(rise(500, 510)))
    assert rows.loc["rent.income_dependent_share", "numerator"] == 0
    assert "rent.income_dependent_mean_eur_per_month" not in rows.index


# ------------------------------------------------------------------ before the second day


def test_before_the_second_day_there_is_no_figure_and_a_reason(world):
    day = date(2023, 12, 31)
    tables = world(rise(500, 513))
    rows = measured(tables, on=day)
    assert rows.loc["rent.sum_change_share", ["value", "numerator"]].isna().all()
    assert rows.loc["rent.sum_change_so_far_share", "value"] == 0.026
    blocked = rent_increase.blocked(rows.reset_index(), last=LAST, on=day)
    assert set(blocked.values()) == {"rents are known to 2023-12-31; the comparison needs those of 2024-01-01"}
    assert ("rent.sum_change_so_far_share", "SEW", "") not in blocked


def test_on_the_second_day_nothing_is_blocked(world):
    rows = measured(world(rise(500, 513)))
    assert rent_increase.blocked(rows.reset_index(), last=LAST, on=LAST) == {}
    assert "rent.sum_change_so_far_share" not in rows.index


def test_the_comparison_stops_at_its_second_day(world):
    later = [*rise(500, 513), ("2024-07-01", 600.0, "JAA", TENANT)]
    assert measured(world(later), on=date(2024, 12, 31)).loc["rent.sum_change_share", "value"] == 0.026


def test_nothing_is_modified(world, unchanged):
    tables = world(rise(500, 513), rise(600, 650, "INK"))
    unchanged(rent_increase.compared, *tables, comparison=COMPARISON, on=LAST)
