"""Figures, tables and conclusions of rents: what is shown is what was published."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from tests.unit.presentation.made_up import published
from tests.unit.presentation.measuring import marked, outside, overlapping, picture_of, words_of

from analysis.indicators.definitions import ROW_COLUMNS
from analysis.indicators.rent_increase import STEPS
from analysis.presentation import conclusions, figures, tables
from analysis.presentation.labels.rents import RENT_CLASSES
from analysis.presentation.texts import Texts

CAPS = {"quality_cap": 452.20, "low_cap": 647.19, "high_cap": 693.60, "limit": 808.06}
DAYS = {"first": date(2023, 1, 1), "last": date(2024, 1, 1)}
WAITING = "rents are known to 2023-12-31; the comparison needs those of 2024-01-01"


def rows(*told: dict[str, object]) -> pd.DataFrame:
    """Ledger rows as the gate gives them."""
    more = {"agreement": "str", "threshold": "str", "rule": "str", "verdict": "str", "reason": "str", "bound": "str"}
    frame = pd.DataFrame(list(told)).reindex(columns=[*ROW_COLUMNS, *more, "suppressed", "scenario"])
    frame["suppressed"] = frame["suppressed"].isin([True])
    text = {name: "str" for name, dtype in ROW_COLUMNS.items() if dtype == "str"} | more | {"scenario": "str"}
    return frame.astype({**ROW_COLUMNS, **text})


def share(result: str, value: float | None, **told: object) -> dict[str, object]:
    return {"id": result, "value": value, "unit": "share", **told}


def curve_frame():
    steps = [400.0, *CAPS.values(), 950.0]
    shares = [0.05, 0.12, 0.86, 0.93, 0.99, 1.0]
    records = [
        {"corporation": name, "up_to_eur_per_month": step, "value": value, "unit": "share"}
        for name in (None, "SEW", "Woonborg")
        for step, value in zip(steps, shares, strict=True)
    ]
    return pd.DataFrame(records).astype({"corporation": "str"})


def classes_frame():
    places = [(None, None), ("SEW", None), ("Woonborg", None), (None, "Bunne"), (None, "Eelde")]
    values = (0.1, 0.75, 0.08, 0.05, 0.02)
    return rows(
        *(
            share(
                name, None if village == "Bunne" else value, corporation=corporation, village=village,
                denominator=100, suppressed=village == "Bunne", bound="at_most" if value == 0.02 else None,
            )
            for corporation, village in places
            for name, value in zip(RENT_CLASSES, values, strict=True)
        )
    )  # fmt: skip


def reasons_frame():
    values = dict(zip([*STEPS, "total"], (0.0228, 0.0013, 0.0, -0.0004, 0.0, 0.0237), strict=True))
    records = [
        {"corporation": name, "step": step, "value": value, "unit": "share", "change_eur_per_month": value * 1e6,
         "changed_homes": 1265, "denominator": 1388}
        for name in (None, "SEW", "Woonborg")
        for step, value in values.items()
    ]  # fmt: skip
    return pd.DataFrame(records).astype({"corporation": "str"})


def rises_frame():
    bounds = [(None, 0.0), (0.0, 0.031), (0.031, 0.036), (0.036, None)]
    records = [
        {"corporation": name, "kind": "regular", "above_share": low, "up_to_share": high, "value": homes,
         "unit": "homes", "numerator": homes, "denominator": 1388, "missing": 8}
        for name in ("SEW", "Woonborg")
        for (low, high), homes in zip(bounds, (105, 1245, 1, 0), strict=True)
    ]  # fmt: skip
    for name in ("SEW", "Woonborg"):
        for kind in ("in_euros", "income_dependent"):
            records.append({**records[0], "corporation": name, "kind": kind, "up_to_share": None, "value": 19})
    return pd.DataFrame(records).astype({"corporation": "str", "above_share": "float64", "up_to_share": "float64"})


def rent_curves(texts, imprint):
    rows = published(curve_frame(), "association")
    return figures.rent_curves(rows, texts, imprint, caps=CAPS, line=0.8)


def rent_classes(texts, imprint):
    return figures.rent_classes(published(classes_frame(), "home"), texts, imprint, caps=CAPS)


def rent_sum(texts, imprint):
    return figures.rent_sum(published(reasons_frame(), "association"), texts, imprint, line=0.026, **DAYS)


def rent_rises(texts, imprint):
    rows = published(rises_frame(), "association")
    return figures.rent_rises(rows, texts, imprint, legal_share=0.031, agreed_share=0.036)


DRAWN = [rent_curves, rent_classes, rent_sum, rent_rises]


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_nothing_sticks_out_or_overlaps_and_the_bytes_repeat(draw, texts, imprint):
    figure = draw(texts, imprint)
    assert outside(figure) == []
    assert overlapping(figure) == []
    assert picture_of(figure) == picture_of(draw(texts, imprint))


def test_every_cap_and_the_line_are_drawn(texts, imprint):
    figure = rent_curves(texts, imprint)
    assert len(marked(figure, "cap")) == 4
    assert len(marked(figure, "line")) == 1
    assert len(marked(figure, "curve")) == 3
    assert "€647.19" in words_of(figure)


def test_a_village_with_few_homes_has_words_and_no_bar(texts, imprint):
    figure = rent_classes(texts, imprint)
    assert len(marked(figure, "class")) == 4 * (len(RENT_CLASSES) - 1)  # the class that is a bound has none
    assert texts.suppressed in words_of(figure)
    told = figures.alt_rent_classes(published(classes_frame(), "home"), texts, caps=CAPS)
    assert "Bunne: too few to show." in told
    assert "at most 2 %" in told


def test_the_words_of_the_rent_sum_hold_every_reason_and_the_line(texts):
    told = figures.alt_rent_sum(published(reasons_frame(), "association"), texts, line=0.026, **DAYS)
    assert "line of the agreement 2.6 %" in told
    assert "Woonborg: yearly rise +2.28 % (1,265 homes)" in told
    assert "all together 2.37 %" in told


def test_the_words_of_the_rises_name_both_caps(texts):
    told = figures.alt_rent_rises(published(rises_frame(), "association"), texts, legal_share=0.031, agreed_share=0.036)
    assert "law 3.1 %, agreement 3.6 %" in told
    assert "3.1 % to 3.6 %: 1" in told
    assert "low rent, rise in euros: 19" in told


# ------------------------------------------------------------------ tables


def new_build_frame(*, suppressed: bool):
    record = {"corporation": "Woonborg", "village": "Vries", "dwelling_type": None, "unit": "eur_per_month"}
    record |= {"value": None if suppressed else 633.48, "denominator": 15, "missing": 0, "suppressed": suppressed}
    frame = pd.DataFrame([record, {**record, "dwelling_type": "HOE", "suppressed": True, "value": None}])
    return frame.astype({"value": "float64", "dwelling_type": "str"})


def test_first_rents_say_how_many_groups_are_left_out(texts):
    told = tables.new_build_table(published(new_build_frame(suppressed=False), "home"), texts).text
    assert "€633.48" in told
    assert "Left out: 1 groups with too few lettings to show." in told
    assert "corner house" not in told


def test_first_rents_of_too_small_groups_are_one_sentence(texts):
    told = tables.new_build_table(published(new_build_frame(suppressed=True), "home"), texts).text
    assert told == "First rents of new homes: none, or too few in each group to show."


def test_reasons_and_rises_as_tables(texts):
    reasons = tables.reasons_table(published(reasons_frame(), "association"), texts).text
    assert "Woonborg | income-dependent rise | +0.13 percentage points" in reasons
    rises = tables.rises_table(published(rises_frame(), "association"), texts).text
    assert "Woonborg | 3.1 % to 3.6 % | 1 | 1,388" in rises


# ------------------------------------------------------------------ conclusions

BELOW = "rent.below_first_cap_share"


def levels(counted: int, verdict: str, *, turned: str | None = None) -> list[str]:
    whole = share(BELOW, counted / 100, numerator=counted, denominator=100, threshold="0.80", verdict=verdict)
    frame = rows(
        whole,
        share(f"{BELOW}_at_year_start", 0.9, numerator=90, denominator=100),
        share(BELOW, 0.85, corporation="SEW", numerator=17, denominator=20),
        share(BELOW, 0.75, village="Zeijen", numerator=30, denominator=40),
        share(BELOW, None, village="Bunne", suppressed=True),
        share("rent.new_build_below_cap_share", 5 / 6, corporation="SEW", numerator=5, denominator=6, verdict="broken"),
    )
    varied = rows({**whole, "scenario": "base"}, {**whole, "scenario": "service_costs_eur_per_month:high",
                                                  "verdict": turned or verdict})  # fmt: skip
    return conclusions.rent_levels(
        published(frame, "association"), published(varied, "association"), Texts("en"), absent=[]
    )


@pytest.mark.parametrize(
    ("counted", "verdict", "room"),
    [
        (80, "kept", "0 over the line of 80 %"),
        (81, "kept", "1 over the line of 80 %"),
        (79, "broken", "1 short of the line of 80 %"),
    ],
)
def test_the_first_sentence_says_how_far_the_line_is(counted, verdict, room):
    first = levels(counted, verdict)[0]
    assert first.startswith(f"{counted}.0 % of the homes have a rent up to the first cap, {counted} of 100: {verdict}")
    assert room in first
    assert "On 1 January it was 90.0 %." in first


def test_villages_below_the_line_are_named_and_hidden_ones_are_not():
    told = " ".join(levels(86, "kept"))
    assert "Below 80 % in Zeijen (75 %)." in told
    assert "Bunne" not in told
    assert "New homes of SEW: 5 of 6 first let below the cap: broken." in told


def test_a_choice_that_turns_the_verdict_is_told():
    told = levels(86, "kept", turned="broken")
    assert any(
        sentence.startswith("If service costs counted in the rent, the verdict would be: broken") for sentence in told
    )


def increase(value: float | None, *, verdict: str, reason: str | None = None) -> list[str]:
    own = {"corporation": "Woonborg", "denominator": 1388, "verdict": verdict, "reason": reason}
    told = [
        share("rent.sum_change_share", value, threshold="0.026", **own),
        share("rent.sum_change_so_far_share", 0.0237, corporation="Woonborg", denominator=1388),
        share("rent.largest_home_change_share", value and 0.034, **own),
        share("rent.above_legal_cap_share", value and 1 / 1388, corporation="Woonborg", denominator=1388,
              numerator=1 if value else None),
    ]  # fmt: skip
    varied = rows(*({**row, "scenario": "base"} for row in told[:1]))
    frame = published(rows(*told), "association")
    return conclusions.rent_increase(frame, published(varied, "association"), Texts("en"), absent=[])


def test_a_rise_is_told_with_its_line_and_what_the_law_makes_of_it():
    first, second = increase(0.0237, verdict="kept")
    assert first == "Woonborg: the rents of 1,388 homes together rose by 2.37 %, against at most 2.6 %: kept."
    assert "the largest regular rise of one home is 3.40 % (kept)" in second
    assert "Above the limit of the law, which binds whatever was agreed: 1 of 1,388 homes." in second


def test_before_the_second_day_the_reason_comes_first():
    (told,) = increase(None, verdict="not_assessable", reason=WAITING)
    assert told.startswith(
        "Not assessable yet: rents are known to 31 December 2023; the comparison needs those of 1 January 2024."
    )
    assert "Woonborg 2.37 %" in told


def test_without_rents_there_is_nothing_to_conclude(texts):
    nothing = published(rows(), "association")
    assert conclusions.rent_increase(nothing, nothing, texts, absent=["rents"]) == [
        "Not assessable: the delivery holds no rents."
    ]
    assert conclusions.rent_levels(nothing, nothing, texts, absent=["dwellings"]) == [
        "Not assessable: the delivery holds no dwellings."
    ]
