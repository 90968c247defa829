"""The published ledger: fixed fields, the same bytes, back and forth."""

from __future__ import annotations

import json
from decimal import Decimal
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.disclosure import ClassRule, Policy, gate, small_cells
from analysis.errors import AfsprakenError, DisclosureError
from analysis.results import COLUMNS, compare, header, read_json, to_csv, to_json, without_absent

FIELDS = [
    "id", "agreement", "corporation", "village", "complex_id", "period", "value", "unit", "numerator", "denominator",
    "missing", "interval", "threshold", "rule", "verdict", "reason", "definition_version", "suppressed",
]  # fmt: skip
POLICY = Policy(
    {
        ("public", "household"): ClassRule(20, Decimal("0.05"), 5, hides_counts=True),
        ("public", "association"): ClassRule(),
        ("public", "plan"): ClassRule(),
    }
)
URGENT = {
    "id": "displacement.urgent_share",
    "corporation": "SEW",
    "numerator": 9,
    "denominator": 40,
    "value": 0.225,
    "interval_low": 0.12324,
    "interval_high": 0.1 + 0.2,
    "agreement": "goal-4.4",
    "threshold": "0.20",
    "rule": "The share is at most 20 %, for each association, each half-year.",
    "verdict": "broken",
    "reason": "not met",
}
POOR = {
    "id": "energy_poverty.lihelek_share",
    "village": "Bunne",
    "numerator": 2,
    "denominator": 9,
    "value": 2 / 9,
    "interval_low": 0.06,
    "interval_high": 0.55,
    "definition_version": "2023",
}
STOCK = {"id": "social_stock.kept", "unit": "homes", "numerator": 2190, "denominator": 2200, "value": -10.0}


def rows(*records):
    base = {"period": "2023-H2", "unit": "share", "missing": 0}
    frame = pd.DataFrame([base | record for record in records])
    frame = frame.reindex(columns=[name for name in COLUMNS if name not in ("suppressed", "bound")])
    return frame.astype({name: COLUMNS[name] for name in frame})


def published(*records):
    frame = rows(*records)
    classes = [
        "household" if name.startswith("energy") else "plan" if name.startswith("social") else "association"
        for name in frame["id"]
    ]
    return gate(frame, data_class=pd.Series(classes), profile="public", policy=POLICY)


ABOUT = header(
    run="reference",
    parameters=(
        PARAMETERS := SimpleNamespace(
            period="2023-H2",
            reference_date="2023-12-31",
            profile="public",
            agreements="2023",
            scenario="base",
            corporation="",
        )
    ),
    is_synthetic=True,
    inputs=[{"table": "rents", "sha256": "b"}, {"table": "dwellings", "sha256": "a"}],
)


def read(*records, entries=None):
    return json.loads(to_json(published(*records), ABOUT, entries))


def test_the_header_says_what_run_of_what_data():
    content = read(URGENT)
    assert list(content) == [
        "schema", "run", "period", "reference_date", "data", "profile", "register", "scenario", "inputs", "rests_on",
        "agreements", "results",
    ]  # fmt: skip
    assert content["schema"] == 1
    assert content["data"] == "synthetic"
    assert [one["table"] for one in content["inputs"]] == ["dwellings", "rents"]


def test_a_result_has_exactly_the_fixed_fields():
    content = read(URGENT, POOR)["results"]
    assert [list(one) for one in content] == [FIELDS, FIELDS]
    assert content[0]["interval"] == [0.12324, 0.30000000000000004]
    assert content[0]["village"] is None


def test_a_bound_is_added_only_where_there_is_one():
    bounded = read(POOR | {"numerator": 0, "denominator": 40, "value": 0.0})["results"][0]
    assert bounded["value"] == 0.05
    assert bounded["bound"] == "at_most"
    assert bounded["interval"] is None


def test_a_suppressed_row_stays_with_nothing_in_it():
    row = read(POOR)["results"][0]
    assert row["suppressed"] is True
    assert [row[name] for name in ("value", "numerator", "denominator", "missing", "interval", "verdict")] == [None] * 6
    assert row["village"] == "Bunne"


def test_numbers_are_written_short_and_whole_ones_whole():
    text = to_json(published(URGENT, STOCK), ABOUT)
    assert '"value":0.225,' in text
    assert '"value":-10,' in text
    assert '"numerator":9,' in text
    assert "NaN" not in text
    assert text.endswith("}\n")


def test_the_same_rows_in_any_order_give_the_same_bytes():
    one, other = to_json(published(URGENT, POOR, STOCK), ABOUT), to_json(published(STOCK, URGENT, POOR), ABOUT)
    assert one == other
    assert [row["id"] for row in json.loads(one)["results"]] == sorted([URGENT["id"], POOR["id"], STOCK["id"]])
    assert to_csv(published(URGENT, POOR, STOCK)) == to_csv(published(POOR, STOCK, URGENT))


def test_absent_dimensions_come_first():
    whole = URGENT | {"corporation": None}
    assert [row["corporation"] for row in read(URGENT, whole)["results"]] == [None, "SEW"]


def test_the_bytes_are_pinned():
    expected = (
        '"agreements": [],\n'
        '"results": [\n'
        '{"id":"social_stock.kept","agreement":null,"corporation":null,"village":null,"complex_id":null,'
        '"period":"2023-H2","value":-10,"unit":"homes","numerator":2190,"denominator":2200,"missing":0,'
        '"interval":null,"threshold":null,"rule":null,"verdict":null,"reason":null,"definition_version":null,'
        '"suppressed":false}\n'
        "]\n"
        "}\n"
    )
    assert to_json(published(STOCK), ABOUT).endswith(expected)


def test_every_row_stands_on_one_line_and_every_field_of_the_header_too():
    lines = to_json(published(URGENT, POOR, STOCK), ABOUT).splitlines()
    rows_begin = lines.index('"results": [') + 1
    assert [json.loads(line.rstrip(","))["id"] for line in lines[rows_begin:-2]] == sorted(
        [URGENT["id"], POOR["id"], STOCK["id"]]
    )
    assert lines[:3] == ["{", '"schema": 1,', '"run": "reference",']
    assert lines[-2:] == ["]", "}"]
    assert all(line == line.strip() for line in lines)


def test_what_is_written_can_be_read_back(tmp_path):
    file = tmp_path / "results.json"
    table = published(URGENT, POOR, STOCK)
    file.write_text(to_json(table, ABOUT), encoding="utf-8")
    about, found = read_json(file)
    assert {name: about[name] for name in ABOUT} == ABOUT
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == COLUMNS
    assert compare(found, found).empty
    written = table.frame.sort_values("id", ignore_index=True)
    pd.testing.assert_frame_equal(found[list(COLUMNS)], written[list(COLUMNS)], check_dtype=False)


def test_what_is_kept_without_absent_fields_reads_back_the_same(tmp_path):
    text = to_json(published(URGENT, POOR, STOCK), ABOUT, entries())
    whole, short = tmp_path / "whole.json", tmp_path / "short.json"
    whole.write_text(text, encoding="utf-8")
    short.write_text(without_absent(text), encoding="utf-8")
    assert "village" not in json.loads(short.read_text(encoding="utf-8"))["results"][0]
    about, rows_ = read_json(short)
    assert about == read_json(whole)[0]
    pd.testing.assert_frame_equal(rows_, read_json(whole)[1])


def test_an_empty_ledger_can_be_read_back(tmp_path):
    file = tmp_path / "results.json"
    empty = gate(rows(STOCK).iloc[:0], data_class="plan", profile="public", policy=POLICY)
    file.write_text(to_json(empty, ABOUT), encoding="utf-8")
    assert len(read_json(file)[1]) == 0


@pytest.mark.parametrize("text", ['{"schema": 2, "results": []}', "[]", '{"schema": 1}'])
def test_another_schema_is_refused(tmp_path, text):
    file = tmp_path / "results.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AfsprakenError, match=r"results\.json.*schema 1"):
        read_json(file)


def test_only_published_rows_can_be_written():
    for write in (lambda frame: to_json(frame, ABOUT), to_csv):
        with pytest.raises(DisclosureError):
            write(rows(URGENT))


def test_the_csv_has_the_same_rows_with_the_interval_in_two_columns():
    lines = to_csv(published(URGENT, POOR, STOCK)).splitlines()
    assert lines[0].split(",") == list(COLUMNS)
    assert ",0.225,share,9,40,0,0.12324,0.30000000000000004,0.20," in lines[1]
    assert lines[2].endswith(",true,,")
    assert ",-10,homes,2190,2200,0," in lines[3]


def test_the_scanner_reads_the_text_of_a_ledger():
    exact = rows(URGENT, POOR)
    assert small_cells(exact, to_json(published(URGENT, POOR), ABOUT), policy=POLICY, profile="public").empty


# ------------------------------------------------------------------ agreements


def entries(**changes):
    one = {
        "agreement": "goal-4.4", "chapter": "4.4", "title": "t", "commitment": "duty", "verdict": "broken",
        "reason": "SEW: not met", "ids": ["displacement.urgent_share"],
    }  # fmt: skip
    return pd.DataFrame([one | changes])


def test_agreements_carry_their_verdict_and_results():
    assert read(URGENT, entries=entries())["agreements"] == [
        {
            "id": "goal-4.4",
            "chapter": "4.4",
            "title": "t",
            "commitment": "duty",
            "verdict": "broken",
            "reason": "SEW: not met",
            "results": ["displacement.urgent_share"],
        }
    ]


def test_a_verdict_that_rests_on_a_suppressed_row_is_withheld():
    judged = POOR | {"agreement": "9", "threshold": "0.10", "verdict": "broken", "reason": "not met"}
    found = read(judged, entries=entries(agreement="9"))["agreements"][0]
    assert found["verdict"] is None
    assert found["reason"].startswith("withheld")


def test_a_reason_that_could_name_a_suppressed_row_is_withheld():
    judged = POOR | {"agreement": "9", "threshold": "0.10", "verdict": "broken"}
    seen = judged | {"village": "Vries", "numerator": 10, "denominator": 40, "value": 0.25}
    found = read(judged, seen, entries=entries(agreement="9"))["agreements"][0]
    assert (found["verdict"], found["reason"]) == ("broken", None)


def test_a_verdict_withheld_over_all_rows_is_withheld_in_an_edition_that_shows_none_of_them():
    judged = POOR | {"agreement": "9", "threshold": "0.10", "verdict": "broken", "reason": "not met"}
    text = to_json(published(URGENT), ABOUT, entries(agreement="9"), whole=published(URGENT, judged))
    found = json.loads(text)
    assert [one["id"] for one in found["results"]] == [URGENT["id"]]
    assert found["agreements"][0]["verdict"] is None


def test_only_an_edition_says_for_whom_it_is():
    own = SimpleNamespace(**vars(PARAMETERS) | {"corporation": "SEW"})
    about = header(run="reference-HBV", parameters=own, party="HBV", is_synthetic=True, inputs=[])
    assert about["edition"] == {"party": "HBV", "corporation": "SEW"}
    assert "edition" not in ABOUT


# ------------------------------------------------------------------ comparing


def frame(*records):
    return rows(*records).assign(suppressed=False, bound=None)


def test_equal_ledgers_do_not_differ():
    nearly = URGENT | {"value": 0.225 * (1 + 1e-12)}
    assert compare(frame(URGENT, STOCK), frame(STOCK, nearly)).empty


@pytest.mark.parametrize(
    ("column", "value", "old", "new"),
    [
        ("value", 0.2250001, "0.225", "0.2250001"),
        ("numerator", 8, "9", "8"),
        ("verdict", "kept", "broken", "kept"),
        ("reason", None, "not met", ""),
        ("interval_high", None, "0.30000000000000004", ""),
    ],
)
def test_a_changed_figure_is_named(column, value, old, new):
    found = compare(frame(URGENT), frame(URGENT | {column: value}))
    assert found[["id", "corporation", "column", "old", "new"]].to_numpy().tolist() == [
        ["displacement.urgent_share", "SEW", column, old, new]
    ]


def test_rows_that_came_or_went_are_named():
    found = compare(frame(URGENT), frame(STOCK))
    assert found[["id", "column", "old", "new"]].to_numpy().tolist() == [
        ["displacement.urgent_share", "row", "present", "absent"],
        ["social_stock.kept", "row", "absent", "present"],
    ]


def test_two_rows_for_one_place_are_refused():
    with pytest.raises(AfsprakenError, match="two rows"):
        compare(frame(URGENT, URGENT), frame(URGENT))


# what stands beside a verdict

ENTRY = {"agreement": "goal-4.4", "chapter": "4.4", "title": "Lettings", "commitment": "duty", "verdict": "broken",
         "reason": "SEW: not met", "ids": ["displacement.urgent_share"]}  # fmt: skip
CORRECTION = {"verdict": "kept", "date": "2023-12-31", "party": "SEW", "reason": "booked twice"}
SENSITIVITY = {"varied": ["x:high", "x:low"], "flips": [{"scenario": "x:low", "verdict": "kept"}]}


def test_a_correction_and_the_sensitivity_stand_beside_the_measured_verdict():
    entries = pd.DataFrame([ENTRY | {"correction": CORRECTION, "sensitivity": SENSITIVITY},
                            ENTRY | {"agreement": "31", "correction": None, "sensitivity": None}])  # fmt: skip
    both, neither = read(URGENT, entries=entries)["agreements"]
    assert (both["verdict"], both["correction"], both["sensitivity"]) == ("broken", CORRECTION, SENSITIVITY)
    assert not {"correction", "sensitivity"} & set(neither)


def test_a_verdict_that_is_withheld_tells_no_sensitivity():
    entry = ENTRY | {"agreement": "9", "verdict": "kept", "correction": None, "sensitivity": SENSITIVITY}
    poor = POOR | {"agreement": "9", "threshold": "0.20", "verdict": "kept"}
    (told,) = read(poor, entries=pd.DataFrame([entry]))["agreements"]
    assert told["verdict"] is None
    assert "sensitivity" not in told


def test_flips_are_added_only_where_there_are_any_and_never_to_a_suppressed_row(tmp_path):
    hidden, shown, other = POOR | {"flips": "x:low=kept"}, URGENT | {"flips": "x:low=kept|y:high=at_risk"}, STOCK
    told = {row["id"]: row.get("flips") for row in read(hidden, shown, other)["results"]}
    assert told == {
        POOR["id"]: None,
        URGENT["id"]: [{"scenario": "x:low", "verdict": "kept"}, {"scenario": "y:high", "verdict": "at_risk"}],
        STOCK["id"]: None,
    }
    file = tmp_path / "results.json"
    file.write_text(to_json(published(shown), ABOUT), encoding="utf-8")
    assert read_json(file)[1]["flips"].tolist() == ["x:low=kept|y:high=at_risk"]
