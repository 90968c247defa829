"""Conclusions say what the published rows say, and no more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from tests.unit.presentation.made_up import board_frame, complexes_frame
from tests.unit.presentation.made_up import published as passed

from analysis.disclosure import ClassRule, Policy, gate
from analysis.parameters import load_assumptions
from analysis.presentation import conclusions
from analysis.presentation.conclusions.districts import WITHOUT_MARGIN
from analysis.presentation.conclusions.energy import LABELS_VARIED
from analysis.presentation.conclusions.lettings import CHOICES
from analysis.presentation.texts import Texts

OPEN = Policy({("public", name): ClassRule() for name in ("plan", "association", "home", "household")})
TEXTS = Texts("en")
URGENT = "displacement.urgent_share"
LIHELEK = "energy_poverty.lihelek_share"
WITHOUT_SUPPORT = "energy_poverty.lihelek_without_support_share"
SOCIAL = "laarhove.social_share"


def published(rows: list[dict[str, object]], by: list[str] | None = None) -> object:
    base = {"corporation": None, "village": None, "complex_id": None, "verdict": None, "unit": "share",
            "threshold": None, "rule": None}  # fmt: skip
    frame = pd.DataFrame([base | row for row in rows])
    return gate(frame, data_class="plan", profile="public", policy=OPEN, by=by or [])


def share(result: str, value: float, **more: object) -> dict[str, object]:
    return {"id": result, "value": value, "numerator": 9, "denominator": 40, "missing": 0,
            "interval_low": 0.1, "interval_high": 0.4} | more  # fmt: skip


def under(result: str, **verdicts: str | None) -> object:
    """Rows under scenarios, by their name with two underscores for the colon."""
    rows = [share(result, 0.2, scenario=name.replace("__", ":"), verdict=verdict) for name, verdict in verdicts.items()]
    return published(rows, ["scenario"])


# ------------------------------------------------------------------------------------------- displacement


def of_sew(numerator: int = 9, verdict: str = "broken") -> object:
    row = share(URGENT, numerator / 40, numerator=numerator, corporation="SEW", verdict=verdict, threshold="0.20")
    return published([row])


def told(rows: object, *, headroom: int = -5, is_running: bool = False, varied: object | None = None) -> list[str]:
    left = published([{"corporation": "SEW", "headroom": headroom}])
    varied = varied or under(URGENT, base="broken")
    return conclusions.displacement(rows, left, varied, TEXTS, is_running=is_running, absent=[])


@pytest.mark.parametrize(
    ("headroom", "is_running", "words"),
    [
        (-5, True, "5 more to regular seekers would bring it back to the line"),
        (-5, False, "with 5 more to regular seekers it would have ended on the line"),
        (0, False, "no room is left before the line"),
        (2, True, "there is room for 2 more before the line"),
    ],
)
def test_headroom_in_words(headroom: int, is_running: bool, words: str) -> None:
    (sentence,) = told(of_sew(), headroom=headroom, is_running=is_running)
    expected = "SEW: 9 of 40 lettings went to urgent seekers, 22.5 % (95 % interval 10.0 % to 40.0 %): broken"
    assert sentence.startswith(expected)
    assert words in sentence


@pytest.mark.parametrize(
    ("numerator", "words"),
    [
        (7, ""),
        (8, "One letting to an urgent seeker instead of a regular one, and SEW would have been over the line."),
        (9, "One letting to a regular seeker instead of an urgent one, and SEW would have been on the line."),
        (10, ""),
    ],
)
def test_one_letting_that_would_change_the_verdict_is_told(numerator: int, words: str) -> None:
    (sentence,) = told(of_sew(numerator))
    assert sentence.endswith(words or "line.")
    assert ("instead" in sentence) == bool(words)


def test_a_choice_that_turns_the_verdict_is_named_in_words() -> None:
    varied = under(URGENT, base="kept", hui_counts_as_urgent__high="broken", displacement_daeb_only__low="kept")
    rows = published([share(URGENT, 0.2, scenario="base", corporation="SEW", verdict="kept"),
                      share(URGENT, 0.3, scenario="hui_counts_as_urgent:high", corporation="SEW", verdict="broken"),
                      share(URGENT, 0.2, scenario="displacement_daeb_only:low", corporation="SEW", verdict="kept")],
                     ["scenario"])  # fmt: skip
    _, *turned = told(of_sew(8, "kept"), headroom=0, varied=rows)
    assert turned == [
        "If people rehoused for demolition or renovation counted as urgent, the verdict on SEW would be: broken."
    ]
    assert len(told(of_sew(), varied=varied)) == 1  # rows of the whole turn no association's verdict


def test_the_choices_in_words_are_those_of_the_assumptions() -> None:
    varied = [name for name in load_assumptions().scenarios() if name.startswith(("displacement_", "hui_"))]
    assert sorted(CHOICES) == sorted(varied)


def test_housed_in_time_is_a_number_of_a_hundred_and_no_verdict() -> None:
    row = share("displacement.housed_within_half_year_share", 0.582, interval_low=0.484, interval_high=0.666)
    (sentence,) = told(published([row]))
    assert sentence == (
        "Of every 100 urgent seekers about 58 find a home within half a year (48 to 67). The agreement names no "
        "number, so there is no verdict."
    )


def test_absent_tables_are_named() -> None:
    empty, left = published([share("other", 0.1)]), published([{"corporation": "SEW", "headroom": 0}])
    found = conclusions.displacement(
        empty, left, under("other", base=None), TEXTS, is_running=False, absent=["allocations"]
    )
    assert found == ["Not assessable: the delivery holds no allocations."]


# ------------------------------------------------------------------------------------------- social stock


def test_villages_that_lost_homes_are_named() -> None:
    kept = {"id": "social_stock.kept", "unit": "homes", "numerator": 10, "denominator": 12, "missing": 0}
    rows = published([
        kept | {"value": -2.0, "verdict": "broken"},
        kept | {"value": -3.0, "village": "Yde"},
        kept | {"value": 1.0, "village": "Vries"},
        kept | {"id": "social_stock.owner_count", "value": 10.0},
        kept | {"id": "social_stock.owner_count_at_start", "value": 16.0},
    ])  # fmt: skip
    found = conclusions.social_stock(rows, TEXTS, baseline=date(2022, 12, 31), on=date(2023, 12, 31), absent=[])
    assert "own 10 homes in the municipality, against 12 on 31 December 2022: −2 (broken)." in found[0]
    assert found[0].endswith("In this half-year: −6.")
    assert "Yde (−3)" in found[1]
    assert "Vries" not in found[1]


# ----------------------------------------------------------------------------------------------- laarhove


def of_laarhove(social: int = 72, margin: float = 0.02, without: str = "at_risk", homes: int = 250) -> list[str]:
    rows = [
        share(
            SOCIAL,
            social / homes,
            numerator=social,
            denominator=homes,
            threshold="0.30",
            verdict="kept",
            rule="The share is at least 30 % (circa: a margin of 2 percentage points).",
        ),
        share("laarhove.cheap_share", 0.388, numerator=97, denominator=250, threshold="0.40", verdict="at_risk"),
        share("laarhove.social_share.permitted", 40 / 163, numerator=40, denominator=163),
    ]
    sizes = {235: 31, 250: 35, 265: 40}
    rest = [{"id": SOCIAL, "plan_size_homes": size, "required_homes": need} for size, need in sizes.items()]
    varied = published(
        [share(SOCIAL, 0.288, scenario=name, verdict=verdict) for name, verdict in
         {"base": "kept", WITHOUT_MARGIN: without}.items()], ["scenario"])  # fmt: skip
    required = published(rest, ["plan_size_homes"])
    return conclusions.laarhove(published(rows), required, varied, TEXTS, margin=margin, absent=[])


def test_a_verdict_that_rests_on_the_margin_says_so() -> None:
    social, cheap, rest = of_laarhove()
    assert social == (
        "The plan holds 72 social-rent homes of 250 (28.8 %), 3 short of 30 %. The text says circa; a margin of 2 "
        "percentage points is our choice, so: kept. Without that margin: at risk."
    )
    assert "97 of 250 (38.8 %), 3 short of 40 %: at risk" in cheap
    assert "Of the 87 homes not yet permitted 32 are planned as social rent. To end on the line 35" in rest
    assert "235 to 265 homes, 31 to 40 are needed" in rest


@pytest.mark.parametrize(("social", "margin"), [(75, 0.02), (72, 0.0)])
def test_a_verdict_that_does_not_rest_on_the_margin_leaves_it_out(social: int, margin: float) -> None:
    sentence = of_laarhove(social, margin)[0]
    assert sentence.endswith("Verdict: kept.")
    assert ("on or above 30 %" in sentence) == (social == 75)


def test_a_part_of_a_home_short_is_a_home_short() -> None:
    assert "72 social-rent homes of 251 (28.7 %), 4 short of 30 %" in of_laarhove(homes=251)[0]


def test_the_scenario_without_margin_has_none() -> None:
    assert load_assumptions(WITHOUT_MARGIN).value("circa_margin_share") == 0


# ----------------------------------------------------------------------------------------- energy poverty


def of_energy(bands: object, rows: object | None = None) -> list[str]:
    rows = rows or published([share(LIHELEK, 0.25), share(WITHOUT_SUPPORT, 0.45)])
    varied = published(
        [share(LIHELEK, value, scenario=name) for name, value in
         {"base": 0.25, LABELS_VARIED + "low": 0.15, LABELS_VARIED + "high": 0.35}.items()], ["scenario"])  # fmt: skip
    return conclusions.energy_poverty(
        rows, bands, varied, TEXTS, year=2023, labels=("D", "E", "F", "G"), by_chance=lambda n: n / 20, absent=[]
    )


def test_the_estimate_says_what_it_is_and_how_far_the_labels_move_it() -> None:
    first, *_, last = of_energy(passed(complexes_frame(12)))
    assert "In 2023 about 25.0 % of the tenants' households" in first
    assert "energy label D–G" in first
    assert "own estimate" in first
    assert "cannot be compared with figures of CBS" in first
    assert "15.0 % to 35.0 %" in first
    assert "roughly be 45.0 %: that rests on assumed tariffs" in last


def test_complexes_above_are_named_up_to_five_and_the_others_counted() -> None:
    frame = complexes_frame(60).assign(band=lambda rows: rows["band"].mask(rows["value"] > 0.2, "above"))
    shown = frame[~frame["suppressed"]]
    above = shown[shown["band"] == "above"]
    assert len(above) > 5
    _, named, others, _ = of_energy(passed(frame))
    assert f"Of the {len(shown)} complexes that can be shown {len(above)} lie clearly above" in named
    assert above["complex_name"].iloc[4] in named
    assert above["complex_name"].iloc[5] not in named
    assert f"and {len(above) - 5} more. This is not a ranking" in named
    assert f"{frame['suppressed'].sum()} further complexes have too few households" in others
    assert f"Of {len(shown)} complexes about {TEXTS.number(len(shown) / 20)} would" in others


def test_no_complex_above_is_said() -> None:
    _, named, _, _ = of_energy(passed(complexes_frame(12).assign(band="not_distinguishable")))
    assert named.startswith("None of the 11 complexes")


def test_a_suppressed_total_is_not_told() -> None:
    strict = Policy({("public", "household"): ClassRule(1000, Decimal("0.05"), 5, hides_counts=True)})
    results = {LIHELEK: 0.225, WITHOUT_SUPPORT: 0.3}
    frame = pd.DataFrame([share(result, value) for result, value in results.items()])
    frame = frame.assign(corporation=None, village=None, complex_id=None, verdict=None, unit="share")
    rows = gate(frame, data_class="household", profile="public", policy=strict)
    first, *_ = of_energy(passed(complexes_frame(12)), rows)
    assert "22.5" not in first
    assert "too few to show" in first


# ----------------------------------------------------------------------------------------------- overview


def board(*rows: tuple[str, str | None, str, str | None]) -> object:
    columns = ["agreement", "corporation", "verdict", "result"]
    frame = pd.DataFrame(rows, columns=columns).astype({"corporation": "str", "result": "str"})
    return passed(frame.assign(title="At most one in five", reason=None))


def test_the_worst_row_of_an_agreement_counts_and_is_told_by_title() -> None:
    counted, broken = conclusions.overview(
        board(("4.4", "SEW", "kept", URGENT), ("4.4", "Woonborg", "broken", URGENT)), TEXTS
    )
    assert counted == "Of 1 agreements and goals: 1 broken."
    assert broken == "Broken: At most one in five (Woonborg)."


def test_an_agreement_with_several_figures_names_the_one_at_risk() -> None:
    _, risk = conclusions.overview(
        board(("20", None, "kept", SOCIAL), ("20", None, "at_risk", "laarhove.cheap_share")), TEXTS
    )
    assert risk == "At risk: At most one in five (Social rent and cheap sale in Laarhove)."


def test_an_agreement_with_one_figure_is_told_by_its_title_alone() -> None:
    _, risk = conclusions.overview(board(("20", None, "at_risk", SOCIAL)), TEXTS)
    assert risk == "At risk: At most one in five."


def test_codes_of_agreements_are_not_told() -> None:
    frame = board_frame().assign(result=None)
    assert "goal-" not in " ".join(conclusions.overview(passed(frame), TEXTS))
