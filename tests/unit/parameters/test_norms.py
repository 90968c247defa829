"""Norms: the value in force on a day, indexing, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.errors import NormError, ParameterError
from analysis.parameters import load_norms

LIMITS = """\
theme: limits
norms:
  - id: limit
    label: "Limit"
    unit: eur_per_month
    document: "Law"
    article: "art. 1"
    values:
      - {from: "2021-01-01", to: "2021-12-31", value: 100, verified: true, source: "Law 2021"}
      - {from: "2023-01-01", value: 120, verified: true, source: "Law 2023"}
"""

INDEXED = """\
theme: indexed
norms:
  - id: amount
    label: "Amount"
    unit: eur_per_year
    document: "Publication"
    article: "page 1"
    index: {by: change, base_year: 2020}
    values:
      - {from: "2020-01-01", value: 1000, verified: true, source: "Publication"}
  - id: change
    label: "Change"
    unit: share_per_year
    document: "Prices"
    article: "all"
    values:
      - {from: "2021-01-01", to: "2021-12-31", value: 0.10, verified: true, source: "Prices"}
      - {from: "2022-01-01", to: "2022-12-31", value: 0.05, verified: false, source: "from memory"}
"""


@pytest.fixture
def norms(tmp_path):
    def _norms(**files: str):
        for name, text in files.items():
            (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
        return load_norms(folder=tmp_path)

    return _norms


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2021, 1, 1), 100),  # the first day
        (date(2021, 12, 31), 100),  # the last day
        (date(2023, 1, 1), 120),
        (date(2040, 6, 30), 120),  # no last day: in force until another value
    ],
)
def test_the_last_value_not_after_the_day_is_in_force(norms, on, value):
    assert norms(limits=LIMITS).value("limit", on=on) == value


@pytest.mark.parametrize("on", [date(2020, 12, 31), date(2022, 1, 1), date(2022, 12, 31)])
def test_a_day_without_a_value_is_an_error_that_names_norm_and_day(norms, on):
    with pytest.raises(NormError, match=f"norm 'limit' has no value in force on {on}"):
        norms(limits=LIMITS).value("limit", on=on)


@pytest.mark.parametrize(
    ("on", "value", "verified"),
    [
        (date(2020, 12, 31), 1000, True),  # the base year: as published
        (date(2021, 6, 30), 1000 * 1.10, True),  # one change: 1,100
        (date(2022, 1, 1), 1000 * 1.10 * 1.05, False),  # two changes: 1,155, the second not verified
    ],
)
def test_an_indexed_value_follows_every_year_after_its_base_year(norms, on, value, verified):
    record = norms(indexed=INDEXED).record("amount", on)
    assert record.value == pytest.approx(value, rel=1e-12)
    assert record.verified is verified


def test_an_indexed_value_says_so_and_begins_with_the_year(norms):
    record = norms(indexed=INDEXED).record("amount", date(2022, 6, 30))
    assert record.valid_from == date(2022, 1, 1)
    assert record.source == "Publication; Publication; in prices of 2022; Change"


def test_indexing_to_a_year_without_a_price_change_is_an_error(norms):
    with pytest.raises(NormError, match="norm 'change' has no value in force on 2023-12-31"):
        norms(indexed=INDEXED).value("amount", on=date(2023, 1, 1))


def test_a_record_carries_source_article_and_first_day(norms):
    record = norms(limits=LIMITS).record("limit", date(2021, 5, 5))
    assert (record.unit, record.article, record.valid_from) == ("eur_per_month", "art. 1", date(2021, 1, 1))
    assert record.source == "Law; Law 2021"
    assert record.quote is None
    assert record.status == "verified"


def test_a_reading_of_a_source_says_so(norms):
    ours = LIMITS.replace("verified: true", "verified: true, reading: true").replace("limit", "reading")
    from_memory = LIMITS.replace("verified: true", "verified: false").replace("limit", "memory")
    both = norms(readings=ours, memorys=from_memory)
    day = date(2023, 5, 5)
    assert [both.record(norm, day).status for norm in ("reading", "memory")] == ["reading", "assumption"]


def test_what_we_chose_where_a_text_leaves_room_is_our_reading():
    norms, day = load_norms(), date(2023, 12, 31)
    ours = {norm for norm in norms.ids() if norms.record(norm, day).status == "reading"}
    grounds = {"urgent_grounds", "first_housing_grounds", "other_grounds"}
    assert ours == {"horizon_days", "window_months", "plan_sizes", "entry_steps", "exit_steps"} | grounds | {
        "inspection_window_months", "inspection_other_owners", "labels_looked_at", "change_steps", "new_home_steps",
        "good_labels", "improved_to_label", "improvement_packages", "measure_kinds", "phased_out_year"}  # fmt: skip


def test_a_theme_gives_its_values_by_id_and_ids_come_in_the_order_of_the_files(norms):
    both = norms(limits=LIMITS, indexed=INDEXED)
    assert both.theme("limits", on=date(2021, 1, 1)) == {"limit": 100}
    assert both.ids() == ["amount", "change", "limit"]
    assert both.ids("indexed") == ["amount", "change"]


def test_an_unknown_norm_or_theme_is_refused_with_a_suggestion(norms):
    both = norms(limits=LIMITS, indexed=INDEXED)
    with pytest.raises(ParameterError, match="there is no norm 'limt'; did you mean 'limit'"):
        both.value("limt", on=date(2021, 1, 1))
    with pytest.raises(ParameterError, match="there is no theme 'limit' in params/norms; did you mean 'limits'"):
        both.theme("limit", on=date(2021, 1, 1))


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (LIMITS.replace("theme: limits", "theme: other"), "theme is 'other', expected 'limits'"),
        (LIMITS.replace("unit: eur_per_month\n    ", ""), "'norms.0.unit' is missing"),
        (LIMITS.replace('article: "art. 1"', 'artcle: "art. 1"'), "did you mean 'article'"),
        (LIMITS.replace('"Law 2021"', '""'), "norms.0.values.0.source"),
        (LIMITS.replace(', source: "Law 2021"', ""), "'norms.0.values.0.source' is missing"),
        (LIMITS.replace("verified: true", 'verified: "yes"'), "norms.0.values.0.verified"),
        (LIMITS.replace("verified: true", "verified: false, reading: true", 1), "not looked up"),
        (LIMITS.replace('"2023-01-01"', '"2021-12-31"'), "do not follow each other in time"),
        (LIMITS.replace('to: "2021-12-31"', 'to: "2020-12-31"'), "a value ends before it begins"),
        (LIMITS.replace('"2023-01-01"', '"01-01-2023"'), "YYYY-MM-DD"),
        (LIMITS.replace('"2023-01-01"', "2023-01-01"), "bare date"),
        (LIMITS.split("    values:", maxsplit=1)[0] + "    values: []\n", "norms.0.values"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(norms, broken, complaint):
    with pytest.raises(ParameterError, match=complaint):
        norms(limits=broken)


def test_a_norm_stands_in_one_file_only(norms):
    with pytest.raises(ParameterError, match=r"the norm 'limit' already stands in .*limits\.yml"):
        norms(limits=LIMITS, others=LIMITS.replace("theme: limits", "theme: others"))


@pytest.mark.parametrize(
    ("on", "limit"),
    [
        (date(2022, 12, 31), 633.25),
        (date(2023, 1, 1), 647.19),
        (date(2023, 12, 31), 647.19),
        (date(2024, 1, 1), 650.43),
    ],
)
def test_the_first_cap_changes_with_the_year(on, limit):
    assert load_norms().value("lage_aftoppingsgrens_eur_per_month", on=on) == limit


def test_the_rent_limits_end_with_the_last_year_that_is_known():
    with pytest.raises(NormError):
        load_norms().value("huurtoeslaggrens_eur_per_month", on=date(2027, 1, 1))


def test_the_low_income_limit_of_2023_by_hand():
    # 13,200 x 1.027 = 13,556.40; x 1.10 = 14,912.04; x 1.038 = 15,478.69752
    record = load_norms().record("low_income_limit_eur_per_year", date(2023, 12, 31))
    assert record.value == pytest.approx(15478.69752, abs=1e-9)
    assert not record.verified


def test_the_high_bill_of_2020_and_2022_by_hand():
    # 1,213 x 1.013 = 1,228.769; x 1.027 = 1,261.945763; x 1.10 = 1,388.1403393
    norms = load_norms()
    assert norms.value("high_bill_eur_per_year", on=date(2020, 12, 31)) == pytest.approx(1228.769, abs=1e-9)
    assert norms.value("high_bill_eur_per_year", on=date(2022, 12, 31)) == pytest.approx(1388.1403393, abs=1e-9)


@pytest.mark.parametrize(
    ("year", "gas_cap", "low_income_allowance", "household_allowance"),
    [(2021, None, 0, 0), (2022, None, 1300, 380), (2023, 1.45, 1300, 0), (2024, None, 0, 0)],
)
def test_support_differs_from_year_to_year(year, gas_cap, low_income_allowance, household_allowance):
    support = load_norms().theme("energy_support", on=date(year, 12, 31))
    assert support["gas_cap_eur_per_m3"] == gas_cap
    assert support["low_income_allowance_eur_per_year"] == low_income_allowance
    assert support["household_allowance_eur_per_year"] == household_allowance
