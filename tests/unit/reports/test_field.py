"""What comes back from an inspection: taken in whole or not at all, once, in its village; nothing of before is lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from tests.small_delivery import SmallDelivery

from analysis import paths
from analysis.catalogue import read_card
from analysis.errors import AfsprakenError, DeliveryError
from analysis.indicators import inspections
from analysis.periods import Period
from analysis.prepare import known_on
from analysis.presentation.texts import Texts
from analysis.reports import field
from analysis.sources import check, read_delivery

HEAD = "x_rd_m,y_rd_m,observation_id,complex_id,subject,grade,action,owner,due_on,closed_on"
POINT = "234510,566210,,,lighting,C,Lamp vervangen,gemeente,2024-05-01,"
TABLES = ("complexes", "dwellings", "inspections", "observations", "neighbourhoods")
MARCH = {"village": "Vries", "held_on": date(2024, 3, 12)}


@pytest.fixture
def delivery(tmp_path: Path) -> SmallDelivery:
    return SmallDelivery(tmp_path / "delivery", TABLES)


def form(folder: SmallDelivery, *rows: str, head: str = HEAD, name: str = "form.csv") -> Path:
    path = folder.folder.parent / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def phone(folder: SmallDelivery, *points: dict[str, object], crs: str = "EPSG:28992") -> Path:
    frame = pd.DataFrame(list(points))
    path = folder.folder.parent / "observations.gpkg"
    places = gpd.GeoSeries.from_xy(frame.pop("x"), frame.pop("y"), crs="EPSG:28992").to_crs(crs)
    gpd.GeoDataFrame(frame, geometry=places).to_file(path, layer="observations", driver="GPKG")
    return path


def told(folder: SmallDelivery, table: str) -> pd.DataFrame:
    return read_delivery(folder.folder).tables[table]


def files(folder: SmallDelivery) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.folder.iterdir()}


def refused(folder: SmallDelivery, file: Path, **walk: object) -> dict[str, object]:
    """Rules of the refusal, each with its first row; nothing may have been written."""
    before = files(folder)
    with pytest.raises(DeliveryError, match="nothing was written") as error:
        field.take_in(file, folder.folder, **(walk or MARCH))
    assert files(folder) == before
    return {finding.rule: finding.first_row for finding in error.value.findings}


# ------------------------------------------------------------------------------------------- what is taken in


def test_a_form_becomes_an_inspection_with_its_points(delivery):
    taken = field.take_in(form(delivery, POINT, ",,,W-C1,green,,Snoeien,residents,,"), delivery.folder, **MARCH)
    assert (taken.inspection_id, taken.new, taken.closed) == ("vries-2024-03-12", 2, 0)
    assert {finding.rule for finding in taken.findings} == {"no_due_on"}
    points = told(delivery, "observations").iloc[-2:]
    assert points["observation_id"].tolist() == ["vries-2024-03-12-01", "vries-2024-03-12-02"]
    assert points["subject"].tolist() == ["lighting", "green"]
    assert points["owner"].tolist() == ["Gemeente Tynaarlo", "residents"]
    assert points[["x_rd_m", "y_rd_m"]].to_numpy().tolist() == [[234510, 566210], [234500, 566200]]
    held = told(delivery, "inspections").iloc[-1]
    assert (held["village"], held["points_raised"], held["points_closed"]) == ("Vries", 2, 0)


def test_what_was_there_stays_as_it_was_written_and_the_card_follows(delivery):
    before = files(delivery)
    field.take_in(form(delivery, POINT), delivery.folder, **MARCH)
    after = files(delivery)
    for name in ("observations.csv", "inspections.csv"):
        assert after[name].startswith(before[name])
        assert after[name].count(b"\n") == before[name].count(b"\n") + 1
    cards = [json.loads(one["datapackage.json"]) for one in (before, after)]
    changed = {new["name"] for old, new in zip(*(card["resources"] for card in cards), strict=True) if old != new}
    assert changed == {"inspections", "observations"}
    assert {**cards[0], "resources": 0} == {**cards[1], "resources": 0}
    assert [finding for finding in check(delivery.folder) if finding.is_refusal] == []
    assert {name for name in after if after[name] != before.get(name)} == {
        "observations.csv", "inspections.csv", "datapackage.json"}  # fmt: skip


def test_the_phone_and_the_form_say_the_same(delivery, tmp_path):
    point = {"x": 234510.04, "y": 566210.0, "subject": "lighting", "grade": "C", "action": "Lamp vervangen",
             "owner": "Gemeente Tynaarlo", "due_on": pd.Timestamp("2024-05-01"),
             "noted_on": pd.Timestamp("2024-03-12")}  # fmt: skip
    other = SmallDelivery(tmp_path / "other", TABLES)
    field.take_in(form(delivery, POINT), delivery.folder, **MARCH)
    taken = field.take_in(phone(other, point, crs="EPSG:4326"), other.folder)
    assert (taken.village, taken.held_on) == ("Vries", date(2024, 3, 12))
    assert files(other) == files(delivery)


def test_a_planned_inspection_is_the_one_that_was_held(delivery):
    delivery.add("inspections", "N-2,Vries,,,")
    taken = field.take_in(form(delivery, POINT), delivery.folder, **MARCH)
    assert taken.inspection_id == "N-2"
    held = told(delivery, "inspections").set_index("inspection_id").loc["N-2"]
    assert (str(held["held_on"].date()), held["points_raised"]) == ("2024-03-12", 1)


def test_a_second_phone_adds_to_the_same_inspection(delivery):
    field.take_in(form(delivery, POINT), delivery.folder, **MARCH)
    taken = field.take_in(form(delivery, POINT.replace("lighting", "green")), delivery.folder, **MARCH)
    assert taken.inspection_id == "vries-2024-03-12"
    assert told(delivery, "observations")["observation_id"].iloc[-1] == "vries-2024-03-12-02"
    assert told(delivery, "inspections")["points_raised"].iloc[-1] == 2


def test_an_earlier_point_is_closed_and_its_inspection_counts_it(delivery):
    taken = field.take_in(form(delivery, ",,O-2,,lighting,B,,,,2023-11-20"), delivery.folder)
    assert (taken.inspection_id, taken.new, taken.closed) == ("", 0, 1)
    point = told(delivery, "observations").set_index("observation_id").loc["O-2"]
    assert str(point["closed_on"].date()) == "2023-11-20"
    assert told(delivery, "inspections")["points_closed"].tolist() == [3]


def test_rows_printed_and_left_empty_are_no_points(delivery):
    head = "number,complex_id,complex_name," + HEAD.replace(",complex_id", "")
    rows = ("1,W-C1,De Brink,234505,566205,,,,,,,", f"2,W-C1,De Brink,{POINT.replace(',,,', ',,')}")
    assert field.take_in(form(delivery, *rows, head=head), delivery.folder, **MARCH).new == 1


def test_a_table_of_another_dialect_is_added_to_in_its_own_form(delivery):
    text = (
        "observation_id;inspection_id;x_rd_m;y_rd_m;subject;grade;action;owner;due_on;closed_on\n"
        "O-1;N-1;234505,5;566205,5;eigen woord;C;repair;municipality;01-10-2023;12-09-2023\n"
    )
    delivery.write("observations", text)
    field.take_in(form(delivery, POINT.replace("234510,", "234510.3,")), delivery.folder, **MARCH)
    written = delivery.path("observations").read_text(encoding="utf-8")
    added = "234510,3;566210;lighting;C;Lamp vervangen;Gemeente Tynaarlo;01-05-2024;\n"
    assert written == text + "vries-2024-03-12-01;vries-2024-03-12;" + added


def test_a_delivery_without_inspections_gets_both_tables(delivery):
    for table in ("observations", "inspections"):
        delivery.path(table).unlink()
    delivery.write_card()
    field.take_in(form(delivery, POINT), delivery.folder, **MARCH)
    assert len(told(delivery, "observations")) == len(told(delivery, "inspections")) == 1
    assert read_card(delivery.folder).resource("observations").paths == ("observations.csv",)


def test_a_word_in_any_language_is_its_code():
    choices = field.Choices(("green",), ("C",), ("SEW", "residents"), {})
    words = [Texts(language).subject("green") for language in ("en", "nl")]
    assert {choices.code("subject", word.upper()) for word in words} == {"green"}
    assert choices.code("owner", " Residents ") == "residents"
    assert choices.code("grade", "E") is None


# ------------------------------------------------------------------------------------------------ there and back

SHEET = (
    "number,village,held_on,complex_id,complex_name,observation_id,x_rd_m,y_rd_m,"
    "subject,grade,action,owner,due_on,closed_on"
)


def figures(folder: SmallDelivery, on: date) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of notebook 60's points and promises in Vries."""
    held, noted = (known_on(table, told(folder, table), on) for table in ("inspections", "observations"))
    promised = inspections.promises(held, noted, on=on)
    rows = pd.concat([inspections.point_rows(held, noted, on=on, period=Period(2024, 1)),
                      inspections.promise_rows(promised, period=Period(2024, 1))])  # fmt: skip
    rows = rows[rows["village"] == "Vries"]
    return {row.id.partition(".")[2]: (row.numerator, row.denominator) for row in rows.itertuples()}


def states(folder: SmallDelivery, on: date) -> dict[str, str]:
    """What the next sheet shows: every point of Vries with its state."""
    held, noted = (known_on(table, told(folder, table), on) for table in ("inspections", "observations"))
    promised = inspections.promises(held, noted, on=on)
    return dict(zip(promised["observation_id"], promised["state"], strict=True))


def test_from_the_sheet_to_the_figures_and_back_to_the_next_sheet(delivery):
    filled_in = form(
        delivery,
        "1,Vries,12-03-2024,W-C1,De Brink,,234505,566205,litter,C,Opruimen,gemeente,01-05-2024,",
        "1,Vries,12-03-2024,W-C1,De Brink,,234505,566205,paving,B,Ophogen,Woonborg,01-05-2024,",
        "A,Vries,,,,O-2,,,,,,,,12-03-2024",
        "2,Vries,,W-C1,De Brink,,234505,566205,,,,,,",
        head=SHEET,
    )
    field.take_in(filled_in, delivery.folder)
    june = date(2024, 6, 30)
    assert states(delivery, june) == {"O-1": "done_in_time", "O-2": "done", "vries-2024-03-12-01": "overdue",
                                      "vries-2024-03-12-02": "overdue"}  # fmt: skip
    before = figures(delivery, june)
    assert before["overdue_points_count"][0] == 2
    assert before["promises_kept_share"] == (1, 3)
    closing = form(delivery, "A,Vries,,,,vries-2024-03-12-01,,,,,,,,2024-04-30", head=SHEET, name="closing.csv")
    field.take_in(closing, delivery.folder)
    assert states(delivery, june)["vries-2024-03-12-01"] == "done_in_time"
    assert figures(delivery, june)["promises_kept_share"] == (2, 3)
    assert figures(delivery, june)["overdue_points_count"][0] == 1


@pytest.mark.parametrize(("profile", "has_text"), [("partners", True), ("public", False)])
def test_the_action_list_names_owner_and_day(delivery, tmp_path, profile, has_text):
    taken = field.TakenIn("N-1", "Vries", date(2023, 9, 1), 0, 0, ())
    files = field.write_action_list(delivery.folder, tmp_path, taken, profile=profile, texts=Texts("en"))
    assert [file.name for file in files] == ["actions-N-1.csv", "actions-N-1.pdf"]
    written = files[0].read_text(encoding="utf-8-sig")
    assert ("repair" in written) is has_text
    assert "O-1" in written
    assert "municipality,1 October 2023,open" in written
    assert files[1].read_bytes().startswith(b"%PDF-")


# ---------------------------------------------------------------------------------------------- what is refused


CANNOT_BE = (
    ("242500,568000,,,green,C,,SEW,2024-05-01,", "point_outside"),
    ("234520,,,,green,C,,SEW,2024-05-01,", "strange_coordinates"),
    ("234510,566220,,,grass,C,,SEW,2024-05-01,", "unknown_subject"),
    ("234510,566230,,,green,E,,SEW,2024-05-01,", "unknown_grade"),
    ("234510,566240,,,green,C,,mevrouw Jansen,2024-05-01,", "unknown_owner"),
    ("234510,566250,,,,C,,SEW,2024-05-01,", "no_subject"),
    ("234510,566260,,,green,C,,SEW,2024-03-11,", "due_on_too_early"),
    ("234510,566270,,,green,C,,SEW,2024-05-01,2024-03-11", "closed_on_too_early"),
    ("234510,566280,,,green,C,,SEW,soon,", "not_a_date"),
    (",,,X-9,paving,C,,SEW,2024-05-01,", "unknown_complex"),
    (",,,S-C1,litter,C,,SEW,2024-05-01,", "complex_elsewhere"),
    (",,O-9,,,,,,,2024-03-12", "unknown_point"),
    (",,O-1,,,,,,,2024-03-12", "closed_before"),
    (",,O-2,,green,,,,,2024-03-12", "promise_changed"),
)


def test_rows_that_cannot_be_are_refused_and_named_all_at_once(delivery):
    found = refused(delivery, form(delivery, POINT, *(row for row, _ in CANNOT_BE)))
    lines = {rule: line for line, (_, rule) in enumerate(CANNOT_BE, start=3)}
    lines["no_subject"] = lines["unknown_subject"]  # what is none of the list is none
    assert {rule: found.get(rule) for rule in lines} == lines


def test_an_earlier_point_is_not_closed_before_it_was_raised(delivery):
    assert refused(delivery, form(delivery, ",,O-2,,,,,,,2023-06-06")) == {"closed_on_too_early": 2}


def test_the_same_file_twice_is_refused_under_another_day_too(delivery):
    file = form(delivery, POINT, ",,O-2,,,,,,,2023-11-20")
    field.take_in(file, delivery.folder, **MARCH)
    assert refused(delivery, file) == {"point_known": 2, "closed_before": 3}
    later = {"village": "Vries", "held_on": date(2024, 4, 12)}
    assert refused(delivery, file, **later) == {"point_known": 2, "closed_before": 3}


def test_a_point_noted_by_two_people_is_refused(delivery):
    assert refused(delivery, form(delivery, POINT, POINT.replace("234510,", "234510.6,"))) == {"point_twice": 3}


@pytest.mark.parametrize(
    ("walk", "rule"),
    [
        ({"village": "Vries"}, "no_day"),
        ({"held_on": date(2024, 3, 12), "village": "Assen"}, "unknown_village"),
    ],
)
def test_an_inspection_has_a_village_and_a_day(delivery, walk, rule):
    assert rule in refused(delivery, form(delivery, POINT), **walk)


def test_a_column_that_is_not_of_the_form_is_refused(delivery):
    head = HEAD.replace("closed_on", "closd_on")
    assert refused(delivery, form(delivery, POINT, head=head))["unknown_column"] == 1


def test_a_delivery_with_a_stale_card_is_mended_first(delivery):
    delivery.replace("dwellings", "610.25", "611.25", card=False)
    with pytest.raises(DeliveryError, match="before it is mended") as error:
        field.take_in(form(delivery, POINT), delivery.folder, **MARCH)
    assert [finding.rule for finding in error.value.findings] == ["hash_differs"]


def test_the_shipped_delivery_stays_as_it_is(delivery):
    with pytest.raises(AfsprakenError, match="the shipped delivery stays"):
        field.take_in(form(delivery, POINT), paths.SAMPLE, **MARCH)


def test_a_file_that_cannot_be_replaced_leaves_everything_as_it_was(delivery, monkeypatch):
    before, replace = files(delivery), Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if Path(target).name == "datapackage.json":
            message = "held open"
            raise PermissionError(message)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(AfsprakenError, match="could not be replaced"):
        field.take_in(form(delivery, POINT), delivery.folder, **MARCH)
    assert {name: content for name, content in files(delivery).items() if not name.endswith(".draft")} == before
