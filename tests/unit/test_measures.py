"""Parameters meet definitions: the right value for the right date, and everything noted."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from analysis import measures
from analysis.errors import ParameterError
from analysis.parameters import load_assumptions, load_norms, load_register

END = date(2023, 12, 31)


@pytest.fixture
def used() -> measures.Used:
    return measures.Used(load_norms(), load_assumptions(), load_register("2023"))


def test_what_is_looked_up_is_noted_with_its_date(used: measures.Used) -> None:
    measures.INPUTS["social_stock"](used, END)
    assert used.asked["huurtoeslaggrens_eur_per_month"] == {END}


def test_prices_are_those_of_the_households_year(used: measures.Used) -> None:
    inputs = measures.INPUTS["energy_poverty"](used, date(2022, 12, 31))
    assert inputs["support"].gas_cap_eur_per_m3 is None
    assert measures.INPUTS["energy_poverty"](used, END)["support"].gas_cap_eur_per_m3 == 1.45


def test_the_high_bill_follows_prices_from_2019(used: measures.Used) -> None:
    """1213 x 1.013 x 1.027 x 1.100 x 1.038, by hand."""
    assert measures.INPUTS["energy_poverty"](used, END)["high_bill_eur_per_year"] == pytest.approx(1440.88967, rel=1e-6)


def test_rehousing_is_not_urgent_but_in_its_scenario(used: measures.Used) -> None:
    assert "HUI" not in measures.INPUTS["displacement"](used, END)["urgent_grounds"]
    other = used.under(load_assumptions("hui_counts_as_urgent:high"))
    assert "HUI" in measures.INPUTS["displacement"](other, END)["urgent_grounds"]


def test_a_scenario_notes_nothing_in_the_base(used: measures.Used) -> None:
    measures.INPUTS["displacement"](used.under(load_assumptions()), END)
    assert used.asked == {}


def test_what_a_verdict_rests_on_is_noted(used: measures.Used) -> None:
    used.judging({"displacement.urgent_share"})
    assert used.assumed == {"max_missing_share"}
    used.judging({"laarhove.social_share"})
    assert used.assumed == {"max_missing_share", "circa_margin_share"}
    assert [record.id for record in used.chosen()] == ["circa_margin_share", "max_missing_share"]


def test_what_was_looked_up_keeps_its_date(used: measures.Used) -> None:
    used.norm("lage_aftoppingsgrens_eur_per_month", date(2022, 12, 31))
    assert [record.value for record in used.looked_up()] == [633.25]


def test_temporary_reasons_are_no_step_of_the_account(used: measures.Used) -> None:
    inputs = measures.INPUTS["stock_account"](used, END)
    assert "temporary" not in {*inputs["entry_steps"].values(), *inputs["exit_steps"].values()}
    assert set(inputs["temporary_reasons"]) == {"PLA", "REN", "VEN"}


def test_lines_are_exact() -> None:
    assert measures.ceiling(load_register("2023"), "displacement.urgent_share") == Fraction(1, 5)


def test_a_result_without_a_line_is_refused() -> None:
    with pytest.raises(ParameterError, match="sets no line"):
        measures.ceiling(load_register("2023"), "energy_poverty.lihelek_share")


def test_the_margin_of_circa_reaches_its_rule_and_no_other() -> None:
    rules = measures.rules(load_register("2023"), load_assumptions())
    margins = {rule.result: rule.margin for rule in rules}
    assert margins["laarhove.social_share"] == Fraction(1, 50)
    assert margins["displacement.urgent_share"] == 0


def test_results_are_shown_with_their_agreement() -> None:
    shown = measures.shown_with(load_register("2023"), {"energy_poverty.lihelek_share", "something.else"})
    assert shown == {"energy_poverty.lihelek_share": "9"}


@pytest.mark.parametrize("theme", sorted(measures.INPUTS))
def test_every_theme_can_be_gathered(theme: str, used: measures.Used) -> None:
    assert isinstance(measures.INPUTS[theme](used, END), dict)


# ------------------------------------------------------------------ rents


def test_the_caps_are_those_of_the_day(used: measures.Used) -> None:
    assert measures.INPUTS["first_cap"](used, date(2022, 12, 31)) == {"lage_aftoppingsgrens_eur_per_month": 633.25}
    assert list(measures.INPUTS["rent_classes"](used, END)["caps"].values()) == [452.20, 647.19, 693.60, 808.06]


@pytest.mark.parametrize("on", [date(2023, 6, 30), END, date(2024, 1, 1)])
def test_the_year_compared_is_that_of_the_register(used: measures.Used, on: date) -> None:
    comparison = measures.INPUTS["rent_increase"](used, on)["comparison"]
    assert (comparison.first, comparison.last) == (date(2023, 1, 1), date(2024, 1, 1))


def test_law_and_agreement_stand_side_by_side(used: measures.Used) -> None:
    caps = measures.INPUTS["rent_increase"](used, END)["caps"]
    assert (caps.agreed_share, caps.legal_share) == (0.036, 0.031)
    assert (caps.low_rent_limit_eur_per_month, caps.low_rent_eur_per_month, caps.dependent_eur_per_month) == (
        300, 25, 100,
    )  # fmt: skip


def test_choices_of_the_rent_sum_follow_the_scenario(used: measures.Used) -> None:
    other = used.under(load_assumptions("rent_sum_regulated_only:high"))
    limits = [measures.INPUTS["rent_increase"](world, END)["comparison"].regulated_up_to_eur_per_month
              for world in (used, other)]  # fmt: skip
    assert limits == [None, 808.06]


def test_new_homes_are_built_or_rebuilt_and_have_the_caps_of_their_year(used: measures.Used) -> None:
    inputs = measures.INPUTS["new_build"](used, date(2024, 1, 1))
    assert set(inputs["new_reasons"]) == {"NIE", "HER"}
    assert inputs["caps"] == {date(2023, 1, 1): (647.19, 693.60), date(2024, 1, 1): (650.43, 697.07)}
    assert measures.INPUTS["new_build_scope"](used, END) == {"held_to_the_caps": ("SEW",), "shown": ("Woonborg",)}
