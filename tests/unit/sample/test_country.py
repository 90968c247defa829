"""A delivery of many municipalities: made up, sorted, and read one part at a time."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from pyarrow import parquet

from analysis.catalogue import CARD, delivery_digest, hash_findings, read_card
from analysis.errors import DeliveryError
from analysis.sample import write_country
from analysis.sources import check, read_delivery
from analysis.sources.tables import read_table

CODES = ["GM9001", "GM9002", "GM9003"]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country")
    write_country(folder, municipalities=3, homes=300)
    return folder


def test_a_part_passes_every_check(country: Path) -> None:
    assert [one for one in check(country, municipality="GM9002") if one.severity != "note"] == []


def test_the_parts_are_the_whole(country: Path) -> None:
    whole = pd.read_parquet(country / "dwellings.parquet")
    parts = [read_delivery(country, code).tables["dwellings"] for code in CODES]
    assert sum(map(len, parts)) == len(whole)
    assert whole["municipality_code"].is_monotonic_increasing
    assert [set(part["municipality_code"]) for part in parts] == [{code} for code in CODES]


@pytest.mark.parametrize("table", ["dwellings", "households", "neighbourhoods"])
def test_a_municipality_is_one_row_group(country: Path, table: str) -> None:
    """What lets a run read its own part only."""
    file = parquet.ParquetFile(country / f"{table}.parquet")
    groups = [set(file.read_row_group(number)["municipality_code"].to_pylist()) for number in range(3)]
    assert groups == [{code} for code in CODES]


def test_ids_refer_to_one_another(country: Path) -> None:
    tables = read_delivery(country, "GM9003").tables
    homes = set(tables["dwellings"]["dwelling_id"])
    assert set(tables["households"]["dwelling_id"]) <= homes
    assert set(tables["dwellings"]["complex_id"].dropna()) <= set(tables["complexes"]["complex_id"])


def test_homes_stand_in_their_neighbourhood(country: Path) -> None:
    tables = read_delivery(country, "GM9001").tables
    homes = tables["dwellings"].dropna(subset=["neighbourhood_code"])
    outlines = tables["neighbourhoods"].set_index("neighbourhood_code").geometry
    points = gpd.GeoSeries(gpd.points_from_xy(homes["x_rd_m"], homes["y_rd_m"]), crs=outlines.crs)
    stood = gpd.GeoSeries(outlines.loc[homes["neighbourhood_code"]].to_numpy(), crs=outlines.crs)
    assert len(homes) > 50
    assert stood.covers(points).all()


def test_the_same_seed_gives_the_same_parts(country: Path, tmp_path: Path) -> None:
    write_country(tmp_path, municipalities=3, homes=300)
    assert (tmp_path / CARD).read_bytes() == (country / CARD).read_bytes()


def test_a_part_has_a_digest_of_its_own(country: Path) -> None:
    assert len({delivery_digest(country, read_card(country, code)) for code in CODES}) == 3


def test_one_changed_byte_is_found_by_its_own_part_only(country: Path, tmp_path: Path) -> None:
    for file in country.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    about = parquet.read_metadata(tmp_path / "rents.parquet").row_group(2).column(0)
    with (tmp_path / "rents.parquet").open("r+b") as opened:
        opened.seek(about.data_page_offset + 5)
        byte = opened.read(1)
        opened.seek(about.data_page_offset + 5)
        opened.write(bytes([byte[0] ^ 1]))
    found = {code: hash_findings(tmp_path, read_card(tmp_path, code)) for code in CODES}
    assert {code: [one.rule for one in findings] for code, findings in found.items()} == {
        "GM9001": [],
        "GM9002": [],
        "GM9003": ["hash_differs"],
    }


@pytest.mark.parametrize(("code", "said"), [("", "none was chosen"), ("GM1730", "not GM1730")])
def test_a_municipality_must_be_chosen_and_there(country: Path, code: str, said: str) -> None:
    with pytest.raises(DeliveryError, match=said):
        read_card(country, code)


def test_a_table_without_its_part_is_refused(country: Path, tmp_path: Path) -> None:
    card = json.loads((country / CARD).read_text(encoding="utf-8"))
    del card["resources"][0]["parts"]["GM9002"]
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(DeliveryError, match="no part of GM9002"):
        read_card(tmp_path, "GM9002")


def test_only_parquet_is_read_in_parts(country: Path, tmp_path: Path) -> None:
    card = json.loads((country / CARD).read_text(encoding="utf-8"))
    for file in country.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    stock = next(one for one in card["resources"] if one["name"] == "urgencies")
    stock["path"] = "urgencies.csv"
    (tmp_path / "urgencies.csv").write_bytes((tmp_path / "urgencies.parquet").read_bytes())
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")
    resource = read_card(tmp_path, "GM9001").resource("urgencies")
    assert [one.rule for one in read_table(tmp_path, resource).findings] == ["parts_not_readable"]
