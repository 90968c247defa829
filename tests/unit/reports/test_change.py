"""Change between two reports: parts that add up exactly, and what is said where they cannot be told apart."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from analysis.errors import ParameterError
from analysis.presentation.texts import Texts
from analysis.reports.change import PARTS, Change, Ends, changes, moves
from analysis.reports.finding import Found
from analysis.results import COLUMNS

ID = "rent.below_first_cap_share"
NORMS = {"cap": 647.19}


def row(counted: int | None, members: int | None, corporation: str | None = None, **more: object) -> dict[str, object]:
    value = counted / members if counted is not None and members else None
    base = {
        "id": ID,
        "agreement": "12",
        "corporation": corporation,
        "value": value,
        "unit": "share",
        "numerator": counted,
        "denominator": members,
        "missing": 0,
        "rule": "At least 80 %.",
        "suppressed": False,
    }
    return base | more  # fmt: skip


def report(*rows: dict[str, object], period: str = "2023-H2", files: str = "a", norms: dict[str, object] | None = None,
           agreements: tuple[dict[str, object], ...] = (), **about: object) -> Found:  # fmt: skip
    day = {"1": "06-30", "2": "12-31"}[period[-1]]
    header = {
        "period": period, "reference_date": f"{period[:4]}-{day}", "data": "synthetic", "profile": "internal",
        "scenario": "base", "register": "2023", "inputs": [{"table": "rents", "path": "rents.csv", "hash": files}],
        "rests_on": [{"notebook": "12", "results": [ID], "norms": norms or NORMS, "assumptions": {}}],
        "agreements": list(agreements),
    } | about  # fmt: skip
    frame = pd.DataFrame(list(rows)).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    return Found(period, header, frame)


OLD = report(row(160, 200), row(60, 100, "SEW"), row(100, 100, "Woonborg"), period="2023-H1")
NEW = report(row(165, 220), row(65, 120, "SEW"), row(100, 100, "Woonborg"))


def whole(ends: Ends) -> dict[str, object]:
    return changes(ends).iloc[0].to_dict()


def parts(record: dict[str, object]) -> Fraction:
    return sum((record[name] for name in PARTS if not pd.isna(record[name])), Fraction(0))


def test_a_share_is_split_into_population_and_real_change_exactly():
    record = whole(Ends(OLD, NEW))
    assert record["change"] == Fraction(165, 220) - Fraction(160, 200) == parts(record)
    assert (record["revised"], record["definition"]) == (0, 0)
    assert (
        record["population"]
        == Fraction(6, 11) * 0
        + (Fraction(12, 22) - Fraction(1, 2)) * (Fraction(3, 5) + Fraction(13, 24)) / 2
        + (Fraction(10, 22) - Fraction(1, 2)) * 1
    )


def test_without_finer_rows_that_add_up_nothing_is_split():
    other = report(row(165, 221), row(65, 120, "SEW"), row(100, 100, "Woonborg"))
    record = whole(Ends(OLD, other))
    assert (record["note"], record["unsplit"]) == ("no_breakdown", record["change"])


def test_counts_that_are_withheld_are_said():
    hidden = [row(None, None, value=value, numerator=None, denominator=None) for value in (0.80, 0.75)]
    record = whole(Ends(report(hidden[0], period="2023-H1"), report(hidden[1])))
    assert (record["note"], record["change"]) == ("counts_withheld", Fraction("0.75") - Fraction("0.8"))


@pytest.mark.parametrize("hidden", [{"suppressed": True, "value": None}, {"bound": "at_least"}, {"value": None}])
def test_what_is_withheld_has_no_difference(hidden):
    record = whole(Ends(OLD, report(row(165, 220, **hidden))))
    assert record["note"] == "withheld"
    assert pd.isna(record["change"])


def test_a_count_changes_really():
    counts = [row(None, None, id="social_stock.kept", unit="homes", value=value) for value in (10.0, 4.0)]
    ends = Ends(report(counts[0], period="2023-H1", rests_on=[]), report(counts[1], rests_on=[]))
    assert whole(ends)["note"] == "revised_or_real"  # the reports do not say what they rest on
    about = [{"notebook": "20", "results": ["social_stock.kept"], "norms": {}, "assumptions": {}}]
    ends = Ends(report(counts[0], period="2023-H1", rests_on=about), report(counts[1], rests_on=about))
    assert (whole(ends)["real"], whole(ends)["change"]) == (-6, -6)


def test_other_data_cannot_be_told_from_real_change_until_made_again():
    late = report(row(165, 220), row(65, 120, "SEW"), row(100, 100, "Woonborg"), files="b")
    assert whole(Ends(OLD, late))["note"] == "revised_or_real"
    again = report(row(161, 200), row(61, 100, "SEW"), row(100, 100, "Woonborg"), period="2023-H1", files="b")
    record = whole(Ends(OLD, late, again))
    assert record["revised"] == Fraction(1, 200)
    assert record["definition"] == 0
    assert record["change"] == parts(record)


def test_other_decisions_on_the_same_data_are_a_changed_definition():
    now = report(row(165, 220), row(65, 120, "SEW"), row(100, 100, "Woonborg"), norms={"cap": 700})
    record = whole(Ends(OLD, now))
    assert (record["note"], record["names"], record["unsplit"]) == ("definition", "cap", record["change"])
    again = report(row(170, 200), row(70, 100, "SEW"), row(100, 100, "Woonborg"), period="2023-H1", norms={"cap": 700})
    record = whole(Ends(OLD, now, again))
    assert (record["definition"], record["revised"]) == (Fraction(10, 200), 0)
    assert record["change"] == parts(record)


def test_another_value_in_force_is_no_real_change():
    now = report(row(165, 220), norms={"cap": 700}, files="b")
    again = report(row(160, 200), period="2023-H1", files="b")
    record = whole(Ends(OLD, now, again))
    assert (record["note"], record["names"]) == ("definition", "cap")
    assert record["change"] == parts(record)


def test_one_half_year_published_twice_was_revised():
    record = whole(Ends(NEW, report(row(166, 220), files="b")))
    assert (record["revised"], record["change"]) == (Fraction(1, 220), Fraction(1, 220))


def test_rows_of_one_report_only_are_named():
    notes = changes(Ends(OLD, report(row(165, 220)))).set_index("corporation")["note"]
    assert notes["SEW"] == "only_old"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"profile": "public"}, "compare reports of one profile"),
        ({"data": "delivered"}, "synthetic and delivered"),
        ({"scenario": "x:low"}, "other scenarios"),
        ({"reference_date": "2022-12-31", "period": "2022-H2"}, "name the earlier one first"),
    ],
)
def test_ends_that_cannot_be_compared_are_refused(changed, words):
    other = Found("other", NEW.about | changed, NEW.rows)
    with pytest.raises(ParameterError, match=words):
        Ends(OLD, other)


# ------------------------------------------------------------------------------------------- verdicts


def entry(number: str, verdict: str, **more: object) -> dict[str, object]:
    return {"id": number, "title": f"About {number}", "verdict": verdict, "reason": None, "results": []} | more


def moved(old: tuple[dict[str, object], ...], new: tuple[dict[str, object], ...]) -> list[tuple[object, ...]]:
    ends = Ends(report(period="2023-H1", agreements=old), report(agreements=new))
    return [(one.id, one.old, one.new) for one in moves(ends)]


def test_verdicts_that_moved_come_worst_first_and_the_others_not_at_all():
    old = (entry("1", "kept"), entry("2", "kept"), entry("3", "kept"), entry("5", "kept"))
    new = (entry("1", "kept"), entry("2", "at_risk"), entry("3", "broken"), entry("4", "kept"))
    assert moved(old, new) == [
        ("3", "kept", "broken"),
        ("2", "kept", "at_risk"),
        ("4", None, "kept"),
        ("5", "kept", None),
    ]


def test_a_correction_is_a_move_and_both_verdicts_are_told():
    correction = {"verdict": "kept", "date": "2023-10-05", "party": "SEW", "reason": "why"}
    ends = Ends(report(period="2023-H1", agreements=(entry("1", "broken"),)),
                report(agreements=(entry("1", "broken", correction=correction),)))  # fmt: skip
    assert Change(ends, Texts("en")).moved == [
        "Agreement 1: About 1: was broken, is now broken (corrected by hand to kept)"
    ]


def test_a_line_that_was_redrawn_is_told():
    old = report(row(160, 200), period="2023-H1", agreements=(entry("12", "kept"),))
    new = report(row(160, 200, rule="At least 90 %."), agreements=(entry("12", "broken"),))
    (told,) = Change(Ends(old, new), Texts("en")).moved
    assert "the line was redrawn: At least 80 %. Now: At least 90 %." in told
    assert told.endswith("was kept, is now broken")


def test_the_table_holds_what_rules_are_about_and_says_the_same_as_the_parts():
    table = Change(Ends(OLD, NEW), Texts("en")).table()
    assert "80.0 % | 75.0 % | −5.0 pp" in table.text
    assert Change(Ends(OLD, NEW), Texts("en")).table(["other.id"]) is None


def test_the_first_page_leaves_out_what_did_not_change_and_a_page_of_its_own_does_not():
    change = Change(Ends(OLD, NEW), Texts("en"))
    assert "Woonborg" not in change.table().text
    assert "Woonborg" in change.table([ID]).text
