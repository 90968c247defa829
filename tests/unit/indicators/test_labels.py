"""Labels of the homes, the path to zero, and the what-if of priorities."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.indicators.labels import (
    distribution,
    homes_with_labels,
    neutral_rows,
    path,
    path_rows,
    readings,
    stock_rows,
)
from analysis.indicators.priorities import (
    Plan,
    curve,
    homes_to_improve,
    improved,
    lifted,
    orders,
    resampled,
    scopes,
    yearly,
)
from analysis.periods import Period

PERIOD, FIRST, ON = Period(2023, 2), date(2023, 1, 1), date(2023, 12, 31)
LABELS = ["A", "B", "C", "D", "E", "F", "G"]


def dwellings(*labels: str | None, **changed: object) -> pd.DataFrame:
    count = len(labels)
    frame = {
        "dwelling_id": [f"W-{number}" for number in range(count)],
        "complex_id": "c",
        "corporation": "Woonborg",
        "village": "Vries",
        "municipality_code": "GM1730",
        "energy_label": pd.Series(labels, dtype="str"),
        "in_service_from": pd.to_datetime(["1990-01-01"] * count),
        "out_of_service_from": pd.to_datetime([None] * count),
        "out_of_service_reason": pd.Series([None] * count, dtype="str"),
        **changed,
    }
    return pd.DataFrame(frame)


def labelled(frame: pd.DataFrame) -> pd.DataFrame:
    return homes_with_labels(
        frame,
        ON,
        low_labels=["E", "F", "G"],
        good_labels=["A", "B", "C"],
        neutral_labels=["A"],
        temporary_reasons=["REN"],
    )


def test_shares_leave_unknown_labels_out():
    rows = stock_rows(labelled(dwellings("A", "C", "E", None)), municipality="GM1730", whole_area_of="", period=PERIOD)
    whole = rows[rows[["corporation", "village", "complex_id"]].isna().all(axis=1)].set_index("id")
    told = {result: (row["numerator"], row["denominator"], row["missing"]) for result, row in whole.iterrows()}
    assert told == {
        "labels.a_to_c_share": (2, 3, 1),
        "labels.e_to_g_share": (1, 3, 1),
        "labels.energy_neutral_share": (1, 3, 1),
        "labels.efg_homes_count": (1, 3, 1),
    }


def test_the_whole_area_is_that_of_one_association():
    frame = dwellings(
        "E", "F", "G", municipality_code=["GM1730", "GM1699", "GM1730"], corporation=["Woonborg"] * 2 + ["SEW"]
    )
    rows = stock_rows(labelled(frame), municipality="GM1730", whole_area_of="Woonborg", period=PERIOD).set_index("id")
    assert rows.loc["labels.efg_whole_area_count", "value"] == 2
    own = rows.loc[["labels.efg_homes_count"]]
    assert own.loc[own["corporation"].isna() & own["village"].isna(), "value"].tolist() == [2]


def test_every_label_has_a_bar_and_unknown_comes_last():
    found = distribution(labelled(dwellings("E", None)), municipality="GM1730", labels=LABELS)
    assert found["homes"].tolist() == [0, 0, 0, 0, 1, 0, 0, 1]
    assert found["energy_label"].isna().tolist() == [False] * 7 + [True]


def way(frame: pd.DataFrame, improved_homes: list[str], *, on: date = ON, year: int = 2028) -> pd.DataFrame:
    done = pd.DataFrame(
        {"dwelling_id": improved_homes, "is_out_of_low": pd.Series([True] * len(improved_homes), dtype="boolean")}
    )
    return path(
        frame, labelled(frame), done, corporation="Woonborg", since=FIRST, on=on, gone_in_year=year,
        agreed_homes_per_year=100, low_labels=["E", "F", "G"], temporary_reasons=["REN"],
    )  # fmt: skip


def test_both_readings_of_the_year():
    assert readings(2028) == {"before": date(2028, 1, 1), "by_end": date(2029, 1, 1)}
    found = way(dwellings(*["E"] * 20), [])
    assert found["needed_homes_per_year"].tolist() == [5.0, 4.0]  # four and five years remain
    assert found["agreed_homes"].tolist() == [500.0, 600.0]


def test_the_start_is_now_and_what_went():
    gone = pd.to_datetime([None, None, "2023-06-01", None])
    frame = dwellings("E", "B", "F", None, out_of_service_from=gone, out_of_service_reason=[None, None, "SLO", None])
    first = way(frame, ["W-1", "W-999"]).iloc[0]
    assert (first["homes"], first["improved_homes"], first["left_homes"], first["homes_at_start"]) == (1, 1, 1, 3)
    assert first["unknown_homes"] == 1
    assert (first["pace_homes_per_year"], first["years_to_zero"]) == (2.0, 0.5)
    assert first["zero_on"] == pd.Timestamp("2024-07-01")


def test_a_renovated_home_has_not_left():
    frame = dwellings("E", out_of_service_from=pd.to_datetime(["2023-06-01"]), out_of_service_reason=["REN"])
    assert way(frame, [])["left_homes"].tolist() == [0, 0]


def test_without_a_pace_there_is_no_year_and_a_day_that_passed_needs_no_pace():
    found = way(dwellings("E"), [], year=2023)
    assert found["zero_on"].isna().all()
    assert found["needed_homes_per_year"].isna().all()
    assert path_rows(found, period=PERIOD)["id"].tolist() == ["labels.efg_pace_homes_per_year"]


def test_half_a_year_is_half():
    found = way(dwellings(*["E"] * 9, "B"), ["W-9"], on=date(2023, 6, 30))
    assert found["pace_homes_per_year"].tolist() == [2.0, 2.0]


@pytest.mark.parametrize(("year", "pace"), [(2040, [2.0, 2.0]), (2024, [34.0, 34.0]), (2023, [])])
def test_a_straight_line_to_energy_neutral_until_its_year_is_over(year, pace):
    frame = labelled(dwellings(*["B"] * 34, "A", None))
    shares = stock_rows(frame, municipality="GM1730", whole_area_of="", period=PERIOD)
    assert neutral_rows(shares, on=ON, neutral_year=year, period=PERIOD)["value"].tolist() == pace


def test_no_home_no_path():
    assert way(dwellings("E", corporation="SEW"), []).empty


# ------------------------------------------------------------------------------------------- priorities

CHANGE = {"labels": LABELS, "improved_labels": ["D", "E", "F", "G"], "target_label": "B"}


def test_gas_falls_by_every_step_and_good_homes_stay():
    people = pd.DataFrame({"dwelling_id": ["W-0", "W-1", "W-2"], "gas_m3_per_year": [1000.0, 1000.0, 1000.0]})
    less, better = improved(people, dwellings("D", "C", None), gas_saving_share_per_step=0.1, **CHANGE)
    assert less["gas_m3_per_year"].tolist() == pytest.approx([810, 1000, 1000])
    assert better["energy_label"].iloc[0] == "B"
    assert better["energy_label"].iloc[1] == "C"


def test_steps_per_complex():
    found = homes_to_improve(dwellings("D", "G", "A"), ON, temporary_reasons=["REN"], **CHANGE)
    assert found.to_numpy().tolist() == [["c", "Woonborg", 2, 7]]


def classify(households: pd.DataFrame, frame: pd.DataFrame, *, on: date) -> pd.DataFrame:
    """Poor: a low label, or much gas."""
    found = households.merge(
        frame[["dwelling_id", "complex_id", "corporation", "village", "energy_label"]], on="dwelling_id"
    )
    poor = found["energy_label"].isin(["D", "E", "F", "G"]).astype("boolean") | (found["gas_m3_per_year"] > 1500)
    return found.assign(lihelek=poor.mask(found["gas_m3_per_year"].isna()))


def test_who_is_lifted_out():
    people = pd.DataFrame({"household_id": list("abcd"), "dwelling_id": [f"W-{n}" for n in range(4)],
                           "gas_m3_per_year": [1000.0, 3000.0, None, 3000.0]})  # fmt: skip
    found = lifted(classify, people, dwellings("D", "D", "D", "A"), on=ON, gas_saving_share_per_step=0.1, **CHANGE)
    told = [None if pd.isna(one) else bool(one) for one in found["lifted_out"]]
    assert told == [True, False, None, None]  # the last lives in a home that is not improved
    assert found["is_in_improved_home"].tolist() == [True, True, True, False]


def people(**poor: tuple[int, int, int]) -> pd.DataFrame:
    """Households per complex: lifted out, poor and staying so, not poor."""
    rows = []
    for name, (out, stay, rest) in poor.items():
        for flags, number in (((True, True), out), ((True, False), stay), ((False, False), rest)):
            rows += [(name, "Woonborg", *flags, True)] * number
    columns = ["complex_id", "corporation", "is_poor", "lifted_out", "is_in_improved_home"]
    return pd.DataFrame(rows, columns=columns).astype({"is_poor": "boolean", "lifted_out": "boolean"})


WITH = people(a=(1, 1, 18), b=(15, 0, 5))
HOMES = pd.DataFrame({"complex_id": ["a", "b"], "corporation": "Woonborg", "homes": [20, 20], "steps": [100, 40]})


def test_the_order_by_need_and_by_label_differ():
    plan = Plan.of(people(a=(1, 1, 18), b=(15, 0, 5)), HOMES)
    assert plan.poor == 17
    assert {name: order.tolist() for name, order in orders(plan).items()} == {
        "need": [1, 0], "need_per_euro": [1, 0], "label": [0, 1],
    }  # fmt: skip


def test_the_curve_falls_and_all_orders_meet_at_the_end():
    drawn = scopes(people(a=(1, 1, 18), b=(15, 0, 5)), HOMES, resamples=50, resampling_seed=1)
    found = curve(drawn, points=4, confidence=0.95, step_households=5)
    whole = found[found["corporation"].isna()]
    by_order = {name: group["value"].tolist() for name, group in whole.groupby("order")}
    assert by_order["need"] == [17, 10, 2, 2, 1]  # half up
    assert by_order["label"][2] == 16
    assert {values[0] for values in by_order.values()} == {17}
    assert {values[-1] for values in by_order.values()} == {1}
    need = whole[whole["order"] == "need"]
    assert (need["interval_low"] <= need["value"]).all()
    assert (need["value"] <= need["interval_high"]).all()
    assert ((need["interval_low"] % 5 == 0) & (need["interval_high"] % 5 == 0)).all()
    assert whole.loc[whole["order"] != "need", "interval_low"].isna().all()


def test_the_same_seed_gives_the_same_households_and_another_others():
    frame = people(a=(3, 3, 14), b=(10, 0, 10))
    plan = Plan.of(frame, HOMES)
    one, same, other = (resampled(frame, plan, resamples=20, seed=seed)[0] for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_households_are_drawn_by_the_stream_of_chance_of_python_complex_by_complex():
    frame = people(b=(10, 0, 10), a=(3, 3, 14)).sample(frac=1, random_state=4)
    plan = Plan.of(frame, HOMES)
    dice, expected, poor = random.Random(7), np.zeros((30, len(plan.complexes))), np.zeros(30)
    for place, name in enumerate(plan.complexes):
        own = frame[frame["complex_id"] == name]
        for resample in range(30):
            drawn = own.iloc[[int(dice.random() * len(own)) for _ in range(len(own))]]
            poor[resample] += drawn["is_poor"].sum()
            expected[resample, place] = (drawn["lifted_out"] & drawn["is_in_improved_home"]).sum()
    found = resampled(frame, plan, resamples=30, seed=7)
    assert found[0].tolist() == expected.tolist()
    assert found[1].tolist() == poor.tolist()


def test_an_association_is_drawn_from_its_own_households():
    frame = people(a=(3, 3, 14), b=(10, 0, 10))
    frame["corporation"] = frame["complex_id"].map({"a": "SEW", "b": "Woonborg"})
    homes = HOMES.assign(corporation=HOMES["complex_id"].map({"a": "SEW", "b": "Woonborg"}))
    whole, *own = scopes(frame, homes, resamples=30, resampling_seed=7)
    assert [(one.corporation, one.known, one.plan.complexes) for one in own] == [
        ("SEW", 20, ("a",)), ("Woonborg", 20, ("b",)),
    ]  # fmt: skip
    assert (whole.corporation, whole.known, whole.plan.complexes) == (None, 40, ("a", "b"))
    alone = resampled(frame[frame["complex_id"] == "b"], own[1].plan, resamples=30, seed=7)
    assert own[1].lifted.tolist() == alone[0].tolist()
    assert own[1].poor.tolist() == alone[1].tolist()


def test_a_year_of_homes_and_a_budget():
    drawn = scopes(WITH, HOMES, resamples=20, resampling_seed=1)
    costs = {"budget_eur_per_year": 200.0, "cost_eur_per_step": (5.0, 10.0, 20.0)}
    found = yearly(drawn, homes_per_year={"Woonborg": 20}, **costs).set_index("way")
    assert found.loc["need", ["value", "cost_eur", "cost_low_eur", "cost_high_eur"]].tolist() == [15, 400, 200, 800]
    assert found.loc["label", "value"] == 1
    assert found.loc["pro_rata", "value"] == 8
    assert found.loc["budget", ["homes_improved", "value", "cost_eur"]].tolist() == ["10", 8, 200]
    assert found.loc["need_elsewhere", "value"] <= found.loc["need", "value"]
