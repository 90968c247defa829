"""Verdicts: every kind of rule on, just over and just under its line, and the time that is left."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.errors import ParameterError
from analysis.indicators import verdicts
from analysis.indicators.verdicts import RuleValues, entry_verdict, judge, margin, may_conclude
from analysis.periods import Period

H2 = Period(2023, 2)
END = date(2023, 12, 31)
RUNNING = date(2023, 12, 30)
RESULT = "theme.result"
TENANTS = {"Woonborg": "AH WOON", "SEW": "HBV"}
NO_TALKS = pd.DataFrame()


def rule(kind="share_at_most", threshold="0.20", *, commitment="duty", grain="corporation", **others):
    line = None if threshold is None else Fraction(threshold)
    return RuleValues("31", commitment, kind, RESULT, grain, line, **others)


def row(numerator=8, denominator=40, *, value=None, missing=0, corporation="SEW", village=None):
    share = numerator / denominator if denominator else float("nan")
    return pd.DataFrame(
        {
            "id": [RESULT],
            "corporation": [corporation],
            "village": [village],
            "complex_id": [None],
            "value": [share if value is None else value],
            "numerator": pd.array([numerator], dtype="Int64"),
            "denominator": pd.array([denominator], dtype="Int64"),
            "missing": pd.array([missing], dtype="Int64"),
        }
    )


def judged(rows, *rules, on=END, talks=NO_TALKS, blocked=None, **options):
    return judge(
        rows,
        rules=list(rules),
        on=on,
        period=H2,
        max_missing_share=0.10,
        talks=talks,
        blocked=blocked,
        tenants=TENANTS,
        **options,
    )


def verdict(rows, *rules, **options):
    return judged(rows, *rules, **options).iloc[0]["verdict"]


@pytest.mark.parametrize(
    ("kind", "threshold", "numerator", "denominator", "expected"),
    [
        ("share_at_most", "0.20", 7, 40, "kept"),
        ("share_at_most", "0.20", 8, 40, "kept"),  # exactly one fifth is not more than 20 %
        ("share_at_most", "0.20", 9, 40, "broken"),
        ("share_at_most", "0.20", 200_001, 1_000_000, "broken"),
        ("share_at_most", "0.20", 200_000, 1_000_000, "kept"),
        ("share_at_most", "0", 0, 5, "kept"),
        ("share_at_most", "0", 1, 5, "broken"),
        ("share_below", "0.20", 7, 40, "kept"),
        ("share_below", "0.20", 8, 40, "broken"),
        ("share_at_least", "0.80", 32, 40, "kept"),
        ("share_at_least", "0.80", 31, 40, "broken"),
        ("share_at_least", "0.80", 33, 40, "kept"),
        ("share_at_least", "1", 39, 40, "broken"),
        ("share_at_least", "1", 40, 40, "kept"),
    ],
)
def test_shares_are_compared_exactly(kind, threshold, numerator, denominator, expected):
    assert verdict(row(numerator, denominator), rule(kind, threshold)) == expected


@pytest.mark.parametrize("thirds", range(1, 30))
def test_a_line_of_thirty_percent_is_met_by_three_tenths_of_any_size(thirds):
    assert verdict(row(3 * thirds, 10 * thirds), rule("share_at_most", "0.30")) == "kept"
    assert verdict(row(3 * thirds, 10 * thirds), rule("share_at_least", "0.30")) == "kept"


@pytest.mark.parametrize(
    ("kind", "threshold", "value", "expected"),
    [
        ("count_at_least", "48", 48.0, "kept"),
        ("count_at_least", "48", 47.0, "broken"),
        ("change_at_most", "0.026", 0.026, "kept"),
        ("change_at_most", "0.026", 1.026 - 1, "kept"),  # 0.026000000000000023: binary noise, not a rise
        ("change_at_most", "0.026", 0.02601, "broken"),
        ("change_at_most", "0", -3.5, "kept"),
        ("not_below_baseline", None, 0.0, "kept"),
        ("not_below_baseline", None, -1.0, "broken"),
        ("not_below_baseline", None, 5.0, "kept"),
        ("dated_fact", None, 1.0, "kept"),
        ("dated_fact", None, 0.0, "broken"),
    ],
)
def test_counts_and_changes(kind, threshold, value, expected):
    assert verdict(row(value=value), rule(kind, threshold)) == expected


@pytest.mark.parametrize(("numerator", "expected"), [(30, "kept"), (28, "kept"), (27, "broken"), (31, "kept")])
def test_circa_gives_the_margin_and_says_so(numerator, expected):
    about = rule("share_at_least", "0.30", margin=Fraction("0.02"))
    outcome = judged(row(numerator, 100), about).iloc[0]
    assert outcome["verdict"] == expected
    assert ("circa" in str(outcome["reason"])) == (numerator == 28)
    assert "circa: a margin of 2 percentage points" in outcome["rule"]


@pytest.mark.parametrize(
    ("on", "due_on", "expected"),
    [
        (RUNNING, None, "at_risk"),  # the half-year is still running
        (END, None, "broken"),
        (date(2023, 12, 30), date(2023, 12, 31), "at_risk"),
        (date(2023, 12, 31), date(2023, 12, 31), "broken"),
        (date(2023, 12, 31), date(2024, 6, 30), "at_risk"),
    ],
)
def test_a_duty_is_broken_only_when_time_is_up(on, due_on, expected):
    assert verdict(row(9, 40), rule(due_on=due_on), on=on) == expected
    assert verdict(row(8, 40), rule(due_on=due_on), on=on) == "kept"


@pytest.mark.parametrize(
    ("done", "on", "expected"),
    [
        (24, date(2023, 7, 2), "at_risk"),  # 183 of 365 days: 24.07 of 48
        (25, date(2023, 7, 2), "kept"),
        (24, date(2023, 7, 1), "kept"),  # 182 of 365 days: 23.93
        (48, date(2023, 7, 1), "kept"),
        (47, date(2023, 12, 31), "broken"),
    ],
)
def test_a_target_is_held_against_an_even_pace_until_it_is_due(done, on, expected):
    target = rule("count_at_least", "48", due_on=date(2023, 12, 31))
    assert verdict(row(value=float(done)), target, on=on) == expected


def test_an_intention_is_at_worst_at_risk():
    outcome = judged(row(9, 40), rule(commitment="intention")).iloc[0]
    assert outcome["verdict"] == "at_risk"
    assert "intention" in outcome["reason"]
    late = rule("count_at_least", "48", commitment="intention", due_on=date(2023, 12, 31))
    assert verdict(row(value=1.0), late) == "at_risk"


def talk(**changes):
    held = {"agreement": "31", "date": pd.Timestamp("2023-10-05"), "party": "SEW", "status": "done", "evidence": "x"}
    return pd.DataFrame([held | changes])


def test_a_signal_asks_for_a_talk_between_the_association_and_its_tenants():
    signal = rule(commitment="signal")
    outcome = judged(row(9, 40), signal).iloc[0]
    due = "a talk is due between SEW and HBV in the half-year after this one (2024-01-01 to 2024-06-30)"
    assert outcome[["verdict", "reason"]].tolist() == ["at_risk", due]
    assert verdict(row(8, 40), signal) == "kept"
    assert "between Woonborg and AH WOON" in judged(row(9, 40, corporation="Woonborg"), signal).iloc[0]["reason"]
    joint = judged(row(9, 40, corporation=None), rule(commitment="signal", grain="all")).iloc[0]
    assert "between the parties" in joint["reason"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "kept"),
        ({"party": "HBV"}, "kept"),
        ({"party": "Woonborg"}, "at_risk"),
        ({"agreement": "12"}, "at_risk"),
        ({"status": "planned"}, "at_risk"),
        ({"status": "cancelled"}, "at_risk"),
        ({"date": pd.Timestamp("2023-06-30")}, "at_risk"),
        ({"date": pd.Timestamp("2023-07-01")}, "kept"),
        ({"date": pd.Timestamp("2024-01-01")}, "at_risk"),
        ({"date": pd.NaT}, "at_risk"),
    ],
)
def test_a_signal_is_answered_by_a_talk_of_that_agreement_party_and_period(changes, expected):
    assert verdict(row(9, 40), rule(commitment="signal"), talks=talk(**changes)) == expected


def test_a_signal_never_breaks():
    for on in (RUNNING, END):
        assert verdict(row(40, 40), rule(commitment="signal"), on=on) == "at_risk"


def test_process_is_reported_by_hand():
    assert verdict(row(), rule("log", None, commitment="process")) == "reported_by_hand"


@pytest.mark.parametrize(
    ("missing", "expected"),
    [(0, "kept"), (4, "kept"), (5, "not_assessable")],  # 4 of 40 + 4 is 9.1 %, 5 of 45 is 11.1 %
)
def test_too_many_unknown_answers_cannot_be_assessed(missing, expected):
    assert verdict(row(8, 40, missing=missing), rule()) == expected


def test_exactly_the_largest_missing_share_can_be_assessed():
    assert verdict(row(7, 36, missing=4), rule()) == "kept"


def test_a_blocked_account_cannot_be_assessed_and_says_why():
    reason = "the account leaves a residual of 2 homes"
    kept = rule("not_below_baseline", None, grain="all")
    outcome = judged(row(corporation=None, value=3.0), kept, blocked={(RESULT, "", ""): reason}).iloc[0]
    assert outcome[["verdict", "reason"]].tolist() == ["not_assessable", reason]
    assert verdict(row(), rule(), blocked={(RESULT, "Woonborg", ""): reason}) == "kept"


def test_a_denominator_of_zero_cannot_be_assessed():
    outcome = judged(row(0, 0), rule()).iloc[0]
    assert outcome["verdict"] == "not_assessable"
    assert "denominator is 0" in outcome["reason"]


def test_only_rows_of_the_rules_grain_carry_a_verdict():
    rows = pd.concat([row(9, 40), row(9, 80, corporation=None), row(9, 9, village="Vries")], ignore_index=True)
    outcome = judged(rows, rule())
    assert outcome["verdict"].tolist()[0] == "broken"
    assert outcome["verdict"].isna().tolist() == [False, True, True]
    assert outcome["agreement"].tolist() == ["31", "31", "31"]
    assert outcome["threshold"].tolist() == ["0.20", "0.20", "0.20"]


def test_a_rule_is_limited_to_its_scope():
    rows = pd.concat([row(9, 40), row(9, 40, corporation="Woonborg")], ignore_index=True)
    assert judged(rows, rule(scope={"corporation": "SEW"}))["verdict"].isna().tolist() == [False, True]


def test_a_result_without_a_rule_keeps_its_agreement_and_no_verdict():
    outcome = judged(row(), shown_with={RESULT: "9"}).iloc[0]
    assert outcome["agreement"] == "9"
    assert outcome[["threshold", "rule", "verdict", "reason"]].isna().all()
    assert pd.isna(judged(row()).iloc[0]["agreement"])


@pytest.mark.parametrize(
    ("kind", "threshold", "text"),
    [
        ("share_at_most", "0.20", "0.20"),
        ("share_at_least", "1", "1.00"),
        ("count_at_least", "48", "48"),
        ("change_at_most", "0.026", "0.026"),
        ("share_at_most", "0.125", "0.125"),
        ("not_below_baseline", None, None),
    ],
)
def test_the_line_is_written_as_the_text_writes_it(kind, threshold, text):
    written = judged(row(), rule(kind, threshold)).iloc[0]["threshold"]
    assert (None if pd.isna(written) else written) == text


def test_the_rule_is_one_sentence():
    sentence = judged(row(), rule(frequency="half_year")).iloc[0]["rule"]
    assert sentence == "The share is at most 20 %, for each association, each half-year."


def test_an_unknown_kind_is_refused():
    with pytest.raises(ParameterError, match=r"agreement 31.*'share_about'"):
        rule("share_about")


def test_rows_are_not_changed():
    rows = row()
    before = rows.copy()
    judged(rows, rule())
    pd.testing.assert_frame_equal(rows, before)


# ------------------------------------------------------------------ one verdict per agreement


class Entry:
    id = "31"
    chapter = "4.4"
    title = "Urgent seekers"
    commitment = "duty"
    figures = ("theme.",)
    due_on = None
    rules = (rule(),)

    def __init__(self, **changes):
        self.__dict__.update(changes)


LOG = pd.DataFrame(
    {
        "agreement": ["31", "31", "2"],
        "date": pd.to_datetime(["2023-02-01", "2023-05-11", "2023-09-09"]),
        "party": ["SEW", "gemeente", "SEW"],
        "status": ["planned", "done", "done"],
        "evidence": [None, "minutes", None],
    }
)


def entry(rows=None, actions=NO_TALKS, *, given=None, **options):
    rows = verdicts.empty() if rows is None else rows
    return entry_verdict(entry=given or Entry(), rows=rows, actions=actions, **options)


@pytest.mark.parametrize(
    ("found", "worst"),
    [
        (["kept", "broken", "at_risk"], "broken"),
        (["kept", "not_assessable", "at_risk"], "at_risk"),
        (["kept", "not_assessable"], "not_assessable"),
        (["kept", "kept"], "kept"),
    ],
)
def test_the_worst_row_decides(found, worst):
    rows = pd.concat([row(corporation=f"C{n}") for n in range(len(found))], ignore_index=True)
    rows = rows.assign(agreement="31", verdict=found, reason=[f"why {one}" for one in found])
    outcome = entry(rows)
    assert outcome["verdict"] == worst
    assert f"C{found.index(worst)}: why {worst}" in outcome["reason"]
    assert outcome["ids"] == [RESULT]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"is_built": False}, "not built yet"),
        ({"is_in_run": False}, "not in this run"),
        ({"absent": ("allocations", "rents")}, "not delivered: allocations, rents"),
        ({}, "nothing to measure: the denominator is 0"),
    ],
)
def test_an_agreement_without_rows_says_why(options, reason):
    outcome = entry(**options)
    assert (outcome["verdict"], outcome["reason"]) == ("not_assessable", reason)


def test_where_the_text_sets_no_line_the_figure_is_shown_without_a_verdict():
    rows = judged(row())
    outcome = entry(rows, given=Entry(rules=()))
    assert outcome["verdict"] == "not_assessable"
    assert outcome["reason"] == "the text sets no line: the figure is shown without a verdict"
    assert outcome["ids"] == [RESULT]


def test_a_date_without_a_line_is_named_where_a_figure_is_shown():
    dated = Entry(rules=(), due_on=date(2023, 12, 31))
    told = "the text sets a date (2023-12-31) and no figure: the figure is shown without a verdict"
    assert entry(judged(row()), given=dated)["reason"] == told
    assert entry(given=dated)["reason"] == "the text sets no line"


def test_a_process_shows_the_latest_evidence_or_that_nothing_was_reported():
    process = Entry(commitment="process", rules=(rule("log", None, commitment="process"),))
    assert entry(actions=LOG, given=process)["reason"] == "2023-05-11, gemeente: done (minutes)"
    outcome = entry(given=process)
    assert (outcome["verdict"], outcome["reason"]) == ("reported_by_hand", "nothing reported")


@pytest.mark.parametrize(
    ("log", "on", "reason"),
    [
        (LOG.iloc[:1], date(2023, 4, 1), "due on 2023-03-31, last reported as planned: 2023-02-01, SEW"),
        (LOG.iloc[:1], date(2023, 3, 31), "due on 2023-03-31, last reported as planned: 2023-02-01, SEW"),
        (LOG.iloc[:1], date(2023, 3, 30), "2023-02-01, SEW: planned"),
        (LOG.iloc[:1], None, "2023-02-01, SEW: planned"),
        (LOG, date(2023, 12, 31), "2023-05-11, gemeente: done (minutes)"),
    ],
)
def test_a_plan_whose_day_has_passed_says_so(log, on, reason):
    logged = rule("log", None, commitment="process")
    process = Entry(commitment="process", due_on=date(2023, 3, 31), rules=(logged,))
    outcome = entry(actions=log, given=process, on=on)
    assert (outcome["verdict"], outcome["reason"]) == ("reported_by_hand", reason)


@pytest.mark.parametrize(
    ("commitment", "due_on", "actions", "expected"),
    [
        ("duty", date(2023, 6, 30), LOG, "kept"),
        ("duty", date(2023, 5, 11), LOG, "kept"),
        ("duty", date(2023, 5, 10), LOG, "broken"),
        ("intention", date(2023, 5, 10), LOG, "at_risk"),
        ("duty", date(2023, 3, 31), LOG.iloc[:1], "at_risk"),
        ("duty", date(2023, 3, 31), NO_TALKS, "not_assessable"),  # no entry is no proof that nothing was done
    ],
)
def test_a_dated_fact_comes_from_the_log(commitment, due_on, actions, expected):
    logged = RuleValues("31", commitment, "dated_fact", "actions.31")
    given = Entry(commitment=commitment, due_on=due_on, rules=(logged,))
    outcome = entry(actions=actions, given=given)
    assert outcome["verdict"] == expected
    assert outcome["reason"].startswith("as reported: ") == (expected != "not_assessable")


def test_the_reason_of_a_dated_fact_keeps_the_evidence():
    logged = RuleValues("31", "duty", "dated_fact", "actions.31")
    in_time, late = (Entry(due_on=day, rules=(logged,)) for day in (date(2023, 6, 30), date(2023, 4, 30)))
    said = "as reported: 2023-05-11, gemeente: done (minutes)"
    assert entry(actions=LOG, given=in_time)["reason"] == said
    assert entry(actions=LOG, given=late)["reason"] == f"{said}; it was due on 2023-04-30"
    planned = entry(actions=LOG.iloc[:1], given=late, on=date(2023, 5, 1))
    assert planned["verdict"] == "at_risk"
    assert planned["reason"] == "as reported: due on 2023-04-30, last reported as planned: 2023-02-01, SEW"


# ------------------------------------------------------------------ margin and conclusion


@pytest.mark.parametrize(
    ("kind", "threshold", "numerator", "denominator", "homes"),
    [
        ("share_at_most", "0.20", 8, 40, 0),
        ("share_at_most", "0.20", 9, 40, -1),
        ("share_at_most", "0.20", 8, 44, 0),
        ("share_below", "0.20", 7, 40, 0),
        ("share_below", "0.20", 8, 44, 0),
        ("share_below", "0.20", 8, 40, -1),
        ("share_at_least", "0.80", 32, 40, 0),
        ("share_at_least", "0.80", 30, 40, -2),
    ],
)
def test_the_margin_in_homes_is_zero_on_the_line(kind, threshold, numerator, denominator, homes):
    found = margin(row(numerator, denominator).iloc[0].to_dict(), rule(kind, threshold))
    assert found.homes == homes


def test_the_margin_of_counts_and_changes():
    assert margin({"value": 40.0}, rule("count_at_least", "48")) == (-8.0, -8)
    assert margin({"value": 3.0}, rule("not_below_baseline", None)) == (3.0, 3)
    assert margin({"value": 0.02}, rule("change_at_most", "0.026")).homes is None
    assert margin({"value": None, "numerator": None}, rule()) == (None, None)


def test_what_may_be_concluded():
    within = {"verdict": "broken", "threshold": "0.20", "interval_low": 0.12, "interval_high": 0.38}
    assert may_conclude(within) == ("misses_line", "who_caused_it", True)
    assert may_conclude(within | {"interval_low": 0.21}).is_within_chance is False
    assert may_conclude({"verdict": "kept", "threshold": None}) == ("meets_line", "why_it_is_met", None)
    assert may_conclude({"verdict": None}).may == "no_line"
    assert may_conclude(within | {"suppressed": True, "verdict": None}).may == "withheld"
