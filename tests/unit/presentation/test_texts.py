"""Words and numbers: rounding half up as written, missing never zero, a catalogue that may come later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ParameterError
from analysis.presentation import labels
from analysis.presentation.catalogues import compiled
from analysis.presentation.texts import Texts

SHARES = [
    (0.2345, "23.5 %"),  # half up, not to even, not by the binary fraction
    (0.23449999, "23.4 %"),
    (0.2355, "23.6 %"),
    (0.2, "20.0 %"),
    (0.2004, "20.0 %"),
    (0.20049999, "20.0 %"),
    (0.2005, "20.1 %"),
    (0.0, "0.0 %"),
    (-0.0001, "0.0 %"),
    (-0.0005, "\N{MINUS SIGN}0.1 %"),
    (1.0, "100.0 %"),
    (0.99949, "99.9 %"),
    (0.9995, "100.0 %"),
    (1e-9, "0.0 %"),
    (np.float64(0.145), "14.5 %"),
    (None, "–"),
    (float("nan"), "–"),
    (pd.NA, "–"),
    (pd.NaT, "–"),
]


@pytest.mark.parametrize(("share", "text"), SHARES)
def test_shares_round_half_up_as_written(texts, share, text):
    assert texts.share(share) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (1234567.5, 0, "1,234,568")],
)
def test_numbers_round_half_up(texts, value, decimals, text):
    assert texts.number(value, decimals) == text


def test_british_numbers_and_dates(texts):
    assert texts.count(1234) == "1,234"
    assert texts.eur(1647.195) == "€1,647.20"
    assert texts.eur(1213, 0) == "€1,213"
    assert texts.date(date(2023, 12, 31)) == "31 December 2023"
    assert texts.date(pd.Timestamp("2023-01-05")) == "5 January 2023"
    assert texts.interval(0.123, 0.2505) == "12.3 % to 25.1 %"
    assert [texts.signed(n) for n in (3, -3, 0, 0.4, None)] == ["+3", "\N{MINUS SIGN}3", "0", "0", "–"]
    assert texts.points(Decimal("0.035")) == "+3.5 percentage points"


def test_dutch_numbers_follow_dutch_conventions():
    texts = Texts("nl")
    assert (texts.count(1234), texts.share(0.2345), texts.eur(647.19)) == (
        "1.234",
        "23,5\N{NO-BREAK SPACE}%",
        "€ 647,19",
    )
    assert texts.date(date(2023, 12, 31)) == "31 december 2023"


def test_catalogues_of_a_folder_are_one(tmp_path):
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "one.po").write_text(f'{head}msgid "at risk"\nmsgstr "in gevaar"\n', encoding="utf-8")
    (tmp_path / "two.po").write_text(f'{head}msgid "broken"\nmsgstr "geschonden"\n', encoding="utf-8")
    words = compiled(tmp_path, "nl")
    assert [words.gettext(word) for word in ("at risk", "broken", "kept")] == ["in gevaar", "geschonden", "kept"]


def test_an_unknown_language_is_refused_with_the_choice():
    with pytest.raises(ParameterError, match="'de' is not known: choose one of en, nl"):
        Texts("de")


def test_suppressed_missing_zero_and_bound_read_differently(texts):
    cells = {
        texts.cell(None, "share", suppressed=True),
        texts.cell(None, "share"),
        texts.cell(0.0, "share"),
        texts.cell(0.05, "share", bound="at_most", decimals=0),
        texts.cell(0.95, "share", bound="at_least", decimals=0),
        texts.withheld,
    }
    assert len(cells) == 6
    assert {"at most 5 %", "at least 95 %", "too few to show", "–"} <= cells


def test_a_suppressed_value_is_not_shown_even_when_it_is_given(texts):
    assert texts.cell(0.4, "share", suppressed=True) == texts.suppressed


def test_every_verdict_has_word_symbol_and_conclusion_of_its_own(texts):
    verdicts = ("kept", "at_risk", "broken", "not_assessable", "reported_by_hand", None)
    for tell in (texts.verdict, texts.symbol, texts.conclusion):
        assert len({tell(verdict) for verdict in verdicts}) == len(verdicts)


def test_an_unknown_code_is_shown_as_it_is(texts):
    assert (texts.step("moved"), texts.band(None), texts.result("x.y")) == ("moved", "–", "x.y")


def test_scenarios_and_associations_have_words(texts):
    assert texts.scenario("base") == "base"
    assert texts.scenario("circa_margin_share:low") == "circa margin share, low end"
    assert (texts.association(None), texts.association("SEW")) == ("all associations", "SEW")


def test_no_message_is_broken_by_its_own_braces(texts):
    for name, words in vars(labels).items():
        if isinstance(words, dict) and name.isupper() and name not in {"BOUNDS", "SCENARIO_ENDS"}:
            assert all(texts(word) == word for word in words.values()), name


def test_the_number_decides_the_form_by_the_rules_of_the_language():
    for language, forms in {"en": ["1 row", "1,200 rows"], "nl": ["1 rij", "1.200 rijen"]}.items():
        assert [Texts(language).plural("{count} row", "{count} rows", number) for number in (1, 1200)] == forms


def test_every_number_is_rounded_half_up():
    dutch = Texts("nl")
    assert [dutch.share(share).replace("\N{NO-BREAK SPACE}", " ") for share in (0.2345, 0.2335)] == ["23,5 %", "23,4 %"]
    assert [dutch.number(number, 0) for number in (0.5, 1.5, 2.5)] == ["1", "2", "3"]
