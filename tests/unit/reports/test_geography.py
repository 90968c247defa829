"""What opens in QGIS and on a phone: styles by themselves, relative paths, choices, no figure for residents."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from shapely.geometry import box
from tests.small_delivery import SmallDelivery

from analysis.contracts import RD
from analysis.disclosure.published import sealed
from analysis.presentation import qgis
from analysis.presentation.texts import Texts
from analysis.reports import field, geopackage
from analysis.reports.field import Choices

TEXTS, EDGES, STAMP = Texts("en"), (0.1, 0.2, 0.3), "2023-12-31T00:00:00Z"
CHOICES = Choices(("green", "litter"), ("A", "B"), ("SEW", "residents"), {})
SHARES = {"complexes": ("energy_poverty.lihelek_share", EDGES)}
ABOUT = {"shares": SHARES, "change": "social_stock.kept"}


def placed(frame: pd.DataFrame, layer: str) -> gpd.GeoDataFrame:
    points = gpd.GeoSeries.from_xy([234500.0, 234600.0, 234700.0], [566200.0] * 3, crs=RD)
    return gpd.GeoDataFrame(qgis.with_classes(frame, layer, SHARES), geometry=points)


@pytest.fixture(scope="module")
def layers() -> dict[str, gpd.GeoDataFrame]:
    figures = {"value": [0.25, None, None], "bound": None, "suppressed": [False, True, False], "homes": [40, 5, 30]}
    complexes = pd.DataFrame({"complex_id": ["C1", "C2", "C3"], "complex_name": ["Een", "Twee", "Drie"], **figures})
    villages = pd.DataFrame({"village": ["Vries", "Yde", "Eelde"], "value": [2.0, -1.0, 0.0], "bound": None,
                             "suppressed": False})  # fmt: skip
    visits = pd.DataFrame({"village": ["Vries", "Yde", "Eelde"], "status": ["due", "never", "not_due"]})
    ground = gpd.GeoDataFrame({"neighbourhood_name": ["Vries"], "village": ["Vries"]},
                              geometry=[box(234000, 566000, 235000, 567000)], crs=RD)  # fmt: skip
    return {"neighbourhoods": ground, "complexes": placed(complexes, "complexes"),
            "villages": placed(villages, "villages"), "inspections": placed(visits, "inspections")}  # fmt: skip


@pytest.fixture(scope="module")
def package(layers, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("geography") / "layers.gpkg"
    geopackage.write_layers(file, layers, qgis.looks_of(TEXTS, **ABOUT), stamp=STAMP)
    return file


def phone(folder: Path, layers, *, earlier=None, has_figures: bool = True) -> Path:
    looks = qgis.looks_of(TEXTS, **ABOUT) if has_figures else qgis.looks_without_figures(TEXTS)
    return field.write_phone(
        folder / "qfield.zip", layers, looks, choices=CHOICES, earlier=earlier, texts=TEXTS, stamp=STAMP
    )


@pytest.fixture(scope="module")
def unpacked(layers, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("phone")
    days = {"due_on": pd.to_datetime(["2023-10-01"]), "closed_on": pd.to_datetime([None])}
    words = {"subject": "lighting", "grade": "B", "action": "mend it", "owner": "SEW", "state": "overdue"}
    place = {"x_rd_m": 234505.0, "y_rd_m": 566205.0}
    promised = pd.DataFrame({"observation_id": ["O-2"], **days}).assign(**words, **place)
    with zipfile.ZipFile(phone(folder, layers, earlier=sealed(promised, "plan", "partners"))) as archive:
        archive.extractall(folder)
    return folder


def styles_of(file: Path) -> pd.DataFrame:
    with sqlite3.connect(file) as connection:
        return pd.read_sql("select * from layer_styles order by id", connection)


def project_of(folder: Path) -> ET.Element:
    return ET.fromstring((folder / "wijkschouw.qgs").read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------------------- the GeoPackage


def test_every_layer_has_a_style_where_qgis_looks_for_it(package, layers):
    styles = styles_of(package)
    assert styles["f_table_name"].tolist() == list(layers)
    assert set(styles["f_geometry_column"]) == {"geom"}
    assert set(styles["f_table_schema"]) == set(styles["f_table_catalog"]) == {""}
    assert styles["useAsDefault"].all()
    with sqlite3.connect(package) as connection:
        kinds = dict(connection.execute("select table_name, data_type from gpkg_contents"))
    assert kinds == {**dict.fromkeys(layers, "features"), "layer_styles": "attributes"}


def test_gdal_reads_version_coordinates_and_geometry(package):
    kinds = {str(name): str(kind) for name, kind in pyogrio.list_layers(package) if kind is not None}
    assert kinds == {
        "neighbourhoods": "MultiPolygon",
        "complexes": "Point",
        "villages": "Point",
        "inspections": "Point",
    }
    assert {pyogrio.read_info(package, layer=name)["crs"] for name in kinds} == {RD}
    with sqlite3.connect(package) as connection:
        assert connection.execute("pragma user_version").fetchone() == (10300,)


@pytest.mark.parametrize("layer", ["complexes", "villages"])
def test_classes_of_the_style_are_those_of_the_rows(package, layers, layer):
    qml = ET.fromstring(styles_of(package).set_index("f_table_name").loc[layer, "styleQML"])
    codes = [category.get("value") for category in qml.iter("category")]
    assert set(layers[layer]["map_class"]) <= set(codes)
    assert {"withheld", "unknown"} <= set(codes)
    assert qml.find("renderer-v2").get("attr") == "map_class"
    withheld = qml.find("renderer-v2/symbols")[codes.index("withheld")]
    assert [one.get("class") for one in withheld.iter("layer")][-2:] == ["LinePatternFill", "SimpleLine"]
    assert {one.get("field"): one.get("name") for one in qml.iter("alias")}["village"] == "Village"


def test_sld_says_the_same_classes(package):
    styles = styles_of(package).set_index("f_table_name")
    for layer, style in styles["styleSLD"].items():
        sld = ET.fromstring(style)
        rules = [rule.text for rule in sld.iter("{http://www.opengis.net/se}Rule") for rule in [rule[0]]]
        assert len(rules) == {"neighbourhoods": 1, "complexes": 6, "villages": 5, "inspections": 3}[layer]


def test_the_same_bytes_every_time(package, layers, tmp_path):
    again = tmp_path / "layers.gpkg"
    geopackage.write_layers(again, layers, qgis.looks_of(TEXTS, **ABOUT), stamp=STAMP)
    assert again.read_bytes() == package.read_bytes()
    (tmp_path / "other").mkdir()
    assert phone(tmp_path, layers).read_bytes() == phone(tmp_path / "other", layers).read_bytes()


# -------------------------------------------------------------------------------------------- the project of a phone


def test_the_project_finds_its_layers_beside_itself(unpacked):
    root = project_of(unpacked)
    sources = [one.text for one in root.iter("datasource")] + [
        one.get("source") for one in root.iter("layer-tree-layer")
    ]
    for source in sources:
        path, _, layer = source.partition("|layername=")
        assert path.startswith("./")
        assert layer in pyogrio.list_layers(unpacked / path)[:, 0]
    assert root.findtext("properties/Paths/Absolute") == "false"
    assert root.findtext("projectCrs/spatialrefsys/authid") == "EPSG:28992"
    assert str(unpacked) not in (unpacked / "wijkschouw.qgs").read_text(encoding="utf-8")


def test_qgis_keeps_the_names_of_the_layers(unpacked):
    ids = [one.findtext("id") for one in project_of(unpacked).iter("maplayer")]
    assert all(len(one) > 10 for one in ids)  # QGIS makes up another for a shorter one, and loses its place in the tree
    assert ids == [one.get("id") for one in project_of(unpacked).iter("layer-tree-layer")]


def test_what_is_filled_in_stands_alone_in_its_file_and_offers_choices(unpacked):
    layers = {one.findtext("id")[11:]: one for one in project_of(unpacked).iter("maplayer")}
    editable = [name for name, one in layers.items() if one.get("readOnly") == "0"]
    assert editable == ["observations", "open_points"]
    for name in editable:
        assert [str(one) for one, kind in pyogrio.list_layers(unpacked / f"{name}.gpkg") if kind] == [name]
    assert len(pyogrio.read_dataframe(unpacked / "observations.gpkg", layer="observations")) == 0
    widgets = {one.get("name"): one.find("editWidget") for one in layers["observations"].find("fieldConfiguration")}
    offered = {name: [one.get("value") for one in widget.iter("Option") if one.get("value")]
               for name, widget in widgets.items() if widget.get("type") == "ValueMap"}  # fmt: skip
    assert offered == {"subject": ["green", "litter"], "grade": ["A", "B"], "owner": ["SEW", "residents"]}
    actions = {
        one.get("value") for one in layers["observations"].iter("Option") if one.get("name") == "QFieldSync/action"
    }
    assert actions == {"copy"}


def test_a_walk_with_residents_carries_no_figure(layers, tmp_path):
    with zipfile.ZipFile(phone(tmp_path, field.without_figures(layers), has_figures=False)) as archive:
        archive.extractall(tmp_path)
    columns = set(pyogrio.read_info(tmp_path / "layers.gpkg", layer="complexes")["fields"])
    assert columns == {"complex_id", "complex_name", "homes"}
    assert "poverty" not in (tmp_path / "wijkschouw.qgs").read_text(encoding="utf-8").lower()
    assert "open_points.gpkg" not in {path.name for path in tmp_path.iterdir()}


def test_what_a_phone_brings_back_is_taken_in(unpacked, tmp_path):
    delivery = SmallDelivery(
        tmp_path / "d", ("complexes", "dwellings", "inspections", "observations", "neighbourhoods")
    )
    brought = pyogrio.read_dataframe(unpacked / "open_points.gpkg", layer="open_points")
    assert brought["due_on"].astype(str).tolist() == ["2023-10-01"]
    back = tmp_path / "open_points.gpkg"
    brought.assign(closed_on=pd.Timestamp("2023-12-01"), due_on=None, owner=None, action=None).to_file(
        back, layer="open_points"
    )
    taken = field.take_in(back, delivery.folder)
    assert (taken.new, taken.closed) == (0, 1)
