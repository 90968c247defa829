"""Energy labels as they are shown: path, bars, changes of costs, trade-off, what a year brings, and the conclusion."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis.presentation import conclusions, figures, tables
from analysis.presentation.imprint import Imprint
from analysis.presentation.texts import Texts

from .made_up import published

TEXTS, IMPRINT = Texts("en"), Imprint("made up", date(2023, 12, 31), is_synthetic=True)
EFG = "improvements.efg_homes_count"


def way(**changed: object) -> pd.DataFrame:
    rows = [
        {
            "reading": "before",
            "until": pd.Timestamp("2028-01-01"),
            "agreed_homes": 500.0,
            "needed_homes_per_year": 102.5,
        },
        {
            "reading": "by_end",
            "until": pd.Timestamp("2029-01-01"),
            "agreed_homes": 600.0,
            "needed_homes_per_year": 82.0,
        },
    ]
    common = {
        "corporation": "Woonborg", "from": pd.Timestamp("2023-01-01"), "on": pd.Timestamp("2023-12-31"),
        "homes_at_start": 476, "improved_homes": 46, "left_homes": 20, "homes": 410, "unknown_homes": 40,
        "agreed_homes_per_year": 100.0, "pace_homes_per_year": 66.0, "years_to_zero": 6.2,
        "zero_on": pd.Timestamp("2030-03-17"), **changed,
    }  # fmt: skip
    return pd.DataFrame([{**common, **row} for row in rows])


def lines(figure) -> list[str]:
    return [line.get_label() for axes in figure.axes for line in axes.get_lines()]


def test_the_path_draws_both_readings_the_agreed_pace_and_the_pace_so_far():
    figure = figures.label_path(published(way()), TEXTS, IMPRINT)
    told = " | ".join(lines(figure))
    assert "gone before 2028: 103 a year needed" in told
    assert "gone by the end of 2028: 82 a year needed" in told
    assert "66 a year, as so far" in told
    alt = figures.alt_label_path(published(way()), TEXTS)
    assert "500 or 600 homes over the whole working area" in alt
    assert "410 on 31 December 2023" in alt


def test_a_path_without_a_pace_and_one_without_homes():
    still = way(pace_homes_per_year=0.0, zero_on=pd.NaT, years_to_zero=float("nan"))
    assert figures.label_path(published(still), TEXTS, IMPRINT).axes
    assert "No home was delivered" in figures.alt_label_path(published(way().head(0)), TEXTS)
    assert figures.label_path(published(way().head(0)), TEXTS, IMPRINT)


def test_bars_are_as_wide_as_all_homes_and_unknown_is_hatched():
    rows = pd.DataFrame({"corporation": "SEW", "energy_label": ["A", "E", None], "homes": [2, 1, 1]})
    figure = figures.label_bars(published(rows), TEXTS, IMPRINT)
    bars = [patch for patch in figure.axes[0].patches if patch.get_gid() == "label"]
    assert [patch.get_width() for patch in bars] == [0.5, 0.25, 0.25]
    assert [bool(patch.get_hatch()) for patch in bars] == [False, False, True]
    assert figures.alt_label_bars(published(rows), TEXTS) == "SEW, homes by energy label: A 2, E 1, unknown 1."


def test_the_home_that_got_dearer_is_seen():
    rows = pd.DataFrame({"corporation": "SEW", "step": pd.array([-20, 0, 1, None], "Int64"), "homes": [3, 1, 1, 2]})
    alt = figures.alt_cost_changes(published(rows), TEXTS)
    assert "SEW: 4 homes pay less or the same, 1 more, 2 unknown" in alt
    figure = figures.cost_changes(published(rows), TEXTS, IMPRINT)
    bars = {patch.get_x(): patch.get_height() for patch in figure.axes[0].patches if patch.get_gid() == "homes"}
    assert bars == {-25: 3, -5: 1, 0: 1}  # no change ends at zero, a rise of a cent begins there


def curve() -> pd.DataFrame:
    rows = [(None, order, homes, left) for order, lefts in
            {"need": (17, 2, 1), "label": (17, 16, 1), "pro_rata": (17, 9, 1)}.items()
            for homes, left in zip(("0", "20", "40"), lefts, strict=True)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["corporation", "order", "homes_improved", "value"])
    band = frame["order"] == "need"
    return frame.assign(interval_low=(frame["value"] - 5).where(band), interval_high=(frame["value"] + 5).where(band))


def test_the_trade_off_has_three_orders_and_one_band():
    figure = figures.trade_off(published(curve(), "household"), TEXTS, IMPRINT)
    (axes,) = figure.axes
    assert [line.get_ydata().tolist() for line in axes.get_lines()] == [[17, 2, 1], [17, 16, 1], [17, 9, 1]]
    assert [one.get_gid() for one in axes.collections] == ["band"]
    alt = figures.alt_trade_off(published(curve(), "household"), TEXTS)
    assert "17 energy-poor households with no home improved, 1 with 40" in alt


def year(**changed: object) -> pd.DataFrame:
    rows = pd.DataFrame({"corporation": "Woonborg", "way": ["need", "label", "pro_rata"], "value": [70.0, 45.0, 40.0]})
    return rows.assign(homes_improved="100", unit="households", cost_eur=3e6, cost_low_eur=2e6, cost_high_eur=5e6,
                       suppressed=False, bound=None, **changed)  # fmt: skip


def test_a_year_in_the_table_and_withheld():
    told = tables.priorities_table(published(year(), "household"), TEXTS).text
    assert "Woonborg | where it lifts most households first | 100 | 70 | 3.0 (2.0 to 5.0)" in told
    hidden = year().assign(suppressed=True, value=None, cost_eur=None, cost_low_eur=None, cost_high_eur=None)
    assert "70" not in tables.priorities_table(published(hidden, "household"), TEXTS).text
    assert "Nothing to choose from" in tables.priorities_table(published(year().head(0), "household"), TEXTS).text


def ledger(homes: float = 97, verdict: str = "broken") -> pd.DataFrame:
    rows = pd.DataFrame({"id": [EFG, "improvements.method_change_only_count"], "value": [homes, 6.0]})
    return rows.assign(corporation="Woonborg", village=None, complex_id=None, unit="homes", threshold=["100", None],
                       verdict=[verdict, None], suppressed=False, bound=None)  # fmt: skip


@pytest.fixture
def bands() -> pd.DataFrame:
    return pd.DataFrame({"complex_id": ["c"], "complex_name": ["Iep"], "village": ["Vries"], "band": ["above"],
                         "suppressed": [False]})  # fmt: skip


def conclude(rows: pd.DataFrame, varied: pd.DataFrame, bands: pd.DataFrame) -> str:
    frames = [published(frame) for frame in (rows, way(), varied, year(), bands)]
    return " ".join(conclusions.energy_labels(*frames, TEXTS, absent=[]))


def test_the_conclusion_answers_first_and_says_what_would_turn_it(bands):
    told = conclude(ledger(), ledger(103, "kept").head(1).assign(scenario="method_change_is_improvement:high"), bands)
    assert told.startswith("Woonborg improved 97 homes out of label E, F or G since 1 January")
    assert "100 were agreed (broken)" in told
    assert "6 got a better letter by another method" in told
    assert "would be 103: kept, not broken" in told
    assert "lift about 70 households" in told
    assert "Iep, Vries" in told


def test_a_withheld_complex_is_not_named(bands):
    told = conclude(ledger(), ledger().head(0), bands.assign(suppressed=True, band=None))
    assert "Iep" not in told
    assert "No complex stands apart" in told


def test_nothing_delivered_concludes_nothing(bands):
    frames = [published(frame) for frame in (ledger().head(0), way().head(0), ledger().head(0), year().head(0), bands)]
    told = conclusions.energy_labels(*frames, TEXTS, absent=["improvements"])
    assert told == ["Not assessable: the delivery holds no improvements."]
