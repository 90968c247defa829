"""Housing costs as a reader sees them: the figure and table by kind of household, and the conclusion."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.unit.presentation.made_up import published

from analysis.presentation import conclusions, figures, tables
from analysis.presentation.labels import COST_PARTS, HOUSEHOLD_KINDS

RISK = "housing_costs.payment_risk_share"
QUOTE = "housing_costs.cost_quote_above_line_share"


def kinds_frame(**told: object) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "kind": ["single", "couple_children"],
            "value": [0.2, 0.35],
            "numerator": pd.array([None, None], dtype="Int64"),
            "denominator": pd.array([None, None], dtype="Int64"),
            "interval_low": [0.1, 0.2],
            "interval_high": [0.3, 0.55],
            "mean_rent_after_huurtoeslag": [360.0, 510.0],
            "mean_energy": [100.0, 200.0],
            "mean_local_taxes": [30.0, 40.0],
            "mean_income": [1630.0, 2600.0],
            "mean_budget": [950.0, 2060.0],
            "median_costs": [420.0, 750.0],
            "median_left": [1130.0, 1800.0],
            "median_cost_quote": [0.28, 0.29],
            "suppressed": [False, False],
            "bound": pd.Series([None, None], dtype="str"),
        }
    )
    return frame.assign(**told)


def kinds(**told: object):
    return published(kinds_frame(**told), "household")


def withheld():
    """One kind as the gate withholds it."""
    frame = kinds_frame()
    frame.loc[1, [name for name in frame if name.startswith(("mean", "median", "value"))]] = float("nan")
    return published(frame.assign(suppressed=[False, True]), "household")


def bars(figure, part: str) -> list[float]:
    return [bar.get_width() for bar in figure.axes[0].patches if bar.get_gid() == part]


def test_a_bar_is_as_long_as_the_income(texts, imprint):
    figure = figures.household_budgets(kinds(), texts, imprint)
    assert [sum(widths) for widths in zip(*(bars(figure, part) for part in COST_PARTS), strict=True)] == [1630, 2600]


def test_the_mark_stands_where_home_and_living_are_paid(texts, imprint):
    figure = figures.household_budgets(kinds(), texts, imprint)
    marks = [line.get_xdata()[0] for line in figure.axes[0].lines if line.get_gid() == "needed"]
    assert marks == [360 + 100 + 30 + 950, 510 + 200 + 40 + 2060]


def test_a_kind_that_is_withheld_is_named_and_not_drawn(texts, imprint):
    figure = figures.household_budgets(withheld(), texts, imprint)
    assert bars(figure, "left") == [1140]
    assert "too few to show: couple with children" in figures.alt_household_budgets(withheld(), texts)


def test_energy_below_nothing_draws_no_bar_to_the_left(texts, imprint):
    figure = figures.household_budgets(kinds(mean_energy=[-20.0, 200.0]), texts, imprint)
    assert min(bars(figure, "mean_energy")) == 0


def test_no_kinds_draw_an_empty_page(texts, imprint):
    empty = published(kinds_frame().iloc[:0], "household")
    assert figures.household_budgets(empty, texts, imprint).axes
    assert "nothing" in tables.household_kinds_table(empty, texts).text


def test_the_words_of_the_figure(texts):
    words = figures.alt_household_budgets(kinds(), texts)
    assert "one person: €490 for the home, €1,140 left, €950 needed to live; at payment risk 20 %." in words


def test_the_table_leaves_counts_out_that_no_row_may_show(texts):
    table = tables.household_kinds_table(kinds(), texts).text
    assert "Households" not in table
    shown = kinds(denominator=pd.array([40, 50], dtype="Int64"))
    assert "Households" in tables.household_kinds_table(shown, texts).text


def test_a_withheld_kind_reads_as_withheld_in_the_table(texts):
    assert tables.household_kinds_table(withheld(), texts).text.count(texts.suppressed) >= 8


def test_every_kind_has_words():
    assert {"single", "lone_parent", "couple", "other"} < set(HOUSEHOLD_KINDS)


# -------------------------------------------------------------------------------------------- conclusion


def ledger(*, risk: float | None = 0.15, quote: float | None = 0.05) -> pd.DataFrame:
    values = {
        RISK: risk,
        QUOTE: quote,
        "housing_costs.payment_risk_without_support_share": 0.35,
        "housing_costs.payment_risk_without_huurtoeslag_share": 0.45,
        "housing_costs.median_shortage_eur_per_month": 120.0,
    }
    rows = pd.DataFrame([{"id": name, "value": value} for name, value in values.items() if value is not None])
    places = {name: pd.Series(None, index=rows.index, dtype="str") for name in ("corporation", "village", "complex_id")}
    units = ["eur_per_month" if "eur" in name else "share" for name in rows["id"]]
    return rows.assign(unit=units, suppressed=False, bound=pd.Series(None, index=rows.index, dtype="str"), **places)


def scenarios() -> pd.DataFrame:
    base = ledger().iloc[:1]
    ends = {"base": 0.15, "remission:high": 0.10, "budget:low": 0.25}
    return pd.concat([base.assign(scenario=name, value=value) for name, value in ends.items()], ignore_index=True)


def bands(band: str = "above") -> pd.DataFrame:
    return pd.DataFrame({"complex_id": ["W-1", "W-2"], "complex_name": ["Ereprijs", None], "village": ["Vries", "Yde"],
                         "value": [0.35, None], "band": [band, None], "suppressed": [False, True],
                         "bound": pd.Series([None, None], dtype="str")})  # fmt: skip


def told(texts, rows: pd.DataFrame, *, absent: list[str] | None = None, band: str = "above", of=None) -> list[str]:
    frames = [published(rows, "household"), of or kinds(), published(bands(band), "household")]
    words = {"budget:low": "Part of the budget: 31 % instead of 37 %"}
    return conclusions.housing_costs(
        *frames, published(scenarios(), "household"), texts, year=2023, line=0.4, scenarios=words,
        by_chance=lambda count: count * 0.05, absent=absent or [],
    )  # fmt: skip


def test_the_first_sentence_answers(texts):
    first = told(texts, ledger())[0]
    assert first.startswith("In 2023 about 15 % of the tenants' households had too little left")
    assert "no verdict" in first
    assert "€120 a month" in first


def test_it_says_how_far_the_assumptions_move_it_and_which_most(texts):
    whole = " ".join(told(texts, ledger()))
    assert "10 % to 25 %" in whole
    assert "Part of the budget: 31 % instead of 37 %" in whole


def test_it_names_kinds_and_places(texts):
    whole = " ".join(told(texts, ledger()))
    assert "couple with children (35 %); one person (20 %)" in whole
    assert "Ereprijs, Vries" in whole
    assert "1 further complex" in whole


def test_kinds_that_are_published_alike_are_named_together_and_what_is_left_over_is_not(texts):
    frame = pd.concat([kinds_frame(value=[0.2, 0.2]), kinds_frame(kind=["couple", "other"], value=[0.2, 0.6])])
    whole = " ".join(told(texts, ledger(), of=published(frame.reset_index(drop=True), "household")))
    assert "Most often at risk: couple (20 %); couple with children (20 %); one person (20 %)." in whole
    assert "other households" not in whole


def test_no_complex_stands_out(texts):
    assert "In none of the 1 complexes" in " ".join(told(texts, ledger(), band="not_distinguishable"))


@pytest.mark.parametrize(
    ("rows", "absent", "words"),
    [
        (ledger(quote=None, risk=None), ["households"], "the delivery holds no households"),
        (ledger(quote=None, risk=None), [], "huurtoeslag of 2023 are not known"),
        (ledger(risk=None), [], "no budget for living is known for 2023"),
    ],
)
def test_what_cannot_be_said_is_not_said(texts, rows, absent, words):
    assert words in told(texts, rows, absent=absent)[0]
