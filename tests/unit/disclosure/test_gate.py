"""The gate: minimum, bounds, rounding, hidden counts, and that nothing else passes a writer."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.disclosure import Published, class_of, classes, gate, require
from analysis.errors import DisclosureError

VRIES = {"village": "Vries"}
MEASURES = ["value", "numerator", "denominator", "missing", "interval_low", "interval_high"]


def one(frame, policy, *, data_class="household", profile="public", **options):
    return require(gate(frame, data_class=data_class, profile=profile, policy=policy, **options)).iloc[0]


@pytest.mark.parametrize(
    ("profile", "data_class", "denominator", "is_suppressed"),
    [
        ("partners", "household", 9, True),
        ("partners", "household", 10, False),
        ("public", "household", 19, True),
        ("public", "household", 20, False),
        ("partners", "home", 4, True),
        ("partners", "home", 5, False),
        ("public", "home", 9, True),
        ("public", "home", 10, False),
        ("public", "association", 1, False),
        ("public", "plan", 1, False),
        ("internal", "household", 1, False),
    ],
)
def test_the_minimum_denominator_decides(share_rows, policy, profile, data_class, denominator, is_suppressed):
    row = one(share_rows((VRIES, 1, denominator)), policy, data_class=data_class, profile=profile)
    assert bool(row["suppressed"]) is is_suppressed
    assert pd.isna(row["value"]) == is_suppressed


def test_a_suppressed_row_stays_without_any_measure(share_rows, policy):
    frame = share_rows((VRIES, 3, 19)).assign(
        band="above", verdict="broken", reason="9 of 10", rest_share=0.2, homes=3, is_large=True, label="Vries"
    )
    row = one(frame, policy)
    blank = [*MEASURES, "band", "verdict", "reason", "rest_share", "homes", "is_large", "bound"]
    assert row[blank].isna().all()
    assert row[["village", "label", "id", "unit"]].tolist() == ["Vries", "Vries", "energy_poverty.lihe_share", "share"]


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "bound"),
    [
        (0, 20, 0.10, "at_most"),
        (1, 20, 0.10, "at_most"),  # none and one of the members look alike
        (2, 20, 0.10, None),
        (2, 39, 0.10, "at_most"),  # below 40 members 5 % would be two and nothing else
        (2, 40, 0.05, "at_most"),
        (3, 41, 0.05, None),
        (4, 200, 0.05, "at_most"),  # 2 % rounds to 0
        (5, 200, 0.05, None),  # 2.5 % rounds half up to 5 %
        (14, 200, 0.05, None),
        (15, 200, 0.10, None),  # 7.5 % rounds half up to 10 %
        (18, 20, 0.90, None),
        (19, 20, 0.90, "at_least"),
        (20, 20, 0.90, "at_least"),
        (37, 39, 0.90, "at_least"),
        (38, 40, 0.95, "at_least"),
        (194, 200, 0.95, None),
        (195, 200, 0.95, "at_least"),  # 97.5 % rounds to 100 %
        (200, 200, 0.95, "at_least"),
    ],
)
def test_public_shares_stand_on_whole_steps_and_never_at_the_ends(
    share_rows, policy, numerator, denominator, value, bound
):
    row = one(share_rows((VRIES, numerator, denominator)), policy)
    assert row["value"] == value
    assert (row["bound"] if bound else None) == bound
    assert pd.isna(row["bound"]) == (bound is None)
    assert row[["numerator", "denominator", "missing"]].isna().all()


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "bound"),
    [
        (0, 10, 0.10, "at_most"),  # the smallest step that holds one of ten
        (1, 10, 0.10, "at_most"),
        (2, 10, 0.20, None),
        (0, 40, 0.05, "at_most"),
        (1, 40, 0.05, "at_most"),
        (3, 40, 0.075, None),
        (39, 40, 0.95, "at_least"),
        (40, 40, 0.95, "at_least"),
        (12, 12, 0.90, "at_least"),
    ],
)
def test_partners_see_exact_shares_but_no_certainty(share_rows, policy, numerator, denominator, value, bound):
    row = one(share_rows((VRIES, numerator, denominator)), policy, profile="partners")
    assert row["value"] == value
    assert (row["bound"] if bound else None) == bound
    assert pd.isna(row["numerator"]) == (bound is not None)
    assert pd.isna(row["interval_low"]) == (bound is not None)
    assert row["denominator"] == denominator


def test_public_intervals_are_rounded_outwards_and_hold_the_exact_interval(share_rows, policy):
    frame = share_rows(*(({"village": f"V{n:03}"}, k, n) for n in range(20, 120) for k in [n // 5]))
    shown = require(gate(frame, data_class="household", profile="public", policy=policy))
    assert (shown["interval_low"] <= frame["interval_low"]).all()
    assert (shown["interval_high"] >= frame["interval_high"]).all()
    assert ((shown["interval_low"] * 20).round(9) % 1 == 0).all()
    assert ((shown["interval_high"] * 20).round(9) % 1 == 0).all()


def test_public_home_counts_stand_on_whole_fives(policy):
    frame = pd.DataFrame(
        {
            "id": "social_stock.rent_limit_count",
            "village": ["Vries"],
            "value": [37.0],
            "unit": "homes",
            "numerator": [37],
            "denominator": [42],
            "missing": [3],
        }
    )
    row = one(frame, policy, data_class="home")
    assert row[["value", "numerator", "denominator", "missing"]].tolist() == [35, 35, 40, 5]
    assert one(frame, policy, data_class="home", profile="partners")["numerator"] == 37


def test_a_share_whose_counts_are_rounded_is_rounded_too(share_rows, policy):
    row = one(share_rows((VRIES, 25, 30), result="rent.below_first_cap_share"), policy, data_class="home")
    assert row[["value", "numerator", "denominator"]].tolist() == [0.85, 25, 30]


def test_the_rest_is_rounded_and_what_follows_from_the_counts_of_the_row_is_hidden(share_rows, policy):
    frame = share_rows((VRIES, 5, 40)).assign(rest_share=0.0312, shrunken_share=0.131, homes=44)
    row = one(frame, policy)
    assert row["rest_share"] == 0.05
    assert row[["shrunken_share", "homes"]].isna().all()


@pytest.mark.parametrize("numerator", [0, 1])
def test_nothing_beside_a_bound_of_partners_tells_none_from_one(share_rows, policy, numerator):
    frame = share_rows((VRIES, numerator, 30)).assign(
        rest_share=0.16, shrunken_share=0.1, band="not_distinguishable" if numerator else "below"
    )
    row = one(frame, policy, profile="partners")
    assert (row["value"], row["bound"], row["band"]) == (0.05, "at_most", "below")
    assert pd.isna(row["shrunken_share"])


@pytest.mark.parametrize(
    ("numerator", "denominator", "rest", "band"),
    [
        (24, 40, 0.25, "above"),
        (18, 40, 0.25, "not_distinguishable"),  # from 30.7 %, but shown from 25 %
        (18, 40, 0.224, "above"),
        (18, 40, 0.225, "not_distinguishable"),  # the rest is shown as 25 %
        (6, 60, 0.29, "not_distinguishable"),  # up to 20.1 %, but shown up to 30 %
        (6, 60, 0.325, "below"),
        (2, 30, 0.12, "not_distinguishable"),  # at most 10 %, the rest 10 %
        (2, 30, 0.125, "below"),
        (28, 30, 0.875, "not_distinguishable"),
        (28, 30, 0.87, "above"),
        (18, 40, None, "not_distinguishable"),
    ],
)
def test_a_public_band_follows_from_what_is_published(share_rows, policy, numerator, denominator, rest, band):
    frame = share_rows((VRIES, numerator, denominator)).assign(rest_share=pd.Series([rest], dtype="float64"))
    for exact in ("above", "not_distinguishable", "below"):
        assert one(frame.assign(band=exact), policy)["band"] == band
    assert one(frame.assign(band="exact"), policy, profile="internal")["band"] == "exact"


def test_internal_and_exact_classes_pass_unchanged(share_rows, policy):
    frame = share_rows((VRIES, 0, 3), ({"village": "Yde"}, 2, 2)).assign(verdict="kept")
    for data_class, profile in (("household", "internal"), ("association", "public"), ("plan", "partners")):
        shown = require(gate(frame, data_class=data_class, profile=profile, policy=policy))
        assert_frame_equal(shown[list(frame.columns)], frame, check_dtype=False)
        assert not shown["suppressed"].any()
        assert shown["bound"].isna().all()


def test_the_class_may_differ_per_row(share_rows, policy):
    frame = share_rows((VRIES, 3, 12), ({"corporation": "SEW"}, 3, 12)).assign(kind=["household", "association"])
    for data_class in ("kind", frame["kind"]):
        published = gate(frame, data_class=data_class, profile="public", policy=policy)
        assert require(published)["suppressed"].tolist() == [True, False]
        assert published.data_class == "household"


def test_the_frame_given_is_not_changed_and_order_and_index_stay(share_rows, policy):
    frame = share_rows((VRIES, 3, 12), ({"village": "Assen"}, 30, 100)).set_axis([7, 3])
    before = frame.copy()
    shown = require(gate(frame, data_class="household", profile="public", policy=policy))
    assert_frame_equal(frame, before)
    assert shown.index.tolist() == [7, 3]


def test_an_empty_table_passes(share_rows, policy):
    frame = share_rows((VRIES, 1, 30)).iloc[:0]
    published = gate(frame, data_class="household", profile="public", policy=policy)
    assert len(require(published)) == 0
    assert published.data_class == "household"


def test_nothing_but_the_gate_makes_a_published_table(share_rows, policy):
    frame = share_rows((VRIES, 1, 30))
    with pytest.raises(DisclosureError, match="gate"):
        Published(frame, "household", "public")
    published = gate(frame, data_class="household", profile="public", policy=policy)
    with pytest.raises((DisclosureError, ValueError)):
        dataclasses.replace(published, frame=frame)


@pytest.mark.parametrize("other", [pd.DataFrame({"value": [1]}), {"value": 1}, None])
def test_a_writer_refuses_what_has_not_passed_the_gate_and_names_the_remedy(other):
    with pytest.raises(DisclosureError, match=r"pass it to gate\(\.\.\.\) first"):
        require(other)


def test_a_writer_cannot_change_what_was_published(share_rows, policy):
    published = gate(share_rows((VRIES, 10, 30)), data_class="household", profile="public", policy=policy)
    taken = require(published)
    taken["value"] = 0.123
    assert require(published)["value"].tolist() == [0.35]


def test_two_rows_of_one_place_are_refused_unless_a_column_tells_them_apart(share_rows, policy):
    frame = share_rows((VRIES, 10, 30), (VRIES, 5, 30)).assign(label=["A", "B"])
    with pytest.raises(DisclosureError, match=r"Vries.*`by`"):
        gate(frame, data_class="household", profile="public", policy=policy)
    shown = require(gate(frame, data_class="household", profile="public", policy=policy, by=["label"]))
    assert not shown["suppressed"].any()


def test_complexes_beside_villages_need_to_know_where_they_belong(share_rows, policy):
    frame = share_rows(({"complex_id": "C1"}, 10, 30), (VRIES, 10, 60))
    with pytest.raises(DisclosureError, match=r"'C1'.*complexes"):
        gate(frame, data_class="household", profile="public", policy=policy)


@pytest.mark.parametrize(("data_class", "profile"), [("households", "public"), ("household", "publik")])
def test_an_unknown_class_or_profile_is_refused(share_rows, policy, data_class, profile):
    with pytest.raises(DisclosureError, match="choose one of"):
        gate(share_rows((VRIES, 1, 30)), data_class=data_class, profile=profile, policy=policy)


def test_a_table_of_complexes_follows_the_ledger_it_belongs_to(share_rows, policy):
    places = pd.DataFrame({"complex_id": ["A", "B", "C"], "corporation": "SEW", "village": "Vries"})
    alone = share_rows(({"complex_id": "A"}, 2, 6), ({"complex_id": "B"}, 5, 24), ({"complex_id": "C"}, 9, 40))
    whole = pd.concat([alone, share_rows((VRIES, 16, 70))], ignore_index=True)
    options = {"data_class": "household", "profile": "public", "policy": policy, "complexes": places}
    ledger = gate(whole, **options)
    assert require(gate(alone, **options))["suppressed"].tolist() == [True, False, False]
    bands = alone.drop(columns=["id"]).assign(corporation="SEW")
    assert require(gate(bands, **options, ledger=ledger))["suppressed"].tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("result", "grain", "data_class"),
    [
        ("energy_poverty.lihelek_share", "all", "household"),
        ("laarhove.social_share.permitted", "all", "plan"),
        ("social_stock.owner_count_at_start", "village", "plan"),
        ("social_stock.daeb_count", "association x village", "plan"),
        ("social_stock.kept", "all", "plan"),
        ("social_stock.rent_limit_count", "village", "home"),
        ("social_stock.rent_limit_count_at_start", "association x village", "home"),
        ("social_stock.rent_limit_count", "association", "association"),
        ("displacement.urgent_share", "association", "association"),
        ("rent.below_first_cap_share", "all", "association"),
        ("rent.below_first_cap_share", "complex", "home"),
        ("social_stock.something_new", "all", "household"),
        ("unheard.of", "association", "household"),
    ],
)
def test_class_of(result, grain, data_class):
    assert class_of(result, grain) == data_class


def test_classes_reads_the_grain_from_the_dimensions():
    rows = pd.DataFrame(
        {
            "id": ["social_stock.rent_limit_count"] * 3,
            "corporation": ["SEW", "SEW", None],
            "village": ["Vries", None, None],
            "complex_id": [None, None, None],
        }
    )
    assert classes(rows).tolist() == ["home", "association", "association"]


@pytest.mark.parametrize(("profile", "has_text"), [("internal", True), ("partners", True), ("public", False)])
def test_what_people_typed_is_not_public(policy, profile, has_text):
    points = pd.DataFrame({"village": ["Vries"], "observation_id": ["O-1"], "action": ["call mrs. Jansen"]})
    shown = require(gate(points, data_class="plan", profile=profile, policy=policy, by=["observation_id"]))
    assert ("action" in shown) is has_text
    assert shown["observation_id"].tolist() == ["O-1"]
