from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, box
from tests.small_delivery import CODES, SmallDelivery

from analysis.contracts import TABLES, placed
from analysis.sources import check, read_delivery
from analysis.sources.columnar import read_geography
from analysis.sources.coordinates import DEGREES, points_in_rd, shapes_in_rd
from analysis.sources.raw import Raw

DWELLINGS = TABLES["dwellings"]


def points(*pairs: tuple[float, float]) -> pd.DataFrame:
    x, y = zip(*pairs, strict=True)
    frame = pd.DataFrame({"dwelling_id": [f"W-{one}" for one in range(len(pairs))], "x_rd_m": x, "y_rd_m": y})
    return placed(frame.astype({"x_rd_m": "float64", "y_rd_m": "float64"}), "dwellings.csv", range(2, len(pairs) + 2))


@pytest.mark.parametrize(
    ("x", "y", "rule"),
    [
        (0, 300_000, None),
        (300_000, 625_000, None),
        (-0.5, 400_000, "strange_coordinates"),
        (300_000.5, 400_000, "strange_coordinates"),
        (155_000, 299_999, "strange_coordinates"),
        (155_000, 625_001, "strange_coordinates"),
        (3, 50, "degrees_transformed"),
        (8, 54, "degrees_transformed"),
        (2.99, 52, "strange_coordinates"),
        (6, 54.01, "strange_coordinates"),
        (0, 0, "strange_coordinates"),
        (np.nan, 400_000, "strange_coordinates"),
        (np.nan, np.nan, None),
    ],
)
def test_bounds(x: float, y: float, rule: str | None) -> None:
    _, findings = points_in_rd(DWELLINGS, points((x, y)))
    assert [finding.rule for finding in findings] == ([rule] if rule else [])


def test_degrees_become_metres_row_by_row() -> None:
    frame, findings = points_in_rd(DWELLINGS, points((242909, 568064), (6.6995, 53.0922)))
    assert frame["x_rd_m"].tolist() == pytest.approx([242909, 242909], abs=15)
    assert frame["y_rd_m"].tolist() == pytest.approx([568064, 568064], abs=15)
    assert (findings[0].severity, findings[0].count, findings[0].first_row) == ("note", 1, 3)


def test_refused_coordinates_become_missing_and_the_input_stays() -> None:
    given = points((1000, 1000), (234_500, 566_200))
    frame, findings = points_in_rd(DWELLINGS, given)
    assert frame["x_rd_m"].isna().tolist() == [True, False]
    assert findings[0].first_keys == ("W-0",)
    assert given["x_rd_m"].tolist() == [1000, 234_500]


@pytest.mark.parametrize("declared", ["EPSG:28992", "EPSG:4326", "EPSG:3857", None])
def test_what_a_file_declares_is_not_looked_at(declared: str | None) -> None:
    frame = placed(pd.DataFrame({"neighbourhood_code": ["BU1"]}), "x.geojson", [2])
    shapes = gpd.GeoSeries([box(234_000, 566_000, 235_000, 567_000)], index=frame.index, crs=declared)
    moved, findings = shapes_in_rd(TABLES["neighbourhoods"], frame, shapes)
    assert findings == []
    assert moved.crs == "EPSG:28992"
    assert moved.area.item() == 1_000_000


def test_shapes_in_degrees_empty_and_nowhere() -> None:
    frame = placed(pd.DataFrame({"neighbourhood_code": ["BU1", "BU2", "BU3"]}), "x.geojson", [2, 3, 4])
    metres = gpd.GeoSeries([box(234_000, 566_000, 235_000, 567_000)], crs="EPSG:28992")
    shapes = gpd.GeoSeries([metres.to_crs(DEGREES).iloc[0], None, Point(9, 9)], index=frame.index, crs="EPSG:28992")
    moved, findings = shapes_in_rd(TABLES["neighbourhoods"], frame, shapes)
    assert moved.area.iloc[0] == pytest.approx(1_000_000, rel=1e-3)
    assert moved.isna().tolist() == [False, True, True]
    assert [(one.rule, one.first_keys) for one in findings] == [
        ("degrees_transformed", ("BU1",)),
        ("strange_coordinates", ("BU3",)),
        ("empty_geometry", ("BU2",)),
    ]


def test_a_plan_delivered_as_points_gets_a_geometry(tmp_path: Path) -> None:
    plan = read_delivery(SmallDelivery(tmp_path).folder).tables["district_plan"]
    assert isinstance(plan, gpd.GeoDataFrame)
    assert plan.geometry.iloc[0].equals(Point(242_000, 567_000))


def test_a_plan_delivered_as_outlines_gets_coordinates(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    plan = read_delivery(delivery.folder).tables["district_plan"].reset_index(drop=True)
    outlines = plan.drop(columns=["x_rd_m", "y_rd_m"]).set_geometry(plan.buffer(10))
    delivery.path("district_plan").unlink()
    outlines.to_crs(DEGREES).to_file(delivery.folder / "district_plan.geojson")
    delivery.write_card()
    found = [one for one in check(delivery.folder, CODES) if one.table == "district_plan"]
    assert [(one.rule, one.count) for one in found] == [("degrees_transformed", 2)]
    read = read_delivery(delivery.folder).tables["district_plan"]
    assert read["x_rd_m"].tolist() == pytest.approx([242_000, 242_100], abs=1)


def test_the_real_outlines_of_2022_are_metres_with_one_empty(shared_data: Path) -> None:
    path = shared_data / "geo" / "tynaarlo_buurt_2022_rd.geojson"
    raw = read_geography(path, "neighbourhoods", file=path.name)
    assert isinstance(raw, Raw)
    rows = raw.cells.rename(columns={"statcode": "neighbourhood_code"})
    shapes, findings = shapes_in_rd(TABLES["neighbourhoods"], rows, raw.geometry)
    assert [(one.rule, one.first_keys) for one in findings] == [("empty_geometry", ("BU17300200",))]
    assert len(shapes) == 45
    assert shapes.area.sum() / 1e6 == pytest.approx(147.217, abs=0.001)


def test_a_real_outline_in_degrees_is_transformed(shared_data: Path) -> None:
    path = shared_data / "geo" / "tynaarlo_gemeente_2022_wgs84.geojson"
    raw = read_geography(path, "neighbourhoods", file=path.name)
    assert isinstance(raw, Raw)
    shapes, findings = shapes_in_rd(TABLES["neighbourhoods"], raw.cells, raw.geometry)
    assert [one.rule for one in findings] == ["degrees_transformed"]
    assert shapes.area.sum() / 1e6 == pytest.approx(147.2, abs=1.0)


def test_geometry_as_text_is_refused(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.path("neighbourhoods").unlink()
    text = 'neighbourhood_code,village,geometry\nBU17300900,Vries,"POINT (234500 566200)"\n'
    (delivery.folder / "neighbourhoods.csv").write_text(text, encoding="utf-8")
    delivery.write_card()
    found = [one for one in check(delivery.folder, CODES) if one.is_refusal and one.table == "neighbourhoods"]
    assert [(one.rule, one.first_row) for one in found] == [("geometry_as_text", 2)]


def test_one_coordinate_without_the_other_column_is_refused(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    delivery.drop_column("observations", "y_rd_m")
    refused = [one for one in check(delivery.folder, CODES) if one.is_refusal]
    assert [(one.table, one.rule, one.count) for one in refused] == [("observations", "strange_coordinates", 1)]


def test_the_numbering_of_a_format_is_no_column(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    collection = json.loads(delivery.path("neighbourhoods").read_text(encoding="utf-8"))
    for feature in collection["features"]:
        feature["id"] = "feature." + feature["properties"]["neighbourhood_code"]
    delivery.write("neighbourhoods", json.dumps(collection))
    assert not [one for one in check(delivery.folder, CODES) if one.is_refusal]


def test_two_files_with_outlines_become_one_table(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    collection = json.loads(delivery.path("neighbourhoods").read_text(encoding="utf-8"))
    features = collection["features"]
    for name, part in (("neighbourhoods", features[:2]), ("neighbourhoods_rest", features[2:])):
        text = json.dumps({**collection, "features": part})
        (delivery.folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    delivery.write_card()
    table = read_delivery(delivery.folder).tables["neighbourhoods"]
    assert table.geometry.notna().tolist() == [True, True, True, False]
    assert table.crs == "EPSG:28992"


def test_neighbourhoods_without_geometry_are_a_warning(tmp_path: Path) -> None:
    delivery = SmallDelivery(tmp_path)
    features = json.loads(delivery.path("neighbourhoods").read_text(encoding="utf-8"))["features"]
    delivery.path("neighbourhoods").unlink()
    table = pd.DataFrame([feature["properties"] for feature in features])
    table.to_csv(delivery.folder / "neighbourhoods.csv", index=False)
    delivery.write_card()
    found = [(one.rule, one.severity) for one in check(delivery.folder, CODES) if one.table == "neighbourhoods"]
    assert found == [("missing_column", "warning")]
    assert read_delivery(delivery.folder).tables["neighbourhoods"].geometry.isna().all()
